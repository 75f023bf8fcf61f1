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
from bot.correcting.models.hub import Hub, Offer
from bot.correcting.models.parts import whole_models
from bot.correcting.models.records import Record, record, recorded
from bot.correcting.models.shelf import UNFINISHED, find, require, unfinished
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
    with _alone(choice.shelf, watcher):
        if found := find(choice):
            return found
        offers = choose(choice, hub.offers(choice.model), watcher)
        with _disk_errors(choice.shelf, _total(offers)):
            _clear(choice.shelf, offers)
            _check_disk(choice.shelf, offers, free)
            watcher.say(f"downloading {_named(offers)} from {choice.model}")
            _fetch_all(choice, hub, offers, watcher)
    return require(choice)


def choose(choice: ModelChoice, offers: Sequence[Offer], watcher: Watcher) -> tuple[Offer, ...]:
    """The files of the smallest model that fits; raises NotOffered, which names what there is."""
    by_name = {offer.name: offer for offer in offers}
    models = [tuple(by_name[name] for name in names) for names in whole_models(by_name, choice.fits)]
    if not models:
        there = ", ".join(sorted(name for name in by_name if name.lower().endswith(".gguf"))) or "no GGUF file"
        raise NotOffered(model=choice.model, reason=f"no file fits {choice.pattern}; it has {there}")
    chosen = min(models, key=_total)
    others = "; ".join(_named(model) for model in models if model is not chosen)
    if others:
        watcher.say(f"{len(models)} models fit {choice.pattern}, the smallest is taken; the others: {others}")
    return chosen


def _fetch_all(choice: ModelChoice, hub: Hub, offers: Sequence[Offer], watcher: Watcher) -> None:
    before, total = 0, _total(offers)
    for offer in offers:
        if not _is_here(choice.shelf, offer):

            def progress(there: int, before: int = before) -> None:
                watcher.progress(before + there, total)

            part = _part(choice.shelf, offer)
            fetch(hub, offer, part, progress)
            _shelve(choice, offer, part)
        before += offer.size


def _shelve(choice: ModelChoice, offer: Offer, part: Path) -> None:
    """Give a verified file its name, its record first."""
    try:
        check_whole(part)
    except ModelDamaged as error:
        part.unlink()
        raise NotOffered(model=choice.model, reason=f"{offer.name}: {error.details['reason']}") from error
    path = choice.shelf / offer.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    record(path, Record(offer.size, offer.sha256))
    part.replace(path)


def _is_here(shelf: Path, offer: Offer) -> bool:
    return recorded(shelf / offer.name) == Record(offer.size, offer.sha256)


def _part(shelf: Path, offer: Offer) -> Path:
    """Named after what it is to become, so that it goes on with nothing else."""
    return shelf / f"{offer.sha256}{UNFINISHED}"


def _clear(shelf: Path, offers: Sequence[Offer]) -> None:
    """Delete what is left of downloads of other files: nothing would go on with it."""
    for part in set(unfinished(shelf)) - {_part(shelf, offer) for offer in offers}:
        part.unlink()


def _check_disk(shelf: Path, offers: Sequence[Offer], free: Callable[[Path], int]) -> None:
    missing = [offer for offer in offers if not _is_here(shelf, offer)]
    there = sum(_part(shelf, offer).stat().st_size for offer in missing if _part(shelf, offer).exists())
    needed, available = _total(missing) - there + RESERVE, free(shelf)
    if available < needed:
        raise DiskFull(folder=shelf, needed=_gigabytes(needed), free=_gigabytes(available))


@contextmanager
def _alone(shelf: Path, watcher: Watcher) -> Iterator[None]:
    """Hold the folder for this download; another one, of this process or not, waits."""
    with _disk_errors(shelf, 0):
        shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(shelf / "lock", os.O_CREAT | os.O_RDWR, 0o600)
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


def _total(offers: Sequence[Offer]) -> int:
    return sum(offer.size for offer in offers)


def _named(offers: Sequence[Offer]) -> str:
    more = f" and {len(offers) - 1} more files" if len(offers) > 1 else ""
    return f"{offers[0].name}{more} ({_gigabytes(_total(offers))} GB)"


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f}"
