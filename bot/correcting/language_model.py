"""What a language model is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

AnswerForm = Literal["lines", "json"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a piece of a page.

    `system` is the same for every question of a form, so that what a model made of it can be kept; `user` holds the
    numbered lines. `numbers` are those of the lines that may change, counted from 1 over the page. `most_tokens` bounds
    the answer.
    """

    system: str
    user: str
    numbers: tuple[int, ...]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """The text that a model answered, and how many tokens it took: of the question, of which kept, of the answer."""

    text: str
    tokens_in: int = 0
    tokens_kept: int = 0
    tokens_out: int = 0


class LanguageModel(Protocol):
    """Answers questions; cancelling a call stops the model at once.

    `form` is how answers are written: `lines` as `7: the line`, bound by a GBNF grammar, or `json` as
    `{"7": "the line"}`, bound by a JSON schema; in both only lines that change.
    """

    name: Literal["local", "remote"]
    form: AnswerForm

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelError."""
        ...

    async def close(self) -> None:
        """Free what it holds; a later question loads it again."""
        ...
