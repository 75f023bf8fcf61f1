"""Handlers for *Export…*: the ledger of a month, a year or of all time as a file."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from weakref import WeakValueDictionary

from telegram import InlineKeyboardMarkup, InputFile, ReplyParameters
from telegram.constants import ParseMode

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.languages.locale import Locale
from bot.chat.ledger.ledger_buttons import SaveLedger, ShowExports, ShowLedger
from bot.chat.ledger.ledger_command import today
from bot.chat.ledger.ledger_formats import LEDGER_FORMATS, LedgerBook, LedgerFile
from bot.chat.ledger.ledger_photos import LedgerPhotos
from bot.chat.ledger.ledger_span import Month, Span, days_of, file_stem
from bot.chat.ledger.person_names import PersonNames
from bot.chat.reply import reply
from bot.chat.texts import ledger as texts
from bot.chat.texts.progress import WRITING_FILE
from bot.exports.ledger_content import LedgerContent
from bot.logs import where
from bot.store.ledger import Ledger

log = logging.getLogger(__name__)

A_ROW = 3
CHOSEN = "✓ "
PICTURE = ".png"
AT_A_TIME = 3  # files of a format, of all chats: a chart takes a process, photos take room on the disk


class LedgerExports:
    """Makes files of ledgers, for everybody in the chat; of each chat one at a time, and of all chats a few."""

    def __init__(self, ledger: Ledger, names: PersonNames, photos: LedgerPhotos) -> None:
        self._ledger = ledger
        self._names = names
        self._photos = photos
        self._making: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._at_work = {suffix: asyncio.Semaphore(AT_A_TIME) for suffix in LEDGER_FORMATS}

    async def show(self, context: Context, pressed: ShowExports) -> None:
        """*Export…*, or a time in it."""
        await acknowledge(context.query)
        month = Month.parse(pressed.month) or Month.of(today())
        keyboard = exports_keyboard(pressed.span, month, context.say)
        await rewrite(context.query, context.say.html(texts.FOR_WHEN), keyboard)

    async def save(self, context: Context, pressed: SaveLedger) -> None:
        """A format: the file comes in reply."""
        month = Month.parse(pressed.month) or Month.of(today())
        if pressed.suffix not in LEDGER_FORMATS:
            await acknowledge(context.query)
            return
        await acknowledge(context.query, context.say(WRITING_FILE), alert=False)
        async with self._making.setdefault(context.chat.id, asyncio.Lock()):
            book = await self._book(context, pressed.span, month)
            if book.is_empty:
                await reply(context.message, context.say.html(texts.NOTHING_TO_SAVE))
                return
            made = await self._made(book, pressed.suffix, context.say)
            await self._send(context, made, f"{book.stem}.{pressed.suffix}")

    async def _book(self, context: Context, span: Span, month: Month) -> LedgerBook:
        chat_id, (first, after) = context.chat.id, days_of(span, month)
        expenses = await self._ledger.expenses(chat_id, first, after)
        settlements = await self._ledger.settlements(chat_id, first, after)
        unnamed = LedgerContent(expenses, settlements, {})
        names = await self._names.of(chat_id, unnamed.people, context.say)
        return LedgerBook(replace(unnamed, names=names), file_stem(span, month), not context.is_private)

    async def _made(self, book: LedgerBook, suffix: str, say: Locale) -> LedgerFile:
        """The file; what keeps one from being made is said, and logged without what is in it."""
        try:
            async with self._at_work[suffix]:
                return await LEDGER_FORMATS[suffix].make(book, say, self._photos)
        except Exception as error:  # whatever it is, the person waits for a file
            log.error("a ledger was not saved: %s", where(error))
            return LedgerFile(None, (say.html(texts.SAVING_FAILED),))

    async def _send(self, context: Context, made: LedgerFile, name: str) -> None:
        said = "\n".join(made.remarks)
        if made.content is None:
            await reply(context.message, said)
            return
        there = ReplyParameters(context.message.message_id, allow_sending_without_reply=True)
        message, caption, quiet = context.message, said or None, not context.is_private
        html = ParseMode.HTML
        if name.endswith(PICTURE):
            await message.reply_photo(made.content, caption, quiet, parse_mode=html, reply_parameters=there)
        else:
            file = InputFile(made.content, filename=name)
            await message.reply_document(file, caption, quiet, parse_mode=html, reply_parameters=there)


def exports_keyboard(span: Span, month: Month, say: Locale) -> InlineKeyboardMarkup:
    """The times, of which one is chosen, the formats, and the way back."""
    labels = {Span.MONTH: month.text(say), Span.YEAR: str(month.year), Span.ALL: say(texts.ALL_MONTHS)}
    spans = [
        ShowExports(each, month.number).button(CHOSEN + label if each is span else label)
        for each, label in labels.items()
    ]
    formats = [
        SaveLedger(span, month.number, suffix).button(say(each.label))
        for suffix, each in LEDGER_FORMATS.items()
        if each.is_there()
    ]
    rows = [formats[start : start + A_ROW] for start in range(0, len(formats), A_ROW)]
    return InlineKeyboardMarkup([spans, *rows, [ShowLedger(month.number).button(say(texts.BACK))]])
