"""What the default reader cannot read for its script, Tesseract may, where the operator installed a language."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from bot.errors import NothingToRead, ReaderCrashed, ReaderTooSlow, TesseractMissing, UnknownScript
from bot.page import Page
from bot.reading.files.image import UprightImage
from bot.reading.reader import Reader
from bot.reading.tesseract import TesseractReader, confidence, installed_languages, script_of

# Tesseract's names of the scripts that the default reader does not know, and of their languages by their speakers.
LANGUAGES: dict[str, tuple[str, ...]] = {
    "Cyrillic": ("rus", "ukr", "bul", "srp", "bel", "kaz", "mkd", "tgk", "kir", "mon", "tat", "uzb_cyrl"),
    "Arabic": ("ara", "fas", "urd", "pus", "snd", "uig"),
    "Devanagari": ("hin", "mar", "nep", "san"),
    "Bengali": ("ben", "asm"),
    "Korean": ("kor",),
    "Telugu": ("tel",),
    "Tamil": ("tam",),
    "Thai": ("tha",),
    "Gujarati": ("guj",),
    "Kannada": ("kan",),
    "Malayalam": ("mal",),
    "Gurmukhi": ("pan",),
    "Oriya": ("ori",),
    "Myanmar": ("mya",),
    "Ethiopic": ("amh", "tir"),
    "Sinhala": ("sin",),
    "Khmer": ("khm",),
    "Greek": ("ell", "grc"),
    "Hebrew": ("heb", "yid"),
    "Lao": ("lao",),
    "Armenian": ("hye",),
    "Georgian": ("kat",),
    "Tibetan": ("bod",),
    "Syriac": ("syr",),
    "Thaana": ("div",),
    "Cherokee": ("chr",),
}
MOST_LANGUAGES = 3  # of a script: each takes as long as the first
MOST_SCRIPTS = 3  # of a page
SECONDS = 20.0  # that a page is shown to Tesseract; whoever is asked last may take as many
UNCERTAIN = (NothingToRead, ReaderTooSlow, ReaderCrashed)  # of a second reader; a photo is not at fault
LEAST_CONFIDENCE = 0.65  # drawn pages in 12 scripts: 0.82 to 0.97 in their own language, at most 0.55 in another script


class FallbackReader:
    """A Reader that asks `others`, by script, about a page whose script the `first` does not know.

    `script_of` names the script of a page, or nothing where it cannot tell. It is right for nine pages in ten,
    so it says who is asked first, and what they are certain of is what counts. After so many `seconds` nobody else is.
    """

    def __init__(
        self,
        first: Reader,
        others: Mapping[str, Reader],
        script_of: Callable[[UprightImage], str],
        seconds: float = SECONDS,
    ) -> None:
        self._first = first
        self._others = others
        self._script_of = script_of
        self._seconds = seconds

    @property
    def name(self) -> str:
        return self._first.name

    def read(self, image: UprightImage) -> Page:
        """Read one photo; raises what the first reader raises; UnknownScript where no other is certain."""
        try:
            return self._first.read(image)
        except UnknownScript:
            page = self._second(image)
            if page is None:
                raise
            return page

    def _second(self, image: UprightImage) -> Page | None:
        until = time.monotonic() + self._seconds
        likely = self._likely(image)
        for script in sorted(self._others, key=lambda other: other != likely)[:MOST_SCRIPTS]:
            if time.monotonic() > until:
                break
            try:
                page = self._others[script].read(image)
            except UNCERTAIN:
                continue
            if confidence(word for line in page.lines for word in line.words) >= LEAST_CONFIDENCE:
                return page
        return None

    def _likely(self, image: UprightImage) -> str:
        try:
            return self._script_of(image)
        except UNCERTAIN:
            return ""


def with_fallback(first: Reader) -> Reader:
    """The reader with a fallback to Tesseract; the reader itself where that has no language of another script."""
    languages = foreign_languages()
    if not languages:
        return first
    knows_scripts = "osd" in installed_languages()
    others = {script: TesseractReader(names, SECONDS) for script, names in languages.items()}
    return FallbackReader(first, others, (lambda image: script_of(image, SECONDS)) if knows_scripts else lambda _: "")


def foreign_languages() -> dict[str, tuple[str, ...]]:
    """Tesseract's installed languages in scripts that the default reader does not know, by script."""
    try:
        installed = installed_languages()
    except TesseractMissing:
        return {}
    known = {script: [name for name in names if name in installed] for script, names in LANGUAGES.items()}
    return {script: tuple(names[:MOST_LANGUAGES]) for script, names in known.items() if names}
