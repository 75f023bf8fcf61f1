"""`legible --version`: its own version, the reader's and the models', from what is installed; nothing is loaded."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from bot.correcting.local.runtimes import installed_library
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.model_files import find
from bot.reading.readers import READERS
from bot.reading.recognition.taught_weights import weights_name
from bot.settings import Settings, load_settings

SECONDS = 5  # for a program to say its version


def versions() -> Iterator[str]:
    """A line for each part; one that is missing is said to be, and is no error. Raises WrongSetting after the first."""
    yield _package("legible")
    settings = load_settings()
    reader = READERS[settings.reader]
    parts = [*map(_package, reader.packages), *map(_program, reader.programs), *map(weights_name, reader.weights)]
    yield f"reader: {', '.join(parts)}"
    yield f"language model: {_language_model(settings)}"
    shipped = sorted(path.name for path in (files("bot.reading") / "languages").iterdir())
    yield f"character models: {', '.join(name[:-4] for name in shipped if name.endswith('.npz'))}"


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


def _program(name: str) -> str:
    """The first line that the program says of its version, which names it."""
    path = shutil.which(name)
    if path is None:
        return f"{name} is not installed"
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=SECONDS, check=True)  # noqa: S603 — a reader's program
        return said.stdout.splitlines()[0]
    except (OSError, subprocess.SubprocessError, IndexError):
        return f"{name} does not say its version"


def _language_model(settings: Settings) -> str:
    if settings.corrector in ("spelling", "off"):
        return f"not wanted: BOT_CORRECTOR={settings.corrector}"
    models = [_model_file(ModelChoice.of(settings))]
    if settings.llm_url and settings.corrector != "local":
        models.insert(0, f"{settings.llm_model or 'the first'} of the server at BOT_LLM_URL")
    return "; ".join(models)


def _model_file(choice: ModelChoice) -> str:
    """Whether it is here; a file named by its path is not looked into, which takes long."""
    wanted = choice.path.name if choice.path else f"{choice.pattern} of {choice.model}"
    try:
        path = find(choice) if choice.path is None else choice.path if choice.path.exists() else None
    except OSError as error:
        return f"{wanted} cannot be looked for: {error.strerror}"
    return f"{path.name} with {_package(installed_library())}" if path else f"{wanted} is not here"
