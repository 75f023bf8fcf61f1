"""How the bot presents itself: its commands by scope and language, and its descriptions by language.

The Bot API tells languages apart by two letters, so that there is one Chinese: the one whose tag is bare `zh`.
"""

from __future__ import annotations

from collections.abc import Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.chat.languages.catalogues import ENGLISH, LANGUAGES
from bot.chat.languages.locale import Locale, Locales
from bot.chat.texts import bot_commands as texts

COMMANDS = {
    "read": texts.READ,
    "history": texts.HISTORY,
    "ledger": texts.LEDGER,
    "paid": texts.PAID,
    "glossary": texts.GLOSSARY,
    "settings": texts.SETTINGS,
    "auto": texts.AUTO,
    "cancel": texts.CANCEL,
    "forget": texts.FORGET,
    "help": texts.HELP,
    "privacy": texts.PRIVACY,
}
ONLY_ADMINS = frozenset({"auto"})
SCOPES: tuple[tuple[BotCommandScope, frozenset[str]], ...] = (
    (BotCommandScopeAllPrivateChats(), ONLY_ADMINS),
    (BotCommandScopeAllGroupChats(), ONLY_ADMINS),
    (BotCommandScopeAllChatAdministrators(), frozenset()),
)
"""Where a list is shown, with the commands that it leaves out."""


async def present(bot: Bot, locales: Locales) -> None:
    """Tell Telegram what has changed. Raises the library's errors; called again it goes on where it was."""
    for code, say in languages(locales):
        for scope, left_out in SCOPES:
            commands = tuple(BotCommand(name, say(text)) for name, text in COMMANDS.items() if name not in left_out)
            if await bot.get_my_commands(scope, code) != commands:
                await bot.set_my_commands(commands, scope, code)
        await _describe(bot, say, code)


def languages(locales: Locales) -> Iterator[tuple[str | None, Locale]]:
    """The languages by the two letters of the Bot API; None stands for English and all that are not spoken."""
    for code in dict.fromkeys(code.partition("_")[0] for code in LANGUAGES):
        yield None if code == ENGLISH else code, locales.of(code)


async def _describe(bot: Bot, say: Locale, code: str | None) -> None:
    short, long = say(texts.SHORT_DESCRIPTION), say(texts.DESCRIPTION)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
    if (await bot.get_my_description(code)).description != long:
        await bot.set_my_description(long, code)
