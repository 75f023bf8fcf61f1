"""The spelling corrector on real OCR texts: it may gain little, it must not harm."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from bot.correcting.spelling import SpellingCorrector
from bot.page import Correction, Line, Page

BOX = ((0, 0), (100, 0), (100, 20), (0, 20))
CHARACTERS = 25_000
MOST_DAMAGE = 0.0005

pytestmark = pytest.mark.skipif(
    "LEGIBLE_DATA" not in os.environ, reason="needs the evaluation data (LEGIBLE_DATA is not set)"
)


def sample(stem: str) -> list[tuple[str, str]]:
    """Odd rows of a file, OCR text and truth: the corrector was tuned on the even ones."""
    path = Path(os.environ["LEGIBLE_DATA"]) / "text" / f"{stem}.dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][1::2]
    chosen, size = [], 0
    for row in rows:
        if size >= CHARACTERS:
            break
        chosen.append((row["ocr"], row["gt"]))
        size += len(row["gt"])
    return chosen


def corrected(corrector: SpellingCorrector, text: str) -> Correction:
    return corrector.correct(Page(tuple(Line(line, line, 0.9, BOX) for line in text.split("\n")), "test"))


@pytest.fixture(scope="module")
def corrector() -> SpellingCorrector:
    return SpellingCorrector()


@pytest.mark.parametrize(
    "stem",
    [
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
    ],
)
def test_the_character_error_rate_does_not_rise_and_no_digit_changes(corrector: SpellingCorrector, stem: str) -> None:
    before = after = 0
    for ocr, truth in sample(stem):
        text = corrected(corrector, ocr).text
        before += Levenshtein.distance(ocr, truth)
        after += Levenshtein.distance(text, truth)
        assert re.findall(r"\d", text) == re.findall(r"\d", ocr)
    assert after <= before


@pytest.mark.parametrize(
    "stem", ["bln600_llm_outputs", "icdar2017_eng_monograph", "icdar2017_fr_periodical", "overproof2", "overproof3"]
)
def test_clean_text_stays_clean(corrector: SpellingCorrector, stem: str) -> None:
    truths = [truth for _, truth in sample(stem)]
    words = sum(len(truth.split()) for truth in truths)
    assert sum(len(corrected(corrector, truth).changes) for truth in truths) <= MOST_DAMAGE * words


@pytest.mark.parametrize("stem", ["overproof2", "icdar2017_eng_monograph"])
def test_noisy_english_print_gets_better(corrector: SpellingCorrector, stem: str) -> None:
    pairs = [(ocr, corrected(corrector, ocr).text, truth) for ocr, truth in sample(stem)]
    before = sum(Levenshtein.distance(ocr, truth) for ocr, _, truth in pairs)
    after = sum(Levenshtein.distance(text, truth) for _, text, truth in pairs)
    assert after <= 0.99 * before
