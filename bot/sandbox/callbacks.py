"""Callback queries: a person pressed a button and waits for the bot's answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.sandbox.api_error import bad_request
from bot.sandbox.change_event import ChangeEvent


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the person sees: a text, if any, as a short notice or as an alert, or a link that is opened."""

    text: str | None
    alert: bool
    url: str | None = None


class CallbackQueries:
    """The queries that are open, and the answers to them."""

    def __init__(self, changes: ChangeEvent) -> None:
        self._changes = changes
        self._open: dict[str, CallbackAnswer | None] = {}

    def open(self) -> str:
        """The id of a new query."""
        query_id = str(secrets.randbits(62))
        self._open[query_id] = None
        return query_id

    def answer(self, query_id: str, answer: CallbackAnswer) -> None:
        """Answers an open query; one that is answered, too old or unknown is refused."""
        if query_id not in self._open or self._open[query_id] is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._open[query_id] = answer
        self._changes.notify()

    def is_answered(self, query_id: str) -> bool:
        """Whether an open query has its answer."""
        return self._open[query_id] is not None

    async def outcome(self, query_id: str, seconds: float) -> CallbackAnswer | None:
        """Waits for the answer and closes the query; None if there was none in time."""
        await self._changes.wait(lambda: self._open[query_id] is not None, seconds)
        return self._open.pop(query_id)
