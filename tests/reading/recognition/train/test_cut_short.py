"""Files that a full disk or a kill cut short: each is named in a sentence, or what was whole in it is taken."""

from __future__ import annotations

import lzma
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import typer

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.__main__ import save
from bot.reading.recognition.train.averaging import averaged
from bot.reading.recognition.train.excluded import excluded_pages
from bot.reading.recognition.train.families import FamilyStyle
from bot.reading.recognition.train.fonts import find_typefaces
from bot.reading.recognition.train.licence import LICENCE, licence
from bot.reading.recognition.train.line_folder import read_lines
from bot.reading.recognition.train.lines_command import write
from bot.reading.recognition.train.phrases import load_phrases
from bot.reading.recognition.train.readings import _Kept
from bot.reading.recognition.train.whole_files import write_whole

HALF_A_LETTER = "é".encode()[:1]
PHOTO = cv2.imencode(".jpg", np.zeros((200, 200, 3), np.uint8))[1].tobytes()
TEXT = lzma.compress(b"The rain fell on the town. " * 500)


def test_an_index_cut_within_a_letter_is_named(tmp_path: Path) -> None:
    (tmp_path / "lines.tsv").write_bytes(b"a.webp\tpage\tfine\nb.webp\tpage\t" + HALF_A_LETTER)

    with pytest.raises(ValueError, match=r"lines\.tsv is cut short"):
        read_lines(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\n", HALF_A_LETTER])
def test_lines_are_not_taken_for_nobodys(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "LICENCES.txt").write_bytes(data)

    with pytest.raises(ValueError, match=r"LICENCES\.txt is (empty|cut short)"):
        licence([tmp_path])


@pytest.mark.parametrize("data", [b"", PHOTO[:300]], ids=["nothing", "its beginning"])
def test_an_image_that_is_measured_with_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(data)

    with pytest.raises(OSError, match=r"photo\.jpg is no image"):
        excluded_pages([tmp_path])


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt.xz", TEXT[: len(TEXT) // 2]), ("a.txt.xz", b""), ("a.xz", b"text"), ("a.txt", HALF_A_LETTER)],
    ids=["half", "nothing", "not packed", "half a letter"],
)
def test_a_text_is_named(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(ValueError, match=f"{name} is cut short"):
        load_phrases([tmp_path / name], frozenset(), ())


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.99])
def test_a_font_is_named(package: Callable[..., Path], share: float) -> None:
    family = f"cut-{share}"
    font = package(family) / family / "files" / f"{family}-latin-400-normal.woff"
    font.write_bytes(font.read_bytes()[: int(font.stat().st_size * share)])

    with pytest.raises(OSError, match=r"latin-400-normal\.woff is cut short"):
        find_typefaces(font.parents[2], {family: FamilyStyle(share=1)})


def test_what_a_package_says_of_itself_is_named(package: Callable[..., Path]) -> None:
    description = package("said-by-halves") / "said-by-halves" / "package.json"
    description.write_text('{"license": "OF')

    with pytest.raises(ValueError, match=r"package\.json is cut short"):
        find_typefaces(description.parents[1], {"said-by-halves": FamilyStyle(share=1)})


def test_an_empty_network_is_none() -> None:
    with pytest.raises(ValueError, match="no graph"):
        averaged(b"", b"", 0.5)


def test_readings_cut_within_a_letter_are_made_again(tmp_path: Path) -> None:
    network, crops = tmp_path / "learnt.onnx", tmp_path / "crops.zip"
    network.write_bytes(b"a network")
    crops.write_bytes(b"crops")
    kept = _Kept(network, crops)
    kept.add("letters/1", "one\u2028line")
    (file,) = tmp_path.glob("*.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole + b'["letters/2", "' + HALF_A_LETTER)

    again = _Kept(network, crops)

    assert again.texts == {"letters/1": "one\u2028line"}
    assert file.read_bytes() == whole


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "weights.npz"
    write_whole(file, b"before")

    def full(path: Path, data: bytes) -> None:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"after")

    assert [each.name for each in tmp_path.iterdir()] == ["weights.npz"]
    assert file.read_bytes() == b"before"


def test_weights_are_not_saved_where_nobody_is_credited(tmp_path: Path) -> None:
    into = tmp_path / "taught" / "weights.npz"

    with pytest.raises(typer.BadParameter, match=r"LICENCES\.txt"):
        save(original_recogniser(), [tmp_path], into)

    assert not into.exists() and not (into.parent / LICENCE).exists()


def test_lines_are_not_written_for_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="is there already"):
        write("print", 1, tmp_path, tmp_path)
