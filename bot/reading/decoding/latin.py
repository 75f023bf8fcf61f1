"""What a recogniser of many scripts sees on a page in Latin letters: no full-width signs, no lone ideographs.

A star, a stroke or a blot may look like 本, 一 or 厅 to it. Whoever writes Chinese or Japanese on such a page writes
more than one character of it side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from bot.reading.decoding.best_path import Glyph, best_path
from bot.reading.decoding.posteriors import FLOOR, LEAST, Frames

SIDE_BY_SIDE = 2
_WIDE_SIGN = re.compile("[\u3000\uff01-\uff5e]")
SURE = 0.7  # the mean probability of ideographs that are there; of those seen in blots 0.3 to 0.5


def latin_only(page: Sequence[Frames]) -> list[Frames]:
    """The lines of a page in Latin letters: plain signs for wide ones, and ideographs only if any are in earnest."""
    narrow = [_narrowed(frames) for frames in page]
    if any(_in_earnest(best_path(frames)) for frames in narrow):
        return narrow
    return [_without_ideographs(frames) for frames in narrow]


def _in_earnest(path: Sequence[Glyph]) -> bool:
    letters = [glyph for glyph in path if glyph.character != " "]
    for wide, run in groupby(letters, lambda glyph: is_wide(glyph.character)):
        probabilities = [glyph.probability for glyph in run]
        if wide and len(probabilities) >= SIDE_BY_SIDE and np.mean(probabilities) >= SURE:
            return True
    return False


def is_wide(character: str) -> bool:
    """Whether a character is as wide as high in East Asian print: ideographs, kana, their punctuation, and emoji."""
    return bool(character) and unicodedata.east_asian_width(character) == "W"


def _without_ideographs(frames: Frames) -> Frames:
    log = frames.log.copy()
    log[:, [is_wide(character) for character in frames.alphabet]] = FLOOR
    return Frames(frames.alphabet, log)


def _narrowed(frames: Frames) -> Frames:
    """The same frames with what speaks for a full-width sign added to what speaks for its plain one."""
    plain = [unicodedata.normalize("NFKC", c) if _WIDE_SIGN.fullmatch(c) else c for c in frames.alphabet]
    if plain == list(frames.alphabet):
        return frames
    alphabet = tuple(dict.fromkeys(plain))
    probability = np.zeros((len(frames.log), len(alphabet)), dtype=np.float32)
    for character, column in zip(plain, frames.log.T, strict=True):
        probability[:, alphabet.index(character)] += np.exp(column)
    return Frames(alphabet, np.log(np.clip(probability, LEAST, 1.0)))
