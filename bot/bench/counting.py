"""A language model whose work is counted."""

from __future__ import annotations

from bot.correcting.judging.lattice import Lattice, Picks, Weights
from bot.correcting.language_model import AnswerForm, Completion, LanguageModel, ModelName, Question


class CountingModel:
    """Asks `model` and counts.

    The doubtful places that it `weighed`, and `questions` with their tokens: `sent`, `kept` of these from an earlier
    question, and `answered`.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.weighed = 0
        self.questions = 0
        self.sent = 0
        self.kept = 0
        self.answered = 0

    @property
    def name(self) -> ModelName:
        """The model's."""
        return self._model.name

    @property
    def form(self) -> AnswerForm:
        """The model's."""
        return self._model.form

    async def answer(self, question: Question) -> Completion:
        """The model's answer; raises ModelError."""
        completion = await self._model.answer(question)
        self.questions += 1
        self.sent += completion.tokens_in
        self.kept += completion.tokens_kept
        self.answered += completion.tokens_out
        return completion

    async def weigh(self, lattice: Lattice) -> Weights | Picks:
        """The model's weights; raises ModelError, CannotWeigh."""
        found = await self._model.weigh(lattice)
        self.weighed += len(lattice.slots)
        return found

    def pause(self) -> None:
        """Pause the model."""
        self._model.pause()

    def resume(self) -> None:
        """Resume it."""
        self._model.resume()

    async def describe(self) -> str:
        """The model's description; raises ModelError."""
        return await self._model.describe()

    async def close(self) -> None:
        """Close it."""
        await self._model.close()
