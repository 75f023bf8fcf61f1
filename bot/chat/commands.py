"""Handlers for the commands that are not about one photo: /start, /help, /privacy, /cancel, /forget."""

from __future__ import annotations

from collections.abc import Callable

from telegram import BotCommand, Update
from telegram.constants import ParseMode
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.courier import TelegramCourier
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.errors import Stopped
from bot.jobs.job import Stage
from bot.jobs.journal import Journal
from bot.jobs.runner import Runner
from bot.jobs.stages import Stages

MENU = [
    BotCommand("read", "in reply to a photo: read it"),
    BotCommand("help", "how to get a good reading"),
    BotCommand("cancel", "stop reading my photos here"),
    BotCommand("privacy", "what I keep, and for how long"),
    BotCommand("forget", "delete everything I keep of you"),
]


class Commands:
    """What a person can ask of the bot as a whole."""

    def __init__(
        self,
        journal: Journal,
        runner: Runner,
        stages: Stages,
        courier: TelegramCourier,
        interpreter: Interpreter,
        privacy: Callable[[Locale], str],
    ) -> None:
        """`privacy` gives the answer to /privacy, as HTML."""
        self._journal = journal
        self._runner = runner
        self._stages = stages
        self._courier = courier
        self._interpreter = interpreter
        self._privacy = privacy

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the bot does."""
        say = await self._interpreter.of(update)
        await _reply(update, say.html(texts.START_HTML, username=context.bot.username))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to use the bot."""
        say = await self._interpreter.of(update)
        await _reply(update, say.html(texts.HELP_HTML, username=context.bot.username))

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await _reply(update, self._privacy(await self._interpreter.of(update)))

    async def cancel(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop reading the person's photos in this chat."""
        if update.effective_chat is None or update.effective_user is None:
            return
        jobs = await self._journal.cancel(update.effective_chat.id, update.effective_user.id, Stopped())
        for job in jobs:
            await self._runner.cancel(job.id)
            await self._runner.enqueue(job)
        say = await self._interpreter.of(update)
        await _reply(update, say.count(texts.CANCELLED_COUNT, len(jobs)) if jobs else say(texts.NOTHING_TO_CANCEL))

    async def stop(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The button on a placeholder: stop that job, where the person who asked for it presses."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        number = int((query.data or "").partition(":")[2])
        jobs = await self._journal.cancel(query.message.chat.id, query.from_user.id, Stopped(), number)
        for job in jobs:
            await self._runner.cancel(job.id)
            await self._runner.enqueue(job)
        say = await self._interpreter.of(update)
        await query.answer(None if jobs else say(texts.NOTHING_TO_STOP))

    async def forget(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Delete everything that is kept of the person. Done twice it does no harm, so a crash may repeat it."""
        if update.effective_user is None:
            return
        jobs = await self._journal.jobs_of(update.effective_user.id)
        for job in jobs:
            await self._runner.cancel(job.id)
            await self._stages.drop_files(job)
            if job.stage is not Stage.DONE and not job.answered:
                await self._courier.close(job, self._courier.say(job)(texts.FORGOTTEN))
        say = await self._interpreter.of(update)
        await self._journal.forget(update.effective_user.id, jobs)
        await _reply(update, say(texts.FORGOT_ALL))


def privacy(say: Locale, retention_days: int, *, remote: bool) -> str:
    """What is kept and for how long, as HTML; `remote` says whether texts go to another machine."""
    kept = say.html(texts.PRIVACY_HTML, days=say.count(texts.DAYS, retention_days))
    return f"{kept}\n\n{say.html(texts.PRIVACY_REMOTE_HTML)}" if remote else kept


async def _reply(update: Update, html: str) -> None:
    if update.effective_message:
        await update.effective_message.reply_text(html, parse_mode=ParseMode.HTML)
