"""`legible doctor`: what works on this machine, what does not, and what mends it."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bot.app import database_url, only_one
from bot.chat.application import bot_name, fetch_once
from bot.correcting.known_question import WORD, mends
from bot.correcting.model_errors import ModelError
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, missing_model, require_gpu
from bot.engine.loading import DefaultLoader
from bot.errors import FileOutOfReach, LegibleError
from bot.proxies import described, tidy
from bot.reading.readers import ReaderChoice
from bot.settings import Settings, load_settings, unknown_settings
from bot.store.database import Database
from bot.store.store import Store
from bot.web.serve import listen

SMALL = "0.1 GB judge English nearly as well: BOT_MODEL=bartowski/SmolLM2-135M-Instruct-GGUF"

Check = Callable[[Settings], Awaitable[str]]


class Degraded(Exception):
    """Something does not work, and the bot works without it."""


async def examine() -> bool:
    """Print one line for each part; True where `legible run` would start. Raises WrongSetting.

    `less` marks what does not keep it from that, but gives people less than they could have.
    """
    settings = load_settings()
    console = Console(highlight=False, soft_wrap=True)
    well = True
    for name, check in CHECKS.items():
        try:
            console.print(f"[green]ok[/]    {name}: {escape(await check(settings))}")
        except Degraded as error:
            console.print(f"[yellow]less[/]  {name}: {escape(str(error))}")
        except LegibleError as error:
            well = False
            console.print(f"[red]wrong[/] {name}: {escape(str(error))}")
    console.print("legible run would start." if well else "legible run would not start.")
    return well


async def _machine(_: Settings) -> str:
    about = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.platform != "linux":
        about += "; no memory limit for the reader here, the kernel has none"
    return about


async def _settings(_: Settings) -> str:
    unknown = unknown_settings()
    return f"fine, but {', '.join(unknown)} means nothing to this version" if unknown else "fine"


async def _proxy(settings: Settings) -> str:
    problems = tidy(os.environ, settings.hosts)
    return "; ".join([described(), *problems])


async def _data_folder(settings: Settings) -> str:
    with only_one(settings.folder):
        return str(settings.folder)


async def _database(settings: Settings) -> str:
    try:
        database = Database(database_url(settings))
    except LegibleError:
        return "not looked at: each bot has its own, and there is no token yet"
    try:
        await database.check()
    finally:
        await database.close()
    return str(database.path)


async def _address(settings: Settings) -> str:
    host, _, port = settings.listen.rpartition(":")
    listen(host, int(port)).close()
    return settings.listen


async def _reader(settings: Settings) -> str:
    choice = ReaderChoice.of(settings)
    state = await asyncio.to_thread(choice.module.describe, choice)
    engine = Engine(DefaultLoader.of(settings))
    try:
        await engine.start()
    finally:
        await engine.stop()
    return state


async def _language_model(settings: Settings) -> str:
    models = language_models(settings)
    if models is None:
        return f"not wanted: BOT_CORRECTOR={settings.corrector}"
    if sentence := missing_model(settings, models):
        raise Degraded(f"{sentence}; {SMALL}")
    said, wrong = [], False
    for model in models:
        try:
            said.append(f"{model.name}, {await model.describe()}")
            if not await mends(model):
                said.append(f"it answers, but left {WORD} in a line as it was: another model may mend more")
            if model.name == "local":
                await require_gpu(settings)
        except ModelError as error:
            wrong = True
            said.append(str(error))
        finally:
            await model.close()
    if wrong:
        raise Degraded("; ".join(said))
    return "; ".join(said)


async def _token(settings: Settings) -> str:
    return f"accepted, the bot is @{await bot_name(settings.require_token(), settings.api_url)}"


async def _files(settings: Settings) -> str:
    """Whether a photo can be had from the Bot API server: the one that came last is fetched once more."""
    if settings.api_files and not os.access(settings.api_files, os.R_OK | os.X_OK):
        raise Degraded(f"BOT_API_FILES={settings.api_files} is no folder that this user may read")
    try:
        file_id = await _last_file_id(settings)
        if file_id is None:
            return "not tried: no photo has come yet"
        with tempfile.TemporaryDirectory() as folder:
            await fetch_once(settings.require_token(), settings.api_url, settings.api_files, file_id, Path(folder))
    except FileOutOfReach as error:
        raise Degraded(f"photos cannot be fetched: {error}") from error
    except LegibleError as error:
        return f"not tried: {type(error).what.format(**error.details)}"
    return "the photo that came last can be fetched"


async def _last_file_id(settings: Settings) -> str | None:
    database = Database(database_url(settings))
    if not database.path.exists():
        return None
    try:
        with database.usable():
            return await Store.of(database).journal.last_file_id()
    finally:
        await database.close()


CHECKS: dict[str, Check] = {
    "machine": _machine,
    "settings": _settings,
    "proxy": _proxy,
    "data folder": _data_folder,
    "database": _database,
    "address": _address,
    "reader": _reader,
    "language model": _language_model,
    "token": _token,
    "files": _files,
}
