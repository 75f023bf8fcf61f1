"""What the recogniser saw in a line, frame by frame: small enough to be kept with the reading.

The recogniser knows 18,709 characters, but nearly all of a frame's probability lies on a few of them. The eight best
of each frame are kept: the line can be decoded again, or compared with new words, without the photo. Packed, a
line of handwriting takes about 1.5 kB.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLANK = 0
BEST = 8  # the ninth best class of a frame has a probability of at most 0.0005
LEAST = 1e-5
FLOOR = float(np.log(LEAST))
_STEPS = 255
_VERSION = 1
_SEPARATOR = "\0"


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The posteriors of a line, or of a piece of one.

    `log` holds natural logarithms of probabilities, shape (frames, classes), none below FLOOR. `alphabet[c]` is
    the character of class c; only characters that are among the best of some frame have a class. Class 0 is the
    blank, whose character is "".
    """

    alphabet: tuple[str, ...]
    log: NDArray[np.float32]

    @classmethod
    def of(cls, posteriors: NDArray[np.float32], alphabet: Sequence[str], best: int = BEST) -> Frames:
        """The `best` classes of every frame of `posteriors`, probabilities of shape (frames, classes), 0 the blank."""
        frames, classes = posteriors.shape
        frame, label = np.divmod(np.flatnonzero(posteriors > LEAST), classes)
        probability = posteriors[frame, label]
        order = np.lexsort((-probability, frame))
        frame, label, probability = frame[order], label[order], probability[order]
        rank = np.arange(len(frame)) - np.searchsorted(frame, frame)
        kept = rank < best
        frame, label, probability = frame[kept], label[kept], probability[kept]
        known = np.union1d(label, [BLANK])
        log = np.full((frames, len(known)), FLOOR, dtype=np.float32)
        log[frame, np.searchsorted(known, label)] = np.log(np.minimum(probability, 1.0))
        return cls(("", *(alphabet[c] for c in known[1:].tolist())), log)

    @classmethod
    def join(cls, pieces: Sequence[Frames], between: str = "  ") -> Frames:
        """The pieces of a line as one: frames that are sure of the separator `between` stand between them.

        Several spaces in `between` count as one or as many, whichever the text has.
        """
        if len(pieces) == 1:
            return pieces[0]
        alphabet = ("", *sorted({c for piece in pieces for c in piece.alphabet if c} | set(between)))
        index = {character: label for label, character in enumerate(alphabet)}
        parts: list[NDArray[np.float32]] = []
        for piece in pieces:
            if parts:
                parts.append(_sure(between, index))
            part = np.full((len(piece.log), len(alphabet)), FLOOR, dtype=np.float32)
            part[:, [index[c] for c in piece.alphabet]] = piece.log
            parts.append(part)
        return cls(alphabet, np.concatenate(parts) if parts else np.empty((0, len(alphabet)), dtype=np.float32))

    def emissions(self, text: str) -> NDArray[np.float32]:
        """The log-probability of the blank and of each character of `text`, shape (frames, 1 + characters).

        A character without a class has FLOOR.
        """
        index = {character: label for label, character in enumerate(self.alphabet)}
        emissions = self.log[:, [BLANK, *(index.get(character, BLANK) for character in text)]]
        emissions[:, [place for place, character in enumerate(text, start=1) if character not in index]] = FLOOR
        return emissions


def _sure(text: str, index: dict[str, int]) -> NDArray[np.float32]:
    """Frames that show the characters of `text`, and between equal ones a blank or the character again."""
    labels: list[tuple[int, ...]] = []
    for position, character in enumerate(text):
        if position and text[position - 1] == character:
            labels.append((index[character], BLANK))
        labels.append((index[character],))
    log = np.full((len(labels), len(index)), FLOOR, dtype=np.float32)
    for row, likely in zip(log, labels, strict=True):
        row[list(likely)] = -np.log(len(likely))
    return log


def pack(frames: Frames) -> str:
    """The eight best classes of every frame, each logarithm rounded to 1/255 of FLOOR, compressed, in base 64."""
    count, classes = frames.log.shape
    best = min(BEST, classes)
    labels = np.argsort(-frames.log, axis=1, kind="stable")[:, :best].T
    levels = np.rint(np.take_along_axis(frames.log, labels.T, axis=1).T / FLOOR * _STEPS)
    levels[1:] = np.maximum(levels[1:], np.minimum(levels[:1] + 1, _STEPS))  # the best class stays the best
    alphabet = _SEPARATOR.join(frames.alphabet).encode()
    header = np.array([_VERSION, best, count, len(alphabet)], dtype="<u4").tobytes()
    # rank by rank, low bytes and high bytes apart: what is alike stands together
    planes = np.stack([labels & 0xFF, labels >> 8, levels]).astype(np.uint8)
    return b64encode(zlib.compress(header + alphabet + planes.tobytes())).decode()


def unpack(packed: str) -> Frames:
    """What `pack` packed; raises ValueError for anything else."""
    try:
        data = zlib.decompress(b64decode(packed, validate=True))
        version, best, count, size = np.frombuffer(data[:16], dtype="<u4").tolist()
        if version != _VERSION:
            raise ValueError(f"posteriors packed by version {version}")
        alphabet = tuple(data[16 : 16 + size].decode().split(_SEPARATOR))
        low, high, levels = np.frombuffer(data[16 + size :], dtype=np.uint8).reshape(3, best, count)
    except zlib.error as error:
        raise ValueError(f"not packed posteriors: {error}") from error
    labels = low.astype(np.intp) | high.astype(np.intp) << 8
    if labels.max(initial=0) >= len(alphabet):
        raise ValueError("packed posteriors have a class without a character")
    log = np.full((count, len(alphabet)), FLOOR, dtype=np.float32)
    log[np.arange(count)[:, np.newaxis], labels.T] = levels.T * (FLOOR / _STEPS)
    return Frames(alphabet, log)
