"""Corrects answers again from what was read, without the photo, and takes that back."""

from __future__ import annotations

from bot.chat import texts
from bot.chat.answer.buttons import Recorrect, Undo
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.job_finder import JobFinder
from bot.chat.texts import answer as own_texts
from bot.chat.texts import progress
from bot.job import UNANSWERED, Job, Stage
from bot.jobs.desk import Desk
from bot.store.glossaries import Glossaries


def is_busy(job: Job) -> bool:
    """Whether an answer is on its way, for the first time or again."""
    return job.stage in UNANSWERED


class Recorrecting:
    """What is done with a whole answer; whoever asked for it and the admins decide."""

    def __init__(self, jobs: JobFinder, desk: Desk, glossaries: Glossaries) -> None:
        self._jobs = jobs
        self._desk = desk
        self._glossaries = glossaries

    async def recorrect(self, context: Context, pressed: Recorrect) -> None:
        """*Re-correct*: correct the answer with the words that are known now."""
        job = await self._changeable(context, pressed.job_id)
        if job is None:
            return
        if not (job.request.glossary or await self._glossaries.of(job.chat_id)):
            await acknowledge(context.query, context.say(own_texts.NO_WORDS))
            return
        await acknowledge(context.query, context.say(progress.STAGES[Stage.CORRECT]), alert=False)
        await self._desk.recorrect(job.id)

    async def undo(self, context: Context, pressed: Undo) -> None:
        """*Undo*: bring back what the answer said before."""
        job = await self._changeable(context, pressed.job_id)
        if job is None:
            return
        if job.can_undo:
            await self._desk.undo(job.id)
        await acknowledge(context.query, None if job.can_undo else context.say(own_texts.NOTHING_TO_UNDO))

    async def _changeable(self, context: Context, job_id: int) -> Job | None:
        """The job where it has its answer, whoever pressed decides for it, and no other answer is on its way."""
        job = await self._jobs.answered(context, job_id)
        if job is None or not await self._jobs.may_press(context, job, own_texts.ONLY_ASKER):
            return None
        if is_busy(job):
            await acknowledge(context.query, context.say(texts.NOT_READY))
            return None
        return job
