"""Presses of the buttons under an answer. What a button is about comes from the store, so it outlives a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Update

from bot.chat import texts
from bot.chat.callback_query import acknowledge
from bot.chat.groups.administrators import Administrators
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.texts import lessons as learning
from bot.job import Job
from bot.store.journal import Journal

_DATA = re.compile(r"[a-z]+:(?P<job>[0-9]{1,18})(?P<arguments>(?::[0-9a-z]{1,18})*)")


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button of an answered job, and what its data says behind the job.

    `say` is the language of whoever pressed.
    """

    query: CallbackQuery
    update_id: int
    topic: str
    job: Job
    arguments: tuple[str, ...]
    say: Locale

    async def answer(self, text: str | None = None) -> None:
        """End the press, with a notice on top of the chat where there is something to say; to be called once."""
        await acknowledge(self.query, text, alert=False)


class Presses:
    """Finds out what was pressed, and whether whoever pressed may do that."""

    def __init__(self, journal: Journal, interpreter: Interpreter, members: Administrators) -> None:
        self._journal = journal
        self._interpreter = interpreter
        self._members = members

    async def of(self, update: Update) -> Press | None:
        """The press; None where its answer is gone, another chat's or not there yet, which the person is told."""
        query = update.callback_query
        if query is None or query.message is None:
            return None
        say = await self._interpreter.of(update)
        data = _DATA.fullmatch(query.data or "")
        job = await self._journal.job(int(data["job"])) if data else None
        if data is None or job is None or job.chat_id != query.message.chat.id or job.failure:
            await acknowledge(query, say(texts.EXPIRED))
        elif not job.answered:
            await acknowledge(query, say(texts.NOT_READY), alert=False)
        else:
            arguments = tuple(data["arguments"].split(":")[1:])
            return Press(query, update.update_id, data[0].partition(":")[0], job, arguments, say)
        return None

    async def to_change(self, update: Update) -> Press | None:
        """The press of somebody who may change the answer; None also for a stranger, who is told."""
        press = await self.of(update)
        if press is None or press.query.message is None:
            return None
        if await self._members.may_change(
            press.query.message.chat, press.query.from_user.id, press.job.request.user_id
        ):
            return press
        await press.answer(press.say(learning.ONLY_ASKER))
        return None
