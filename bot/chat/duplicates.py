"""The same file a second time in the same chat: the person is pointed at the first answer."""

from __future__ import annotations

from telegram import Bot, Message, ReplyParameters
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.telegram_errors import Refusal, refusal, telegram_errors
from bot.chat.texts import groups as texts
from bot.errors import TelegramUnreachable
from bot.job import Job, Photo, Request
from bot.store.journal import Journal
from bot.store.outbox import Outbox

SUPERGROUP = -1_000_000_000_000  # a supergroup's id is this, less the number that stands in links to its messages


class Duplicates:
    """Knows what was answered before."""

    def __init__(self, bot: Bot, journal: Journal, outbox: Outbox) -> None:
        self._bot = bot
        self._journal = journal
        self._outbox = outbox

    async def point(self, asking: Message, request: Request, photo: Photo, say: Locale) -> bool:
        """Point at the first answer to a file; False where there is none, or the request brings new words.

        Where Telegram cannot be reached it is False as well: a photo that is read again is not lost.
        """
        first = await self._journal.first_answer(request.chat_id, photo.unique_id)
        if first is None or not _answers(first, request, photo):
            return False
        message_ids = await self._outbox.message_ids(first.id)
        try:
            with telegram_errors():
                return bool(message_ids) and await self._send(asking, first, message_ids[0], say)
        except TelegramUnreachable:
            return False

    async def _send(self, asking: Message, first: Job, message_id: int, say: Locale) -> bool:
        """False where the first answer was deleted in the chat, as far as Telegram tells."""
        if asking.chat.type == ChatType.SUPERGROUP:
            text = say.html(texts.READ_BEFORE_HTML, link=link(first, message_id))
            await reply(asking, text)
            return True
        try:
            text, there, quiet = say(texts.READ_BEFORE), ReplyParameters(message_id), asking.chat_id < 0
            await self._bot.send_message(asking.chat_id, text, reply_parameters=there, disable_notification=quiet)
        except BadRequest as error:
            if refusal(error) is Refusal.REPLIED_GONE:
                return False
            raise
        return True


def _answers(first: Job, request: Request, photo: Photo) -> bool:
    """Whether an answer has all that a request asks for; an update that is handled again finds its own answer."""
    is_read = any(each.unique_id == photo.unique_id and each.pages and not each.failures for each in first.photos)
    new_words = set(request.words.split("\n")) - set(first.request.words.split("\n")) - {""}
    return is_read and not new_words and first.request.request_id != request.request_id


def link(job: Job, message_id: int) -> str:
    """The address of a job's message in a supergroup, for its members."""
    number = SUPERGROUP - job.chat_id
    topic = f"/{job.request.thread_id}" if job.request.thread_id else ""
    return f"https://t.me/c/{number}{topic}/{message_id}"
