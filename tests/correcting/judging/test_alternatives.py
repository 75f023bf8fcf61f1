"""What may stand where a word was read with doubt: from frames, from the word list, from the glossary."""

from __future__ import annotations

import pytest

from bot.changes import differences
from bot.correcting.judging.alternatives import MOST, Proposer
from bot.correcting.judging.doubtful_slots import page_slots, slots_of
from bot.correcting.judging.lattice import LineSlot
from bot.correcting.spelling.lexicon import Lexicon
from bot.page import Correction, Line, Page
from bot.reading.ngrams.ngram_model import NgramModel
from bot.reading.ngrams.shipped import NgramModels
from tests.correcting.judging.seen_lines import frames_of, line_of

Others = dict[int, dict[str, float]]


@pytest.fixture(scope="module")
def model() -> NgramModel:
    """That of English."""
    found = NgramModels().of("en")
    assert found
    return found


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """That of English."""
    return Lexicon("en")


@pytest.fixture(scope="module")
def proposer(lexicon: Lexicon, model: NgramModel) -> Proposer:
    """Without a glossary."""
    return Proposer(lexicon, model)


def texts(slot: LineSlot) -> list[str]:
    return [each.text for each in slot.alternatives]


def test_a_sure_line_has_no_slots(proposer: Proposer) -> None:
    assert slots_of("We had a lovely day", frames_of("We had a lovely day"), proposer) == []


def test_what_the_frames_show_beside_it_is_an_alternative(proposer: Proposer) -> None:
    text = "I will wore of it"
    (slot,) = slots_of(text, frames_of(text, {7: {"m": 0.4}}), proposer)
    assert (text[slot.start : slot.end], texts(slot)[0]) == ("wore", "wore")
    assert "more" in texts(slot)
    assert slot.alternatives[0].seen > slot.alternatives[texts(slot).index("more")].seen


def test_a_word_of_the_list_is_one_where_the_frames_allow_it_though_they_do_not_spell_it(proposer: Proposer) -> None:
    text = "it was forourable to us"
    (slot,) = slots_of(text, frames_of(text, {7: {"a": 0.1}, 9: {"v": 0.3}}), proposer)
    assert "favourable" in texts(slot)


def test_two_words_may_be_one(proposer: Proposer) -> None:
    text = "we went to gether home"
    found = slots_of(text, frames_of(text, {10: {"": 0.3}}), proposer)
    assert ["to gether" in texts(slot)[0] and "together" in texts(slot) for slot in found] == [True]


def test_one_word_may_be_two(proposer: Proposer) -> None:
    text = "he sat inthe garden"
    (slot,) = slots_of(text, frames_of("he sat in the garden", {9: {"": 0.6}}), proposer)
    assert "in the" in texts(slot)


@pytest.mark.parametrize("word", ["4O1", "12:3O", "a@b.org", "www.a.org", "BAnQ", "ACME", "iPhone"])
def test_numbers_addresses_and_names_in_capitals_stay(word: str, proposer: Proposer) -> None:
    text = f"see {word} there"
    unsure: Others = {place: {"e": 0.3} for place in range(4, 4 + len(word))}
    assert slots_of(text, frames_of(text, unsure), proposer) == []


def test_no_alternative_holds_a_digit(proposer: Proposer) -> None:
    text = "all is well"
    found = slots_of(text, frames_of(text, {7: {"4": 0.4}, 9: {"1": 0.4}, 10: {"1": 0.3, "t": 0.2}}), proposer)
    assert found
    assert not any(character.isdigit() for slot in found for text in texts(slot) for character in text)


def test_a_glossary_word_has_a_bonus(lexicon: Lexicon, model: NgramModel) -> None:
    text = "dear Kovocs wrote"
    frames = frames_of(text, {8: {"á": 0.05}})
    (plain,) = slots_of(text, frames, Proposer(lexicon, model))
    (told,) = slots_of(text, frames, Proposer(lexicon, model, ["Kovács"]))
    assert texts(told)[1] == "Kovács"
    assert all(each.seen < told.alternatives[1].seen for each in plain.alternatives if each.text == "Kovács")


def test_what_the_glossary_put_there_is_settled(proposer: Proposer, model: NgramModel) -> None:
    page = Page((line_of("I will wore of it", {7: {"m": 0.4}}),), reader="rapidocr")
    text = "I will wore of it"
    open_, settled = (
        Correction((text,), differences("I will mare of it", text, 1, by), "spelling")
        for by in ("spelling", "glossary")
    )
    assert page_slots(page, open_, proposer, model)
    assert not page_slots(page, settled, proposer, model)


def test_a_line_without_frames_or_whose_text_does_not_fit_has_none(proposer: Proposer, model: NgramModel) -> None:
    long = line_of("ab", {0: {"c": 0.4}})
    page = Page((Line("no frames", "no frames", 0.5, long.box), long), reader="rapidocr")
    correction = Correction(("no frames", "far too long for four frames"), (), "spelling")
    assert page_slots(page, correction, proposer, model) == {}


def test_there_are_never_more_than_most(proposer: Proposer) -> None:
    text = "the bone was there"
    blur = {place: {c: 0.15 for c in "aeou" if c != text[place]} for place in range(4, 8)}
    found = slots_of(text, frames_of(text, blur), proposer)
    assert found
    assert all(len(slot.alternatives) <= MOST for slot in found)
