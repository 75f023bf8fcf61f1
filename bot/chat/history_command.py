"""Handlers for `/history`: the last notes of a private chat, a search in them, and each of them once more."""

from __future__ import annotations

from html import escape

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat import texts as general
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.courier import TelegramCourier
from bot.chat.forget_command import FORGET
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.split import shorten
from bot.chat.telegram_errors import Refusal, refusal
from bot.chat.texts import history as texts
from bot.job import Job
from bot.store.journal import Journal
from bot.store.note_history import Entry, History, HistoryPage
from bot.store.outbox import Outbox

TURN, OPEN = "history", "note"  # what the buttons' callback data begins with
SEARCH_BYTES = 45  # so that a button's callback data, 64 bytes at the most, holds the search as well
LONGEST_LINE = 40
LONGEST_QUOTE = 3000


class Notes:
    """Shows the notes of whoever asks in the private chat."""

    def __init__(
        self,
        history: History,
        journal: Journal,
        outbox: Outbox,
        courier: TelegramCourier,
        interpreter: Interpreter,
    ) -> None:
        self._history = history
        self._journal = journal
        self._outbox = outbox
        self._courier = courier
        self._interpreter = interpreter

    async def history(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/history`, with words to look for behind it or none."""
        message = update.effective_message
        if message is None:
            return
        say = await self._interpreter.of(update)
        if message.chat.type != ChatType.PRIVATE:
            await reply(message, say.html(texts.ONLY_IN_PRIVATE))
            return
        search = fitting(" ".join(context.args or ()))
        await reply(message, *listing(await self._history.page(message.chat_id, search), search, say))

    async def turn(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button to the newer or the older notes."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        offset, search = (query.data or "").removeprefix(f"{TURN}:").split(":", 1)
        await acknowledge(query)
        if query.message.chat.type == ChatType.PRIVATE:
            page = await self._history.page(query.message.chat.id, search, int(offset))
            await rewrite(query, *listing(page, search, await self._interpreter.of(update)))

    async def open(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The number of a note: its text in reply to its answer, or the answer anew where it is no longer there."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        say = await self._interpreter.of(update)
        job = await self._journal.job(int((query.data or "").partition(":")[2]))
        if job is None or not job.answered or job.chat_id != query.from_user.id:
            await acknowledge(query, say(general.EXPIRED))
            return
        await acknowledge(query)
        async with self._courier.writing(job.id):  # whoever presses twice is led to what the first press brought
            if not await self._quote(context.bot, job, say):
                await self._courier.reply_anew(job)

    async def _quote(self, bot: Bot, job: Job, say: Locale) -> bool:
        """Reply to the answer of a job; False where it was deleted in the chat."""
        message_ids = await self._outbox.message_ids(job.id)
        if not message_ids:
            return False
        forget = InlineKeyboardButton(say(texts.FORGET), callback_data=f"{FORGET}:{job.id}")
        try:
            await bot.send_message(
                job.chat_id,
                excerpt(job, say),
                parse_mode=ParseMode.HTML,
                reply_parameters=ReplyParameters(message_ids[0]),
                reply_markup=InlineKeyboardMarkup.from_button(forget),
            )
        except BadRequest as error:
            if refusal(error) is Refusal.REPLIED_GONE:
                return False
            raise
        return True


def fitting(search: str) -> str:
    """As much of a search as the callback data of a button holds."""
    return search.encode()[:SEARCH_BYTES].decode(errors="ignore").strip()


def listing(page: HistoryPage, search: str, say: Locale) -> tuple[str, InlineKeyboardMarkup | None]:
    """A page of the history as HTML, with a button for each note and for the pages beside it."""
    if not page.entries:
        return (say.html(texts.NO_NOTE_WITH, words=search) if search else say.html(texts.NO_NOTES)), None
    title = say.html(texts.FOUND_HTML, words=search) if search else say.html(texts.YOUR_NOTES_HTML)
    lines = [_line(number, entry, say) for number, entry in enumerate(page.entries, page.offset + 1)]
    hint = [] if search else ["", say.html(texts.HOW_TO_SEARCH_HTML)]
    return "\n".join([title, "", *lines, *hint]), _keyboard(page, search, say)


def excerpt(job: Job, say: Locale) -> str:
    """A note's text, or the beginning of a long one, as HTML."""
    text = escape(shorten(job.note.text, LONGEST_QUOTE), quote=False)
    return f"<blockquote expandable>{text}</blockquote>\n{escape(say(texts.TAP_ABOVE))}"


def _line(number: int, entry: Entry, say: Locale) -> str:
    first = escape(shorten(entry.line, LONGEST_LINE), quote=False)
    return f"{number}. <i>{escape(say.day(entry.created_at))}</i> · {first}"


def _keyboard(page: HistoryPage, search: str, say: Locale) -> InlineKeyboardMarkup:
    notes = [
        InlineKeyboardButton(str(number), callback_data=f"{OPEN}:{entry.job_id}")
        for number, entry in enumerate(page.entries, page.offset + 1)
    ]
    turns = {}
    if page.offset:
        turns[texts.NEWER] = page.newer
    if page.has_older:
        turns[texts.OLDER] = page.older
    around = [
        InlineKeyboardButton(say(label), callback_data=f"{TURN}:{offset}:{search}") for label, offset in turns.items()
    ]
    return InlineKeyboardMarkup([row for row in (notes, around) if row])
