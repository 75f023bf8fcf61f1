"""The reader on Aspose.OCR, which runs in a process of its own: see `aspose_process`."""

from __future__ import annotations

import io
import json
import logging
import math
import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import BinaryIO, cast

from PIL import Image

from bot.errors import AsposeMissing, NothingToRead, ReaderCrashed, ReaderTooSlow
from bot.page import Box, Line, Notice, Page
from bot.processes import command_for, environment
from bot.reading.aspose_process import MODULE, AsposeAnswer, AsposeOptions, receive, send
from bot.reading.files.image import UprightImage
from bot.reading.readers import ReaderChoice

log = logging.getLogger(__name__)

TRIAL = "trial licence: a part of each text, at most 300 characters; BOT_ASPOSE_LICENSE names a licence"
MARKER = "\n ************* Trial Licenses ************* \n"
TIME_LIMIT = 60.0  # seconds of wall time; a photo takes 5 to 20
FAREWELL = 5.0  # seconds that the process has to give back what it holds
MAX_PIXELS = 12_000_000  # it takes 24 bytes a pixel
LEAST_REMAINS = 3  # characters of the marker by which what is left of it is known


def load(choice: ReaderChoice, *_: object) -> AsposeReader:
    """The reader, whose process is started; raises AsposeMissing."""
    return AsposeReader(choice.folder / "aspose", choice.aspose_license, choice.aspose_mode, choice.aspose_filters)


def describe(choice: ReaderChoice) -> str:
    """Its version, what it reads and its licence; raises AsposeMissing."""
    with load(choice) as reader:
        licence = "licensed" if reader.state.licensed else TRIAL
        return f"aspose {reader.state.version}, {choice.aspose_mode} text, {licence}"


@dataclass(frozen=True, slots=True)
class AsposeState:
    """What the library says of itself."""

    version: str
    licensed: bool


class AsposeReader:
    """A Reader on Aspose.OCR; `folder` keeps the resources that it needs for handwriting.

    `licence` is the file of a licence, without which the library gives a part of each text; `mode` is `printed` or
    `handwritten`; `filters` are any of `auto_skew`, `enlarge`, `contrast`, `binarise`; `time_limit` is in seconds of
    wall time. On Linux its process ends with the thread that made the reader. Raises AsposeMissing.
    """

    def __init__(
        self,
        folder: Path,
        licence: Path | None = None,
        mode: str = "printed",
        filters: tuple[str, ...] = ("auto_skew",),
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self._options = AsposeOptions(
            mode, str(folder), filters, str(licence.absolute()) if licence else "", os.getpid()
        )
        self._time_limit = time_limit
        self._turn = Lock()
        self._process = _Process(self._options, time_limit)

    def __enter__(self) -> AsposeReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        return "aspose"

    @property
    def state(self) -> AsposeState:
        """The library's version, and whether it has a licence."""
        return self._process.state

    def read(self, image: UprightImage) -> Page:
        """Read one photo; raises NothingToRead, ReaderTooSlow, ReaderCrashed or AsposeMissing."""
        with self._turn:
            if not self._process.alive:
                self._process = _Process(self._options, self._time_limit)
            answer = self._process.ask(_png(image))
        if "text" not in answer:
            log.warning("Aspose.OCR cannot read this image")
            raise ReaderCrashed
        text, notice = without_marker(answer["text"])
        return _page(text, notice, image)

    def close(self) -> None:
        """Let the library give back what it holds, and end the process."""
        self._process.finish()


def without_marker(text: str) -> tuple[str, Notice]:
    """The text as it was read, and what must be said of it.

    Without a licence the library appends MARKER to the text, keeps a part of the whole, at most 300 characters, and
    appends MARKER again. What is left of the first one shows that the text itself is whole.
    """
    if not text.endswith(MARKER):
        return text, ""
    text = text.removesuffix(MARKER)
    for kept in range(len(MARKER), LEAST_REMAINS - 1, -1):
        if text.endswith(MARKER[:kept]):
            return text[:-kept], "trial"
    return text, "truncated" if text.strip() else "trial"


def _png(image: UprightImage) -> bytes:
    """The image as the library takes it, reduced to MAX_PIXELS."""
    picture = Image.fromarray(image.pixels)
    shrink = math.sqrt(picture.width * picture.height / MAX_PIXELS)
    if shrink > 1:
        picture.thumbnail((picture.width / shrink, picture.height / shrink))
    png = io.BytesIO()
    picture.save(png, "PNG", compress_level=1)
    return png.getvalue()


def _page(text: str, notice: Notice, image: UprightImage) -> Page:
    """Lines stand anywhere on the page: the text has no places, and what else there is goes beyond a trial licence."""
    rows = text.splitlines()
    filled = [i for i, row in enumerate(rows) if row.strip()]
    if not filled:
        raise NothingToRead
    height, width = (round(side * image.scale) for side in image.pixels.shape[:2])
    everywhere: Box = ((0, 0), (width, 0), (width, height), (0, height))
    lines = tuple(Line(rows[i].strip(), rows[i].strip(), 0.0, everywhere) for i in filled)
    starts = [n for n, (before, here) in enumerate(pairwise(filled), 1) if here - before > 1]
    return Page(lines, "aspose", image.turned, (0, *starts), notice)


class _Process:
    """Aspose.OCR's process, started and answering. Raises AsposeMissing where it does not come up."""

    def __init__(self, options: AsposeOptions, time_limit: float) -> None:
        self._time_limit = time_limit
        self._process = subprocess.Popen(  # noqa: S603 — a list, no shell
            command_for(MODULE, options.dump()),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            first = self._answer(None)
        except (ReaderCrashed, ReaderTooSlow) as error:
            self.end()
            reason = f"its process ended at once with status {self._process.returncode}"
            raise AsposeMissing(reason=reason, mend="run `pip install --force-reinstall 'legible[aspose]'`") from error
        if "problem" in first:
            self.end()
            raise AsposeMissing(reason=first["problem"], mend=first["mend"])
        self.state = AsposeState(first["version"], first["licensed"])

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, png: bytes) -> AsposeAnswer:
        """The answer to an image; raises ReaderTooSlow or ReaderCrashed, and the process has ended then."""
        try:
            return self._answer(png)
        except (ReaderTooSlow, ReaderCrashed):
            self.end()
            log.warning("the process of Aspose.OCR ended with status %s", self._process.returncode)
            raise

    def _answer(self, png: bytes | None) -> AsposeAnswer:
        started = time.monotonic()
        killer = Timer(self._time_limit, self._process.kill)
        killer.start()
        try:
            if png is not None:
                send(cast("BinaryIO", self._process.stdin), png)
            answer = receive(cast("BinaryIO", self._process.stdout))
        except BrokenPipeError:
            answer = None
        finally:
            killer.cancel()
        if answer is not None:
            said: AsposeAnswer = json.loads(answer)
            return said
        if time.monotonic() - started >= self._time_limit:
            raise ReaderTooSlow(limit=round(self._time_limit))
        raise ReaderCrashed

    def finish(self) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=FAREWELL)
        self.end()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()
