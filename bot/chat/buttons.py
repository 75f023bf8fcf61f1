"""Handlers for the buttons under an answer. What they show comes from the store, so they outlive a restart."""

from __future__ import annotations

import contextlib
import re

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.courier import TelegramCourier
from bot.chat.interpreter import Interpreter
from bot.chat.outbox import Outbox
from bot.chat.views import Part, View, show
from bot.jobs.job import Job
from bot.jobs.journal import Journal

NUMBER = re.compile(r"[0-9]{1,18}")


class Buttons:
    """Turns an answer between its views, and sends it as a file."""

    def __init__(self, journal: Journal, outbox: Outbox, courier: TelegramCourier, interpreter: Interpreter) -> None:
        self._journal = journal
        self._outbox = outbox
        self._courier = courier
        self._interpreter = interpreter

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button was pressed."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        view, job = await self._parse(query)
        say = await self._interpreter.of(update)
        if job is None or view is None:
            await _answer(query, say(texts.EXPIRED))
        elif not job.answered:
            await _answer(query, say(texts.EXPIRED if job.failure else texts.NOT_READY))
        elif view is View.CHANGES and not any(
            each.correction.changes or each.correction.refused for each in job.note.pages
        ):
            await _answer(query, say(texts.NOTHING_CHANGED))
        else:
            await _answer(query)
            await self._show(job, view, update.update_id)

    async def _parse(self, query: CallbackQuery) -> tuple[View | None, Job | None]:
        """The view and the job that a button names; None for a job that is gone or another chat's."""
        name, _, number = (query.data or "").partition(":")
        if name not in set(View) or not NUMBER.fullmatch(number) or query.message is None:
            return None, None
        job = await self._journal.job(int(number))
        if job is None or job.chat_id != query.message.chat.id:
            return None, None
        return View(name), job

    async def _show(self, job: Job, view: View, update_id: int) -> None:
        if view is View.FILE:
            document = Part(document=job.note.text.encode(), filename=f"note-{job.id}.txt")
            await self._courier.deliver(f"update:{update_id}", job, document)
            return
        message_ids = await self._outbox.message_ids(job.id)
        for message_id, part in zip(message_ids, show(job, view, self._courier.say(job)), strict=False):
            await self._courier.edit(job, message_id, part)


async def _answer(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press; one that is too old for an answer needs none."""
    with contextlib.suppress(BadRequest):
        await query.answer(text, show_alert=text is not None)
