"""Calls that are made to fail on purpose, and the record of all calls."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from bot.sandbox.api_error import ApiError, conflict, too_many_requests

FaultStatus = Literal[400, 401, 403, 404, 409, 429, 500, 502, "drop", "slow", "truncated", "html", "answer", "endless"]
ANY_METHOD = "*"
FILE = "file"
_DESCRIPTIONS = {
    400: "Bad Request: nobody knows why",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
_MAX_CALLS = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """How the next `times` calls of a method fail (`*` any method, `file` a download).

    A number is the HTTP status, said with `description`, a 429 with `retry_after` in seconds. `drop` cuts the
    connection without doing anything; `slow` waits `seconds` and then does what was asked; `truncated` does it too, and
    half of the answer is missing. `html` does nothing and answers a page, as a proxy does; `answer` does nothing and
    answers `result`; `endless` is a download without end. With a `chance` below 1 each call fails by that chance alone.
    """

    method: str
    status: FaultStatus
    times: int = 1
    retry_after: int = 1
    seconds: float = 2.0
    description: str = ""
    result: object = None
    chance: float = 1.0

    def error(self) -> ApiError | None:
        """What the bot is told where the status is a number."""
        match self.status:
            case 429:
                return too_many_requests(self.retry_after)
            case 409 if not self.description:
                return conflict()
            case int(status):
                return ApiError(status, self.description or _DESCRIPTIONS[status])
            case _:
                return None


class Faults:
    """The faults that are still to happen."""

    def __init__(self, seed: int = 0) -> None:
        self._waiting: list[Fault] = []
        self._random = random.Random(seed)  # noqa: S311 — for chances, not for secrets

    def add(self, fault: Fault) -> None:
        """Adds a fault after those that wait."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Lets nothing fail any more."""
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that this call suffers, if any, counted as happened."""
        for index, fault in enumerate(self._waiting):
            if fault.method in (method, ANY_METHOD) and self._random.random() < fault.chance:
                left = replace(fault, times=fault.times - 1)
                self._waiting[index : index + 1] = [left] if left.times > 0 else []
                return fault
        return None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call that was answered with an HTTP status (0: dropped); `time` is Unix time of its arrival."""

    n: int
    method: str
    params: Mapping[str, object]
    status: int
    time: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class CallLog:
    """The calls in the order in which they were answered, numbered from 1; very old ones are forgotten."""

    def __init__(self) -> None:
        self._records: deque[CallRecord] = deque(maxlen=_MAX_CALLS)
        self._count = 0

    def add(self, method: str, params: Mapping[str, object], status: int, arrived: float) -> None:
        """Records a call."""
        self._count += 1
        self._records.append(CallRecord(self._count, method, params, status, arrived))

    def after(self, n: int) -> list[CallRecord]:
        """The records with a number above `n`."""
        return [record for record in self._records if record.n > n]
