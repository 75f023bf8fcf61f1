"""Which readers there are, and which of them the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from bot.languages import Languages
from bot.reading.reader import Reader
from bot.reading.recognition.taught_weights import TAUGHT

if TYPE_CHECKING:
    from bot.reading.ngrams.shipped import NgramModels
    from bot.settings import AsposeFilter, AsposeMode, ReaderName, Settings


@dataclass(frozen=True, slots=True)
class ReaderFile:
    """The `module` is a ReaderModule; the `packages`, `programs` and `weights` are those that it reads with.

    The module is imported where it is wanted, since the bot itself does without numpy.
    """

    module: str
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    weights: tuple[Path, ...] = ()


READERS: dict[ReaderName, ReaderFile] = {
    "rapidocr": ReaderFile("bot.reading.rapid", packages=("rapidocr", "onnxruntime"), weights=(TAUGHT,)),
    "tesseract": ReaderFile("bot.reading.tesseract", programs=("tesseract",)),
    "aspose": ReaderFile("bot.reading.aspose", packages=("aspose-ocr-python-net",)),
}


class ReaderModule(Protocol):
    """What the file of a reader offers."""

    def load(self, choice: ReaderChoice, languages: Languages, models: NgramModels) -> Reader:
        """The reader itself; raises ReaderMissing where it cannot work, which says what is missing."""

    def describe(self, choice: ReaderChoice) -> str:
        """The reader's state in a few words, its name first; raises ReaderMissing where it cannot work."""


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """What the settings say of the reader; `folder` keeps prepared models and downloaded resources."""

    name: ReaderName
    folder: Path
    language: str
    tesseract_languages: tuple[str, ...]
    aspose_license: Path | None
    aspose_mode: AsposeMode
    aspose_filters: tuple[AsposeFilter, ...]

    @classmethod
    def of(cls, settings: Settings) -> ReaderChoice:
        """The reader that these settings name."""
        return cls(
            settings.reader,
            settings.folder / "models",
            settings.language,
            settings.tesseract_languages,
            settings.aspose_license,
            settings.aspose_mode,
            settings.aspose_filters,
        )

    @property
    def module(self) -> ReaderModule:
        """The reader's file, with its libraries."""
        return cast("ReaderModule", import_module(READERS[self.name].module))
