"""RapidOCR's detector, and its recogniser with a little and with much of what it was taught."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ReaderMissing
from bot.freed_memory import return_memory
from bot.reading.decoding.latin import is_wide
from bot.reading.layout.rows import Boxes
from bot.reading.recognition.detector import Detector
from bot.reading.recognition.last_layer import layer, split_last_layer
from bot.reading.recognition.recogniser import Layer, Recogniser, Recognisers
from bot.reading.recognition.subnormals import patched
from bot.reading.recognition.taught_weights import FIRST_SHARE, SECOND_SHARE, TAUGHT
from bot.reading.recognition.weights import taught

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"
AREA = 720_000  # pixels that the detector sees of small writing; at 500,000 a tenth more of a receipt's is read wrong
GLANCE = 90_000  # enough to tell large writing from small, for a tenth of the time
SMALLER = 300_000  # enough for large writing: a quarter of its time, and fewer lines of handwriting fall apart
LARGE = 15.5  # pixels of the reduced page: three lines in four of large writing are as high, of 30 photos of it
MIDDLE, MIDDLING = 450_000, 13.5  # the same for writing a little smaller, as on most photos of a receipt
LINES = 6  # fewer may be blocks of small print, for which the glance was too coarse
WHOLE = 0.9  # of the page's area
AS_ASKED = 1  # onnxruntime's kSameAsRequested
WASTED = 2**16  # bytes of a freed block that a smaller one may leave unused; by default 128 MiB
STRIP = 3  # times as long as wide

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Models:
    """The detector, from an image (BGR) to its boxes as `Models.boxes` has them, and the recognisers."""

    detector: Callable[[Pixels], Boxes]
    recognisers: Recognisers

    def boxes(self, page: Pixels) -> Boxes:
        """The quadrilaterals that hold text, of shape (n, 4, 2), corners clockwise from the top left; `page` is BGR.

        The page is reduced to an area, whatever its shape: of a till roll's letters a fixed longer side leaves nothing.
        Large writing is looked for in a smaller image, and does not fall apart there; unless it is small there after
        all, or something that was seen at a glance is lost in the smallest, such as the small print beside it.
        """
        glanced, size = self._sized(page, GLANCE)
        if size >= MIDDLING:
            area = SMALLER if size >= LARGE else MIDDLE
            boxes, size = self._sized(page, area)
            if size >= LARGE and (area == MIDDLE or _covered(glanced, boxes)):
                return boxes
        return self.close_up(page)

    def close_up(self, page: Pixels) -> Boxes:
        """The same as `boxes`, whatever the size of the writing."""
        return self._detected(page, AREA)[0]

    def _sized(self, page: Pixels, area: int) -> tuple[Boxes, float]:
        """The boxes found in the page, reduced to so many pixels, and how high three in four are there, or more."""
        boxes, shrink = self._detected(page, area)
        return boxes, float(np.percentile(_heights(boxes), 25)) / shrink if len(boxes) >= LINES else 0.0

    def _detected(self, page: Pixels, area: int) -> tuple[Boxes, float]:
        """The boxes found in the page, reduced to so many pixels, and how many times smaller its sides were."""
        import cv2

        height, width, _ = page.shape
        shrink = max(1.0, math.sqrt(height * width / area))
        size = max(1, round(width / shrink)), max(1, round(height / shrink))
        small = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
        found = self.detector(small) * shrink
        return np.array([box for box in found if not _is_whole(box, page)]).reshape(-1, 4, 2), shrink


def _heights(boxes: Boxes) -> NDArray[np.float64]:
    """The shorter side of each box."""
    heights: NDArray[np.float64] = np.linalg.norm(boxes - np.roll(boxes, 1, axis=1), axis=2).min(axis=1)
    return heights


def _covered(boxes: Boxes, others: Boxes) -> bool:
    """Whether the middle of each of the boxes lies in one of the others."""
    middle = boxes.mean(axis=1)[:, np.newaxis]
    within = ((middle >= others.min(axis=1)) & (middle <= others.max(axis=1))).all(axis=2)
    return bool(within.any(axis=1).all())


def _is_whole(box: Boxes, page: Pixels) -> bool:
    """Whether a box goes round the whole of a page that is not itself a strip: so a blank one is answered."""
    height, width, _ = page.shape
    covered = np.prod(np.ptp(box, axis=0)) / (height * width)
    return bool(covered > WHOLE and max(height, width) < STRIP * min(height, width))


def load_models(folder: Path, threads: int) -> Models:
    """Load the models; `folder` keeps the detector without subnormals, `threads` is for the detector.

    A recogniser runs on one thread, so that lines can be read side by side. Raises ReaderMissing.
    """
    try:
        import cv2
        import pyclipper  # noqa: F401 — the detector needs it at the first photo, which is too late to say so

        cv2.setNumThreads(1)
        detector = Detector(_session(str(patched(_shipped(DETECTOR), folder)), threads, arena=True))
        return Models(detector, _recognisers())
    except ReaderMissing:
        raise
    except Exception as error:  # onnxruntime's errors share no base but this one
        raise ReaderMissing(library="rapidocr", reason=str(error)) from error


def original_recogniser() -> Path:
    """The file of the recogniser that comes with RapidOCR. Raises ReaderMissing."""
    return _shipped(RECOGNISER)


def _shipped(name: str) -> Path:
    """A model that comes with RapidOCR."""
    try:
        import rapidocr
    except ImportError as error:
        raise ReaderMissing(library="rapidocr", reason=str(error)) from error
    return Path(rapidocr.__file__).parent / "models" / name


def _recognisers() -> Recognisers:
    """Those that pages are read with: the original with a little and with much of what it was taught.

    Where nothing was taught it does both. Raises ReaderMissing, OSError, or ValueError where that was learnt from
    another file.
    """
    model = original_recogniser().read_bytes()
    if not TAUGHT.is_file():
        return load_recognisers(model, model)
    return load_recognisers(taught(model, TAUGHT, FIRST_SHARE), taught(model, TAUGHT, SECOND_SHARE))


def load_recognisers(first: bytes, second: bytes) -> Recognisers:
    """Load two ONNX files that differ in what they were taught; raises ValueError or onnxruntime's errors for others.

    Of rare characters nothing is taught: what weighs them is loaded once.
    """
    recogniser = _recogniser(first)
    again = recogniser if second == first else _recogniser(second, recogniser.rare)
    return Recognisers(recogniser, again)


def _recogniser(model: bytes, rare: Layer | None = None) -> Recogniser:
    network = split_last_layer(model)
    session = _session(network.body, threads=1)
    alphabet = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    is_rare = np.array([is_wide(character) for character in alphabet])

    def part(wanted: NDArray[np.intp]) -> Layer:
        model = layer(network.weights[:, wanted], network.bias[wanted])
        return Layer(_session(model, threads=1), [alphabet[c] for c in wanted.tolist()])

    return Recogniser(session, part(np.flatnonzero(~is_rare)), rare or part(np.flatnonzero(is_rare)))


@cache
def _make_arena() -> None:
    """An arena for the sessions of this process that grows by what is asked of it, and wastes little.

    By default it doubles, and what is left of it after a run is up to 90 MB.
    """
    from onnxruntime import OrtAllocatorType, OrtArenaCfg, OrtMemoryInfo, OrtMemType, create_and_register_allocator

    memory = OrtMemoryInfo("Cpu", OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, OrtMemType.DEFAULT)
    create_and_register_allocator(
        memory, OrtArenaCfg({"arena_extend_strategy": AS_ASKED, "max_dead_bytes_per_chunk": WASTED})
    )


def _session(model: str | bytes, threads: int, arena: bool = False) -> Any:
    """An onnxruntime session of an ONNX file, or of what one holds; it does not spin while it waits.

    With an arena a run uses its memory again and again; most of it is given back after the run.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = arena
    options.enable_mem_pattern = False  # a block for all that a run needs is larger than the blocks that it needs
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if arena:
        _make_arena()
        options.add_session_config_entry("session.use_env_allocators", "1")
    session: Any = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    session._model_bytes = None  # kept for other providers to fall back on: 20 MB
    if arena:
        session.run = partial(_run_and_give_back, session.run)
    return session


def _run_and_give_back(run: Callable[..., Any], *args: Any) -> Any:
    """Run a session with an arena, and give back what the arena took."""
    from onnxruntime import RunOptions

    options = RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    answer = run(*args, run_options=options)
    return_memory()
    return answer
