"""Handlers for the buttons that turn an answer and take a change back."""

from __future__ import annotations

from bot.chat import texts
from bot.chat.answer.buttons import KeepReading, ShowView
from bot.chat.answer.change_list import change_with, kept, lists_of
from bot.chat.answer.view import View
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.receipts.shown_side import ShownSide
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.job import Job, Stage
from bot.store.journal import Journal

LONGEST_WORD = 60  # in a notice on top of the chat, which holds 200 UTF-16 units


class Turning:
    """Turns an answer between its views, and keeps words as they were."""

    def __init__(self, jobs: JobFinder, journal: Journal, courier: TelegramCourier) -> None:
        self._jobs = jobs
        self._journal = journal
        self._courier = courier

    async def turn(self, context: Context, pressed: ShowView) -> None:
        """*Raw*, *Clean*, *What changed*: show that side of the answer in its place."""
        job = await self._changeable(context, pressed.job_id)
        if job is None:
            return
        if pressed.view is View.CHANGES and not lists_of(job):
            await acknowledge(context.query, context.say(texts.NOTHING_CHANGED), alert=False)
            return
        async with self._courier.writing(job.id):
            if now := await self._journal.job(job.id):
                await self._courier.turn(now, ShownSide(pressed.view, pressed.number), context.message.message_id)
        await acknowledge(context.query)

    async def keep(self, context: Context, pressed: KeepReading) -> None:
        """The number of a change: put back what was read at first."""
        if await self._changeable(context, pressed.job_id):
            await acknowledge(context.query, await self._kept(context, pressed), alert=False)

    async def _changeable(self, context: Context, job_id: int) -> Job | None:
        job = await self._jobs.answered(context, job_id)
        may_press = job and await self._jobs.may_press(context, job, own_texts.ONLY_ASKER, alert=False)
        return job if may_press else None

    async def _kept(self, context: Context, pressed: KeepReading) -> str:
        """Take a change back where it is still there; what is to be said of that."""
        say = context.say
        async with self._courier.writing(pressed.job_id):
            job = await self._journal.job(pressed.job_id)
            if job is None or job.stage is not Stage.DONE:
                return say(texts.NOT_READY)
            listed = change_with(job, pressed.digest)
            saved = await self._journal.save_pages(job, Stage.DONE, kept(job, listed)) if listed else None
            if listed is None or saved is None:
                return say(own_texts.LIST_CHANGED)
            await self._courier.turn(saved, ShownSide(View.CHANGES, pressed.number), context.message.message_id)
        change = listed.change
        word = shorten(change.before or change.after, LONGEST_WORD)
        return say(own_texts.KEPT if change.before else own_texts.KEPT_OUT, word=word)
