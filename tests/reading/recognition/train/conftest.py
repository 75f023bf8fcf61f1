"""Fonts for the tests: matplotlib's DejaVu, whole and packed as npm's `@fontsource` packs a family."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.reading.recognition.train.families import FamilyStyle
from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.phrase_grammar import notes_and_receipts
from bot.reading.recognition.train.phrases import Phrases

LATIN = "".join(map(chr, range(32, 127))) + "éèàùçäöüßñ€°"
LATIN_EXT = "łżźąęćśń"
STORY = (
    "The quick brown fox jumps over the lazy dog, and 27 judges vex him. Où est-il ? Zwölf Boxkämpfer jagen Viktor.\n"
)


@pytest.fixture(scope="session")
def dejavu() -> Path:
    """A font that is there wherever the tests are."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory, dejavu: Path) -> Callable[[str, str, str], Path]:
    """Make a package of a family, with a licence by name and by text; answers the folder of packages."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    folder = tmp_path_factory.mktemp("fontsource")
    parts = {"latin": LATIN, "latin-ext": LATIN_EXT}
    for part, letters in parts.items():
        with TTFont(dejavu) as font:
            subsetter = Subsetter(Options())
            subsetter.populate(text=letters)
            subsetter.subset(font)
            font.flavor = "woff"
            font.save(folder / part)

    def make(family: str, licence: str = "OFL-1.1", text: str = "SIL Open Font License, Version 1.1") -> Path:
        home = folder / "packages" / family
        (home / "files").mkdir(parents=True)
        (home / "package.json").write_text(json.dumps({"license": licence}), "utf-8")
        (home / "LICENSE").write_text(text, "utf-8")
        for part in parts:
            (home / "files" / f"{family}-{part}-400-normal.woff").write_bytes((folder / part).read_bytes())
        return folder / "packages"

    return make


@pytest.fixture(scope="session")
def face(dejavu: Path) -> Typeface:
    """A face of one file."""
    return Typeface("dejavu", (dejavu,), FamilyStyle(share=1))


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    """Phrases of one short text."""
    return Phrases({"story": STORY * 20}, {"pl": ("żółw", "jest", "mały")}, frozenset(LATIN), notes_and_receipts())
