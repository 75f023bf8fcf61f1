"""A reader whose "photos" say what it does: read a text, take its time, abort, segfault, hang, eat memory, raise."""

from __future__ import annotations

import ctypes
import math
import os
import re
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from bot.correcting.corrector import Corrector, Unchanged
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.engine.worker import Tools
from bot.errors import NothingToRead
from bot.page import Line, Page, Word
from bot.reading.files.image import UprightImage
from tests.correcting.judging.seen_lines import line_of

NUMBER = re.compile(r"\d\d")
RATIO = 21  # width by height: too long for a photo, so that it is sent as a file and its pixels stay


class ScriptedReader:
    """Does what the first line in the pixels says: `text`, `unsure WORDS`, `abort` …; the rest is read."""

    name = "scripted"

    def read(self, image: UprightImage) -> Page:
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
            case "unsure":
                return page_of(text, unsure=arguments)
            case "blurred":
                return page_of(text, confidence=0.5)
            case "framed":
                return framed(text, *arguments)
        return page_of(text)


@dataclass(frozen=True)
class ScriptedLoader:
    """Loads the scripted reader, and the spelling corrector where asked to."""

    spelling: bool = False

    def __call__(self) -> Tools:
        """Load them."""
        import bot.engine.noted_receipts  # noqa: F401 — which the real one uses too, before the first page

        corrector: Corrector = SpellingCorrector() if self.spelling else Unchanged()
        return Tools(ScriptedReader(), corrector)


def page_of(text: str, unsure: Collection[str] = (), confidence: float = 0.9) -> Page:
    """A page with the lines of `text`, read with `confidence`; empty lines begin a paragraph.

    A model is asked about each word; a person is shown those of `unsure` as doubtful.
    """
    lines: list[Line] = []
    paragraphs: list[int] = [0]
    for number, line in enumerate(text.split("\n")):
        if not line:
            paragraphs.append(len(lines))
            continue
        top = 20 * number
        box = ((0, top), (300, top), (300, top + 18), (0, top + 18))
        words = tuple(Word(word, 0.2 if word in unsure else doubtful(word)) for word in line.split())
        lines.append(Line(line, line, confidence, box, words))
    return Page(tuple(lines), "scripted", paragraphs=tuple(sorted(set(paragraphs))))


def framed(text: str, letter: str, other: str) -> Page:
    """A page whose frames show another letter beside the first of one in each line."""
    page = page_of(text)
    shown = (line_of(line.text, {line.text.index(letter): {other: 0.4}}) for line in page.lines)
    lines = (replace(line, posteriors=own.posteriors) for line, own in zip(page.lines, shown, strict=True))
    return replace(page, lines=tuple(lines))


def doubtful(word: str) -> float:
    """The confidence in a word about which a model is asked, not a person, and in a number that nobody is asked."""
    return 0.97 if NUMBER.search(word) else 0.85


def script(folder: Path, name: str, action: str, text: str = "") -> Path:
    """A picture for the scripted reader: its pixels are the bytes of the script."""
    path = folder / f"{name}.png"
    letters = f"{action}\n{text}".encode()
    rows = math.ceil(math.sqrt(len(letters) / RATIO))
    Image.frombytes("L", (RATIO * rows, rows), letters.ljust(RATIO * rows**2, b"\0")).save(path)
    return path
