"""Handlers for `/history`: the last notes of the chat, a search in them and its receipts, and each note once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CommandHandler

from bot.chat.answer.buttons import ForgetNote
from bot.chat.callback_data import CallbackData
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.languages.locale import Locale
from bot.chat.ledger.receipt_line import receipt_line
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.split import shorten
from bot.chat.telegram_errors import Refusal, refusal
from bot.chat.texts import history as texts
from bot.job import Job
from bot.receipts.ledger.expense import Expense
from bot.store.note_history import HistoryEntry, HistoryPage
from bot.store.store import Store

SEARCH_BYTES = 45  # so that a button's callback data, 64 bytes at the most, holds the search as well
LONGEST_LINE = 40
LONGEST_QUOTE = 3000
MOST_RECEIPTS = 5  # that are found beside notes


@dataclass(frozen=True, slots=True)
class TurnHistory(CallbackData):
    """*Newer*, *Older*: show the notes from the `offset`-th newest on of those with the words of `search`."""

    prefix = "history"
    offset: int
    search: str


@dataclass(frozen=True, slots=True)
class OpenNote(CallbackData):
    """The number of a note, or of a receipt of it, whose expense has that id: show it."""

    prefix = "note"
    job_id: int
    expense_id: int = 0


def handlers(services: Services) -> Handlers:
    """Who handles the command and its buttons."""
    store = services.store
    command = HistoryCommand(services.jobs, store, services.courier)
    return [
        CommandHandler("history", command.history),
        TurnHistory.handler(command.turn),
        OpenNote.handler(command.open),
    ]


class HistoryCommand:
    """Shows a person their notes in the private chat, and a group's in the group: what was asked for there."""

    def __init__(self, jobs: JobFinder, store: Store, courier: TelegramCourier) -> None:
        self._jobs = jobs
        self._journal = store.journal
        self._history = store.history
        self._ledger = store.ledger
        self._outbox = store.outbox
        self._courier = courier

    async def history(self, _: Update, context: Context) -> None:
        """`/history`, with words to look for behind it or none."""
        search = fitting(" ".join(context.args or ()))
        await reply(context.message, *await self._listed(context, search, 0))

    async def turn(self, context: Context, pressed: TurnHistory) -> None:
        """A button to the newer or the older notes."""
        await acknowledge(context.query)
        await rewrite(context.query, *await self._listed(context, fitting(pressed.search), pressed.offset))

    async def _listed(self, context: Context, search: str, offset: int) -> tuple[str, InlineKeyboardMarkup | None]:
        """A page of the chat's notes, each receipt known by its shop; on the first one receipts that are found, too."""
        chat_id, say = context.chat.id, context.say
        page = await self._history.page(chat_id, search, offset)
        found = await self._ledger.find(chat_id, search, MOST_RECEIPTS) if search and not page.offset else []
        entries = [await self._named(entry, found, say) for entry in page.entries]
        shown = {entry.job_id for entry in entries}
        others = [each for each in found if each.origin is None or each.origin.job_id not in shown]
        page = replace(page, entries=tuple(entries))
        return listing(page, search, say, others, group=not context.is_private)

    async def _named(self, entry: HistoryEntry, found: Sequence[Expense], say: Locale) -> HistoryEntry:
        """A note with the line that it is known by: that of its receipts which was found, or else the first."""
        wanted = [each for each in found if each.origin and each.origin.job_id == entry.job_id]
        first = next(iter(wanted or await self._ledger.of_job(entry.job_id)), None)
        return replace(entry, line=receipt_line(first, say) if first else shorten(entry.line, LONGEST_LINE))

    async def open(self, context: Context, pressed: OpenNote) -> None:
        """The number of a note: its text in reply to its answer, or the answer anew where it is no longer there.

        Where the note is no longer kept it is the card of its receipt.
        """
        if card := await self._outliving(context, pressed):
            await acknowledge(context.query)
            async with self._courier.writing(pressed.job_id):
                if not await self._point_at(context, await self._courier.cards.message_id(card.id), card):
                    await self._courier.cards.bring_anew(card, context.thread_id, context.say)
            return
        job = await self._jobs.answered(context, pressed.job_id)
        if job is None:
            return
        await acknowledge(context.query)
        async with self._courier.writing(job.id):  # whoever presses twice is led to what the first press brought
            if not await self._point_at(context, await self._message_of(job, pressed), job):
                await self._courier.reply_anew(job)

    async def _outliving(self, context: Context, pressed: OpenNote) -> Expense | None:
        """The expense that a button is about, or the first of its note, where that is no longer kept."""
        if await self._journal.job(pressed.job_id):
            return None
        here = [each for each in await self._ledger.of_job(pressed.job_id) if each.chat_id == context.chat.id]
        return next((each for each in here if each.id == pressed.expense_id), here[0] if here else None)

    async def _message_of(self, job: Job, pressed: OpenNote) -> int | None:
        """The message with the card that a button is about, or else with the beginning of the answer."""
        cards = [each.id for each in await self._ledger.of_job(job.id) if each.id == pressed.expense_id]
        message_ids = [await self._courier.cards.message_id(expense_id) for expense_id in cards]
        return next(filter(None, message_ids), None) or next(iter(await self._outbox.message_ids(job.id)), None)

    async def _point_at(self, context: Context, message_id: int | None, what: Job | Expense) -> bool:
        """Reply to a message with what it is about; False where there is none, or it was deleted in the chat."""
        if message_id is None:
            return False
        job_id = what.id if isinstance(what, Job) else what.origin and what.origin.job_id
        forget = [ForgetNote(job_id).button(context.say(texts.FORGET))] if job_id else []
        try:
            await context.bot.send_message(
                context.chat.id,
                excerpt(what, context.say),
                disable_notification=not context.is_private,
                parse_mode=ParseMode.HTML,
                reply_parameters=ReplyParameters(message_id),
                reply_markup=InlineKeyboardMarkup([forget]),
            )
        except BadRequest as error:
            if refusal(error) is Refusal.REPLIED_GONE:
                return False
            raise
        return True


