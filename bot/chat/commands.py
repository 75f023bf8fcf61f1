"""Handlers for the commands that are not about one photo: /start, /help, /privacy, /cancel."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.chat import texts
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.job_finder import JobFinder
from bot.chat.languages.locale import Locale
from bot.chat.placeholder import Stop
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.settings.choices import days_kept
from bot.chat.texts.groups import GREETING_HTML
from bot.jobs.desk import Desk
from bot.preferences import Preferences
from bot.store.preference_rows import PreferenceStore


def handlers(services: Services) -> Handlers:
    """Who handles what is asked of the bot as a whole."""
    commands = Commands(
        services.jobs, services.desk, services.store.preferences, services.retention_days, remote=services.remote
    )
    return [
        CommandHandler("start", commands.start),
        CommandHandler("help", commands.help),
        CommandHandler("privacy", commands.privacy),
        CommandHandler("cancel", commands.cancel),
        Stop.handler(commands.stop),
    ]


class Commands:
    """What a person can ask of the bot as a whole."""

    def __init__(
        self, jobs: JobFinder, desk: Desk, preferences: PreferenceStore, most_days: int, *, remote: bool
    ) -> None:
        """`most_days` is how long notes are kept, `remote` whether texts go to another machine."""
        self._jobs = jobs
        self._desk = desk
        self._preferences = preferences
        self._most_days = most_days
        self._remote = remote

    async def start(self, _: Update, context: Context) -> None:
        """Say what the bot does: in private with every photo, in a group with those that it is asked to read."""
        html = texts.START_HTML if context.is_private else GREETING_HTML
        await reply(context.message, context.say.html(html, username=context.bot.username))

    async def help(self, _: Update, context: Context) -> None:
        """Say how to use the bot."""
        await reply(context.message, context.say.html(texts.HELP_HTML, username=context.bot.username))

    async def privacy(self, _: Update, context: Context) -> None:
        """Say what is kept, and for how long."""
        preferences = await self._preferences.of(context.chat.id)
        html = privacy_html(context.say, preferences, self._most_days, remote=self._remote)
        await reply(context.message, html)

    async def cancel(self, _: Update, context: Context) -> None:
        """Stop reading the person's photos in this chat."""
        say, count = context.say, await self._desk.stop_all(context.chat.id, context.asker_id)
        said = say.count_html(texts.CANCELLED_COUNT, count) if count else say.html(texts.NOTHING_TO_CANCEL)
        await reply(context.message, said)

    async def stop(self, context: Context, pressed: Stop) -> None:
        """The button on a placeholder: stop that job, where the person who asked for it presses, or an admin."""
        job = await self._jobs.pressed(context, pressed.job_id)
        if job and await self._jobs.may_press(context, job, texts.NOTHING_TO_STOP, alert=False):
            stopped = await self._desk.stop(job)
            await acknowledge(context.query, None if stopped else context.say(texts.NOTHING_TO_STOP), alert=False)


def privacy_html(say: Locale, preferences: Preferences, most_days: int, *, remote: bool) -> str:
    """What is kept and for how long; `remote` says whether texts go to another machine."""
    days = days_kept(preferences, most_days)
    kept = say.html(texts.PRIVACY_HTML, days=say.count(texts.DAYS, days))
    return f"{kept}\n\n{say.html(texts.PRIVACY_REMOTE_HTML)}" if remote else kept
