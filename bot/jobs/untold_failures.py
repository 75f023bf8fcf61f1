"""What went wrong with jobs and is told to the operator once the person was told, or cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from bot.errors import LegibleError
from bot.job import Job

OnFailure = Callable[[Job, LegibleError, bool], None]  # the last: whether the person was told
MOST_JOBS = 1000  # some are forgotten, and never told of


class UntoldFailures:
    """Gathers errors by their jobs."""

    def __init__(self, on_failure: OnFailure) -> None:
        """`on_failure` hears of each error when its time has come."""
        self._on_failure = on_failure
        self._errors: defaultdict[int, list[LegibleError]] = defaultdict(list)

    def __len__(self) -> int:
        """Of how many jobs something is to be told."""
        return len(self._errors)

    def add(self, job: Job, error: LegibleError) -> None:
        """Keep an error until its time has come; of too many jobs the oldest goes."""
        self._errors[job.id].append(error)
        if len(self._errors) > MOST_JOBS:
            del self._errors[next(iter(self._errors))]

    def tell(self, job: Job, *, told: bool) -> None:
        """The person was told, or cannot be."""
        for error in self._errors.pop(job.id, ()):
            self._on_failure(job, error, told)

    def drop(self, job: Job) -> None:
        """Nobody is to be told."""
        self._errors.pop(job.id, None)
