"""What a language model is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.correcting.judging.lattice import Lattice, Picks, Weights

ModelName = Literal["local", "remote"]
AnswerForm = Literal["lines", "json"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a piece of a page.

    `system` is the same for every question of a form, so that what a model made of it can be kept; `user` holds the
    text. `most_tokens` bounds the answer.
    """

    system: str
    user: str
    most_tokens: int

    @property
    def messages(self) -> list[dict[str, str]]:
        """The question as a chat, as templates and servers take it."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.user}]


@dataclass(frozen=True, slots=True)
class Completion:
    """The text that a model answered, and how many tokens it took: of the question, of which kept, of the answer.

    Of one that was `cut` by the limit of tokens it is the part that is whole.
    """

    text: str
    tokens_in: int = 0
    tokens_kept: int = 0
    tokens_out: int = 0
    cut: bool = False


class LanguageModel(Protocol):
    """Weighs readings, or answers questions; cancelling a call stops the model at once.

    `form` is how answers are written: `lines` as `read=meant`, one on each line, or `none`, bound by a GBNF grammar;
    `json` as `{"misread": ["read=meant"]}`, bound by a JSON schema.
    """

    @property
    def name(self) -> ModelName:
        """Where it runs."""
        ...

    @property
    def form(self) -> AnswerForm:
        """How it answers."""
        ...

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelError."""
        ...

    async def weigh(self, lattice: Lattice) -> Weights | Picks:
        """How likely it finds each alternative; raises ModelError, and CannotWeigh where it only answers questions.

        Without any slot nothing is computed: that tells whether it weighs.
        """
        ...

    def pause(self) -> None:
        """Compute nothing on this machine until `resume`, while a photo is read."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    async def describe(self) -> str:
        """Which model it is, in a few words; raises ModelError where it would not answer."""
        ...

    async def close(self) -> None:
        """Free what it holds; a later question loads it again."""
        ...
