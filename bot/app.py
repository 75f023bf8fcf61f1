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

from bot.chat.application import (
    TelegramApplication,
    build_application,
    build_bot,
    greet,
    start_polling,
    stop_receiving,
)
from bot.chat.bot_commands import present
from bot.chat.courier import TelegramCourier
from bot.chat.downloads import Downloads
from bot.chat.duplicates import Duplicates
from bot.chat.fairuse.allowance import Allowance
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.fairuse.floodgate import Floodgate
from bot.chat.groups.administrators import Administrators
from bot.chat.handlers import add_handlers
from bot.chat.intake import JournalProcessor, JournalQueue
from bot.chat.languages.locale import Locales
from bot.chat.ledger.person_names import PersonNames
from bot.chat.locale_selector import LocaleSelector
from bot.chat.operator.alarm import Alarm
from bot.chat.operator.broadcasting import Broadcaster
from bot.chat.photo_requests import PhotoRequests
from bot.chat.polling import PollingRequest
from bot.chat.receipts.answer_parts import AnswerParts
from bot.chat.receipts.card_courier import CardCourier
from bot.chat.receipts.cards import Cards
from bot.chat.services import Services
from bot.concurrency import first
from bot.correcting.language_model import LanguageModel
from bot.correcting.models.background import fetch_in_background
from bot.correcting.models.choice import ModelChoice
from bot.duty import kept_up
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, local_model, wants_model_file
from bot.engine.loading import DefaultLoader
from bot.engine.reader_count import reader_count
from bot.engine.worker import Loader
from bot.engine.worker_limits import Limits
from bot.errors import AlreadyRunning, FolderUnusable
from bot.job import Job
from bot.jobs.bookkeeping import Bookkeeper
from bot.jobs.desk import Desk
from bot.jobs.job_files import JobFiles
from bot.jobs.local_runner import LocalRunner
from bot.jobs.stages import Stages
from bot.settings import Settings
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.store import Store
from bot.web.health import health_app
from bot.web.serve import listen, serving

log = logging.getLogger(__name__)

SWEEP_SECONDS = 3600
SILENCE_SECONDS = 120
Duties = dict[str, Callable[[], Awaitable[None]]]
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
        floodgate = Floodgate()
        telegram_bot = build_bot(token, settings.api_url, polling)
        application = build_application(telegram_bot, store.updates, locale_selector, floodgate)
        downloads = Downloads(application.bot, settings.api_files)
        stack.push_async_callback(downloads.close)
        runner, duties = assemble(settings, application, downloads, store, engine, locale_selector, floodgate)
        with database.usable():
            if models is None and not engine.models and wants_model_file(settings):
                duties["fetching the language model"] = partial(_supply, engine, settings)
            work = _work(application, runner, duties)
            await first(stop.wait(), polling.fatal, work)


async def _supply(engine: Engine, settings: Settings) -> None:
    """Fetch the language model, and let the engine ask it from then on."""
    path = await fetch_in_background(ModelChoice.of(settings))
    if path:
        engine.models = (local_model(settings, path),)


async def _work(application: TelegramApplication, runner: LocalRunner, duties: Duties) -> None:
    try:
        await greet(application)
        await runner.resume()
        await first(_receive(application), runner.run(), *(kept_up(name, duty) for name, duty in duties.items()))
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # the application leaves it open where Telegram refused the token


async def _present(bot: Bot, locales: Locales) -> None:
    """Bring the menu of commands up to date, when those who wait for an answer have had theirs."""
    await asyncio.sleep(PRESENT_AFTER)
    await present(bot, locales)


def assemble(
    settings: Settings,
    application: TelegramApplication,
    downloads: Downloads,
    store: Store,
    engine: Engine,
    locale_selector: LocaleSelector,
    floodgate: Floodgate,
) -> tuple[LocalRunner, Duties]:
    """Connect chat, jobs and engine; answers the runner, and what is to be done beside it, by name.

    The files that an earlier run left are deleted: what is needed again is fetched again.
    """
    locales = locale_selector.locales
    files = JobFiles(settings.folder / "jobs")
    files.clear()
    person_names = PersonNames(application.bot)
    parts = AnswerParts(store.outbox, store.cards, store.ledger, Cards(store.ledger, person_names))
    cards = CardCourier(application.bot, store.cards, parts, locales)
    courier = TelegramCourier(application.bot, downloads, store.outbox, cards, parts, locales)
    alarm = Alarm(application.bot, settings.admins, locale_selector)
    application.add_error_handler(alarm.unanswered)
    limits = fair_use(settings, store)

    def slow(job: Job) -> None:
        limits.charge(job.request, SLOW_FILE)

    stages = Stages(store, engine, courier, files, alarm.failed, slow)
    remote = any(model.name == "remote" for model in engine.models)
    runner = LocalRunner(store.journal, stages, reading=engine.readers, refining=AT_A_TIME if remote else 1)
    broadcaster = Broadcaster(application.bot, store.broadcasts, locales)
    desk = Desk(store.journal, runner, store.eraser, files, Bookkeeper(store.ledger))
    duplicates = Duplicates(application.bot, store.journal, store.outbox)
    services = Services(
        bot=application.bot,
        store=store,
        desk=desk,
        engine=engine,
        courier=courier,
        downloads=downloads,
        administrators=Administrators(application.bot),
        person_names=person_names,
        files=files,
        fair_use=limits,
        floodgate=floodgate,
        photo_requests=PhotoRequests(desk, courier, duplicates, limits),
        broadcaster=broadcaster,
        admins=settings.admins,
        allowed_users=settings.allowed_users,
        retention_days=settings.retention_days,
        remote=remote,
    )
    add_handlers(application, services)
    sweeping = partial(sweep, store.eraser, settings.retention_days)
    processor = application.update_processor
    assert isinstance(processor, JournalProcessor)  # noqa: S101 — build_application made it
    return runner, {
        "handling failed updates": processor.failed_updates.run,
        "deleting old notes": sweeping,
        "the menu of commands": partial(_present, application.bot, locales),
        "telling operators": alarm.run,
        "broadcasts": broadcaster.run,
    }


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
        if count := await eraser.sweep(timedelta(days=retention_days)):
            log.info("deleted %s notes older than %s days", count, retention_days)
        await asyncio.sleep(SWEEP_SECONDS)


async def _receive(application: TelegramApplication) -> None:
    """Take updates in and have them handled, until cancelled; ends at the same time as what runs beside it."""
    queue, updater = application.update_queue, application.updater
    assert isinstance(queue, JournalQueue) and updater  # noqa: S101 — build_application made them
    await queue.replay(application.bot)
    await application.start()
    try:
        await start_polling(application.bot, updater)
        log.info("receiving messages as @%s", application.bot.username)
        await asyncio.Event().wait()
    finally:
        await stop_receiving(application)


@asynccontextmanager
async def _health(settings: Settings, polling: PollingRequest, database: Database) -> AsyncIterator[None]:
    async def receiving() -> bool:
        return time.monotonic() - polling.last_success < SILENCE_SECONDS

    host, _, port = settings.listen.rpartition(":")
    app = health_app({"receiving": receiving, "database": database.answers})
    async with serving(app, listen(host, int(port))):
        yield
