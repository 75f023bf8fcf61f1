"""Handlers for the commands that are not about one photo: /start, /help, /privacy, /cancel."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Chat, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.callback_query import acknowledge
from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.settings.choices import days_kept
from bot.chat.texts.groups import GREETING_HTML
from bot.jobs.desk import Desk
from bot.preferences import Preferences
from bot.store.journal import Journal
from bot.store.preferences import PreferenceStore


class Commands:
    """What a person can ask of the bot as a whole."""

    def __init__(
        self,
        journal: Journal,
        desk: Desk,
        members: Administrators,
        interpreter: Interpreter,
        preferences: PreferenceStore,
        privacy: Callable[[Locale, Preferences], str],
    ) -> None:
        """`privacy` gives the answer to /privacy in a chat with these preferences, as HTML."""
        self._journal = journal
        self._desk = desk
        self._members = members
        self._interpreter = interpreter
        self._preferences = preferences
        self._privacy = privacy

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the bot does: in private with every photo, in a group with those that it is asked to read."""
        say, chat = await self._interpreter.of(update), update.effective_chat
        html = texts.START_HTML if chat is None or chat.type == ChatType.PRIVATE else GREETING_HTML
        await _reply(update, say.html(html, username=context.bot.username))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to use the bot."""
        say = await self._interpreter.of(update)
        await _reply(update, say.html(texts.HELP_HTML, username=context.bot.username))

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        if chat := update.effective_chat:
            say, preferences = await self._interpreter.of(update), await self._preferences.of(chat.id)
            await _reply(update, self._privacy(say, preferences))

    async def cancel(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop reading the person's photos in this chat."""
        message = update.effective_message
        if message is None:
            return
        count = await self._desk.stop_all(message.chat_id, asker_of(message))
        say = await self._interpreter.of(update)
        said = say.count_html(texts.CANCELLED_COUNT, count) if count else say.html(texts.NOTHING_TO_CANCEL)
        await reply(message, said)

    async def stop(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The button on a placeholder: stop that job, where the person who asked for it presses, or an admin."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        job_id = int((query.data or "").partition(":")[2])
        stopped = await self._stop(query.message.chat, query.from_user.id, job_id)
        say = await self._interpreter.of(update)
        await acknowledge(query, None if stopped else say(texts.NOTHING_TO_STOP), alert=False)

    async def _stop(self, chat: Chat, user_id: int, job_id: int) -> bool:
        """Stop a job; False where it is another chat's, or somebody else's who may not stop it, or through."""
        job = await self._journal.job(job_id)
        if job is None or job.chat_id != chat.id:
            return False
        return await self._members.may_change(chat, user_id, job.request.user_id) and await self._desk.stop(job)


def privacy(say: Locale, preferences: Preferences, most_days: int, *, remote: bool) -> str:
    """What is kept and for how long, as HTML; `remote` says whether texts go to another machine."""
    days = days_kept(preferences, most_days)
    kept = say.html(texts.PRIVACY_HTML, days=say.count(texts.DAYS, days))
    return f"{kept}\n\n{say.html(texts.PRIVACY_REMOTE_HTML)}" if remote else kept


async def _reply(update: Update, html: str) -> None:
    if update.effective_message:
        await reply(update.effective_message, html)
