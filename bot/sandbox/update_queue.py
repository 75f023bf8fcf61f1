"""The queue of updates that wait for the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.api_error import WEBHOOK_IS_ACTIVE, bad_request, conflict
from bot.sandbox.change_event import ChangeEvent

Update = Mapping[str, object]
FIRST_UPDATE_ID = 482_310_001
MAX_UPDATES = 100
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted, and what went wrong there last (Unix time, 0 if nothing)."""

    url: str
    secret_token: str = ""
    last_error: str = ""
    last_error_date: int = 0


class UpdateQueue:
    """Updates in order, their ids rising by one, kept until the bot confirms them.

    While there is a `webhook` they are posted to it, and getUpdates is refused. `polls` counts the calls of getUpdates.
    """

    def __init__(self, changes: ChangeEvent) -> None:
        self._changes = changes
        self._next_id = FIRST_UPDATE_ID
        self._pending: dict[int, Update] = {}
        self._allowed: frozenset[str] = frozenset()
        self.polls = 0
        self.webhook: Webhook | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, kind: str, payload: Mapping[str, object]) -> None:
        """Queues an update of this kind (`message`, `callback_query`…), if the bot asked for such."""
        if (kind not in self._allowed) if self._allowed else (kind in _NOT_BY_DEFAULT):
            return
        self._pending[self._next_id] = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self._changes.notify()

    def allow(self, kinds: Sequence[str]) -> None:
        """Only these kinds are queued from now on; none means Telegram's default."""
        self._allowed = frozenset(kinds)

    def clear(self) -> None:
        """Forgets all updates."""
        self._pending.clear()

    def first(self) -> Update | None:
        """The update that waits longest."""
        return next(iter(self._pending.values()), None)

    def confirm(self, update: Update) -> None:
        """Forgets an update that has arrived."""
        self._pending = {key: value for key, value in self._pending.items() if value is not update}

    async def get(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """What getUpdates returns; waits up to `seconds` for the first update.

        An `offset` confirms all updates below it; a negative one keeps only so many from the end. A
        later call ends this one with a 409, and a webhook refuses it so.
        """
        if self.webhook:
            raise conflict(WEBHOOK_IS_ACTIVE)
        if not 1 <= limit <= MAX_UPDATES:
            raise bad_request("limit must be between 1 and 100")
        self.polls += 1
        this_poll = self.polls
        self._changes.notify()
        self._confirm(offset)
        await self._changes.wait(lambda: bool(self._pending) or self.polls != this_poll, seconds)
        if self.polls != this_poll:
            raise conflict()
        return list(self._pending.values())[:limit]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self._next_id + offset
        for update_id in [known for known in self._pending if known < offset]:
            del self._pending[update_id]
