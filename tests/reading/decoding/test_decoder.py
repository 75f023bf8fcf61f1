"""Pages of frames as a recogniser might see them, decoded with the language models that are shipped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.languages import Languages
from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.decoder import Decoder
from bot.reading.decoding.posteriors import Frames
from bot.reading.ngrams.ngram_model import shipped_model

PRINT, SCRAWL = 0.99, 0.9
ENGLISH = "Thank you very much for the milk, the bread and the butter"
_CHARACTER = re.compile(r"\[(.)\|(.)\]|(.)")


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


@pytest.fixture(scope="module")
def decoder(languages: Languages) -> Decoder:
    return Decoder(languages)


@pytest.fixture(scope="module")
def english(languages: Languages) -> Decoder:
    """The decoder of a person whose setting is English."""
    return Decoder(languages, "en")


def frames(rows: Sequence[Mapping[str, float]]) -> Frames:
    alphabet = ["", *sorted({character for row in rows for character in row if character})]
    posteriors = np.zeros((len(rows), len(alphabet)), dtype=np.float32)
    for posterior, row in zip(posteriors, rows, strict=True):
        posterior[[alphabet.index(character) for character in row]] = list(row.values())
    return Frames.of(posteriors, alphabet)


def seen(line: str, sureness: float = SCRAWL) -> Frames:
    """Frames of a line in which `[c|e]` is a character that is read as c, but nearly as likely an e."""
    rows: list[Mapping[str, float]] = []
    for first, second, sure in _CHARACTER.findall(line):
        rows += [{sure: sureness, "": 1 - sureness} if sure else {first: 0.6, second: 0.4}, {"": 1.0}]
    return frames(rows)


def read(decoder: Decoder, *lines: str, sureness: float = SCRAWL) -> list[str]:
    return [line.text for line in decode(decoder, [seen(line, sureness) for line in lines])]


def decode(decoder: Decoder, page: Sequence[Frames]) -> list[Decoded]:
    """The lines of a page that was looked at once."""
    return [line.decoded for line in decoder.decode([[look] for look in page])]


@pytest.mark.parametrize("sureness", [PRINT, SCRAWL])
def test_doubtful_letters_are_those_of_the_language(decoder: Decoder, sureness: float) -> None:
    assert read(decoder, "Thank y[a|o]u for th[c|e] l[c|e]tter", "and the bo[c|o]ks", sureness=sureness) == [
        "Thank you for the letter",
        "and the books",
    ]
    assert read(decoder, "Nous avons r[c|e]çu votre l[c|e]ttre", "à la m[u|a]ison", sureness=sureness) == [
        "Nous avons reçu votre lettre",
        "à la maison",
    ]


def test_the_language_is_the_page_s(decoder: Decoder) -> None:
    assert read(decoder, "The people of the village were there", "th[é|e] house")[1] == "the house"
    assert read(decoder, "Nous sommes avec vous dans la maison", "un th[e|é]")[1] == "un thé"


def test_capitals_are_judged_as_small_letters(decoder: Decoder) -> None:
    lines = ["THANK Y[A|O]U FOR TH[G|E] L[G|E]TTER", "AND THE BO[C|O]KS"]
    assert read(decoder, *lines) == ["THANK YOU FOR THE LETTER", "AND THE BOOKS"]


def test_a_short_page_is_in_the_person_s_language(decoder: Decoder, english: Decoder) -> None:
    assert read(decoder, "l[c|e]tter") == ["lctter"]
    assert read(english, "l[c|e]tter") == ["letter"]


def test_the_page_counts_for_more_than_the_setting(english: Decoder) -> None:
    assert read(english, "Nous sommes avec vous dans la maison", "un th[e|é]")[1] == "un thé"


@pytest.mark.parametrize(
    "lines",
    [
        ("Surat ini s[a|o]ya tulis untuk kamu dan", "untuk semua orang yang a[d|t]a di rumah"),
        ("人人[生|牛]而自由", "在尊严和权利上一律平等"),
        ("12.50", "0.30"),
        ("", "xq"),
    ],
)
def test_lines_that_no_model_knows_stay_as_they_were_read(
    languages: Languages, decoder: Decoder, lines: tuple[str, ...]
) -> None:
    page = [seen(line) for line in lines]
    words = re.findall(r"[^\W\d_]+", " ".join(greedy(line).text for line in page).lower())
    language = languages.tell(words)
    assert language is None or shipped_model(language) is None
    assert decode(decoder, page) == [greedy(line) for line in page]


@pytest.mark.parametrize("sureness", [PRINT, SCRAWL])
@pytest.mark.parametrize("line", ["人人生而自由", "Call 王芳 about it", "½ cup of milk", "• bread", "→ shop", "•"])
def test_what_the_model_does_not_know_stays(english: Decoder, line: str, sureness: float) -> None:
    assert read(english, ENGLISH, line, sureness=sureness) == [ENGLISH, line]


@pytest.mark.parametrize("line", ["a naïve guest", "to Łódź", "M. Lefèvre"])
def test_letters_of_other_languages_stay_on_print(decoder: Decoder, line: str) -> None:
    assert read(decoder, ENGLISH, line, sureness=PRINT) == [ENGLISH, line]


def test_a_setting_does_not_touch_a_page_in_chinese(english: Decoder) -> None:
    lines = ["人人生而自由", "在尊严和权利上一律平等"]
    assert read(english, *lines) == lines


@pytest.mark.parametrize("line", ["Room 12, at 9:30", "write to m.o'neill@oakfield.org", "see www.oakfield.org/a", "7"])
def test_numbers_and_addresses_stay(decoder: Decoder, line: str) -> None:
    assert read(decoder, ENGLISH, line)[1] == line


@pytest.mark.parametrize("line", ["Ref. GX81K", "LOT 12A-77", "B7X9"])
def test_codes_stay_on_print(decoder: Decoder, line: str) -> None:
    assert read(decoder, ENGLISH, line, sureness=PRINT)[1] == line


def test_print_is_trusted_more_than_a_scrawl(decoder: Decoder) -> None:
    fair: list[Mapping[str, float]] = [{c: 0.93, "": 0.07} for c in "the lost of them"]
    line = frames([*fair[:5], {"o": 0.955, "a": 0.045}, *fair[6:]])
    assert decode(decoder, [seen(ENGLISH, PRINT), line])[1].text == "the lost of them"
    assert decode(decoder, [seen(ENGLISH, 0.8), line])[1].text == "the last of them"


def test_print_and_handwriting_on_one_page_are_told_apart(decoder: Decoder) -> None:
    """A doubtful letter is the model's to choose on a written line, not on a printed one of the same page."""
    press = [{c: 1.0} for c in "the lost of them"]
    hand = [{c: 0.75, "": 0.25} for c in "the lost of them"]
    doubtful = {"o": 0.955, "a": 0.045}
    printed, written = (frames([*line[:5], doubtful, *line[6:]]) for line in (press, hand))
    on_a_letter = decode(decoder, [seen(ENGLISH, SCRAWL), printed, written])
    on_a_form = decode(decoder, [seen(ENGLISH, PRINT), printed, written])
    for page in (on_a_letter, on_a_form):
        assert [line.text for line in page[1:]] == ["the lost of them", "the last of them"]


