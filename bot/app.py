"""The one place where the parts are put together."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.application import (
    ALLOWED_UPDATES,
    TelegramApplication,
    build_application,
    build_bot,
    log_polling_error,
)
from bot.chat.bot_commands import present
from bot.chat.courier import TelegramCourier
from bot.chat.fairuse.allowance import Allowance
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.groups.administrators import Administrators
from bot.chat.handlers import add_handlers
from bot.chat.intake import JournalQueue
from bot.chat.languages.locale import Locales
from bot.chat.locale_selector import LocaleSelector
from bot.chat.operator.alarm import Alarm
from bot.chat.operator.broadcasting import Broadcaster
from bot.chat.polling import PollingRequest
from bot.chat.services import Services
from bot.concurrency import first
from bot.correcting.language_model import LanguageModel
from bot.correcting.models.background import fetch_in_background
from bot.correcting.models.choice import ModelChoice
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, local_model, wants_model_file
from bot.engine.limits import Limits
from bot.engine.loading import DefaultLoader
from bot.engine.readers import reader_count
from bot.engine.worker import Loader
from bot.errors import (
    AlreadyRunning,
    DatabaseUnusable,
    FolderUnusable,
    LegibleError,
    ReaderTooSlow,
    TokenRefused,
    TooComplex,
)
from bot.job import Job
from bot.jobs.desk import Desk
from bot.jobs.job_files import JobFiles
from bot.jobs.local_runner import LocalRunner
from bot.jobs.stages import Stages
from bot.logs import where
from bot.settings import Settings
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.store import Store
from bot.web.health import health_app
from bot.web.serve import listen, serving

log = logging.getLogger(__name__)

SWEEP_SECONDS = 3600
SILENCE_SECONDS = 120
LONGEST_START_DELAY = 60.0
Duties = Sequence[Callable[[], Awaitable[None]]]
PRESENT_AFTER = 3.0  # seconds, so that those who wait for an answer come first
SLOW_FILE = 10  # photos as which a file counts that was given up: about so many are read in its time
AT_A_TIME = 8  # jobs that wait for a server's model, which answers several at once


def database_url(settings: Settings) -> str:
    """Where the database is: each bot has its own, since Telegram's numbers mean other things to another bot."""
    bot_id = settings.require_token().partition(":")[0]
    return settings.database_url or f"sqlite+aiosqlite:///{settings.folder / f'bot-{bot_id}.sqlite'}"


async def run(
    settings: Settings,
    stop: asyncio.Event,
    *,
    load: Loader | None = None,
    limits: Limits | None = None,
    models: Sequence[LanguageModel] | None = None,
    locales: Locales | None = None,
) -> None:
    """Run the bot until `stop` is set. Raises CannotRun, also when the token is revoked on the way.

    Without `models` it asks those that the settings name, and fetches the one that is missing meanwhile. `locales` are
    the languages that it speaks, all that are shipped if none are given.
    """
    token = settings.require_token()
    async with AsyncExitStack() as stack:
        stack.enter_context(only_one(settings.folder))
        database = Database(database_url(settings))
        stack.push_async_callback(database.close)
        await database.open()
        engine = Engine(
            load or DefaultLoader.of(settings),
            limits,
            language_models(settings) if models is None else models,
            reader_count(settings),
        )
        stack.push_async_callback(engine.stop)
        await engine.start()
        polling = PollingRequest()
        await stack.enter_async_context(_health(settings, polling, database))
        store = Store.of(database)
        locale_selector = LocaleSelector(locales or Locales(), store.preferences)
        application = build_application(build_bot(token, settings.api_url, polling), store.updates, locale_selector)
        runner, duties = assemble(settings, application, store, engine, locale_selector)
        with database.usable():
            work = [_work(application, runner, duties)]
            if models is None and not engine.models and wants_model_file(settings):
                work.append(_supply(engine, settings))
            await first(stop.wait(), polling.fatal, *work)


async def _supply(engine: Engine, settings: Settings) -> None:
    """Fetch the language model, and let the engine ask it from then on; never ends."""
    path = await fetch_in_background(ModelChoice.of(settings))
    if path:
        engine.models = (local_model(settings, path),)
    await asyncio.Event().wait()


async def _work(application: TelegramApplication, runner: LocalRunner, duties: Duties) -> None:
    try:
        await _greet(application)
        await runner.resume()
        async with _receiving(application):
            log.info("receiving messages as @%s", application.bot.username)
            await first(runner.run(), *(duty() for duty in duties))
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # the application leaves it open where Telegram refused the token


