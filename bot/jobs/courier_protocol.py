"""The seam between jobs and Telegram."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.job import Job, Photo


class Courier(Protocol):
    """Carries between a job and Telegram.

    Every method raises TelegramUnreachable where it is worth trying again, ChatClosed where it never will be, and
    ChatMoved where the chat has another id.
    """

    async def show(self, job: Job) -> None:
        """Let the person see the job's stage."""

    async def show_place(self, job: Job, ahead: int) -> None:
        """Let the person see how many jobs are before this one."""

    async def fetch(self, photo: Photo, target: Path) -> None:
        """Download a photo; raises FileGone, FileUnavailable, FileTooLarge.

        FileOutOfReach where the operator has to mend it.
        """

    async def withdraw(self, job: Job) -> None:
        """Take back that the photo was seen, as if the bot had not been there."""

    async def reply(self, job: Job) -> None:
        """Bring the answer or the apology, at most once however often it is called."""

    async def amend(self, job: Job) -> None:
        """Make the answer that was brought say what the job now says."""
