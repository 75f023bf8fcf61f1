"""Fonts to write lines with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.reading.recognition.train.families import HANDWRITING, PRINT, RECEIPT, FamilyStyle, Letters
from bot.reading.recognition.train.fonts import Typeface, attribution, find_typefaces

STYLE = FamilyStyle(share=1)
OTHER = "Apache License, Version 2.0"
Package = Callable[..., Path]


def test_families_under_another_licence_or_of_another_kind_are_left_out(package: Package) -> None:
    package("caveat")
    package("rock-salt", licence="Apache-2.0", text=OTHER)
    package("says-so", text=OTHER)
    folder = package("arimo")
    faces = find_typefaces(folder, dict.fromkeys(("caveat", "rock-salt", "says-so", "not-installed"), STYLE))
    assert [face.family for face in faces] == ["caveat"]
    assert attribution(faces * 2) == "caveat: SIL Open Font License 1.1\n"


def test_where_no_font_is_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="install some there with npm, such as @fontsource/kalam"):
        find_typefaces(tmp_path, {"kalam": STYLE, "zeyada": STYLE})


def test_the_parts_of_a_family_are_one_face(package: Package) -> None:
    (face,) = find_typefaces(package("kalam"), {"kalam": STYLE})
    assert len(face.files) == 2
    assert face.covers("Łódź") is False  # the capital is in neither part
    assert face.covers("pójść do źródła") is False
    assert face.covers("mąż, 3 kg")
    runs = face.runs("mąż", 40)
    assert [run for run, _ in runs] == ["m", "ąż"]
    assert runs[0][1] is not runs[1][1]


def test_what_leaves_no_ink_is_not_covered(face: Typeface) -> None:
    assert face.covers("a word")
    assert not face.covers("a\u200bword")  # has a glyph, without ink
    assert not face.covers("語")


def test_a_family_of_capitals_writes_nothing_else(dejavu: Path) -> None:
    capitals = Typeface("amatic-sc", (dejavu,), FamilyStyle(share=1, letters=Letters.CAPITALS))
    assert capitals.covers("TO DO 12")
    assert not capitals.covers("To do")


def test_flourished_capitals_do_not_stand_side_by_side(dejavu: Path) -> None:
    flourished = Typeface("great-vibes", (dejavu,), FamilyStyle(share=1, letters=Letters.WORDS))
    assert flourished.covers("To Do 12 A, B")
    assert not flourished.covers("to DO")


def test_the_height_is_from_ascender_to_descender(face: Typeface) -> None:
    assert 0.6 < face.ascent < 0.9
    assert 0.1 < face.descent < 0.4


def test_families_are_named_as_npm_names_them() -> None:
    for families in (HANDWRITING, RECEIPT, PRINT):
        assert all(family == family.lower() and " " not in family for family in families)
    assert len(HANDWRITING) >= 60
