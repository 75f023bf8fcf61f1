"""The seam between jobs and what runs them."""

from __future__ import annotations

from typing import Protocol

from bot.job import Job


class Runner(Protocol):
    """Takes committed jobs through their stages, each chat's in order, and the chats in turn."""

    async def enqueue(self, job: Job, delay: float = 0.0) -> None:
        """Have the job's stage done when its turn comes, in `delay` seconds at the soonest."""

    async def cancel(self, job_id: int) -> None:
        """Stop what is being done for a job; returns once it has stopped."""

    async def resume(self) -> None:
        """Enqueue what an earlier run left unfinished; to be called once, before anything else is enqueued."""

    async def run(self) -> None:
        """Run until cancelled."""
