from __future__ import annotations

import pytest

from bot.reading.ngrams.estimate.receipt_phrases import phrases
from bot.reading.ngrams.ngram_model import NgramModel, languages, shipped_model


def likelihood(model: NgramModel, text: str) -> float:
    """log P(text) after the beginning of a line."""
    total, state = 0.0, model.start
    for character in text:
        logarithm, state = model.step(state, character)
        total += logarithm
    return total


@pytest.mark.parametrize("language", languages())
def test_every_language_has_its_tills(language: str) -> None:
    found = dict(phrases(language))
    assert len(found) > 300
    assert sum(share for _, share in phrases(language)) == pytest.approx(1)
    assert all(phrase[0] == phrase[-1] == " " and phrase.strip() for phrase in found)


def test_a_language_without_tills_has_its_measures() -> None:
    assert " 0 kg " in dict(phrases("tr"))


@pytest.mark.parametrize(
    ("language", "likely", "unlikely"),
    [
        ("en", "qty : 3 ", "oty : 3 "),
        ("en", "tax invoice ", "taxinvoice "),
        ("en", "2 kg ", "2 hg "),
        ("de", "mwst : ", "mwsl : "),
        ("fr", "sous-total : ", "sous-tolal : "),
        ("pl", "paragon fiskalny ", "paragon fiskainy "),
    ],
)
def test_the_shipped_models_know_tills(language: str, likely: str, unlikely: str) -> None:
    path = shipped_model(language)
    assert path is not None
    model = NgramModel.load(path)
    assert likelihood(model, likely) > likelihood(model, unlikely) + 1
