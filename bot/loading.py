"""Which reader and which corrector the settings name, loaded inside a worker of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.engine import Tools
from bot.page import Line, Page
from bot.settings import Settings

WORDS = "the first page is corrected as quickly as the second, since the word lists are there before it"
PRACTICE = Page((Line(WORDS, WORDS, 0.5, ((0, 0), (1, 0), (1, 1), (0, 1))),), reader="none")


@dataclass(frozen=True)
class DefaultLoader:
    """A Loader; `folder` keeps prepared models, `corrector` is a value of `BOT_CORRECTOR`."""

    folder: Path
    corrector: str

    @classmethod
    def of(cls, settings: Settings) -> DefaultLoader:
        """The loader for these settings."""
        return cls(settings.folder / "models", settings.corrector)

    def __call__(self) -> Tools:
        """Load them; raises ReaderMissing."""
        from bot.correcting.corrector import Unchanged
        from bot.correcting.spelling import SpellingCorrector
        from bot.reading.rapid import RapidReader

        corrector = Unchanged() if self.corrector == "off" else SpellingCorrector()
        corrector.correct(PRACTICE)
        return Tools(RapidReader(self.folder), corrector)
