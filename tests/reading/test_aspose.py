"""Aspose.OCR in its own process: how it fails, with a stand-in for the library; what it reads, with the real one."""

from __future__ import annotations

import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.errors import AsposeMissing, NothingToRead, ReaderCrashed, ReaderTooSlow
from bot.reading.aspose import MARKER, AsposeReader, without_marker
from bot.reading.aspose_process import OPENSSL
from bot.reading.files.image import UprightImage
from bot.reading.files.pages import load_page

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[1] / "data"
PATIENCE = 20.0
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="OpenSSL is looked for on Linux only")

# What the stand-in does is said by the width of the image.
HANGS, ABORTS, REFUSES, PRINTS, SAYS = 65, 66, 67, 68, 69
LIBRARY = """
import mmap, os, signal, struct, sys, time
from enum import Enum

set_aside = mmap.mmap(-1, 2 * 2**30)  # address space only, as .NET does

VERSION = "26.10.0.0"
InputType = Enum("InputType", "SINGLE_IMAGE")
DetectAreasMode = Enum("DetectAreasMode", "UNIVERSAL")
assert os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] == "1"
if os.environ.get("STAND_IN") == "aborts":
    os.abort()
print("noise on standard output", flush=True)

class Resources:
    @staticmethod
    def allow_automatic_downloads(allowed): assert not allowed
    @staticmethod
    def set_local_path(path): Resources.path = path
    @staticmethod
    def release_memory(): open(Resources.path + ".freed", "w").close()

class License:
    is_licensed = False
    def set_license(self, path):
        if not os.path.exists(path):
            raise RuntimeError("Proxy error(InvalidOperationException): Failed to set license.")
        License.is_licensed = True

class RecognitionSettings: pass

class OcrInput:
    def __init__(self, kind, filters): self.filters = filters.names
    def add(self, stream): self.png = stream.read()
    def clear(self): self.png = b""

class Result:
    def __init__(self, text): self.recognition_text = text
    def release_image(self): pass

class AsposeOcr:
    def recognize(self, picture, settings):
        assert settings.detect_areas_mode is DetectAreasMode.UNIVERSAL
        width, height = struct.unpack(">II", picture.png[16:24])
        if width == 65:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
        if width == 66: os.abort()
        if width == 67: raise RuntimeError("Proxy error(ArgumentException): no")
        if width == 68: os.write(1, b"noise" * 99)
        if width == 69: return [Result(os.environ["STAND_IN"])]
        return [Result(f"{width} x {height} {' '.join(picture.filters)}\\n\\n  second  ")]
    def recognize_handwritten_text(self, picture):
        if os.environ.get("STAND_IN") == "handwritten": return [Result("by hand")]
        import zlib
        if len(set(zlib.decompress(picture.png.partition(b"IDAT")[2]))) < 3: return [Result("")]
        raise RuntimeError("Proxy error(): Please install the 'hand.ocr' first, use Resources.FetchResource.")
    def free_resources(self): pass
"""
FILTERS = """
class PreprocessingFilter:
    def __init__(self): self.names = []
    def add(self, name): self.names.append(name)
    auto_skew = staticmethod(lambda: "skew")
    contrast_correction_filter = staticmethod(lambda: "contrast")
    binarize = staticmethod(lambda: "binary")
    scale = staticmethod(lambda by: f"scaled by {by}")
"""


