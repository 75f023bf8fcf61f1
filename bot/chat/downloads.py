"""Files from Telegram, piece by piece: no more of one is taken than is allowed, whatever the server says of it."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar
from urllib.parse import quote

import aiofiles
import httpx
from telegram import Bot, File
from telegram.error import BadRequest, NetworkError

from bot.chat.telegram_errors import Refusal, refusal, telegram_errors
from bot.chat.telegram_request import TelegramRequest
from bot.errors import FileGone, FileOutOfReach, FileTooLarge, FileUnavailable, TelegramUnreachable

DOWNLOAD_LIMIT_MB = 20
SECONDS = 200.0  # for a whole file: 20 MB at 100 kB a second
SILENCE_SECONDS = 30.0
PIECE = 2**18
PAUSES = (1.0, 2.0, 4.0)  # seconds before a file is asked for again that was not to be had, or not whole

T = TypeVar("T")
Take = Callable[[AsyncIterator[bytes]], Awaitable[T]]


class Passing(Exception):
    """The file is not to be had just now, or what came is not all of it."""


class Downloads:
    """Fetches files over connections of its own, so that a slow one keeps no message waiting.

    `local_files` is the folder in which a Bot API server on this machine keeps its files. Only files in it are taken
    from the disk; where there is none, none.
    """

    def __init__(self, bot: Bot, local_files: Path | None = None) -> None:
        self._bot = bot
        self._local_files = local_files
        self._request = TelegramRequest(connection_pool_size=32, read_timeout=SILENCE_SECONDS, pool_timeout=SECONDS)

    async def close(self) -> None:
        """Close the connections."""
        await self._request.shutdown()

    async def fetch(self, file_id: str, target: Path) -> None:
        """Download a file to `target`. Raises FileGone, FileTooLarge, FileOutOfReach, TelegramUnreachable."""

        async def write(pieces: AsyncIterator[bytes]) -> None:
            async with aiofiles.open(target, "wb") as file:
                async for piece in pieces:
                    await file.write(piece)

        try:
            await self._take(file_id, DOWNLOAD_LIMIT_MB, write)
        except BaseException:
            await asyncio.to_thread(target.unlink, missing_ok=True)
            raise

    async def content(self, file_id: str, limit_mb: int) -> bytes:
        """What is in a small file. Raises FileGone, FileTooLarge, FileOutOfReach, TelegramUnreachable."""

        async def gather(pieces: AsyncIterator[bytes]) -> bytes:
            return b"".join([piece async for piece in pieces])

        return await self._take(file_id, limit_mb, gather)

    async def _take(self, file_id: str, limit_mb: int, take: Take[T]) -> T:
        for pause in PAUSES:
            try:
                return await self._try(file_id, limit_mb, take)
            except Passing:
                await asyncio.sleep(pause)
        try:
            return await self._try(file_id, limit_mb, take, believe_size=False)
        except Passing as error:
            raise FileUnavailable from error

    async def _try(self, file_id: str, limit_mb: int, take: Take[T], *, believe_size: bool = True) -> T:
        try:
            with telegram_errors():
                file = await self._bot.get_file(file_id)
        except BadRequest as error:
            match refusal(error):
                case Refusal.FILE_TOO_BIG:
                    raise FileTooLarge(limit=limit_mb) from error
                case Refusal.FILE_UNAVAILABLE:
                    raise Passing from error
            raise FileGone from error
        if (file.file_size or 0) > limit_mb * 2**20:
            raise FileTooLarge(limit=limit_mb)
        at_least = (file.file_size or 0) if believe_size else 0
        try:
            async with asyncio.timeout(SECONDS), aclosing(_limited(self._pieces(file), at_least, limit_mb)) as pieces:
                return await take(pieces)
        except (TimeoutError, NetworkError) as error:
            raise TelegramUnreachable from error

    def _pieces(self, file: File) -> AsyncGenerator[bytes]:
        """The file, from the disk where the server names a path there."""
        path = (file.file_path or "").removeprefix(f"{self._bot.base_file_url}/")
        if PurePosixPath(path).is_absolute():
            return self._from_disk(Path(path))
        if any(part in ("", ".", "..") or ":" in part or "\\" in part for part in path.split("/")):
            raise FileOutOfReach(reason="the Bot API server names no path below its own address")
        return self._from_server(f"{self._bot.base_file_url}/{quote(path)}")

    async def _from_server(self, url: str) -> AsyncGenerator[bytes]:
        async with self._request.stream(url) as response:
            if response.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
                raise Passing
            if response.status_code != HTTPStatus.OK or _is_page(response):
                raise NetworkError(f"no file came, but status {response.status_code}")
            async for piece in response.aiter_raw(PIECE):
                yield piece

    async def _from_disk(self, path: Path) -> AsyncGenerator[bytes]:
        with await asyncio.to_thread(self._opened, path) as file:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece

    def _opened(self, path: Path) -> BinaryIO:
        """The file of a server on this machine. Raises FileOutOfReach, whose words hold no path: the token is in it."""
        if self._local_files is None:
            raise FileOutOfReach(reason="the Bot API server names a file on its own disk, and BOT_API_FILES names none")
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(self._local_files.resolve()):
                raise FileOutOfReach(reason="the Bot API server names a file outside of BOT_API_FILES")
            file = os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FileOutOfReach(reason=f"a file of the Bot API server cannot be read here ({reason})") from None
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise FileOutOfReach(reason="the Bot API server names what is no file")
        return file


async def _limited(pieces: AsyncGenerator[bytes], at_least: int, limit_mb: int) -> AsyncGenerator[bytes]:
    """The pieces up to the limit. Raises FileTooLarge beyond it, Passing where there are less bytes than there are."""
    count = 0
    async with aclosing(pieces):
        async for piece in pieces:
            count += len(piece)
            if count > limit_mb * 2**20:
                raise FileTooLarge(limit=limit_mb)
            yield piece
    if count < at_least:
        raise Passing


def _is_page(response: httpx.Response) -> bool:
    """Whether a proxy's page came, or what is packed although nobody asked for that."""
    kind, packing = response.headers.get("content-type", ""), response.headers.get("content-encoding", "identity")
    return bool(kind.startswith("text/html") or packing != "identity")
