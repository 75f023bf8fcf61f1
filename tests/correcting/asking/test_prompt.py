"""What a language model is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.correcting.asking.chunks import Chunk
from bot.correcting.asking.doubts import DoubtfulWord
from bot.correcting.asking.prompt import question
from bot.correcting.language_model import AnswerForm, Question

TEXTS = ("Nothing here.", "Dear Anna,", "I wnt to (tbe) shop,", "see yuo")
DOUBTS = {2: [DoubtfulWord(2, 2, "wnt"), DoubtfulWord(2, 10, "tbe")], 3: [DoubtfulWord(3, 4, "yuo")]}
CHUNK = Chunk((1, 2, 3), (2, 3))


def asked(
    chunk: Chunk = CHUNK, form: AnswerForm = "lines", language: str = "en", terms: Sequence[str] = ()
) -> Question:
    return question(chunk, TEXTS, DOUBTS, form=form, language=language, terms=terms)


def test_the_question_shows_the_lines_and_marks_what_is_doubtful() -> None:
    assert asked(terms=["Okafor", "Kovács Ilona"]).user == (
        "Language: en\nSpelled so: Okafor, Kovács Ilona\nDear Anna,\nI {wnt} to ({tbe}) shop,\nsee {yuo}"
    )


def test_doubt_in_a_line_that_is_only_shown_is_not_marked() -> None:
    assert asked(Chunk((2, 3), (3,))).user == "Language: en\nI wnt to (tbe) shop,\nsee {yuo}"


def test_the_system_prompt_never_changes_so_that_a_model_can_keep_it() -> None:
    assert asked().system == asked(Chunk((0,), ()), language="fr", terms=["Okafor"]).system
    assert asked().system != asked(form="json").system
    assert "JSON" in asked(form="json").system  # OpenAI's servers take the form json_object only then


def test_the_answer_may_repair_all_lines_that_were_asked_about_and_little_more() -> None:
    assert len("wnt=went\ntbe=the\nyuo=you") < asked().most_tokens < 100
