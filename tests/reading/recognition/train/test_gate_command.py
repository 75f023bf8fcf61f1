"""The gate on photos that are drawn here: RapidOCR's recogniser passes beside itself, one that was shaken does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

from bot.bench.sets import find_sets
from bot.reading.recognition.last_layer import split_last_layer
from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.gate_command import gate
from bot.reading.recognition.train.photo_crops import a_third, is_cut, read_crops, true_photos

pytestmark = pytest.mark.slow

DrawPage = Callable[..., Image.Image]
PHOTOS = {
    "letters/first": ("Dear Margaret, thank you for the", "parcel of 14 March 2026.", "Yours, Edward"),
    "letters/second": ("The tenants are reminded that the", "water will be turned off on Tuesday."),
    "slips/one": ("TEA 2.50", "CAKE 13.75", "TOTAL 16.25"),
    "slips/two": ("MILK 1.20", "BREAD 3.05", "TOTAL 4.25"),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, page: DrawPage) -> Path:
    """A folder of two sets, and beside their texts a photo without one."""
    folder = tmp_path_factory.mktemp("photos")
    for name, lines in PHOTOS.items():
        path = folder / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        page(lines, size=(800, 260)).save(path)
        path.with_suffix(".txt").write_text("\n".join(lines))
    page(["No text beside it"]).save(folder / "letters/third.png")
    return folder


@pytest.fixture(scope="module")
def crops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crops") / "crops.zip"


@pytest.fixture(scope="module")
def ask(drawn: Path, crops: Path) -> Callable[..., Result]:
    """Runs the command on the drawn photos."""
    app = typer.Typer()
    app.command()(gate)

    def run(network: Path, *options: str) -> Result:
        return CliRunner().invoke(app, [str(network), str(drawn), "--crops", str(crops), *options])

    return run


def shaken(path: Path, by: float) -> Path:
    """RapidOCR's recogniser with noise on the weights of its last layer."""
    model = original_recogniser().read_bytes()
    weights = split_last_layer(model).weights
    noise = np.random.default_rng(1).normal(0, by * weights.std(), weights.shape).astype(np.float32)
    path.write_bytes(model.replace(weights.tobytes(), (weights + noise).tobytes()))
    return path


def test_a_network_passes_beside_itself(ask: Callable[..., Result]) -> None:
    done = ask(original_recogniser())
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "It passes.")
    assert {"letters", "slips"} <= set(done.output.split())


def test_a_shaken_network_does_not_and_the_sets_that_fell_are_named(ask: Callable[..., Result], tmp_path: Path) -> None:
    done = ask(shaken(tmp_path / "shaken.onnx", 7.5))
    assert done.exit_code == 1
    assert "letters fell by" in done.output
    assert "slips fell by" in done.output
    assert "slips fell in its amounts" in done.output
    assert "It passes." not in done.output


def test_the_network_that_is_replaced_can_be_named(ask: Callable[..., Result], tmp_path: Path) -> None:
    assert ask(original_recogniser(), "--against", str(shaken(tmp_path / "shaken.onnx", 7.5))).exit_code == 0


def test_photos_are_taken_as_the_benchmark_takes_them(drawn: Path) -> None:
    sets = find_sets(drawn)
    expected = [(name, sample.image, sample.truth) for name, samples in sets.items() for sample in samples]
    assert [(photo.set, photo.image, photo.truth) for photo in true_photos(drawn)] == expected


def test_lines_are_cut_once_and_read_once(ask: Callable[..., Result], drawn: Path, crops: Path) -> None:
    ask(original_recogniser())
    cut, kept = crops.stat().st_mtime_ns, {file: file.read_bytes() for file in crops.parent.glob("*.jsonl")}
    ask(original_recogniser())
    assert (crops.stat().st_mtime_ns, {file: file.read_bytes() for file in kept}) == (cut, kept)
    texts = dict(json.loads(line) for file in kept for line in file.read_text().splitlines())
    assert texts.keys() == set(PHOTOS)


def test_a_photo_is_in_rows_of_pieces(ask: Callable[..., Result], crops: Path) -> None:
    ask(original_recogniser())
    (photo,) = read_crops(crops, {"slips/one"})
    assert len(photo.rows) == 3
    ((line,),) = photo.rows[0][0].ways
    assert line.shape[1] > 2 * line.shape[0]


def test_a_text_that_changed_is_noticed(ask: Callable[..., Result], drawn: Path, crops: Path) -> None:
    ask(original_recogniser())
    photos = true_photos(drawn)
    assert is_cut(photos, crops)
    assert not is_cut(photos[1:], crops)
    text = drawn / "slips/one.txt"
    before = text.read_text()
    try:
        text.write_text("TEA")
        assert not is_cut(true_photos(drawn), crops)
    finally:
        text.write_text(before)


def test_a_third_has_photos_of_every_set(drawn: Path) -> None:
    third = a_third(true_photos(drawn))
    assert [photo.set for photo in third] == ["letters", "slips"]
    assert third == a_third(reversed(true_photos(drawn)))


@pytest.mark.parametrize("content", [b"", b"no network", b"\x08\x08" * 50])
def test_a_file_that_is_no_network_is_refused_with_its_name(
    ask: Callable[..., Result], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "text.onnx"
    file.write_bytes(content)
    done = ask(file)
    assert done.exit_code == 2
    assert "text.onnx" in done.output


def test_a_folder_without_photos_is_refused(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(gate)
    done = CliRunner().invoke(app, [str(original_recogniser()), str(tmp_path)])
    assert done.exit_code == 2
    assert "holds no image" in done.output
