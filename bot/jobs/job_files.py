"""The temporary files of jobs: each job has a folder of its own, which is gone when the job ends."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from bot.job import Job, Photo


class JobFiles:
    """The folders of all jobs, inside `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def clear(self) -> None:
        """Delete what an earlier run left behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, job: Job, photo: Photo) -> Path:
        """Where a photo is downloaded to."""
        return self.folder / str(job.id) / str(photo.id)

    async def drop(self, job: Job) -> None:
        """Delete a job's folder."""
        await asyncio.to_thread(shutil.rmtree, self.folder / str(job.id), ignore_errors=True)
