"""What is read on photos, each frame's best class: kept in a file, since most networks are asked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from bot.errors import WrongSetting
from bot.reading.decoding.best_path import greedy
from bot.reading.decoding.latin import latin_only
from bot.reading.looks import CERTAIN, WIDENED, look_at
from bot.reading.rapid import LEAST_CONFIDENCE
from bot.reading.recognition.models import load_recognisers, original_recogniser
from bot.reading.recognition.recogniser import Recognisers
from bot.reading.recognition.taught_weights import FIRST_SHARE, SECOND_SHARE
from bot.reading.recognition.train.averaging import averaged
from bot.reading.recognition.train.photo_crops import CutPhoto, read_crops

_LOOKS = (CERTAIN, WIDENED, FIRST_SHARE, SECOND_SHARE)


def readings(network: Path, crops: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    """The name and the text of each photo of `crops`, as it is read with `network`, an ONNX file of what was learnt.

    What was read before is kept beside the crops, by the hashes of both files. Raises OSError, and WrongSetting for
    what is no recogniser.
    """
    kept = _Kept(network, crops)
    yield from ((name, text) for name, text in kept.texts.items() if name in names)
    if missing := names - kept.texts.keys():
        recognisers = open_recognisers(network)
        for photo in read_crops(crops, missing):
            text = read_photo(recognisers, photo)
            kept.add(photo.name, text)
            yield photo.name, text


def open_recognisers(network: Path) -> Recognisers:
    """The recognisers that the reader would have of what a network learnt, which is an ONNX file.

    Raises OSError, and WrongSetting for what is no recogniser.
    """
    try:
        original, learnt = original_recogniser().read_bytes(), network.read_bytes()
        return load_recognisers(*(averaged(original, learnt, share) for share in (FIRST_SHARE, SECOND_SHARE)))
    except OSError:
        raise
    except Exception as error:  # onnxruntime's errors share no base but this one
        raise WrongSetting(
            problem=f"{network} is no recogniser: {error}", allowed="name an ONNX file with RapidOCR's graph"
        ) from error


def read_photo(recognisers: Recognisers, photo: CutPhoto) -> str:
    """The text of a photo: of each line the surest look's best path, without a language model."""
    looked = [[look_at(recognisers, piece.ways) for piece in row] for row in photo.rows]
    page = iter(latin_only([each.surest for row in looked for each in row]))
    lines = []
    for row, pieces in zip(looked, photo.rows, strict=True):
        texts = (greedy(next(page)).text if each.read.confidence >= LEAST_CONFIDENCE else _skip(page) for each in row)
        lines.append("".join(text + piece.after for text, piece in zip(texts, pieces, strict=True)))
    return "\n".join(lines)


def _skip(page: Iterator[object]) -> str:
    next(page)
    return ""


class _Kept:
    """The texts that a network was seen to read on the crops of a file."""

    def __init__(self, network: Path, crops: Path) -> None:
        seen = hashlib.sha256(network.read_bytes() + crops.read_bytes() + repr(_LOOKS).encode())
        self._file = crops.with_name(f"{crops.stem}-{seen.hexdigest()[:16]}.jsonl")
        lines = self._file.read_bytes().splitlines(keepends=True) if self._file.is_file() else []
        self.texts: dict[str, str] = dict(json.loads(line) for line in lines if line.endswith(b"\n"))
        if lines and not lines[-1].endswith(b"\n"):  # by a run that was killed, within a letter even
            self._file.write_bytes(b"".join(lines[:-1]))

    def add(self, name: str, text: str) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, text], ensure_ascii=False) + "\n")
