"""What the spelling corrector mends and what it leaves alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.correcting.corrector import Unchanged
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.page import Change, Correction, Line, Page, Word

BOX = ((0, 0), (100, 0), (100, 20), (0, 20))
ENGLISH = "It was a fine morning and they had walked along the river before the others were awake."
FRENCH = "Nous avons marché le long de la rivière avant que les autres ne soient levés ce matin."


def undo(correction: Correction) -> tuple[str, ...]:
    """The lines as they were before the correction: its changes taken back from the last to the first."""
    lines = list(correction.lines)
    for change in reversed(correction.changes):
        line = lines[change.line - 1]
        end = change.start + len(change.after)
        lines[change.line - 1] = line[: change.start] + change.before + line[end:]
    return tuple(lines)


def page_of(*texts: str, words: tuple[Word, ...] = ()) -> Page:
    return Page(tuple(Line(text, text, 0.9, BOX, words) for text in texts), "test")


@pytest.fixture(scope="module")
def corrector() -> SpellingCorrector:
    return SpellingCorrector()


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("tbat", "that"),
        ("whicli", "which"),
        ("bccause", "because"),
        ("sbould", "should"),
        ("govemment", "government"),
        ("tbrough", "through"),
        ("tliere", "there"),
        ("othes", "other"),
        ("heslth", "health"),
        ("comference", "conference"),
    ],
)
def test_what_a_recogniser_confuses_is_mended(corrector: SpellingCorrector, read: str, meant: str) -> None:
    correction = corrector.correct(page_of(ENGLISH, f"and then {read} was all"))
    assert correction.lines == (ENGLISH, f"and then {meant} was all")
    assert correction.changes == (Change(read, meant, 2, 9, "spelling"),)
    assert correction.corrector == "spelling"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        pytest.param("and tho river was high", "and the river was high", id="a short word"),
        pytest.param("it was on Wedndsday that", "it was on Wednesday that", id="a capital"),
        pytest.param("they said he1lo and a w0rd", "they said hello and a word", id="digits in a word"),
        pytest.param("in l99l at 12:3O for 1O.5O on May l8", "in 1991 at 12:30 for 10.50 on May 18", id="numbers"),
        pytest.param("then 1 thought what 1 did", "then I thought what I did", id="the English I"),
        pytest.param("it was the end.The next day", "it was the end. The next day", id="a space"),
        pytest.param("the govemment was a dernocracy", "the government was a democracy", id="rn and m"),
    ],
)
def test_rules_mend_what_is_beyond_doubt(corrector: SpellingCorrector, read: str, meant: str) -> None:
    correction = corrector.correct(page_of(ENGLISH, read))
    assert correction.lines == (ENGLISH, meant)
    assert {change.by for change in correction.changes} == {"spelling"}


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Le vin est tres bon et nous avons du pain", "Le vin est très bon et nous avons du pain"),
        ("Ich habe das fur dich gekauft, weil du es magst", "Ich habe das für dich gekauft, weil du es magst"),
    ],
)
def test_the_only_accented_word_that_fits_is_written(corrector: SpellingCorrector, read: str, meant: str) -> None:
    assert corrector.correct(page_of(read)).text == meant


def test_a_mixed_page_is_read_line_by_line(corrector: SpellingCorrector) -> None:
    lines = (ENGLISH, "and then tbat was all", FRENCH, "dans la préfccture de la ville")
    assert corrector.correct(page_of(*lines)).lines == (
        ENGLISH,
        "and then that was all",
        FRENCH,
        "dans la préfecture de la ville",
    )


@pytest.mark.parametrize(
    ("read", "meant"), [("considerées", "considérées"), ("préfccture", "préfecture"), ("l'univcrsite", "l'université")]
)
def test_accents_lost_on_the_way_come_back(corrector: SpellingCorrector, read: str, meant: str) -> None:
    assert corrector.correct(page_of(FRENCH, f"dans {read} de la ville")).lines[1] == f"dans {meant} de la ville"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("they had tha7 and 4ll of it, 5l or 1Ol or 100l. or 7I for 1.5l at 12", id="digits"),
        pytest.param("A04118 and B0O1 and DE02 1203 0000 0000 2020 51 and H2O and v1.O.5", id="codes"),
        pytest.param("in chapter II of XIV and page1 of mode1", id="numerals"),
        pytest.param("they had 3 men, 1 was there, and 1 can of beans on 1 may", id="a one that is counted"),
        pytest.param("see www.end.The and a.B or node.Js and Node.js", id="names with a full stop"),
        pytest.param("a" + "1" * 60 + "b and 0l1o0l1o0l1 here", id="many digits"),
        pytest.param("write to tbat@whicb.com or bccause@sbould.org", id="e-mail"),
        pytest.param("look at www.tbat.com or https://tbat.com/whicb", id="address"),
        pytest.param("the sign said TBAT WHICB and BCCAUSE", id="capitals"),
        pytest.param("the new iTbat and the eWhicb", id="inner capitals"),
        pytest.param("and then Kebbew went with Ilona and Tibor", id="names"),
        pytest.param("they had aud, wbo", id="short words"),
        pytest.param("they all were inde- pendcnt- ly", id="hyphens"),
        pytest.param("about sbould. of the bccause. and", id="abbreviations"),
        pytest.param("they couldn't and sbouldn't", id="apostrophes"),
        pytest.param("she wrote danke and bonjour and gracias", id="words of another language"),
        pytest.param("he saw a quokka and an axolotl by the fjord", id="rare words"),
        pytest.param("日本語 中文 кириллица", id="other scripts"),
    ],
)
def test_what_may_be_meant_is_left_alone(corrector: SpellingCorrector, text: str) -> None:
    assert corrector.correct(page_of(ENGLISH, text)).lines == (ENGLISH, text)


def test_half_of_a_broken_word_is_left_alone(corrector: SpellingCorrector) -> None:
    lines = (ENGLISH, "they were all of the same govern-", "mcnt and of the inde", "pendent party")
    assert corrector.correct(page_of(*lines)).lines == lines


def test_a_word_that_stands_there_twice_is_left_alone(corrector: SpellingCorrector) -> None:
    lines = (ENGLISH, "they said tbat and tbat too")
    assert corrector.correct(page_of(*lines)).lines == lines


def test_a_word_read_with_confidence_is_left_alone(corrector: SpellingCorrector) -> None:
    text = f"{ENGLISH} tbat"

    def with_confidence(confidence: float) -> Page:
        return page_of(text, words=tuple(Word(word, confidence) for word in text.split()))

    assert corrector.correct(with_confidence(1.0)).changes == ()
    assert corrector.correct(with_confidence(0.8)).text == f"{ENGLISH} that"


def test_punctuation_and_gaps_stay(corrector: SpellingCorrector) -> None:
    text = "  (bccause)  \t“tbat”,  sbould!  4.50  "
    assert corrector.correct(page_of(ENGLISH, text)).lines[1] == "  (because)  \t“that”,  should!  4.50  "


def test_offsets_are_those_of_the_corrected_line(corrector: SpellingCorrector) -> None:
    correction = corrector.correct(page_of(ENGLISH, "they establishedd it bccause govemment did"))
    assert correction.lines[1] == "they established it because government did"
    for change in correction.changes:
        line = correction.lines[change.line - 1]
        assert line[change.start : change.start + len(change.after)] == change.after
    assert [change.start for change in correction.changes] == [5, 20, 28]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((), id="nothing"),
        pytest.param(("",), id="an empty line"),
        pytest.param(("tbat",), id="one word"),
        pytest.param(("bread milk tbat 2.50", "pain lait 3.00"), id="two languages"),
        pytest.param(("xq zzkr vbnm tbat qwrt plkj hgfd", "wrtz sdfg tbat mnbv lkjh poiu"), id="a jumble"),
        pytest.param(("Spoštovani gospod, zakaj se te besede ne morejo popraviti?",), id="no word list"),
    ],
)
def test_a_page_in_no_sure_language_passes_untouched(corrector: SpellingCorrector, lines: tuple[str, ...]) -> None:
    assert corrector.correct(page_of(*lines)).lines == lines


def test_a_page_in_an_old_spelling_passes_untouched(corrector: SpellingCorrector) -> None:
    lines = (
        "Les habitans de ladicte ville vouloient que touz les seigneurs feissent",
        "paier auxdiz marchans les deniers que ilz devoient pour l'annee passee,",
        "et que chascun d'eulx eust sa part ainsi comme il estoit acoustumé.",
    )
    assert corrector.correct(page_of(*lines)).lines == lines


def numbers(text: str) -> Counter[str]:
    """The numbers that no letter touches; a lone 1 may be an I."""
    return Counter(re.findall(r"(?<!\S)\d[\d.,:/-]+(?!\S)", text))


OCR_TEXT = "tbat whicli bccause sbould 12.50 a@b.de Tbat l'eau  govem- l99l 1 12:3O he1lo end.The tres"
OCR_WORDS = st.sampled_from(re.split(" ", f"{ENGLISH} {OCR_TEXT}"))
OCR_LINES = st.lists(OCR_WORDS, max_size=12).map(" ".join)
LINES = st.lists(st.one_of(OCR_LINES, st.text(max_size=40)), max_size=5)


@settings(max_examples=300)
@given(LINES)
def test_any_page_can_be_had_back_and_keeps_its_numbers(corrector: SpellingCorrector, lines: list[str]) -> None:
    page = page_of(ENGLISH, *lines)
    correction = corrector.correct(page)
    assert undo(correction) == tuple(line.text for line in page.lines)
    assert len(correction.lines) == len(page.lines)
    assert not numbers(page.text) - numbers(correction.text)


def test_the_corrector_that_is_off_gives_the_page_as_read() -> None:
    correction = Unchanged().correct(page_of("tbat", "4.50"))
    assert (correction.lines, correction.changes, correction.corrector) == (("tbat", "4.50"), (), "off")
