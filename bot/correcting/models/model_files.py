"""The model files on this machine: what was downloaded and verified, and what the operator names by its path.

A download gets its name only once it is verified, with a record of size and SHA-256 beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.correcting.model_errors import DownloadForbidden, ModelMissing, NoSuchModel, OwnModelDamaged
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.gguf_header import check_whole
from bot.correcting.models.records import recorded
from bot.correcting.models.shards import shards, whole_models

UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A model on this machine: its files in order, their bytes together, and whether each was verified."""

    files: tuple[Path, ...]
    size: int
    verified: bool


def find(choice: ModelChoice) -> Path | None:
    """The file to be loaded; None where it is not here. Touches no network. Raises ModelDamaged."""
    if choice.path is not None:
        return _given(choice.path)
    fitting = [model for model in kept_models(choice.repository_folder, choice) if model.verified]
    return min(fitting, key=lambda model: model.size).files[0] if fitting else None


def require(choice: ModelChoice) -> Path:
    """The file to be loaded. Touches no network. Raises ModelMissing, ModelDamaged."""
    if found := find(choice):
        return found
    raise absent(choice)


def absent(choice: ModelChoice) -> ModelMissing:
    """The error that says which file is not here, where it was looked for, and what brings it."""
    if choice.path is not None:
        return NoSuchModel(wanted=choice.path.name, looked=choice.path.parent)
    error = ModelMissing if choice.may_download else DownloadForbidden
    return error(wanted=f"{choice.pattern} of {choice.model}", looked=choice.repository_folder)


def kept_models(folder: Path, choice: ModelChoice | None = None) -> list[KeptModel]:
    """The whole models under a folder, those of a choice where one is given, sorted by their paths."""
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    fits = choice.fits if choice else lambda name: name.lower().endswith(".gguf")
    return [_kept_model(tuple(folder / name for name in model)) for model in whole_models(names, fits)]


def unfinished(folder: Path) -> Iterator[Path]:
    """What is left of downloads that were stopped."""
    return folder.rglob(f"*{UNFINISHED}")


def _kept_model(files: tuple[Path, ...]) -> KeptModel:
    size = sum(file.stat().st_size for file in files)
    return KeptModel(files, size, all(recorded(file) for file in files))


def _given(path: Path) -> Path | None:
    files = [path.with_name(name) for name in shards(path.name)]
    try:
        if not all(file.exists() for file in files):
            return None
    except OSError as error:
        raise OwnModelDamaged(path=path, reason=error.strerror or error) from error
    for file in files:
        check_whole(file)
    return files[0]
