"""RapidOCR's detector and recogniser, loaded from the models in its wheel."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ReaderMissing
from bot.reading.subnormals import patched

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"
DETECTION_SIDE = 960  # at 736 a third more of the characters on receipts are wrong, handwriting is equal


@dataclass(frozen=True, slots=True)
class Models:
    """RapidOCR's `TextDetector` and `TextRecognizer`, and the character of each of the recogniser's classes."""

    detector: Any
    recogniser: Any
    alphabet: Sequence[str]


def load_models(folder: Path, threads: int) -> Models:
    """Load both models; `folder` keeps the detector without subnormals, `threads` is for the detector.

    The recogniser runs on one thread, so that lines can be read side by side. Raises ReaderMissing.
    """
    try:
        import cv2
        import rapidocr
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer
        from rapidocr.utils.parse_parameters import ParseParams

        logging.getLogger("RapidOCR").setLevel(logging.WARNING)
        cv2.setNumThreads(1)
        home = Path(rapidocr.__file__).parent
        defaults = ParseParams.load(home / "config.yaml")
        detection = _session(patched(home / "models" / DETECTOR, folder), threads)
        recognition = _session(home / "models" / RECOGNISER, threads=1)
        detector = TextDetector(_with(defaults.Det, session=detection, limit_type="max", limit_side_len=DETECTION_SIDE))
        recogniser = TextRecognizer(_with(defaults.Rec, session=recognition, font_path=None))
        return Models(detector, recogniser, recogniser.postprocess_op.character)
    except Exception as error:  # onnxruntime's errors share no base but this one
        raise ReaderMissing(library="rapidocr", reason=str(error)) from error


def _with(section: Any, **settings: Any) -> Any:
    """A section of RapidOCR's configuration with other settings; the session is an object of its own."""
    from omegaconf import OmegaConf

    return OmegaConf.create({**section, **settings}, flags={"allow_objects": True})


def _session(model: Path, threads: int) -> Any:
    """An onnxruntime session that neither spins while it waits nor keeps the memory of its largest run."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
