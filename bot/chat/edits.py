"""A message that was edited after it asked: its note follows the photo, and the words under it."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat.fairuse.fair_use import FairUse
from bot.chat.intake import asker_of, photo_of, words_in
from bot.chat.interpreter import Interpreter
from bot.job import UNANSWERED, Job, Photo, Stage
from bot.jobs.runner import Runner
from bot.store.journal import Journal


class Edits:
    """Brings edits into the jobs of whoever made them. An edit begins no job: who wants one can ask anew."""

    def __init__(self, journal: Journal, runner: Runner, fair_use: FairUse, interpreter: Interpreter) -> None:
        self._journal = journal
        self._runner = runner
        self._fair_use = fair_use
        self._interpreter = interpreter

    async def edited(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A message was edited: read the photo that is new in it, or correct again with the words that are."""
        message = update.edited_message
        if message is None:
            return
        jobs = await self._journal.jobs_about(message.chat_id, message.message_id)
        for job in [job for job in jobs if job.request.user_id == asker_of(message)]:
            new_photo = bool(_new_photo(job, message))
            if new_photo and not await self._may_read(update, message, job):
                continue
            if new_photo or _new_words(job, message):
                await self._runner.cancel(job.id)
                now = await self._journal.job(job.id)
                after = now and (await self._follow(now, message) or now)
                if after and after.stage is not Stage.DONE:
                    await self._runner.enqueue(after)

    async def _may_read(self, update: Update, message: Message, job: Job) -> bool:
        """Whether fair use lets another photo in."""
        verdict = await self._fair_use.take(replace(job.request, album_id=None))
        await verdict.tell(message, await self._interpreter.of(update))
        return verdict.admitted

    async def _follow(self, job: Job, message: Message) -> Job | None:
        """The job as the message now wants it; None where it stays as it is."""
        words = _new_words(job, message)
        if replaced := _new_photo(job, message):
            job = await self._journal.replace_photo(job, *replaced) or job
            return await self._journal.add_words(job, words)
        if job.stage in UNANSWERED:
            return await self._journal.add_words(job, words)
        return await self._journal.recorrect(job, words)


def _new_photo(job: Job, message: Message) -> tuple[Photo, Photo] | None:
    """The photo of the job that came in a message, and the other one that is in it now."""
    photo = photo_of(message)
    for former in job.photos:
        if photo and former.message_id == message.message_id and former.unique_id != photo.unique_id:
            return former, photo
    return None


def _new_words(job: Job, message: Message) -> str:
    """The lines of a glossary that a message has now and its job has not."""
    known = set(job.request.words.split("\n"))
    words = words_in(message.caption or message.text or "").split("\n")
    return "\n".join(word for word in words if word not in known)
