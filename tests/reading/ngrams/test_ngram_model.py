from __future__ import annotations

import math
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.ngrams.estimate.estimation import estimate
from bot.reading.ngrams.ngram_model import NgramModel, languages, shipped_model

ORDER = 4
TEXT = """The cat sat on the mat, and the dog sat on the log.
At 10 o'clock the cat ate 3 rats; the dog "ate" the hat - at 11.
That is that. The rats are gone, the mat is the cat's.
"""
SENTENCES = {
    "ca": "Aquesta tarda anirem a comprar pa i llet al mercat.",
    "cs": "Zítra ráno pojedeme vlakem do města a koupíme chleba.",
    "da": "I morgen skal vi købe brød og mælk på vej hjem.",
    "de": "Bitte bring morgen noch Milch und das Brot aus der Stadt mit.",
    "en": "Please remember to buy some bread and milk on your way home.",
    "es": "Mañana tenemos que comprar pan y leche para toda la semana.",
    "fi": "Huomenna meidän pitää ostaa kaupasta leipää ja maitoa.",
    "fr": "Demain matin nous irons acheter du pain et du lait pour la semaine.",
    "hu": "Holnap reggel el kell menni a boltba kenyeret és tejet venni.",
    "it": "Domani mattina dobbiamo comprare il pane e il latte per tutti.",
    "nb": "I morgen må vi kjøpe brød og melk på vei hjem fra jobben.",
    "nl": "Morgen moeten wij nog brood en melk kopen voor het hele weekend.",
    "pl": "Jutro rano musimy kupić chleb i mleko dla całej rodziny.",
    "pt": "Amanhã de manhã precisamos comprar pão e leite para a semana.",
    "ro": "Mâine dimineață trebuie să cumpărăm pâine și lapte pentru toți.",
    "sv": "I morgon måste vi köpa bröd och mjölk på vägen hem.",
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> NgramModel:
    path = tmp_path_factory.mktemp("model") / "cats.npz"
    estimate(path, "en", [(TEXT * 3, 1.0)], order=ORDER)
    return NgramModel.load(path)


def walk(model: NgramModel, state: int, text: str) -> tuple[float, int]:
    total = 0.0
    for character in text:
        logarithm, state = model.step(state, character)
        total += logarithm
    return total, state


def bits(model: NgramModel, text: str) -> float:
    return -walk(model, model.start, text)[0] / len(text) / math.log(2)


@pytest.fixture(scope="module")
def shipped() -> dict[str, NgramModel]:
    return {language: NgramModel.load(path) for language in languages() if (path := shipped_model(language))}


def test_what_was_seen_is_likelier() -> None:
    path = shipped_model("en")
    assert path
    model = NgramModel.load(path)
    for right, wrong in [
        ("the cat", "tbe cat"),
        ("I was home", "l was home"),
        ("recall if", "recallif"),
        ("Then", "THen"),
    ]:
        assert walk(model, model.start, right + " ")[0] > walk(model, model.start, wrong + " ")[0]


@given(st.text("abcdehost .,'\n", max_size=12))
def test_the_characters_after_any_text_have_a_probability_of_one_together(model: NgramModel, text: str) -> None:
    _, state = walk(model, model.start, text)
    every = [chr(code) for code in range(0x20, 0x7F)] + list("£€§°")
    together = math.fsum(math.exp(model.step(state, character)[0]) for character in every)
    assert together == pytest.approx(1, abs=0.3)  # each logarithm is rounded to one of 128


@given(st.text(st.sampled_from(TEXT.replace("\n", "")), min_size=ORDER, max_size=20))
def test_the_state_is_a_matter_of_the_last_characters(model: NgramModel, text: str) -> None:
    _, nowhere = model.step(model.start, "\u4e2d")
    assert walk(model, model.start, text)[1] == walk(model, nowhere, text[-ORDER:])[1]


@given(st.text(max_size=20))
def test_any_character_may_come(model: NgramModel, text: str) -> None:
    state = model.start
    for character in text:
        logarithm, state = model.step(state, character)
        assert -60 < logarithm <= 0


def test_digits_are_one_and_typographic_characters_are_plain(model: NgramModel) -> None:
    _, state = walk(model, model.start, "the cat")
    for one, other in [("1", "7"), ("'", "’"), ('"', "“"), ("-", "—"), (" ", "\u00a0")]:
        assert model.step(state, one) == model.step(state, other)


def test_it_knows_what_it_was_estimated_from(model: NgramModel) -> None:
    assert all(map(model.knows, "theTA,'\"-;0123456789 ’“—\u00a0"))
    assert not any(map(model.knows, "中½•éЖ"))


def test_a_line_begins_with_any_word_or_a_capital(shipped: dict[str, NgramModel]) -> None:
    model = shipped["en"]
    assert model.step(model.start, "T")[0] > math.log(0.01)
    assert model.step(model.start, "t")[0] > math.log(0.02)
    assert model.step(model.start, "t")[0] > model.step(model.start, "x")[0] + 2


def test_every_language_foretells_its_own_sentences_best(shipped: dict[str, NgramModel]) -> None:
    assert set(shipped) == set(SENTENCES)
    for language, sentence in SENTENCES.items():
        by_language = {other: bits(model, sentence) for other, model in shipped.items()}
        assert min(by_language, key=by_language.__getitem__) == language, by_language
        assert by_language[language] < 3.2


def test_the_models_are_small_and_quick() -> None:
    paths = [path for language in languages() if (path := shipped_model(language))]
    assert sum(path.stat().st_size for path in paths) < 30e6
    largest = max(paths, key=lambda path: path.stat().st_size)
    began = time.process_time()
    model = NgramModel.load(largest)
    loaded = time.process_time()
    for _ in range(100):
        bits(model, SENTENCES["en"])
    stepped = time.process_time()
    assert loaded - began < 0.5
    assert (stepped - loaded) / (100 * len(SENTENCES["en"])) < 4e-6


def test_a_model_takes_less_than_25_megabytes() -> None:
    path = shipped_model("en")
    assert path
    tracemalloc.start()
    try:
        model = NgramModel.load(path)
        assert model.start > 0
        assert tracemalloc.get_traced_memory()[0] < 25e6
    finally:
        tracemalloc.stop()


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    assert shipped_model("tlh") is None
    with pytest.raises(FileNotFoundError):
        NgramModel.load(tmp_path / "nothing.npz")
    whole = shipped_model("it")
    assert whole
    data = whole.read_bytes()
    for content in (b"", b"no model", data[: len(data) // 2]):
        (tmp_path / "broken.npz").write_bytes(content)
        with pytest.raises(ValueError, match="not a character model"):
            NgramModel.load(tmp_path / "broken.npz")
