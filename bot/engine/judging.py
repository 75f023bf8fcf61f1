"""The talk with language models that weigh the readings of a page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.correcting.judging.acquaintance import Acquaintance
from bot.correcting.judging.lattice import Picks, Weights
from bot.correcting.language_model import LanguageModel
from bot.correcting.model_errors import ModelFailed
from bot.engine import worker
from bot.engine.compute import Compute
from bot.glossary.glossary import Glossary
from bot.page import CorrectorName, NotePage

if TYPE_CHECKING:
    from bot.correcting.judging.judgement import DoubtfulText

log = logging.getLogger(__name__)


class Judging:
    """The pieces of a page that were weighed so far, by one model or several."""

    def __init__(self, compute: Compute, note: NotePage, glossary: Glossary) -> None:
        self._compute = compute
        self._note = note
        self._glossary = glossary
        self._texts: tuple[DoubtfulText, ...] | None = None
        self._weights: list[Weights | Picks | None] = []
        self._acquaintance = Acquaintance()

    @property
    def done(self) -> int:
        """How many pieces were weighed."""
        return sum(weights is not None for weights in self._weights)

    @property
    def lost(self) -> bool:
        """Whether a piece could not be weighed."""
        return None in self._weights

    async def has_texts(self) -> bool:
        """Whether there is anything to weigh on the page. Raises PhotoError."""
        return bool(await self._doubtful_texts())

    async def go_on(self, model: LanguageModel) -> None:
        """Have weighed what is not yet. Raises PhotoError, CannotWeigh, and ModelError where it answers no more."""
        for text in (await self._doubtful_texts())[len(self._weights) :]:
            try:
                weights = await model.weigh(text.lattice)
                self._weights.append(weights)
                if not isinstance(weights, Picks):
                    self._acquaintance.add(text.lattice, weights)
            except ModelFailed as error:
                log.warning("%s", error)
                self._weights.append(None)
        if not self._acquaintance.is_known:
            log.warning("%s", ModelFailed(reason="it finds the text no likelier than letters at random"))
            self._weights = [None] * len(self._weights)

    async def _doubtful_texts(self) -> tuple[DoubtfulText, ...]:
        if self._texts is None:
            self._texts = await self._compute(worker.doubtful_texts, self._note, self._glossary)
        return self._texts

    async def result(self, note: NotePage, corrector: CorrectorName) -> NotePage:
        """The page with what was chosen. Raises PhotoError."""
        pairs = zip(self._texts or (), self._weights, strict=False)
        weighed = [(text, weights) for text, weights in pairs if weights is not None]
        return await self._compute(worker.judged, note, weighed, corrector) if weighed else note
