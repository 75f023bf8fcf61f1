from __future__ import annotations

import gzip
from pathlib import Path

import msgpack
import pytest
from wordfreq import available_languages, read_cBpack

from bot.languages import Languages, _most_frequent


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the house is on the other side of the street", "en"),
        ("la maison est de l'autre côté de la rue", "fr"),
        ("das haus steht auf der anderen seite der straße", "de"),
        ("no", None),
        ("xqzt vvkp", None),
        ("", None),
    ],
)
def test_a_language_is_told_where_it_is_sure(languages: Languages, text: str, language: str | None) -> None:
    assert languages.tell(text.split()) == language


def test_it_is_told_as_the_frequencies_of_wordfreq_have_it(languages: Languages) -> None:
    words = ["el", "perro", "de", "la", "vecina", "y", "los", "niños", "están", "muy", "lejos"]
    likelihood = {}
    for language in ("es", "ca", "pt", "it"):
        by_centibels = read_cBpack(available_languages("small")[language])[:501]
        frequency = {word: 9 - level / 100 for level, words in enumerate(by_centibels) for word in words}
        likelihood[language] = sum(frequency.get(word, 3.5) for word in words)
    second, best = sorted(likelihood, key=likelihood.__getitem__)[-2:]
    assert languages.tell(words) == (best if likelihood[best] - likelihood[second] >= 3 else None) == "es"


@pytest.mark.parametrize(("word", "common"), [("house", True), ("casa", True), ("houze", False), ("quixotry", False)])
def test_a_word_is_common_in_any_language(languages: Languages, word: str, common: bool) -> None:
    assert languages.is_common(word) == common


def test_the_beginning_of_a_list_is_as_wordfreq_reads_it() -> None:
    path = available_languages("small")["en"]
    assert _most_frequent(path, 501) == read_cBpack(path)[:501]
    assert _most_frequent(path, 10**6) == read_cBpack(path)


def test_a_list_in_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.gz"
    path.write_bytes(gzip.compress(msgpack.packb([{"format": "cB", "version": 2}, ["the"]])))
    with pytest.raises(ValueError, match="not in the format"):
        _most_frequent(str(path), 2)
