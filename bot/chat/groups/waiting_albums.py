"""Photos of albums that nobody asked for yet: another photo of the album may still bring the question."""

from __future__ import annotations

import time
from collections import deque

from bot.job import Photo, Request

KEPT_SECONDS = 60.0  # photos of one album came up to eleven seconds apart


class WaitingAlbums:
    """Keeps them for a minute, in memory: nothing was promised for them."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, Request, Photo]] = deque()

    def keep(self, request: Request, photo: Photo) -> None:
        """Keep a photo with the request that its message would make."""
        now = time.monotonic()
        while self._kept and self._kept[0][0] < now - KEPT_SECONDS:
            self._kept.popleft()
        self._kept.append((now, request, photo))

    def take(self, request: Request) -> list[tuple[Request, Photo]]:
        """The photos of the same album that are kept, which are then kept no more."""
        album = request.chat_id, request.album_id
        found = [each for each in self._kept if (each[1].chat_id, each[1].album_id) == album]
        self._kept = deque(each for each in self._kept if each not in found)
        return [(asked, photo) for _, asked, photo in found]
