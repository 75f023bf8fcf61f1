"""The handlers of glossaries and lessons, put together."""

from __future__ import annotations

from telegram.ext import CommandHandler, MessageHandler, filters

from bot.chat.receipts.fix_replies import FixReplies
from bot.chat.receipts.handlers import card_desk
from bot.chat.services import Handlers, Services
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_buttons import GlossaryButtons
from bot.chat.words.glossary_commands import Captioned, GlossaryCommands
from bot.chat.words.glossary_view import AddWords, DropEntry, ExportGlossary, PickEntry, ShowPage
from bot.chat.words.lesson_offers import LessonOffers
from bot.chat.words.lesson_view import TakeLessons, TickPair
from bot.chat.words.replies import IsGlossary, Replies, ToBot, WithWords


def handlers(services: Services) -> Handlers:
    """Who handles what is about words; to be asked before those who answer every message."""
    store, administrators, jobs, desk = services.store, services.administrators, services.jobs, services.desk
    adding = Adding(services.downloads, store.glossaries, store.questions, administrators)
    commands = GlossaryCommands(store.glossaries, adding, administrators)
    buttons = GlossaryButtons(store.glossaries, adding, commands, administrators)
    lesson_offers = LessonOffers(jobs, desk, store.lessons, store.glossaries, administrators)
    fix_replies = FixReplies(card_desk(services), store.ledger, services.person_names)
    replies = Replies(jobs, desk, services.engine, adding, lesson_offers, fix_replies)
    text = filters.TEXT & ~filters.COMMAND
    return [
        CommandHandler("glossary", commands.command),
        ShowPage.handler(buttons.show),
        PickEntry.handler(buttons.pick),
        DropEntry.handler(buttons.drop),
        AddWords.handler(buttons.add),
        ExportGlossary.handler(buttons.export),
        TickPair.handler(lesson_offers.tick),
        TakeLessons.handler(lesson_offers.take),
        MessageHandler(Captioned(), commands.file),
        MessageHandler(ToBot() & IsGlossary(), replies.file),
        MessageHandler(text & (ToBot() | WithWords()), replies.text),
    ]
