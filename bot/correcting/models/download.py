"""A language model from Hugging Face to the data folder."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bot.correcting.model_errors import DiskFull, ModelDamaged, NotOffered
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.gguf_header import check_whole
from bot.correcting.models.hub import Hub, RepositoryFile
from bot.correcting.models.model_files import UNFINISHED, find, require, unfinished
from bot.correcting.models.records import Record, record, recorded
from bot.correcting.models.shards import whole_models
from bot.correcting.models.transfer import fetch
from bot.errors import FolderUnusable

RESERVE = 200_000_000  # bytes of the disk that a model leaves to the database and to photos
FULL = (errno.ENOSPC, errno.EDQUOT)


class Watcher(Protocol):
    """Who is told how a download goes."""

    def say(self, sentence: str) -> None:
        """Hear what is worth knowing, once."""

    def progress(self, there: int, total: int) -> None:
        """Hear how many bytes are there."""


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def download(choice: ModelChoice, hub: Hub, watcher: Watcher, free: Callable[[Path], int] = free_bytes) -> Path:
    """The file to be loaded, downloaded and verified where it is not here yet; of two downloads at once one waits.

    Raises DownloadForbidden, NoSuchModel, DownloadFailed, NotOffered, DownloadSpoiled, DiskFull, FolderUnusable,
    ModelDamaged.
    """
    if choice.path is not None or not choice.may_download:
        return require(choice)
    if found := find(choice):
        return found
    with _alone(choice.repository_folder, watcher):
        if found := find(choice):
            return found
        files = choose(choice, hub.files(choice.model), watcher)
        with _disk_errors(choice.repository_folder, _total(files)):
            _clear(choice.repository_folder, files)
            _check_disk(choice.repository_folder, files, free)
            watcher.say(f"downloading {_named(files)} from {choice.model}")
            _fetch_all(choice, hub, files, watcher)
    return require(choice)


def choose(choice: ModelChoice, files: Sequence[RepositoryFile], watcher: Watcher) -> tuple[RepositoryFile, ...]:
    """The files of the smallest model that fits; raises NotOffered, which names what there is."""
    by_name = {file.name: file for file in files}
    models = [tuple(by_name[name] for name in names) for names in whole_models(by_name, choice.fits)]
    if not models:
        there = ", ".join(sorted(name for name in by_name if name.lower().endswith(".gguf"))) or "no GGUF file"
        raise NotOffered(model=choice.model, reason=f"no file fits {choice.pattern}; it has {there}")
    chosen = min(models, key=_total)
    others = "; ".join(_named(model) for model in models if model is not chosen)
    if others:
        watcher.say(f"{len(models)} models fit {choice.pattern}, the smallest is taken; the others: {others}")
    return chosen


def _fetch_all(choice: ModelChoice, hub: Hub, files: Sequence[RepositoryFile], watcher: Watcher) -> None:
    before, total = 0, _total(files)
    for file in files:
        if not _is_here(choice.repository_folder, file):

            def progress(there: int, before: int = before) -> None:
                watcher.progress(before + there, total)

            part = _part(choice.repository_folder, file)
            fetch(hub, file, part, progress)
            _keep(choice, file, part)
        before += file.size


def _keep(choice: ModelChoice, file: RepositoryFile, part: Path) -> None:
    """Give a verified file its name, its record first."""
    try:
        check_whole(part)
    except ModelDamaged as error:
        part.unlink()
        raise NotOffered(model=choice.model, reason=f"{file.name}: {error.details['reason']}") from error
    path = choice.repository_folder / file.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    record(path, Record(file.size, file.sha256))
    part.replace(path)


def _is_here(folder: Path, file: RepositoryFile) -> bool:
    return recorded(folder / file.name) == Record(file.size, file.sha256)


def _part(folder: Path, file: RepositoryFile) -> Path:
    """Named after what it is to become, so that it goes on with nothing else."""
    return folder / f"{file.sha256}{UNFINISHED}"


def _clear(folder: Path, files: Sequence[RepositoryFile]) -> None:
    """Delete what is left of downloads of other files: nothing would go on with it."""
    for part in set(unfinished(folder)) - {_part(folder, file) for file in files}:
        part.unlink()


def _check_disk(folder: Path, files: Sequence[RepositoryFile], free: Callable[[Path], int]) -> None:
    missing = [file for file in files if not _is_here(folder, file)]
    there = sum(_part(folder, file).stat().st_size for file in missing if _part(folder, file).exists())
    needed, available = _total(missing) - there + RESERVE, free(folder)
    if available < needed:
        raise DiskFull(folder=folder, needed=_gigabytes(needed), free=_gigabytes(available))


@contextmanager
def _alone(folder: Path, watcher: Watcher) -> Iterator[None]:
    """Hold the folder for this download; another one, of this process or not, waits."""
    with _disk_errors(folder, 0):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            watcher.say("another download of it is under way; waiting for its end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def _disk_errors(folder: Path, needed: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            free = _gigabytes(free_bytes(folder))
            raise DiskFull(folder=folder, needed=_gigabytes(needed), free=free) from error
        raise FolderUnusable(folder=folder, reason=error.strerror or error) from error


def _total(files: Sequence[RepositoryFile]) -> int:
    return sum(file.size for file in files)


def _named(files: Sequence[RepositoryFile]) -> str:
    more = f" and {len(files) - 1} more files" if len(files) > 1 else ""
    return f"{files[0].name}{more} ({_gigabytes(_total(files))} GB)"


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f}"
