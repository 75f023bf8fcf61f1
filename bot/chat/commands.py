"""Handlers for the commands that are not about one photo: /start, /help, /privacy, /cancel, /forget."""

from __future__ import annotations

from telegram import BotCommand, Update
from telegram.constants import ParseMode
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.courier import TelegramCourier
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
        self, journal: Journal, runner: Runner, stages: Stages, courier: TelegramCourier, privacy: str
    ) -> None:
        """`privacy` is the answer to /privacy, as HTML."""
        self._journal = journal
        self._runner = runner
        self._stages = stages
        self._courier = courier
        self._privacy = privacy

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the bot does."""
        await _say(update, texts.START_HTML.format(username=context.bot.username))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to use the bot."""
        await _say(update, texts.HELP_HTML.format(username=context.bot.username))

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept, and for how long."""
        await _say(update, self._privacy)

    async def cancel(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop reading the person's photos in this chat."""
        if update.effective_chat is None or update.effective_user is None:
            return
        jobs = await self._journal.cancel(update.effective_chat.id, update.effective_user.id, texts.CANCELLED)
        for job in jobs:
            await self._runner.cancel(job.id)
            if job.stage is not Stage.DONE:
                await self._runner.enqueue(job)
        await _say(update, texts.plural(texts.CANCELLED_COUNT, len(jobs)) if jobs else texts.NOTHING_TO_CANCEL)

    async def forget(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Delete everything that is kept of the person. Done twice it does no harm, so a crash may repeat it."""
        if update.effective_user is None:
            return
        jobs = await self._journal.jobs_of(update.effective_user.id)
        for job in jobs:
            await self._runner.cancel(job.id)
            await self._stages.drop_files(job)
            if job.stage is not Stage.DONE and not job.answered:
                await self._courier.close(job, texts.FORGOTTEN)
        await self._journal.forget(update.effective_user.id, jobs)
        await _say(update, texts.FORGOT_ALL)


async def _say(update: Update, html: str) -> None:
    if update.effective_message:
        await update.effective_message.reply_text(html, parse_mode=ParseMode.HTML)
