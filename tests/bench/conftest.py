"""Results of a run that nobody had to wait for."""

from __future__ import annotations

import pytest

from bot.bench.contender import Seconds
from bot.bench.results import Measured, Result, Spread, StageSpread
from bot.scores import Score

READERS = ("legible", "tesseract", "rapidocr")
# character error rate in percent and CPU seconds, for each reader
FIGURES = {
    "cursive1905": ((31, 2.1), (92, 4.5), (42, 7)),
    "french": ((25, 2.2), (75, 4), (33, 6)),
    "iam": ((5, 1.3), (41, 2), (11.4, 4)),
    "mixed": ((12, 3.3), (17.7, 6), (40, 9)),
    "receipts": ((2.2, 1.5), (18.7, 4), (4, 3.5)),
    "scans": ((0.9, 5), (1.0, 5.5), (5.9, 12)),
    "typed1905": ((10.4, 4), (11.9, 8), (12, 7)),
}


def result(rate: float, seconds: float) -> Result:
    score = Score(round(rate * 100), 10_000, 50, 100, 100, 50)
    spread = Spread(seconds, seconds)
    return Result(8, 0, score, None, None, spread, spread, 400 * 2**20, {"read": StageSpread(spread, spread)})


@pytest.fixture
def measured() -> Measured:
    """Seven sets and three readers."""
    sets = {
        name: {reader: result(*figures) for reader, figures in zip(READERS, row, strict=True)}
        for name, row in FIGURES.items()
    }
    return Measured({reader: Seconds(1.0, 1.0) for reader in READERS}, sets)
