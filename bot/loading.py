"""Which reader and which corrector the settings name, loaded inside a worker of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine import Tools
from bot.languages import Languages
from bot.page import Line, Page
from bot.reading.reader import Reader
from bot.settings import AsposeFilter, AsposeMode, ReaderName, Settings

if TYPE_CHECKING:
    from bot.reading.aspose import AsposeReader

WORDS = "the first page is corrected as quickly as the second, since the word lists are there before it"
TRIAL = "trial licence: a part of each text, at most 300 characters; BOT_ASPOSE_LICENSE names a licence"
PRACTICE = Page((Line(WORDS, WORDS, 0.5, ((0, 0), (1, 0), (1, 1), (0, 1))),), reader="none")


@dataclass(frozen=True)
class ReaderChoice:
    """What the settings say of the reader; `folder` keeps prepared models and downloaded resources."""

    name: ReaderName
    folder: Path
    language: str = "en"
    languages: tuple[str, ...] = ("eng",)
    licence: Path | None = None
    mode: AsposeMode = "printed"
    filters: tuple[AsposeFilter, ...] = ("auto_skew",)

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

    def load(self, languages: Languages) -> Reader:
        """The reader itself; raises ReaderMissing."""
        if self.name == "tesseract":
            from bot.reading.tesseract import TesseractReader

            return TesseractReader(self.languages)
        if self.name == "aspose":
            return self.aspose()
        from bot.reading.fallback import with_fallback
        from bot.reading.rapid import RapidReader

        return with_fallback(RapidReader(self.folder, languages=languages, language=self.language))

    def aspose(self) -> AsposeReader:
        """The reader on Aspose.OCR, whose process is started; raises AsposeMissing."""
        from bot.reading.aspose import AsposeReader

        return AsposeReader(self.folder / "aspose", self.licence, self.mode, self.filters)

    def describe(self) -> str:
        """The reader's state in a few words; raises ReaderMissing where it cannot work."""
        if self.name == "tesseract":
            from bot.reading.tesseract import TesseractReader, version

            TesseractReader(self.languages)
            return f"tesseract {version()}, languages {', '.join(self.languages)}"
        if self.name == "aspose":
            with self.aspose() as reader:
                licence = "licensed" if reader.state.licensed else TRIAL
                return f"aspose {reader.state.version}, {self.mode} text, {licence}"
        from bot.reading.fallback import foreign_languages

        foreign = [language for names in foreign_languages().values() for language in names]
        return f"rapidocr; other scripts by tesseract: {', '.join(foreign) or 'none'}"


@dataclass(frozen=True)
class DefaultLoader:
    """A Loader; `corrector` is a value of `BOT_CORRECTOR`."""

    reader: ReaderChoice
    corrector: str

    @classmethod
    def of(cls, settings: Settings) -> DefaultLoader:
        """The loader for these settings."""
        return cls(ReaderChoice.of(settings), settings.corrector)

    def __call__(self) -> Tools:
        """Load them; raises ReaderMissing."""
        from bot.correcting.corrector import Unchanged
        from bot.correcting.spelling import SpellingCorrector

        languages = Languages()
        corrector = Unchanged() if self.corrector == "off" else SpellingCorrector(languages)
        corrector.correct(PRACTICE)
        return Tools(self.reader.load(languages), corrector, languages)
