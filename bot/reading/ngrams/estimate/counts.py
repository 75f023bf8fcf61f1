"""How often each n-gram of characters stands in a text.

Texts become arrays of codes, one a character; an n-gram becomes one integer, its characters' codes in a row,
so that counting is sorting. A line break starts a new context: n-grams begin with it, and none runs across it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.reading.ngrams.ngram_model import DIGITS, LINE, PLAIN_CHARACTERS

BITS = 7  # a code's width in an n-gram: at most 127 characters a language
MASK = (1 << BITS) - 1
SPACE = 2
_NOTHING, _LINE = 0, 1
_CHUNK = 1 << 22
_WORDS_A_LINE = 10
_RARE = 1e-6
_PLAIN = {ord(character): plain for character, plain in PLAIN_CHARACTERS.items()}

Codes = npt.NDArray[np.uint8]
Grams = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NgramCounts:
    """N-grams of one length, sorted, and how often each was seen. Code 0 fills up those that end at a line's end."""

    grams: Grams
    weights: Weights


def alphabet_of(usage: Mapping[str, float]) -> str:
    """The characters of a language: line break, space, printable ASCII, some symbols, and its usual letters.

    `usage` has each character's share in the texts. Digits count as one, `0`. A character's place is its code less one.
    """
    known = LINE + " 0" + "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in DIGITS) + "£€§°"
    others = [
        character
        for character in sorted(usage, key=lambda character: (-usage[character], character))
        if usage[character] >= _RARE and character not in known
        if character in "«»¡¿ªº" or (ord(character) > 0x7F and _is_latin(character))
    ]
    return known + "".join(others[: MASK - len(known)])


def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")


def with_plain_punctuation(text: str) -> str:
    """Composed characters, plain quotes, dashes and spaces, three full stops for an ellipsis."""
    return unicodedata.normalize("NFC", text).replace("…", "...").translate(_PLAIN)


def encode(text: str, alphabet: str) -> Codes:
    """The codes of a text: spaces run together, a space before each line break, unknown characters as line breaks."""
    codes = _codes(f"\n{with_plain_punctuation(text)}\n", alphabet)
    codes = np.insert(codes, np.flatnonzero(codes == _LINE)[1:], np.uint8(SPACE))
    spare = (codes[1:] == SPACE) & (codes[:-1] <= SPACE)
    return codes[np.concatenate(([True], ~spare))]


def encode_pieces(pieces: Mapping[str, float], alphabet: str) -> tuple[Codes, Weights]:
    """The codes of pieces of text that do not follow each other, and how often each place counts.

    A piece begins and ends with a space. Its last does not count: it is the first of the piece that follows.
    """
    known = set(alphabet) | set(DIGITS)
    pieces = {piece: weight for piece, weight in pieces.items() if known.issuperset(piece)}
    codes = _codes("\n" + "\n".join(pieces) + "\n", alphabet)
    lengths = np.fromiter(map(len, pieces), np.intp, len(pieces)) + 1
    weights = np.append(np.repeat(np.fromiter(pieces.values(), np.float64, len(pieces)), lengths), 0.0)
    weights[codes == _LINE] = 0
    weights[np.cumsum(lengths) - 1] = 0
    return codes, weights


def _codes(text: str, alphabet: str) -> Codes:
    table = np.full(0x110000, _LINE, np.uint8)
    for code, character in enumerate(alphabet, start=1):
        table[ord(character)] = code
    for digit in DIGITS:
        table[ord(digit)] = table[ord("0")]
    return table[np.frombuffer(text.encode("utf-32-le"), np.uint32)]


def count(codes: Codes, order: int, weights: Weights | None = None) -> NgramCounts:
    """The n-grams of `order` characters from each place on; `weights` has how often a place counts, else once.

    A photo's lines begin anywhere in a sentence: every tenth word is counted at the beginning of a line too.
    """
    padded = np.concatenate((codes, np.zeros(order, np.uint8)))
    everywhere = np.arange(len(codes))
    words = np.flatnonzero(codes[:-1] == SPACE)
    if weights is None:
        words = words[::_WORDS_A_LINE]
    else:
        everywhere, words = everywhere[weights > 0], words[weights[words] > 0]
    chunks = (everywhere[begin : begin + _CHUNK] for begin in range(0, len(everywhere), _CHUNK))
    parts = [_windows(padded, places, order, weights) for places in chunks]
    lines = _windows(padded, words, order, None if weights is None else weights / _WORDS_A_LINE)
    parts.append(NgramCounts(lines.grams + (np.int64(_LINE - SPACE) << BITS * (order - 1)), lines.weights))
    return merge(parts)


def _windows(padded: Codes, places: Places, order: int, weights: Weights | None) -> NgramCounts:
    grams = padded[places].astype(np.int64)
    inside = np.ones(len(places), np.bool_)
    for distance in range(1, order):
        following = padded[places + distance]
        inside &= following != _LINE
        grams = (grams << BITS) | (following * inside)
    if weights is not None:
        return merge([NgramCounts(grams, weights[places])])
    unique, number = np.unique(grams, return_counts=True)
    return NgramCounts(unique, number.astype(np.float64))


def merge(parts: Iterable[NgramCounts]) -> NgramCounts:
    """The sum of several counts."""
    parts = list(parts)
    grams = np.concatenate([part.grams for part in parts])
    order = np.argsort(grams)
    return _summed(grams[order], np.concatenate([part.weights for part in parts])[order])


def shortened(counts: NgramCounts, order: int, to: int) -> NgramCounts:
    """The counts of the first `to` characters of n-grams of `order` characters."""
    short = _summed(counts.grams >> (BITS * (order - to)), counts.weights)
    whole = (short.grams & MASK) != _NOTHING
    return NgramCounts(short.grams[whole], short.weights[whole])


def _summed(grams: Grams, weights: Weights) -> NgramCounts:
    new = np.flatnonzero(np.concatenate(([len(grams) > 0], grams[1:] != grams[:-1])))
    return NgramCounts(grams[new], np.add.reduceat(weights, new) if len(new) else weights)
