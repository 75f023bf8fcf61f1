"""The commands that an app lists, and the words by which the bot presents itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from bot.chat.bot_commands import COMMANDS, languages, present
from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locales
from bot.chat.texts import bot_commands as texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.chat.pseudo import pseudo_locales
from tests.end_to_end.live import Chat, running

SET = {"setMyCommands", "setMyDescription", "setMyShortDescription"}


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """The bot's client of the Bot API alone."""
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
        yield bot


async def test_commands_are_those_of_the_place_and_nothing_is_set_twice(chat: Chat, bot: Bot) -> None:
    group = (await chat.person.state()).group.id
    cleo = await chat.person.new_person("Cleo")
    await chat.person.join(group, cleo)
    await bot.set_my_commands([BotCommand("old", "No more")], BotCommandScopeAllPrivateChats())
    await present(bot, Locales())
    first, last = ["read", "history", "ledger", "paid", "glossary", "settings"], ["cancel", "forget", "help", "privacy"]
    assert [*await chat.person.commands(chat.id)] == [*first, *last]
    assert [*await chat.person.commands(group, cleo)] == [*first, *last]
    assert [*await chat.person.commands(group)] == [*first, "auto", *last]
    assert (await chat.person.state()).private.description == texts.DESCRIPTION
    assert (await chat.person.state()).private.short_description == texts.SHORT_DESCRIPTION
    newest = (await chat.person.calls())[-1]["n"]
    await present(bot, Locales())
    assert not SET & {call["method"] for call in await chat.person.calls(newest)}


async def test_commands_are_in_the_persons_language(chat: Chat, bot: Bot) -> None:
    lena = await chat.person.new_person("Lena", language_code="de-AT")
    await present(bot, pseudo_locales())
    assert (await chat.person.commands(lena))["read"] == f"⟦{texts.READ}⟧"
    assert (await chat.person.state()).chat(lena).description == f"⟦{texts.DESCRIPTION}⟧"
    set_in = {call["params"].get("language_code") for call in await chat.person.calls() if call["method"] in SET}
    assert set_in == {None, "zh", "de", "fr", "es", "pt", "it", "pl", "ru"}


async def test_a_running_bot_presents_itself_also_where_telegram_refuses_or_answers_rubbish(
    settings: Settings, sandbox: Sandbox, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.PRESENT_AFTER", 0.1)
    monkeypatch.setattr("bot.duty.FIRST_PAUSE", 0.1)
    await chat.person.fail("setMyCommands", 403)
    await chat.person.fail("getMyCommands", "answer", result=[None])
    async with running(settings, sandbox) as task:
        await chat.person.wait(lambda state: state.private.description == texts.DESCRIPTION, 20)
        assert not task.done()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_fits_telegrams_limits(code: str) -> None:
    say = Locales().of(code)
    assert len(say(texts.SHORT_DESCRIPTION)) <= 120
    assert len(say(texts.DESCRIPTION)) <= 512
    assert all(1 <= len(say(text)) <= 256 for text in COMMANDS.values())


def test_telegrams_languages_have_two_letters() -> None:
    assert [code for code, _ in languages(Locales())] == [None, "zh", "de", "fr", "es", "pt", "it", "pl", "ru"]
