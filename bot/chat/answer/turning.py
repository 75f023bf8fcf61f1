"""Handlers for the buttons that turn an answer and take a change back."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.answer.change_list import change_with, kept, lists_of
from bot.chat.answer.presses import Press, Presses
from bot.chat.answer.view import View
from bot.chat.courier import TelegramCourier
from bot.chat.split import shorten
from bot.chat.texts import answer as own_texts
from bot.job import Stage
from bot.store.journal import Journal

LONGEST_WORD = 60  # in a notice on top of the chat, which holds 200 UTF-16 units


class Buttons:
    """Turns an answer between its views, and keeps words as they were."""

    def __init__(self, presses: Presses, journal: Journal, courier: TelegramCourier) -> None:
        self._presses = presses
        self._journal = journal
        self._courier = courier

    async def turn(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """*Raw*, *Clean*, *What changed*: show that side of the answer in its place."""
        press = await self._presses.to_change(update)
        if press is None:
            return
        view = View(press.topic)
        if view is View.CHANGES and not lists_of(press.job):
            await press.answer(press.say(texts.NOTHING_CHANGED))
            return
        number = int(press.arguments[0]) if press.arguments else 0
        async with self._courier.writing(press.job.id):
            if job := await self._journal.job(press.job.id):
                await self._courier.turn(job, view, number)
        await press.answer()

    async def keep(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The number of a change: put back what was read at first."""
        if press := await self._presses.to_change(update):
            await press.answer(await self._kept(press))

    async def _kept(self, press: Press) -> str:
        """Take a change back where it is still there; what is to be said of that."""
        number, digest = press.arguments
        async with self._courier.writing(press.job.id):
            job = await self._journal.job(press.job.id)
            if job is None or job.stage is not Stage.DONE:
                return press.say(texts.NOT_READY)
            listed = change_with(job, digest)
            saved = await self._journal.save_pages(job, Stage.DONE, kept(job, listed)) if listed else None
            if listed is None or saved is None:
                return press.say(own_texts.LIST_CHANGED)
            await self._courier.turn(saved, View.CHANGES, int(number))
        change = listed.change
        word = shorten(change.before or change.after, LONGEST_WORD)
        return press.say(own_texts.KEPT if change.before else own_texts.KEPT_OUT, word=word)

    async def gone(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that nobody knows any more."""
        if press := await self._presses.of(update):
            await press.answer(press.say(texts.EXPIRED))