@pytest.mark.parametrize("lone", ["é", "zz", "%"])
def test_a_line_does_not_come_to_nothing(english: Decoder, lone: str) -> None:
    """A lone sign, read with some doubt, is unlikely to the model, but there."""
    line = frames([{c: 0.7, "": 0.3} for c in lone])
    assert english.decode([[seen(ENGLISH)], [line]])[1].decoded.text.strip()


def test_no_text_is_made_of_next_to_nothing(decoder: Decoder) -> None:
    """Frames of a blot: hardly a letter on the best path, and a little of every common one all along it."""
    blot: dict[str, float] = {"": 0.6, **dict.fromkeys("etaoinshr ", 0.04)}
    line = frames([{"p": 0.6, "": 0.4}, *[blot] * 100, {"m": 0.6, "": 0.4}])
    assert greedy(line).text == "pm"
    assert decode(decoder, [seen(ENGLISH), line])[1].text == "pm"


def test_a_line_for_each_and_nothing_for_none(decoder: Decoder) -> None:
    assert decoder.decode([]) == []
    empty = Frames(("",), np.empty((0, 1), dtype=np.float32))
    assert [line.text for line in decode(decoder, [seen(ENGLISH), empty, seen("and me")])] == [ENGLISH, "", "and me"]


def test_a_line_that_stays_keeps_its_probabilities(decoder: Decoder) -> None:
    page = [seen(ENGLISH)]
    assert decode(decoder, page) == [greedy(page[0])]


def test_probabilities_are_those_of_the_decoded_characters(decoder: Decoder) -> None:
    _, line = decode(decoder, [seen(ENGLISH), seen("th[c|e] letter")])
    assert line.text == "the letter"
    assert line.probabilities == pytest.approx((0.9, 0.9, 0.4, *[0.9] * 7))


def test_of_two_looks_the_one_that_makes_sense_counts(decoder: Decoder) -> None:
    surer, sensible = seen("thank you for the letlcr", 0.95), seen("thank you for the letter", 0.85)
    for looks in ([surer, sensible], [sensible, surer]):
        look, line = decoder.decode([[seen(ENGLISH)], looks])[1]
        assert (look, line.text) == (sensible, "thank you for the letter")


def test_two_looks_at_handwriting_make_one_text(decoder: Decoder) -> None:
    looks = [seen("thank you for the letlcr", 0.85), seen("thauk jou for the letter", 0.85)]
    look, line = decoder.decode([[seen(ENGLISH)], looks])[1]
    assert line.text == "thank you for the letter"
    assert line.probabilities == pytest.approx([0.85] * len(line.text))
    assert look in looks


def test_of_two_looks_at_print_the_surer_one_counts(decoder: Decoder) -> None:
    surer, other = seen("15.00", PRINT), seen("15-00", 0.98)
    for looks in ([surer, other], [other, surer]):
        look, line = decoder.decode([[seen(ENGLISH, PRINT)], looks])[1]
        assert (look, line.text) == (surer, "15.00")


def test_of_two_looks_that_no_model_knows_the_surer_one_counts(decoder: Decoder) -> None:
    looks = [seen("letter", 0.85), seen("letlcr", 0.95)]
    assert decoder.decode([looks]) == [(looks[1], greedy(looks[1]))]


LINE = st.lists(
    st.dictionaries(
        st.sampled_from(["", *" ethaonisrB1250.,-@é½中•İßﬁ\u3000"]), st.integers(1, 10**5), min_size=1, max_size=4
    ).map(lambda parts: {character: part / sum(parts.values()) for character, part in parts.items()}),
    max_size=24,
)


@settings(max_examples=50)
@given(st.lists(LINE, max_size=3))
def test_every_character_has_a_probability(english: Decoder, page: list[list[Mapping[str, float]]]) -> None:
    decoded = decode(english, [frames(rows) for rows in page])
    assert len(decoded) == len(page)
    for line in decoded:
        assert len(line.probabilities) == len(line.text)
        assert all(0 <= p <= 1 for p in line.probabilities)
        assert [word.text for word in line.words] == line.text.split()
