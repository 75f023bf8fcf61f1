"""The spelling corrector on real OCR texts: it may gain little, it must not harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.bench.pairs import PairsResult, TextPair, page_of, read_pairs
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.page import Correction

STEMS = (
    "bln600_llm_outputs",
    "icdar2017_eng_monograph",
    "icdar2017_eng_periodical",
    "icdar2017_fr_monograph",
    "icdar2017_fr_periodical",
    "icdar2019_cz",
    "icdar2019_de",
    "icdar2019_en",
    "icdar2019_es",
    "icdar2019_fr",
    "icdar2019_nl",
    "icdar2019_pl",
    "icdar2019_sl",
    "overproof2",
    "overproof3",
)
CHARACTERS = 6_000
MOST_DAMAGE = 0.0005
FEW = 1  # a sample is short

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("LEGIBLE_DATA" not in os.environ, reason="needs the evaluation data (LEGIBLE_DATA is not set)"),
]


def sample(stem: str, characters: int = CHARACTERS) -> list[TextPair]:
    """The first of the odd rows of a file."""
    chosen, size = [], 0
    for pair in read_pairs(Path(os.environ["LEGIBLE_DATA"]) / "text" / f"{stem}.dev.jsonl")[1::2]:
        if size >= characters:
            break
        chosen.append(pair)
        size += len(pair.truth)
    return chosen


def corrected(corrector: SpellingCorrector, text: str) -> Correction:
    return corrector.correct(page_of(text))


def measure(corrector: SpellingCorrector, stem: str, characters: int = CHARACTERS) -> PairsResult:
    results = (PairsResult.of(pair, corrected(corrector, pair.ocr).text) for pair in sample(stem, characters))
    return sum(results, PairsResult())


@pytest.fixture(scope="module")
def corrector() -> SpellingCorrector:
    return SpellingCorrector()


@pytest.mark.parametrize("stem", STEMS)
def test_the_character_error_rate_does_not_rise(corrector: SpellingCorrector, stem: str) -> None:
    measured = measure(corrector, stem)
    assert measured.after.character_errors <= measured.before.character_errors


@pytest.mark.parametrize("stem", ["bln600_llm_outputs", "icdar2017_eng_monograph", "overproof2"])
def test_where_digits_change_the_text_gets_better(corrector: SpellingCorrector, stem: str) -> None:
    for pair in sample(stem):
        result = PairsResult.of(pair, corrected(corrector, pair.ocr).text)
        assert not (result.digits_altered and result.worse)


@pytest.mark.parametrize("stem", STEMS)
def test_clean_text_stays_clean(corrector: SpellingCorrector, stem: str) -> None:
    truths = [pair.truth for pair in sample(stem)]
    words = sum(len(truth.split()) for truth in truths)
    changes = sum(len(corrected(corrector, truth).changes) for truth in truths)
    assert changes <= MOST_DAMAGE * words + FEW


@pytest.mark.parametrize("stem", ["icdar2017_eng_monograph", "bln600_llm_outputs"])
def test_noisy_english_print_gets_better(corrector: SpellingCorrector, stem: str) -> None:
    measured = measure(corrector, stem, 5 * CHARACTERS)
    assert measured.after.character_errors <= 0.98 * measured.before.character_errors
