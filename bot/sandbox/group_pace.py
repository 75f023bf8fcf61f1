"""How many messages Telegram takes from a bot for one group."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from telegram.constants import FloodLimit

from bot.sandbox.api_error import too_many_requests

A_MINUTE = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP.value
SECONDS_FOR_ONE = 60 / A_MINUTE
MOST_AT_ONCE = A_MINUTE + 1  # two that were sent in time may arrive closer together


class GroupPace:
    """Takes 20 messages a minute for a group, all of them at once if need be, and refuses more with a 429.

    Telegram does not say how it counts; this is the bucket as which bots know it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._full_until: dict[int, float] = {}

    def take(self, chat_id: int) -> None:
        """Counts a message to a group. Raises ApiError where there is no room for it."""
        now = self._clock()
        until = max(self._full_until.get(chat_id, now), now) + SECONDS_FOR_ONE
        wait = until - now - MOST_AT_ONCE * SECONDS_FOR_ONE
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._full_until[chat_id] = until
