"""The talk with language models about a page: whatever becomes of an answer, a lost one is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest

from bot.correcting.corrector import Unchanged
from bot.correcting.language_model import AnswerForm, Completion, Question
from bot.engine.refining import refined
from bot.engine.worker import Tools
from bot.glossary.glossary import Glossary
from bot.page import Correction, NotePage
from tests.scripted import ScriptedReader, page_of
from tests.scripted_model import ScriptedModel

TOOLS = Tools(ScriptedReader(), Unchanged())
PAGE = page_of("We had a lovley dinner", unsure=["lovley"])


class Saying(ScriptedModel):
    """Answers so, whatever it is asked."""

    def __init__(self, answer: Completion, form: AnswerForm, name: Literal["local", "remote"] = "remote") -> None:
        super().__init__({}, name, form)
        self._answer = answer

    async def answer(self, question: Question) -> Completion:
        """The answer."""
        self.asked.append(question)
        return self._answer


async def compute(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Work with the tools, in this process."""
    return work(TOOLS, *args, **kwargs)


async def result_of(*models: ScriptedModel) -> Correction:
    note = NotePage(PAGE, Unchanged().correct(PAGE))
    return (await refined(compute, models, note, Glossary())).correction


@pytest.mark.parametrize(
    ("form", "answer", "mended", "notice"),
    [
        ("json", '{"misread": ["lovley=lovely"]}', True, ""),
        ("json", '{"misread": []}', False, ""),
        ("json", "The text looks fine to me.", False, "model_failed"),
        ("json", "{}", False, "model_failed"),
        ("lines", "lovley=lovely", True, ""),
        ("lines", "none", False, ""),
        ("lines", "", False, "model_failed"),
        ("lines", "Okay, let me think", False, "model_failed"),
    ],
)
async def test_an_answer_that_is_no_list_is_said_to_be_lost(
    form: AnswerForm, answer: str, mended: bool, notice: str
) -> None:
    correction = await result_of(Saying(Completion(answer), form))
    assert ("lovely" in correction.text, correction.notice) == (mended, notice)


async def test_an_answer_that_was_cut_off_at_once_is_told(caplog: pytest.LogCaptureFixture) -> None:
    correction = await result_of(Saying(Completion("", tokens_out=70, cut=True), "lines", "local"))
    assert correction.notice == "model_failed"
    assert "its answer was cut off after 70 tokens" in caplog.text


async def test_of_an_answer_that_was_cut_off_the_whole_part_counts_and_the_rest_is_said() -> None:
    correction = await result_of(Saying(Completion("lovley=lovely", cut=True), "lines", "local"))
    assert ("lovely" in correction.text, correction.notice) == (True, "model_failed")
