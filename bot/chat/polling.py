"""How the bot asks Telegram for updates, and when it believes that it has to end."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from asyncio import sleep
from collections import Counter
from http import HTTPStatus
from random import SystemRandom
from typing import Any

from telegram import Update
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.chat.slim_updates import plain_press, slim
from bot.chat.telegram_request import TOKEN_REFUSED, TelegramRequest, can_be, parsed
from bot.errors import LegibleError, SecondInstance, TokenRefused

log = logging.getLogger(__name__)

CONFIRM_SECONDS = 60.0  # for which Telegram says the same before it is believed; a rollout overlaps for less
LONGEST_CONFIRM = 1.3  # times as long, by chance, so that of two bots that hinder each other one ends and one stays
LEAST_REFUSALS = 5
QUIET_SECONDS = 90.0  # after which a conflict is another one
FIRST_PAUSE = 1.0  # seconds before a new try; twice as long each time
LONGEST_PAUSE = 15.0
MOST_DOUBLINGS = 10
UPDATE_TRIES = 3
VERDICTS: dict[int, type[LegibleError]] = {401: TokenRefused, 404: TokenRefused, 409: SecondInstance}


class Streak:
    """Refusals of one kind, one behind the other."""

    def __init__(self) -> None:
        self.began = self.last = 0.0
        self.count = 0

    def add(self, now: float) -> None:
        """One more, at this second of the monotonic clock."""
        if not self.count or now - self.last > QUIET_SECONDS:
            self.began, self.count = now, 0
        self.last, self.count = now, self.count + 1

    def lasted(self, seconds: float) -> bool:
        """Whether it is no accident."""
        return self.count >= LEAST_REFUSALS and self.last - self.began >= seconds


class PollingRequest(TelegramRequest):
    """Asks Telegram for updates and notices what ends the program: a refused token, a second instance.

    Both are believed only after they were said for a minute, the first only where getMe says so too: until then they
    are network errors, and the library asks again. `fatal` raises the error; `last_success` is when Telegram last
    answered, in seconds of the monotonic clock.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.fatal: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.last_success = time.monotonic()
        self._streaks = {verdict: Streak() for verdict in VERDICTS.values()}
        self._confirm_seconds = CONFIRM_SECONDS * SystemRandom().uniform(1, LONGEST_CONFIRM)
        self._unreadable: Counter[int] = Counter()
        self._failures = self._retry_after = 0

    async def do_request(
        self, url: str, *args: Any, request_data: RequestData | None = None, **kwargs: Any
    ) -> tuple[int, bytes]:
        """The library's hook: makes one request.

        One that fails waits before it says so, as a call that took too long: then the library asks again at once. Its
        own pauses go on when the bot is to stop.
        """
        try:
            answer = await self._poll(url, *args, request_data=request_data, **kwargs)
        except NetworkError as error:
            if request_data and request_data.parameters.get("timeout"):  # the last call of all has none
                await self._wait(error)
            raise TimedOut(str(error)) from error
        self._failures = 0
        return answer

    async def _wait(self, error: NetworkError) -> None:
        pause = max(min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE), self._retry_after)
        self._failures = min(self._failures + 1, MOST_DOUBLINGS)
        why = type(error.__cause__).__name__ if error.__cause__ else error.message  # another's words may hold a URL
        log.warning("no messages received: %s; trying again in %.0f s", why, pause)
        await sleep(pause)

    async def _poll(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, body = await self.ask(url, *args, **kwargs)
        if verdict := VERDICTS.get(status):
            streak = self._streaks[verdict]
            streak.add(time.monotonic())
            if streak.count == 1:
                log.warning("%s, says Telegram once; if it goes on saying so the bot ends", verdict.what)
            if streak.lasted(self._confirm_seconds) and (verdict is SecondInstance or await self._is_refused(url)):
                self._end(verdict())
        answer = parsed(body)
        self._retry_after = answer.get("parameters", {}).get("retry_after", 0)
        if status != HTTPStatus.OK:
            raise NetworkError(f"refused with status {status}")
        self.last_success = time.monotonic()
        self._streaks[TokenRefused].count = 0
        return status, self._readable(answer)

    async def _is_refused(self, url: str) -> bool:
        """Whether getMe says as well that there is no such bot."""
        return (await self.ask(f"{url.rpartition('/')[0]}/getMe", "POST"))[0] in TOKEN_REFUSED

    def _end(self, error: LegibleError) -> None:
        if not self.fatal.done():
            self.fatal.set_exception(error)

    def _readable(self, answer: dict[str, Any]) -> bytes:
        """The updates, slim; of those that nobody can make sense of only the numbers, after a few tries."""
        updates, unreadable = [], []
        for place, update in enumerate(answer["result"]):
            press = plain_press(update)
            updates.append(slim(update) if press is None else press)
            if press is None and not can_be(Update, updates[place]):
                unreadable.append(place)
        if unreadable:
            for place in unreadable:
                updates[place] = _numbered(updates[place])
            self._leave_out([updates[place]["update_id"] for place in unreadable])
        else:
            self._unreadable.clear()
        return json.dumps({**answer, "result": updates}).encode()

    def _leave_out(self, update_ids: list[int]) -> None:
        """Raises NetworkError until each of them came a few times."""
        self._unreadable.update(update_ids)
        if any(self._unreadable[update_id] < UPDATE_TRIES for update_id in update_ids):
            raise NetworkError("an update cannot be read")
        log.warning("updates of Telegram's that cannot be read are left out: %s", len(update_ids))


def _numbered(update: Any) -> dict[str, Any]:
    """An update without what it brings. Raises NetworkError where it has no number: all are asked for again."""
    numbered = {"update_id": update.get("update_id")} if isinstance(update, dict) else {}
    if not can_be(Update, numbered):
        raise NetworkError("what came is no update")
    return numbered