def image(width: int, height: int = 40, scale: float = 1.0) -> UprightImage:
    return UprightImage(np.full((height, width, 3), 255, np.uint8), scale=scale)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts the stand-in in the place of the library, and libraries of any kind in that of OpenSSL 1.1."""
    if sys.platform == "linux":
        some = re.search(r"/\S*/libc\.so\.6", Path("/proc/self/maps").read_text())
        assert some
        for name in OPENSSL:
            (tmp_path / name).symlink_to(some[0])
    models = tmp_path / "aspose" / "ocr" / "models"
    models.mkdir(parents=True)
    (tmp_path / "aspose" / "__init__.py").touch()
    (tmp_path / "aspose" / "ocr" / "__init__.py").write_text(LIBRARY)
    (models / "__init__.py").touch()
    (models / "preprocessingfilters.py").write_text(FILTERS)
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    return tmp_path


@pytest.fixture
def reader(stand_in: Path) -> Iterator[AsposeReader]:
    with AsposeReader(stand_in / "resources", time_limit=PATIENCE) as reader:
        yield reader


def test_it_reads_in_a_process_of_its_own(reader: AsposeReader) -> None:
    page = reader.read(image(100, 50, scale=3.0))
    assert (page.text, page.reader, page.notice, page.paragraphs) == ("100 x 50 skew\nsecond", "aspose", "", (0, 1))
    assert {line.box for line in page.lines} == {((0, 0), (300, 0), (300, 150), (0, 150))}
    assert "aspose" not in sys.modules


def test_filters_are_those_of_the_setting(stand_in: Path) -> None:
    with AsposeReader(stand_in, filters=("contrast", "binarise")) as reader:
        assert reader.read(image(100)).lines[0].text == "100 x 40 contrast binary"


def test_small_images_are_enlarged_and_others_are_not(stand_in: Path) -> None:
    with AsposeReader(stand_in, filters=("auto_skew", "enlarge")) as reader:
        assert reader.read(image(350, 200)).lines[0].text == "350 x 200 skew scaled by 2.0"
        assert reader.read(image(1280, 200)).lines[0].text == "1280 x 200 skew"


def test_large_images_are_reduced_to_12_megapixels(reader: AsposeReader) -> None:
    width, height = map(int, reader.read(image(8000, 3000, scale=1.5)).lines[0].text.split()[:3:2])
    assert 11_500_000 < width * height <= 12_000_000
    assert width / height == pytest.approx(8 / 3, rel=0.01)


def test_what_the_library_prints_does_not_get_between(reader: AsposeReader) -> None:
    assert reader.read(image(PRINTS)).lines[0].text == f"{PRINTS} x 40 skew"


def test_it_gives_back_what_it_holds(stand_in: Path) -> None:
    AsposeReader(stand_in / "resources").close()
    assert (stand_in / "resources.freed").exists()


def test_a_hanging_call_is_killed_and_the_next_photo_read(stand_in: Path) -> None:
    with AsposeReader(stand_in, time_limit=3) as reader:
        started = time.monotonic()
        with pytest.raises(ReaderTooSlow):
            reader.read(image(HANGS))
        assert time.monotonic() - started < 15
        assert reader.read(image(100)).lines


@pytest.mark.parametrize("width", [ABORTS, REFUSES])
def test_a_crash_is_one_of_this_photo(reader: AsposeReader, width: int) -> None:
    with pytest.raises(ReaderCrashed):
        reader.read(image(width))
    assert reader.read(image(100)).lines


@on_linux
@pytest.mark.parametrize("missing", OPENSSL)
def test_without_openssl_it_says_what_is_missing(stand_in: Path, missing: str) -> None:
    (stand_in / missing).unlink()
    with pytest.raises(AsposeMissing, match=rf"{missing} of OpenSSL 1\.1 is not here — .*LD_LIBRARY_PATH"):
        AsposeReader(stand_in)


@pytest.mark.skipif(find_spec("aspose") is not None, reason="the package is installed here")
def test_without_the_package_it_says_how_to_install_it(stand_in: Path) -> None:
    shutil.rmtree(stand_in / "aspose")
    with pytest.raises(AsposeMissing, match=r"not installed — run `pip install 'legible\[aspose\]'`"):
        AsposeReader(stand_in)


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        ("raise ImportError('no wrapper for net.so')", "no wrapper for net.so"),
        ("import no_such_module", "No module named 'no_such_module'"),
        (
            "raise RuntimeError('Proxy error(): the assembly is of 23.12\\nat …')",
            r"Proxy error\(\): the assembly is of 23.12",
        ),
        ("raise KeyError", "KeyError"),
        ("VERSION = '23.12'", "module 'aspose.ocr' has no attribute 'Resources'"),
    ],
)
def test_an_import_that_fails_for_another_reason_says_that_one(stand_in: Path, library: str, reason: str) -> None:
    (stand_in / "aspose" / "ocr" / "__init__.py").write_text(library)
    with pytest.raises(
        AsposeMissing, match=rf"is installed, but cannot be used: {reason} — run `pip .*--force-reinstall"
    ):
        AsposeReader(stand_in)


def test_a_library_that_aborts_at_its_start_is_a_sentence(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN", "aborts")
    with pytest.raises(AsposeMissing, match=f"ended at once with status -{signal.SIGABRT.value}"):
        AsposeReader(stand_in)


def test_the_licence_is_set_or_refused(stand_in: Path) -> None:
    licence = stand_in / "aspose.lic"
    with pytest.raises(AsposeMissing, match=r"refuses the licence .*aspose.lic — .*BOT_ASPOSE_LICENSE"):
        AsposeReader(stand_in, licence)
    licence.touch()
    with AsposeReader(stand_in, licence) as reader:
        assert reader.state.licensed


def test_handwriting_needs_a_resource_and_says_which(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AsposeMissing, match=r"resource hand\.ocr .* — download it with `python -m .* fetch hand\.ocr "):
        AsposeReader(stand_in, mode="handwritten")
    monkeypatch.setenv("STAND_IN", "handwritten")
    with AsposeReader(stand_in, mode="handwritten") as reader:
        assert reader.read(image(100)).text == "by hand"


@pytest.mark.parametrize("text", ["", " \n ", MARKER, MARKER[:9] + MARKER])
def test_an_empty_text_is_nothing_to_read(stand_in: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("STAND_IN", text)
    with AsposeReader(stand_in) as reader, pytest.raises(NothingToRead):
        reader.read(image(SAYS))


def test_the_trial_is_said(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN", f"MARLOW & FINCH\nServed by Rut{MARKER}")
    with AsposeReader(stand_in) as reader:
        page = reader.read(image(SAYS))
    assert (page.text, page.notice) == ("MARLOW & FINCH\nServed by Rut", "truncated")


@on_linux
def test_the_command_line_says_the_trial(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("RGB", (SAYS, 40), "white").save(stand_in / "receipt.png")
    monkeypatch.setenv("STAND_IN", f"MARLOW & FINCH{MARKER}")
    monkeypatch.setenv("BOT_READER", "aspose")
    monkeypatch.setenv("BOT_DATA_DIR", str(stand_in))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "read", "--no-correct", str(stand_in / "receipt.png")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "MARLOW & FINCH\n")
    assert done.stderr.endswith(
        "receipt.png: Read with a trial licence of Aspose.OCR, which gives only a part of the text.\n"
    )


@on_linux
def test_it_starts_under_the_memory_limit_of_a_worker(stand_in: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**30, hard))
    try:
        with AsposeReader(stand_in) as reader:
            assert reader.read(image(100)).lines
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@on_linux
def test_it_dies_with_the_process_that_made_it(stand_in: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.reading.test_aspose import *\n"
        "reader = AsposeReader(Path(sys.argv[1])); print('ready', flush=True); reader.read(image(HANGS))"
    )
    with subprocess.Popen([sys.executable, "-c", program, stand_in], stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout and maker.stdout.readline() == "ready\n"
        (library,) = psutil.Process(maker.pid).children()
        maker.kill()
    assert ends(lambda: not library.is_running() or library.status() == psutil.STATUS_ZOMBIE)


def ends(well: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not well() and time.monotonic() < deadline:
        time.sleep(0.05)
    return well()


@given(st.text(st.characters(exclude_characters="*", exclude_categories=["Cs"]), min_size=1), st.integers(0, 400))
def test_what_the_trial_leaves_is_taken_and_whether_it_is_all_is_known(text: str, kept: int) -> None:
    part = (text + MARKER)[:kept]
    known, notice = without_marker(part + MARKER)
    whole = kept - len(text) >= len("\n *")  # less of the marker could be the text's own white space
    assert known == (text if whole else part)
    assert notice == ("trial" if whole or not known.strip() else "truncated")


@given(st.text(st.characters(exclude_characters="*")))
def test_a_licensed_text_stays_as_it_is(text: str) -> None:
    assert without_marker(text) == (text, "")


def test_the_real_library_reads_a_receipt_on_its_trial(tmp_path: Path) -> None:
    try:
        reader = AsposeReader(tmp_path, time_limit=120)
    except AsposeMissing as error:
        pytest.skip(str(error))
    with reader:
        assert not reader.state.licensed
        receipt = load_page(SAMPLES / "receipt.jpg")
        assert isinstance(receipt, UprightImage)
        page = reader.read(receipt)
    truth = (SAMPLES / "receipt.txt").read_text().splitlines()
    assert [line.text for line in page.lines[:3]] == truth[:3]
    assert page.notice == "truncated" and "Trial" not in page.text and "*" not in page.text
    assert len(page.text) <= 300


def test_the_real_library_says_that_it_has_no_handwriting(tmp_path: Path) -> None:
    try:
        AsposeReader(tmp_path, mode="handwritten").close()
    except AsposeMissing as error:
        if "aspose-ocr-advanced-recognition" not in str(error):
            pytest.skip(str(error))
        assert "is not installed — download it with `python -m bot.reading.aspose_process fetch" in str(error)
        return
    raise AssertionError("an empty folder holds no resource")
