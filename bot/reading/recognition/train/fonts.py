"""Fonts to write lines with: npm's `@fontsource/*` packages under the SIL Open Font Licence, in a folder of the user's.

A package holds one family, in a file for each weight and each part of its letters; none of them is shipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from bot.reading.recognition.train.families import FamilyStyle

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LICENCE = "OFL-1.1"
WEIGHTS = ("300", "400", "500", "600", "700")
PARTS = (  # of a family, with the letters that lines are written in
    *("latin", "latin-ext", "cyrillic", "greek", "hebrew", "armenian", "georgian", "arabic", "thai", "devanagari"),
    *("chinese-simplified", "japanese", "korean"),
)
_SIZE_TRIED = 100  # pixels an em, for the height of the letters
_LEAST = f"{ascii_letters}{digits}., "  # what a face must have


@dataclass(frozen=True)
class Typeface:
    """One weight of a family; `files` are its parts, and a character is drawn from the first of them that has it."""

    family: str
    files: tuple[Path, ...]
    style: FamilyStyle
    _seen: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    _sized: dict[int, tuple[FreeTypeFont, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _parts(self) -> Mapping[str, int]:
        """Which of the files holds a character."""
        parts: dict[str, int] = {}
        for number, path in enumerate(self.files):
            for character in _characters(path):
                parts.setdefault(character, number)
        return parts

    @cached_property
    def ascent(self) -> float:
        """How far the longest letters reach above the baseline, as a share of the size."""
        return max(-self._edges(letter)[0] for letter in "bdhkl")

    @cached_property
    def descent(self) -> float:
        """How far the longest letters reach below the baseline, as a share of the size."""
        return max(self._edges(letter)[1] for letter in "gpqy")

    @property
    def height(self) -> float:
        """From the ascenders' top to the descenders' foot, as a share of the size."""
        return self.ascent + self.descent

    def _edges(self, letter: str) -> tuple[float, float]:
        """The letter's top and foot, below the baseline, as shares of the size."""
        _, top, _, foot = self.fonts(_SIZE_TRIED)[self._parts[letter]].getbbox(letter, anchor="ls")
        return top / _SIZE_TRIED, foot / _SIZE_TRIED

    def covers(self, text: str) -> bool:
        """Whether all of the text can be drawn, as it is: each of its characters but the space leaves ink."""
        return self.style.suits(text) and all(self._has(character) for character in set(text))

    def _has(self, character: str) -> bool:
        if character not in self._seen:
            part = self._parts.get(character)
            self._seen[character] = part is not None and (
                character == " " or self.fonts(_SIZE_TRIED)[part].getmask(character).getbbox() is not None
            )
        return self._seen[character]

    def fonts(self, size: int) -> tuple[FreeTypeFont, ...]:
        """Pillow's font of each file, at so many pixels an em."""
        if size not in self._sized:
            self._sized[size] = tuple(_opened(path, size) for path in self.files)
        return self._sized[size]

    def runs(self, text: str, size: int) -> list[tuple[str, FreeTypeFont]]:
        """The text in pieces, each with the font that it is drawn with; raises KeyError for what is not covered."""
        fonts = self.fonts(size)
        return [("".join(run), fonts[part]) for part, run in groupby(text, key=self._parts.__getitem__)]


def _characters(path: Path) -> list[str]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            return [chr(code) for code in font.getBestCmap() if chr(code).isprintable()]
    except TTLibError as error:
        raise OSError(f"{path} is cut short, or no font: {error}") from error


def _opened(path: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(path, size)
    except OSError as error:
        raise OSError(f"{path} is cut short, or no font: {error}") from error


def find_typefaces(folder: Path, families: Mapping[str, FamilyStyle]) -> list[Typeface]:
    """The faces of those of the families that are installed below a folder, such as `node_modules/@fontsource`.

    Left out is what is not under the licence, and faces without a whole alphabet. Raises FileNotFoundError where
    none is left, and OSError or ValueError for a file of a package that is cut short.
    """
    packages = [folder / family for family in sorted(families) if (folder / family / "package.json").is_file()]
    faces = [face for package in packages if _is_open(package) for face in _faces(package, families[package.name])]
    if not faces:
        raise FileNotFoundError(
            f"no font is in {folder}: install some there with npm, such as @fontsource/{min(families)}"
        )
    return faces


def _is_open(package: Path) -> bool:
    """Whether both what the package says and the text beside it are the Open Font Licence."""
    licence, description = package / "LICENSE", package / "package.json"
    try:
        named = json.loads(description.read_text("utf-8")).get("license")
    except ValueError as error:
        raise ValueError(f"{description} is cut short, or no JSON: {error}") from error
    text = licence.read_text("utf-8", errors="replace").lower() if licence.is_file() else ""
    return named == LICENCE and "open font license" in text


def _faces(package: Path, style: FamilyStyle) -> Iterator[Typeface]:
    for weight in WEIGHTS:
        files = [package / "files" / f"{package.name}-{part}-{weight}-normal.woff" for part in PARTS]
        if files[0].is_file():
            face = Typeface(package.name, tuple(file for file in files if file.is_file()), style)
            if all(face._has(character) for character in _LEAST):
                yield face


def attribution(faces: Iterable[Typeface]) -> str:
    """Which families were written with, a line each, for the licences beside the weights."""
    return "".join(f"{family}: SIL Open Font License 1.1\n" for family in sorted({face.family for face in faces}))
