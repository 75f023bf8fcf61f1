"""Which images are measured, and in which sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench.sets import find_sets
from bot.errors import WrongSetting


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}", encoding="utf-8-sig")


def test_subfolders_are_sets_and_images_without_a_text_are_left_out(tmp_path: Path) -> None:
    lay(tmp_path / "photos", "own.jpg", "own.txt", "b/2.PNG", "b/2.txt", "b/1.jpg", "b/1.txt", "b/3.jpg", "c/d/4.webp")
    lay(tmp_path / "photos", "c/d/4.txt", "b/alone.txt", "b/2.xml")
    sets = find_sets(tmp_path / "photos")
    assert {name: [sample.image.name for sample in samples] for name, samples in sets.items()} == {
        "b": ["1.jpg", "2.PNG"],
        "c/d": ["4.webp"],
        "photos": ["own.jpg"],
    }
    assert sets["photos"][0].truth == "text of own.txt"


def test_a_receipt_without_a_text_is_measured_too(tmp_path: Path) -> None:
    lay(tmp_path, "a.jpg", "b.jpg", "b.txt", "c.jpg", "d.jpg")
    for name in ("a", "b"):
        (tmp_path / f"{name}.items.json").write_text('{"merchant": "Corner", "items": []}')
    (tmp_path / "d.json").write_text('{"company": "Corner", "total": "1.00"}')
    (samples,) = find_sets(tmp_path).values()
    assert [(sample.image.name, sample.truth) for sample in samples] == [("a.jpg", None), ("b.jpg", "text of b.txt")]
    assert all(sample.receipt and sample.receipt.merchant == "Corner" for sample in samples)


def test_a_folder_without_texts_is_wrong_use(tmp_path: Path) -> None:
    lay(tmp_path, "a.jpg")
    with pytest.raises(WrongSetting, match="holds no image with a"):
        find_sets(tmp_path)
    with pytest.raises(WrongSetting, match="holds no image with a"):
        find_sets(tmp_path / "missing")


def test_a_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    lay(tmp_path, "a.jpg")
    (tmp_path / "a.txt").write_bytes("café".encode("latin-1"))
    with pytest.raises(WrongSetting, match=r"a\.txt cannot be read"):
        find_sets(tmp_path)
