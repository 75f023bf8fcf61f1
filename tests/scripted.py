"""A reader whose "photos" say what it does: read a text, take its time, abort, segfault, hang, eat memory, raise."""

from __future__ import annotations

import ctypes
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bot.correcting.corrector import Corrector, Unchanged
from bot.correcting.spelling.corrector import SpellingCorrector
from bot.engine import Tools
from bot.errors import NothingToRead
from bot.page import Line, Page, Word
from bot.reading.files.image import Upright

RATIO = 21  # width by height: too long for a photo, so that it is sent as a file and its pixels stay


class ScriptedReader:
    """Does what the first line in the pixels says: `text`, `slow SECONDS`, `abort` …; the other lines are read."""

    name = "scripted"

    def read(self, image: Upright) -> Page:
        """The lines after the first one."""
        script, _, text = image.pixels[:, :, 0].tobytes().decode().rstrip("\0").partition("\n")
        action, *arguments = script.split()
        match action:
            case "abort":
                os.abort()
            case "segfault":
                ctypes.string_at(0)
            case "hang":
                time.sleep(600)
            case "memory":
                hoard = []
                while True:
                    hoard.append(bytearray(64 * 2**20))
            case "raise":
                raise ValueError("a defect")
            case "nothing":
                raise NothingToRead
            case "slow":
                time.sleep(float(arguments[0]))
        return page_of(text)


@dataclass(frozen=True)
class ScriptedLoader:
    """Loads the scripted reader, and the spelling corrector where asked to."""

    spelling: bool = False

    def __call__(self) -> Tools:
        """Load them."""
        corrector: Corrector = SpellingCorrector() if self.spelling else Unchanged()
        return Tools(ScriptedReader(), corrector)


def page_of(text: str) -> Page:
    """A page with the lines of `text`, each word doubtful; empty lines begin a paragraph."""
    lines: list[Line] = []
    paragraphs: list[int] = [0]
    for number, line in enumerate(text.split("\n")):
        if not line:
            paragraphs.append(len(lines))
            continue
        top = 20 * number
        box = ((0, top), (300, top), (300, top + 15), (0, top + 15))
        lines.append(Line(line, line, 0.6, box, tuple(Word(word, 0.6) for word in line.split())))
    return Page(tuple(lines), "scripted", paragraphs=tuple(sorted(set(paragraphs))))


def script(folder: Path, name: str, action: str, text: str = "") -> Path:
    """A picture for the scripted reader: its pixels are the bytes of the script."""
    path = folder / f"{name}.png"
    letters = f"{action}\n{text}".encode()
    rows = math.ceil(math.sqrt(len(letters) / RATIO))
    Image.frombytes("L", (RATIO * rows, rows), letters.ljust(RATIO * rows**2, b"\0")).save(path)
    return path
