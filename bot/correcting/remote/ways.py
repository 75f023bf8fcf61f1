"""The ways in which a server may weigh readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from bot.correcting.remote.completions import Json
from bot.correcting.remote.forced_texts import Forcing
from bot.correcting.remote.text_scores import PROMPT_SCORINGS


class Scoring(Protocol):
    """A way to ask for the probabilities of the branches behind a text, and to take them from the responses."""

    @property
    def name(self) -> str:
        """What is sent for it."""
        ...

    def requests(self, text: str, branches: Sequence[str]) -> list[Json]:
        """The bodies of requests, without the model's name."""
        ...

    def weights(self, found: Sequence[object], text: str, branches: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithms of how likely the branches are behind the text; raises ModelFailed."""
        ...


SCORINGS: tuple[Scoring, ...] = (*PROMPT_SCORINGS, Forcing())

Way = Scoring | Literal["choice", "none"]
