from __future__ import annotations

import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.reading.recognition.train.excluded import ExcludedPages, Pixels, excluded_pages
from tests.reading.recognition.train.truth_pages import written

WORDS = ("the", "milk", "and", "eggs", "bought", "at", "noon", "while", "rain", "fell", "on", "roof", "town", "nobody")


def letter(seed: int) -> Pixels:
    """A page of writing that is no other seed's."""
    chosen = random.Random(seed)
    return written([" ".join(chosen.sample(WORDS, 6)) for _ in range(9)], (1400, 1500))[0]


@pytest.fixture(scope="module")
def excluded(tmp_path_factory: pytest.TempPathFactory) -> ExcludedPages:
    folder = tmp_path_factory.mktemp("photos")
    (folder / "letters").mkdir()
    for seed in range(3):
        cv2.imwrite(str(folder / "letters" / f"Lettre{seed}.jpg"), letter(seed))
    cv2.imwrite(str(folder / "047.png"), letter(3))
    (folder / "letters" / "Lettre0.txt").write_text("not an image")
    return excluded_pages([folder])


def cut(page: Pixels, share: float) -> Pixels:
    height, width = page.shape[:2]
    return page[int(share * height) : int((1 - share / 2) * height), int(share / 3 * width) : int((1 - share) * width)]


def recompressed(page: Pixels, quality: int = 30) -> Pixels:
    again: Pixels | None = cv2.imdecode(cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)
    assert again is not None
    return again


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("scale", [0.45, 1.0, 1.3])
@pytest.mark.parametrize("share", [0.0, 0.06])
def test_a_page_is_known_again_reduced_recompressed_and_cut(
    excluded: ExcludedPages, seed: int, scale: float, share: float
) -> None:
    page = cv2.resize(cut(letter(seed), share), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    assert excluded.like(recompressed(page)) == ("047" if seed == 3 else f"Lettre{seed}")


def test_a_page_is_known_again_turned_and_in_other_light(excluded: ExcludedPages) -> None:
    turned = np.ascontiguousarray(np.rot90(letter(1)))
    assert excluded.like(cv2.convertScaleAbs(turned, alpha=0.7, beta=20)) == "Lettre1"


@pytest.mark.parametrize("seed", range(10, 15))
def test_another_page_of_the_same_hand_is_not_taken_for_it(excluded: ExcludedPages, seed: int) -> None:
    assert excluded.like(letter(seed)) is None


def test_a_blank_page_is_no_page(excluded: ExcludedPages) -> None:
    assert excluded.like(np.full((500, 400, 3), 255, np.uint8)) is None


def test_a_page_is_known_by_its_name_unless_many_have_it(excluded: ExcludedPages) -> None:
    assert excluded.named("lettre2") == "Lettre2"
    assert excluded.named("Lettre9") is None
    assert excluded.named("047") is None


def test_a_folder_that_is_not_there_and_an_image_that_is_none_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="is no folder"):
        excluded_pages([tmp_path / "gone"])
    (tmp_path / "page.jpg").write_bytes(b"nothing")
    with pytest.raises(OSError, match=r"page\.jpg is no image"):
        excluded_pages([tmp_path])
