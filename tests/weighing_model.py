"""A language model that weighs readings by the words that it likes, and may take its time, fail, or go away."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from bot.correcting.judging.lattice import Lattice, Slot, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from tests.scripted_model import ScriptedModel

BEST = -1.0
BY = 20.0  # nats by which what it likes is likelier than the rest


class WeighingModel(ScriptedModel):
    """Likes the readings among `likes`; the one that stands there where none is.

    `weighed` are the lattices that it was shown. It goes away after `lasting` of them, and fails the first `failing`.
    """

    def __init__(
        self,
        likes: Collection[str] = (),
        name: Literal["local", "remote"] = "local",
        *,
        broken: bool = False,
        failing: int = 0,
        lasting: float = float("inf"),
    ) -> None:
        super().__init__({}, name, broken=broken, failing=failing)
        self.weighed: list[Lattice] = []
        self._likes = likes
        self._lasting = lasting

    async def weigh(self, lattice: Lattice) -> Weights:
        """The weights; raises ModelFailed, ModelUnreachable."""
        if not lattice.slots:
            return ()
        await self.answering.wait()
        if self.broken or len(self.weighed) >= self._lasting:
            raise ModelUnreachable(url="http://gpu", reason="it is down", look="the server")
        self.weighed.append(lattice)
        if self.failing:
            self.failing -= 1
            raise ModelFailed(reason="its probabilities are none")
        return tuple(self.weights(slot) for slot in lattice.slots)

    async def answer(self, question: Question) -> Completion:
        """Raises ModelFailed: it does not write."""
        self.asked.append(question)
        raise ModelFailed(reason="it weighs, it does not write")

    def weights(self, slot: Slot) -> tuple[float, ...]:
        """How likely it finds the readings of a slot."""
        liked = self.liked(slot)
        return tuple(BEST if number == liked else BEST - BY for number in range(len(slot.alternatives)))

    def liked(self, slot: Slot) -> int:
        """The index of what it likes in a slot."""
        return next((number for number, each in enumerate(slot.alternatives) if each.text in self._likes), 0)


class Contrary(WeighingModel):
    """Likes nothing that stands anywhere, but the last reading of each slot, and digits more than anything."""

    def liked(self, slot: Slot) -> int:
        """The last, of those with a digit if there are any."""
        numbers = range(len(slot.alternatives))
        return max(numbers, key=lambda number: (any(map(str.isdigit, slot.alternatives[number].text)), number))


class Stranger(WeighingModel):
    """Finds every text as unlikely as a model of another language does, and what stands there unlikelier still."""

    def weights(self, slot: Slot) -> tuple[float, ...]:
        """The weights."""
        return tuple(100 * weight - 1000 for weight in super().weights(slot))
