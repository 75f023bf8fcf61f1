"""What came in the last minute, by whom it came from. In memory: a restart begins the minute anew."""

from __future__ import annotations

from collections import OrderedDict, deque

MINUTE = 60.0


class Minutes:
    """Times are in seconds of one clock; where it is set back, what lies in its future is forgotten."""

    def __init__(self) -> None:
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    def count(self, owner_id: int, now: float) -> int:
        """How many of somebody's are less than a minute old."""
        return len(self._recent(owner_id, now))

    def wait(self, owner_id: int, most: int, now: float) -> float:
        """In how many seconds there will be less than `most`, at least 1, in a minute; 0 where there are."""
        recent = self._recent(owner_id, now)
        return recent[-most] + MINUTE - now if len(recent) >= most else 0.0

    def add(self, owner_id: int, now: float) -> None:
        """Count one, and forget those who sent none for a minute."""
        self._times.setdefault(owner_id, deque()).append(now)
        self._times.move_to_end(owner_id)
        for longest_silent in list(self._times):
            if self.count(longest_silent, now):
                break
            del self._times[longest_silent]

    def take_back(self, owner_id: int) -> None:
        """Do not count the last of somebody's."""
        if times := self._times.get(owner_id):
            times.pop()

    def _recent(self, owner_id: int, now: float) -> deque[float]:
        times = self._times.get(owner_id, deque())
        while times and times[0] <= now - MINUTE:
            times.popleft()
        while times and times[-1] > now:
            times.pop()
        return times
