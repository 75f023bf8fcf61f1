"""What a trial found of a server, and when another trial may tell more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.correcting.remote.ways import Way

_SECONDS = 30.0
_MOST_SECONDS = 600.0


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """The way in which a server weighs; not `sure` where something may have passed that kept it from a better one."""

    way: Way
    sure: bool


class KeptFinding:
    """The finding of the last trial, until it is forgotten.

    A doubt, since it was not sure or what was asked so has failed, is a reason for another trial: at once, and where
    that finds the same, not before half a minute, then a minute, and so on up to ten. So what no trial mends costs
    little. `clock` tells seconds that never go back, such as `time.monotonic`.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: Finding | None = None
        self._last_way: Way | None = None
        self._pause = 0.0
        self._next_trial = 0.0
        self.times_forgotten = 0

    def get(self, failed: Finding | None = None) -> Finding | None:
        """The finding; None where there is to be a trial: also since this one has just `failed`, or is not sure."""
        kept = self._kept
        in_doubt = kept is not None and (kept is failed or not kept.sure)
        return None if in_doubt and self._clock() >= self._next_trial else kept

    def keep(self, found: Finding) -> bool:
        """Take down what a trial has found; whether that is another way than the trial before found."""
        is_new = found.way != self._last_way
        self._pause = 0.0 if is_new else min(max(2 * self._pause, _SECONDS), _MOST_SECONDS)
        self._next_trial = self._clock() + self._pause
        self._kept, self._last_way = found, found.way
        return is_new

    def forget(self) -> None:
        """Have the next text begin with a trial."""
        self._kept = None
        self.times_forgotten += 1
