"""A character model from texts and from wordfreq's lists."""

from __future__ import annotations

import json
import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.reading.ngrams.estimate.counts import (
    MASK,
    Weights,
    alphabet_of,
    count,
    encode,
    encode_pieces,
    with_plain_punctuation,
)
from bot.reading.ngrams.estimate.smoothing import Keep, Level, kneser_ney, mixed, pruned, remaining, trie, weights_in
from bot.reading.ngrams.estimate.vocabulary import pieces
from bot.reading.ngrams.ngram_model import DIGITS, NgramModel

ORDER = 7  # bits a character of unseen letters of 1905: order 6 2.29, order 7 2.24, order 8 2.22 and twice as large
NGRAMS = 1_800_000  # 24 MB when loaded; 1.4 million cost 0.01 bits, 2.4 million gain 0.015
_STEPS = 128


def estimate(
    path: Path,
    language: str,
    texts: Sequence[tuple[str, float]],
    words: float = 0.0,
    order: int = ORDER,
    ngrams: int = NGRAMS,
) -> None:
    """Write the model of `language` (ISO 639-1) that mixes `texts`, each with its share, and wordfreq's list.

    Raises LookupError where `words` is not 0 and wordfreq has no list of the language, ValueError where there is
    nothing to count.
    """
    if not words and not any(text.strip() for text, _ in texts):
        raise ValueError("there is no text, and no share for wordfreq's list")
    listed = pieces(language, "\n".join(text for text, _ in texts)) if words else {}
    shares = [*(share for _, share in texts), *([words] if listed else [])]
    usages: list[Mapping[str, float]] = [Counter(with_plain_punctuation(text)) for text, _ in texts]
    usages += [_characters(listed)] if listed else []
    alphabet = alphabet_of(_average(usages, shares))
    parts = [count(encode(text, alphabet), order) for text, _ in texts]
    if listed:
        codes, at = encode_pieces(listed, alphabet)
        parts.append(count(codes, order, at))
    levels = trie(parts, order, len(alphabet))
    weights = [weights_in(levels, part) for part in parts]
    probability = mixed(levels, weights, [kneser_ney(levels, each) for each in weights], shares)
    expected = [np.zeros(len(level.grams)) for level in levels]
    for share, seen in zip(shares, weights, strict=True):
        expected = [before + each * (share / seen[1].sum()) for before, each in zip(expected, seen, strict=True)]
    keep = pruned(levels, expected, probability, ngrams)
    _save(path, {"language": language, "alphabet": alphabet}, levels, probability, keep)


def _characters(listed: Mapping[str, float]) -> dict[str, float]:
    usage: dict[str, float] = {}
    for piece, weight in listed.items():
        for character in piece:
            usage[character] = usage.get(character, 0.0) + weight
    return usage


def _average(usages: Sequence[Mapping[str, float]], shares: Sequence[float]) -> dict[str, float]:
    average: dict[str, float] = {}
    for usage, share in zip(usages, shares, strict=True):
        total = sum(usage.values()) * sum(shares)
        for character, number in usage.items():
            average[character] = average.get(character, 0.0) + share * number / total
    return average


def measure(model: NgramModel, text: str) -> float:
    """How many bits a character of `text` takes on average, its line ends read as spaces."""
    bits, number = 0.0, 0
    for line in filter(None, map(str.strip, with_plain_punctuation(text).splitlines())):
        state = model.start
        for character in f"{line} ":
            logarithm, state = model.step(state, character)
            bits -= logarithm / math.log(2)
            number += 1
    return bits / max(number, 1)


def _save(
    path: Path, about: Mapping[str, str], levels: Sequence[Level], probability: Sequence[Weights], keep: Sequence[Keep]
) -> None:
    """Write the n-grams that stay: each node's last character, children and logarithms, level by level."""
    shares = remaining(levels, probability, keep)
    children = [
        np.bincount(below.parent[kept], minlength=len(level.grams))
        for level, below, kept in zip(levels, levels[1:], keep[1:], strict=False)
    ]
    labels = np.concatenate([level.grams[kept] for level, kept in zip(levels, keep, strict=True)]) & MASK
    logs = np.log(np.concatenate([each[kept] for each, kept in zip(probability, keep, strict=True)]))
    logs[labels == about["alphabet"].index("0") + 1] -= math.log(len(DIGITS))
    inner = [each[kept] for each, kept in zip(children, keep, strict=False)]
    factors = [each[kept] for each, kept in zip(shares, keep, strict=False)]
    inner_nodes = np.concatenate(inner)
    p_table, p = _rounded(logs)
    s_table, s = _rounded(np.log(np.concatenate(factors)[inner_nodes > 0]))
    head = {**about, "levels": [int(kept.sum()) for kept in keep]}
    arrays: dict[str, npt.NDArray[Any]] = {
        "head": np.frombuffer(json.dumps(head).encode(), np.uint8),
        "labels": labels.astype(np.uint8),
        "children": inner_nodes.astype(np.uint8),
        "probability": p_table,
        "probabilities": p,
        "share": s_table,
        "shares": s,
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, values in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")  # no date: the same texts give the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open(entry, "w") as member:
                np.lib.format.write_array(member, values, allow_pickle=False)


def _rounded(logs: Weights) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """A table of equal steps, each with the logarithm of its mean probability, and the step of each value."""
    low, high = float(logs.min()), float(logs.max())
    steps = np.rint((logs - low) / max(high - low, 1e-9) * (_STEPS - 1)).astype(np.uint8)
    number = np.bincount(steps, minlength=_STEPS)
    total = np.bincount(steps, np.exp(logs), minlength=_STEPS)
    table = np.log(np.where(number > 0, total, 1) / np.maximum(number, 1))
    return table.astype(np.float32), steps
