"""What a worker of the engine loads: the reader and the corrector that the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.engine.worker import Tools
from bot.languages import Languages
from bot.page import Line, Page
from bot.reading.readers import ReaderChoice

if TYPE_CHECKING:  # the settings' library takes 20 MB, which a worker does without
    from bot.settings import Mends, Settings

WORDS = "the first page is corrected as quickly as the second, since the word lists are there before it"
PRACTICE = Page((Line(WORDS, WORDS, 0.5, ((0, 0), (1, 0), (1, 1), (0, 1))),), reader="none")


@dataclass(frozen=True)
class DefaultLoader:
    """A Loader; `corrector` is a value of `BOT_CORRECTOR`, `mends` one of `BOT_MODEL_MENDS`."""

    reader: ReaderChoice
    corrector: str
    mends: Mends = "marked"

    @classmethod
    def of(cls, settings: Settings) -> DefaultLoader:
        """The loader for these settings."""
        return cls(ReaderChoice.of(settings), settings.corrector, settings.model_mends)

    def __call__(self) -> Tools:
        """Load them; raises ReaderMissing."""
        from bot.correcting.corrector import Unchanged
        from bot.correcting.spelling.lexicons import Lexicons
        from bot.correcting.spelling.spelling_corrector import SpellingCorrector
        from bot.engine.noted_receipts import with_receipts
        from bot.reading.ngrams.shipped import NgramModels

        languages, lexicons, models = Languages(), Lexicons(), NgramModels()
        corrector = Unchanged() if self.corrector == "off" else SpellingCorrector(languages, lexicons, models)
        with_receipts(PRACTICE, corrector.correct(PRACTICE))
        reader = self.reader.module.load(self.reader, languages, models)
        return Tools(reader, corrector, languages, lexicons, models, self.reader.language, self.mends)