def fitting(search: str) -> str:
    """As much of a search as the callback data of a button holds."""
    return search.encode()[:SEARCH_BYTES].decode(errors="ignore").strip()


def listing(
    page: HistoryPage, search: str, say: Locale, receipts: Sequence[Expense] = (), *, group: bool = False
) -> tuple[str, InlineKeyboardMarkup | None]:
    """A page of the history as HTML, with a button for each note and for the pages beside it.

    `receipts` are found besides; the note of one has a button where it may be there still.
    """
    if not page.entries and not receipts:
        if search:
            return say.html(texts.NO_NOTE_HERE_WITH if group else texts.NO_NOTE_WITH, words=search), None
        return say.html(texts.NO_NOTES_HERE if group else texts.NO_NOTES), None
    if search:
        title = say.html(texts.FOUND_HERE_HTML if group else texts.FOUND_HTML, words=search)
    else:
        title = say.html(texts.GROUP_NOTES_HTML if group else texts.YOUR_NOTES_HTML)
    found = [f"#{each.number} {escape(receipt_line(each, say), quote=False)}" for each in receipts]
    lines = [_line(number, entry, say) for number, entry in enumerate(page.entries, page.offset + 1)]
    hint = [] if search else ["", say.html(texts.HOW_TO_SEARCH_HTML)]
    return "\n".join([title, "", *found, *lines, *hint]), _keyboard(page, search, say, receipts)


def excerpt(what: Job | Expense, say: Locale) -> str:
    """A note's text, or the beginning of a long one, or a receipt in a line, as HTML."""
    text = shorten(what.note.text, LONGEST_QUOTE) if isinstance(what, Job) else receipt_line(what, say)
    text = escape(text, quote=False)
    return f"<blockquote expandable>{text}</blockquote>\n{escape(say(texts.TAP_ABOVE))}"


def _line(number: int, entry: HistoryEntry, say: Locale) -> str:
    return f"{number}. <i>{escape(say.day(entry.created_at))}</i> · {escape(entry.line, quote=False)}"


def _keyboard(page: HistoryPage, search: str, say: Locale, receipts: Sequence[Expense]) -> InlineKeyboardMarkup | None:
    found = [OpenNote(each.origin.job_id, each.id).button(f"#{each.number}") for each in receipts if each.origin]
    notes = [OpenNote(entry.job_id).button(str(number)) for number, entry in enumerate(page.entries, page.offset + 1)]
    turns = []
    if page.offset:
        turns.append(TurnHistory(page.newer, search).button(say(texts.NEWER)))
    if page.has_older:
        turns.append(TurnHistory(page.older, search).button(say(texts.OLDER)))
    rows = [row for row in (found, notes, turns) if row]
    return InlineKeyboardMarkup(rows) if rows else None
