from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from bot.errors import NothingToRead, ReaderMissing, UnknownScript
from bot.reading import models
from bot.reading.decoding import greedy
from bot.reading.image import load_image
from bot.reading.rapid import RapidReader
from bot.reading.reader import Reader

DrawPage = Callable[..., Image.Image]
LINES = ("Dear Margaret, thank you for the", "parcel of 14 March 2026.", "Yours, Edward")


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, page: DrawPage) -> Path:
    path = tmp_path_factory.mktemp("letter") / "letter.png"
    page(LINES).save(path)
    return path


def character_error_rate(reader: Reader, photos: list[Path]) -> float:
    """Edits per character of the truth, letter case and spacing aside."""
    edits = length = 0
    for photo in photos:
        truth = " ".join(photo.with_suffix(".txt").read_text("utf-8").split()).casefold()
        edits += Levenshtein.distance(truth, " ".join(reader.read(load_image(photo)).text.split()).casefold())
        length += len(truth)
    return edits / length


def test_printed_page(reader: RapidReader, letter: Path) -> None:
    result = reader.read(load_image(letter))
    assert result.text == result.raw == "\n".join(LINES)
    assert result.reader == reader.name == "rapidocr"
    assert result.turned == 0
    assert result.paragraphs == (0,)
    assert [word.text for word in result.lines[1].words] == LINES[1].split()
    assert all(0.9 < line.confidence <= 1 for line in result.lines)


def test_boxes_are_where_the_ink_is_at_full_size(reader: RapidReader, letter: Path, tmp_path: Path) -> None:
    enlarged = tmp_path / "large.png"
    with Image.open(letter) as image:
        image.resize((3000, 1260)).save(enlarged)
    boxes = [np.array(line.box) for line in reader.read(load_image(enlarged)).lines]
    for row, box in enumerate(boxes):
        assert box[0] == pytest.approx([3 * 40, 3 * (30 + row * 64.8)], abs=60)
        assert box[3][1] - box[0][1] == pytest.approx(3 * 40, abs=60)
        assert box[0][0] < box[1][0] and box[1][1] < box[2][1]


def test_price_stands_in_the_row_of_its_item(reader: RapidReader, page: DrawPage, tmp_path: Path) -> None:
    receipt = page(["MILK               1.20", "BREAD             2.85", "TOTAL             4.05"])
    receipt.rotate(-5, fillcolor="white").save(tmp_path / "receipt.png")
    assert reader.read(load_image(tmp_path / "receipt.png")).text == "MILK  1.20\nBREAD  2.85\nTOTAL  4.05"


def test_exif_rotation(reader: RapidReader, letter: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(letter) as image:
        image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "turned.jpg", exif=exif)
    result = reader.read(load_image(tmp_path / "turned.jpg"))
    assert result.text == "\n".join(LINES)
    assert result.turned == 90


@pytest.mark.parametrize("size", [(1000, 60), (400, 24), (2600, 80)])
def test_a_single_line_cut_out_tightly(
    reader: RapidReader, page: DrawPage, tmp_path: Path, size: tuple[int, int]
) -> None:
    strip = page(["Room 12, second floor"]).crop((20, 20, 520, 90)).resize((size[1] * 500 // 70, size[1]))
    canvas = Image.new("RGB", size, "white")
    canvas.paste(strip)
    canvas.save(tmp_path / "strip.png")
    assert reader.read(load_image(tmp_path / "strip.png")).text == "Room 12, second floor"


@pytest.mark.parametrize("size", [(640, 480), (1, 1), (1, 3000), (3000, 1)])
def test_blank_page(reader: RapidReader, tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "white").save(tmp_path / "blank.png")
    with pytest.raises(NothingToRead):
        reader.read(load_image(tmp_path / "blank.png"))


@pytest.mark.parametrize(
    "lines",
    [
        ("Все люди рождаются", "свободными и равными", "в своём достоинстве"),
        ("كل الناس يولدون أحرارا", "متساوين في الكرامة"),
    ],
)
def test_script_that_the_models_do_not_know(
    reader: RapidReader, page: DrawPage, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    page(lines).save(tmp_path / "foreign.png")
    with pytest.raises(UnknownScript):
        reader.read(load_image(tmp_path / "foreign.png"))


def test_threads_do_not_change_the_answer(reader: RapidReader, letter: Path, tmp_path: Path) -> None:
    single = RapidReader(tmp_path, threads=1).read(load_image(letter))
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(reader.read, [load_image(letter)] * 3)) == [single] * 3


def test_models_that_do_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "RECOGNISER", "gone.onnx")
    with pytest.raises(ReaderMissing, match=r"gone\.onnx"):
        RapidReader(tmp_path)


def test_library_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(ReaderMissing, match="rapidocr"):
        RapidReader(tmp_path)


def test_the_seam_imports_no_heavy_library() -> None:
    code = (
        "import bot.reading.reader, bot.reading.rapid, sys;print({'cv2', 'onnxruntime', 'rapidocr'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_loading_and_reading_are_silent(letter: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.reading.rapid import RapidReader;"
        "from bot.reading.image import load_image;"
        "RapidReader(Path(sys.argv[1])).read(load_image(Path(sys.argv[2])))"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path), str(letter)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""


@pytest.mark.parametrize("name", ["receipts/047", "iam/f01-081"])
def test_first_readings_are_the_library_s_own(reader: RapidReader, photos: Path, name: str) -> None:
    from rapidocr.ch_ppocr_rec import TextRecInput

    image = np.ascontiguousarray(load_image(photos / f"{name}.jpg").pixels[:, :, ::-1])
    library = reader._models.recogniser
    library.rec_batch_num = 1
    for crop in reader._crops(image)[1][:8]:
        theirs = library(TextRecInput(img=[crop]))
        ours = greedy(reader._posteriors(crop, 1.0), reader._models.alphabet)
        assert ours.text == theirs.txts[0]
        assert ours.confidence == pytest.approx(theirs.scores[0], abs=1e-4)


@pytest.mark.parametrize("name", ["Lettre57", "Lettre251"])
def test_cursive_is_not_taken_for_another_script(reader: RapidReader, photos: Path, name: str) -> None:
    assert reader.read(load_image(photos / "cursive1905" / f"{name}.jpg")).lines


def test_receipts(reader: RapidReader, photos: Path) -> None:
    names = ("047", "307")
    assert character_error_rate(reader, [photos / "receipts" / f"{name}.jpg" for name in names]) < 0.04


def test_handwriting(reader: RapidReader, photos: Path) -> None:
    names = ("f01-081", "g06-018b")
    assert character_error_rate(reader, [photos / "iam" / f"{name}.jpg" for name in names]) < 0.08
