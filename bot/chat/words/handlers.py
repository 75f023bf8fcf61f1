"""The handlers of glossaries, re-corrections and lessons, put together."""

from __future__ import annotations

from typing import Any

from telegram import Bot
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.answer import recorrecting as again
from bot.chat.answer.recorrecting import Again
from bot.chat.groups.administrators import Administrators
from bot.chat.interpreter import Interpreter
from bot.chat.words import glossary_buttons as glossary
from bot.chat.words import lesson_offers as sheets
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_buttons import GlossaryButtons
from bot.chat.words.glossary_commands import Captioned, GlossaryCommands
from bot.chat.words.lesson_offers import Sheets
from bot.chat.words.replies import IsGlossary, Replies, ToBot, WithWords
from bot.engine.engine import Engine
from bot.jobs.desk import Desk
from bot.store.store import Store


def learning_handlers(
    bot: Bot,
    store: Store,
    desk: Desk,
    engine: Engine,
    members: Administrators,
    interpreter: Interpreter,
) -> list[BaseHandler[Any, Any, Any]]:
    """Who handles what is about words; to be asked before those who answer every message."""
    adding = Adding(bot, store.glossaries, store.questions, members)
    commands = GlossaryCommands(store.glossaries, adding, members, interpreter)
    under = GlossaryButtons(store.glossaries, adding, commands, members, interpreter)
    correcting = Again(store.journal, desk, store.glossaries, members, interpreter)
    offers = Sheets(store.journal, store.lessons, store.glossaries, correcting, members, interpreter)
    replies = Replies(store.journal, store.outbox, engine, adding, correcting, offers, interpreter)
    text = filters.TEXT & ~filters.COMMAND
    return [
        CommandHandler("glossary", commands.command),
        CallbackQueryHandler(under.press, pattern=glossary.PATTERN),
        CallbackQueryHandler(correcting.press, pattern=again.PATTERN),
        CallbackQueryHandler(offers.press, pattern=sheets.PATTERN),
        MessageHandler(Captioned(), commands.file),
        MessageHandler(ToBot() & IsGlossary(), replies.file),
        MessageHandler(text & (ToBot() | WithWords()), replies.text),
    ]
