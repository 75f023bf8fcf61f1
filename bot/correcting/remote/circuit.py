"""When a server that is down is left alone, and when it is tried again."""

from __future__ import annotations

from collections.abc import Callable

_FAILURES = 3
_SECONDS = 30.0


class Circuit:
    """Opens after failures in a row; then lets one trial through at a time, and closes on the first success.

    `clock` tells seconds that never go back, such as `time.monotonic`. A trial that nobody reports on, because it was
    cancelled, holds up nothing: the next one may begin `seconds` after it began.
    """

    def __init__(self, clock: Callable[[], float], failures: int = _FAILURES, seconds: float = _SECONDS) -> None:
        self._clock = clock
        self._limit = failures
        self._seconds = seconds
        self._failures = 0
        self._next_trial = 0.0

    def admits(self) -> bool:
        """Whether the server may be asked now; a yes while the circuit is open is the trial."""
        if self._failures < self._limit:
            return True
        if self.seconds_left() > 0.0:
            return False
        self._next_trial = self._clock() + self._seconds
        return True

    def seconds_left(self) -> float:
        """Seconds until the next trial; 0 where one may begin."""
        return max(self._next_trial - self._clock(), 0.0)

    def succeeded(self) -> None:
        """The server answered: close."""
        self._failures = 0
        self._next_trial = 0.0

    def failed(self, *, lasting: bool = False) -> None:
        """The server did not answer; opens at once where that is `lasting`, such as a wrong key."""
        self._failures = self._limit if lasting else self._failures + 1
        if self._failures >= self._limit:
            self._next_trial = self._clock() + self._seconds
