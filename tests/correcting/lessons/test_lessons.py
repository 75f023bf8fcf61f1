"""Which replies correct an answer, and what they teach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.lessons.lesson import Lesson, glossary_line
from bot.correcting.lessons.teaching import MOST_LESSONS, PHRASE, lessons, mended_words, similar
from bot.correcting.lessons.word_alignment import MOST_ANSWER_WORDS, align, normalised_words
from bot.glossary.glossary import parse_glossary

NOTE = """\
Dear Mr Kovacs, thank you for the tbree boxes
of Amoxicilin. Wc shall send the form back to
Ksellcr Street 12 on Friday. Best wishes from
Ilona and the whole team of the phar-
macy in Szeged. Total 24,90"""
CORRECTED = """\
Dear Mr Kovács, thank you for the three boxes
of Amoxicillin. We shall send the form back to
Keller Street 12 on Friday. Best wishes from
Ilona and the whole team of the pharmacy
in Szeged. Total 29,40"""
COMMON = frozenset(
    "dear thank you for the three boxes of we shall send form from back to best no where wishes on".split()  # noqa: SIM905
)


def frequency(word: str) -> float:
    return 5.0 if word in COMMON else 0.0


def pairs(answer: str, reply: str) -> list[tuple[str, str]]:
    return [(lesson.read, lesson.meant) for lesson in lessons(answer, reply, frequency)]


def test_a_corrected_text_teaches_its_words_and_not_its_numbers() -> None:
    assert lessons(NOTE, CORRECTED, frequency) == (
        Lesson("Kovacs", "Kovács", safe=True),
        Lesson("tbree", "three", safe=True),
        Lesson("Amoxicilin", "Amoxicillin", safe=True),
        Lesson("wc", "we", safe=False),
        Lesson("Ksellcr", "Keller", safe=True),
    )


@pytest.mark.parametrize(
    ("reply", "taught"),
    [
        ("Keller Street 12 on Friday.", [("Ksellcr", "Keller")]),
        ("mr kovács", [("Kovacs", "kovács")]),
        ("Dear Mr Kovács, thank you for the three boxes of Amoxicillin.", 3),
        ("thank you for the three boxes\nKeller Street 12", [("tbree", "three"), ("Ksellcr", "Keller")]),
        ("Sorry!\nKeller Street 12 on Friday\nthanks", [("Ksellcr", "Keller")]),
    ],
)
def test_a_part_of_it_is_enough(reply: str, taught: list[tuple[str, str]] | int) -> None:
    assert similar(NOTE, reply)
    found = pairs(NOTE, reply)
    assert len(found) == taught if isinstance(taught, int) else found == taught


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "thanks",
        "Thank you!",
        "👍",
        "Amoxicillin",
        "words: Keller",
        "No, the street is wrong, can you read it again?",
        "Dear Ada, we are all fine and the children send their love from the seaside",
        "What is the total of this?\nAnd who wrote it to you?",
    ],
)
def test_what_is_said_about_it_is_no_correction(reply: str) -> None:
    assert not similar(NOTE, reply)
    assert pairs(NOTE, reply) == []


def test_common_words_are_not_safe_to_be_changed_everywhere() -> None:
    answer = "send it back form the office at once please, they are no where to be found"
    reply = "send it back from the office at once please, they are nowhere to be found"
    assert lessons(answer, reply, frequency) == (
        Lesson("form", "from", safe=False),
        Lesson("no where", "nowhere", safe=False),
    )


def test_what_stays_elsewhere_is_not_wrong() -> None:
    assert pairs("the old mill and the old mi1l by the mlll", "the old mill and the old mill by the mall") == [
        ("mi1l", "mill"),
        ("mlll", "mall"),
    ]
    assert pairs("Anno met Anno in the garden", "Anna met Anno in the garden") == []


def test_what_a_corrector_put_there_was_read_otherwise() -> None:
    mended = mended_words(["we met Kovics, and Anna at the mill"], ["we met Comics, and Anne at the mill"])
    assert mended == {"Comics": "Kovics", "Anne": "Anna"}
    answer, reply = "we met Comics, and Anne at the mill", "we met Kovács, and Anna at the mill"
    assert lessons(answer, reply, frequency, mended) == (
        Lesson("Kovics", "Kovács", safe=True),
        Lesson("Anna", "Anna", safe=True),  # which was read right, and is to be kept from the corrector
    )


def test_new_words_capitals_of_sentences_and_signs_are_no_lessons() -> None:
    answer = "we came home. the train was late, Anna said: ‘no’ to the idea"
    reply = "We came home at last. The bus was late; Anna said 'no' to the idea!"
    assert pairs(answer, reply) == []
    assert pairs("the bank wants your iban by Friday", "the bank wants your IBAN by Friday") == [("iban", "IBAN")]


def test_words_that_part_and_join_are_one_lesson_of_three_words_at_most() -> None:
    assert pairs("we met Mr Kov acs Ilo na at the station", "we met Mr Kovács Ilo na at the station") == [
        ("Kov acs", "Kovács")
    ]
    assert pairs("we met K o v a cs at the old station today", "we met Kovács at the old station today") == []


def test_there_are_at_most_ten_and_the_safe_ones_stay() -> None:
    read = [f"{letter}zzqx{letter}" for letter in "abcdefghijkl"]
    meant = [f"{word[:-1]}y" for word in read]
    context = ["thank", "you", "for", "the", "three", "boxes", "of", "the", "best", "wishes"]
    answer = " ".join(["form", *context] + [word for pair in zip(read, context * 2, strict=False) for word in pair])
    reply = " ".join(["from", *context] + [word for pair in zip(meant, context * 2, strict=False) for word in pair])
    found = lessons(answer, reply, frequency)
    assert len(found) == MOST_LESSONS
    assert all(lesson.safe for lesson in found)


def test_a_long_reply_to_a_long_answer_is_cut() -> None:
    answer = "word " * (2 * MOST_ANSWER_WORDS)
    assert align(normalised_words(answer), normalised_words(answer)).words == 1000
    assert pairs(answer, "a " * 2000) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(answer: str, reply: str) -> None:
    for lesson in lessons(answer, reply, frequency):
        assert parse_glossary([glossary_line(lesson.read, lesson.meant)])
        assert not any(character.isdigit() for character in lesson.meant)


@given(st.lists(st.sampled_from(["Kovacs", "tbree", "and", "the", "boxes."]), min_size=2, max_size=12), st.data())
def test_a_piece_as_it_was_read_is_similar_and_teaches_nothing(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 2))
    piece = " ".join(words[start : data.draw(st.integers(start + 2, len(words)))])
    answer = " ".join(words)
    assert similar(answer, piece) == (len(piece.split()) >= PHRASE)
    assert pairs(answer, piece) == []
    assert align(normalised_words(answer), normalised_words(piece)).away == 0