async def _present(bot: Bot, locales: Locales) -> None:
    """Bring the menu of commands up to date, beside all else; never ends."""
    await asyncio.sleep(PRESENT_AFTER)
    await present(bot, locales)
    await asyncio.Event().wait()


def assemble(
    settings: Settings,
    application: TelegramApplication,
    store: Store,
    engine: Engine,
    locale_selector: LocaleSelector,
) -> tuple[LocalRunner, Duties]:
    """Connect chat, jobs and engine; answers the runner, and what is to run beside it without ever ending.

    The files that an earlier run left are deleted: what is needed again is fetched again.
    """
    locales = locale_selector.locales
    files = JobFiles(settings.folder / "jobs")
    files.clear()
    courier = TelegramCourier(application.bot, store.outbox, locales)
    alarm = Alarm(application.bot, settings.admins, locale_selector)
    application.add_error_handler(alarm.unanswered)
    limits = fair_use(settings, store)

    def failed(job: Job, error: LegibleError) -> None:
        alarm.apologised(job, error)
        if isinstance(error, TooComplex | ReaderTooSlow):
            limits.charge(job.request, SLOW_FILE)

    stages = Stages(store, engine, courier, files, failed)
    remote = any(model.name == "remote" for model in engine.models)
    runner = LocalRunner(store.journal, stages, reading=engine.readers, refining=AT_A_TIME if remote else 1)
    broadcaster = Broadcaster(application.bot, store.broadcasts, locales)
    services = Services(
        bot=application.bot,
        store=store,
        desk=Desk(store.journal, runner, store.eraser, files),
        engine=engine,
        courier=courier,
        administrators=Administrators(application.bot),
        files=files,
        fair_use=limits,
        broadcaster=broadcaster,
        admins=settings.admins,
        allowed_users=settings.allowed_users,
        retention_days=settings.retention_days,
        remote=remote,
    )
    add_handlers(application, services)
    sweeping = partial(sweep, store.eraser, settings.retention_days)
    return runner, (sweeping, partial(_present, application.bot, locales), alarm.run, broadcaster.run)


def fair_use(settings: Settings, store: Store) -> FairUse:
    """The limits that the operator set."""
    person = Allowance(settings.photos_per_minute, settings.photos_per_day)
    group = Allowance(settings.chat_photos_per_minute, settings.chat_photos_per_day)
    return FairUse(store.photo_counts, person, group)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the data folder for this process alone. Raises AlreadyRunning, FolderUnusable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise FolderUnusable(folder=folder, reason=error.strerror or error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise AlreadyRunning(folder=folder) from None
    try:
        yield
    finally:
        os.close(lock)


async def sweep(eraser: Eraser, retention_days: int) -> None:
    """Delete what is older than the retention, every hour."""
    while True:
        try:
            if count := await eraser.sweep(timedelta(days=retention_days)):
                log.info("deleted %s notes older than %s days", count, retention_days)
        except DatabaseUnusable as error:
            log.error("old notes could not be deleted: %s; trying again in an hour", where(error))
        await asyncio.sleep(SWEEP_SECONDS)


async def _greet(application: TelegramApplication) -> None:
    """Ask Telegram who we are, waiting while it cannot be reached. Raises TokenRefused."""
    delay = 1.0
    while True:
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached: %s; trying again in %.0f s", type(error).__name__, delay)
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_START_DELAY)


@asynccontextmanager
async def _receiving(application: TelegramApplication) -> AsyncIterator[None]:
    queue, updater = application.update_queue, application.updater
    assert isinstance(queue, JournalQueue) and updater  # noqa: S101 — build_application made them
    await queue.replay(application.bot)
    await application.start()
    try:
        await updater.start_polling(
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=log_polling_error
        )
        yield
    except InvalidToken:
        raise TokenRefused from None
    finally:
        if updater.running:
            await updater.stop()
        await application.stop()


@asynccontextmanager
async def _health(settings: Settings, polling: PollingRequest, database: Database) -> AsyncIterator[None]:
    async def receiving() -> bool:
        return time.monotonic() - polling.last_success < SILENCE_SECONDS

    host, _, port = settings.listen.rpartition(":")
    app = health_app({"receiving": receiving, "database": database.answers})
    async with serving(app, listen(host, int(port))):
        yield
