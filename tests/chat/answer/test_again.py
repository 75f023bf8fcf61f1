"""What is done with a whole answer that is still on its way."""

from __future__ import annotations

from telegram import Bot

from bot.chat.answer.recorrecting import Again
from bot.chat.groups.administrators import Administrators
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locales
from bot.correcting.corrector import Unchanged
from bot.job import Job, PageState, Photo, ReadPage, Request, Stage, corrected
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.journal import Journal
from bot.store.preferences import PreferenceStore
from tests.scripted import page_of

ADA = 1
PAGE = page_of("Dear Okafcr")


class LateRunner:
    """A runner that is through with a step just before it can be stopped."""

    def __init__(self, journal: Journal) -> None:
        self.enqueued: list[Job] = []
        self._journal = journal

    async def enqueue(self, job: Job, delay: float = 0.0) -> None:
        """Note it."""
        self.enqueued.append(job)

    async def cancel(self, job_id: int) -> None:
        """The step goes through."""
        if job := await self._journal.job(job_id):
            await self._journal.advance(job, Stage.AMEND)

    async def resume(self) -> None:
        """Nothing was left."""

    async def run(self) -> None:
        """Nothing to run."""


async def refining(journal: Journal) -> Job:
    """An answered job that a model looks over."""
    job = await journal.add_job(Request(ADA, None, 1, ADA), Photo(1, "file"))
    assert job
    job = await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, PAGE))
    assert job
    page = corrected(job.pages[0], PAGE, Unchanged().correct(PAGE), PageState.CORRECTED)
    job = await journal.save_pages(job, Stage.REPLY, [(job.photos[0], page)])
    assert job
    job = await journal.advance(job, Stage.REFINE, answered=True)
    assert job
    return job


async def test_words_count_even_where_the_model_was_just_through(journal: Journal, database: Database) -> None:
    runner, sessions = LateRunner(journal), database.sessions
    interpreter = Interpreter(Locales(), PreferenceStore(sessions))
    again = Again(journal, runner, Glossaries(sessions), Administrators(Bot("1:token")), interpreter)
    await again.correct(await refining(journal), "Okafor")
    (job,) = runner.enqueued
    assert (job.stage, job.request.words, job.pages[0].state) == (Stage.CORRECT, "Okafor", PageState.READ)
