"""How well a text explains the frames of a line, and which of the frames show which character.

CTC reads a text off a path of one label a frame by merging repeats and dropping blanks. A path of the text
"to" so runs through the states blank, t, blank, o, blank; it may leave out a blank between different characters.
Many texts, each with frames of its own, are gone through side by side: one by one, numpy's calls take the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.reading.decoding.posteriors import Frames

Emissions = NDArray[np.float32]
Spans = NDArray[np.intp]

_BATCH = 128  # texts side by side, so that whole lines take about 30 MB
_PADDING = 2  # columns before the first state, so that there is always one to come from


def forward(frames: Frames, text: str) -> float:
    """log P(text | frames), summed over all paths; minus infinity where there are too few frames for the text.

    Source: Graves et al., Connectionist Temporal Classification (2006), section 4.1.
    """
    return float(forward_all([frames.emissions(text)], [text])[0])


def align(frames: Frames, text: str) -> Spans:
    """The first frame of every character of `text` and the one after its last, on the most probable path.

    Shape (characters, 2). Raises ValueError where there are too few frames for the text. Source: Viterbi's
    algorithm, as in Kürzinger et al., CTC-Segmentation (2020), section 2.
    """
    return align_all([frames.emissions(text)], [text])[0]


def fits(text: str, frames: int) -> bool:
    """Whether so many frames can show `text`: one for each character, and a blank between equal ones."""
    return len(text) + sum(first == second for first, second in pairwise(text)) <= frames


def forward_all(emissions: Sequence[Emissions], texts: Sequence[str]) -> NDArray[np.float64]:
    """What `forward` says of each text, given what `Frames.emissions` says of its frames."""
    scores = np.empty(len(texts))
    for batch in _batches(emissions):
        scores[batch] = _forward([emissions[i] for i in batch], [texts[i] for i in batch])
    return scores


def align_all(emissions: Sequence[Emissions], texts: Sequence[str]) -> list[Spans]:
    """What `align` says of each text, given what `Frames.emissions` says of its frames."""
    spans: dict[int, Spans] = {}
    for batch in _batches(emissions):
        paths = _best_paths([emissions[i] for i in batch], [texts[i] for i in batch])
        for i, path in zip(batch, paths, strict=True):
            shown = 2 * np.arange(len(texts[i])) + 1
            spans[i] = np.stack([np.searchsorted(path, shown, side) for side in ("left", "right")], axis=1)
    return [spans[i] for i in range(len(texts))]


def _batches(emissions: Sequence[Emissions]) -> list[list[int]]:
    """Their indexes in batches, those of most frames first: what is still running is then at the front."""
    order = sorted(range(len(emissions)), key=lambda i: len(emissions[i]), reverse=True)
    return [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]


def _forward(emissions: Sequence[Emissions], texts: Sequence[str]) -> NDArray[np.float64]:
    """The forward recursion on probabilities, scaled to at most 1 in every frame."""
    emitted, may_skip = np.exp(_lattice(emissions, texts)), _skips(texts)
    reached = np.zeros((len(texts), emitted.shape[2] + _PADDING))
    reached[:, _PADDING - 1] = 1
    logarithm = np.zeros(len(texts))
    for emission, active in zip(emitted, _active(emissions), strict=True):
        before = reached[:active]
        now = before[:, 2:] + before[:, 1:-1] + before[:, :-2] * may_skip[:active]
        now *= emission[:active]
        scale = np.maximum(now.max(axis=1), np.finfo(np.float64).tiny)
        logarithm[:active] += np.log(scale)
        before[:, _PADDING:] = now / scale[:, np.newaxis]
        before[:, _PADDING - 1] = 0
    ends = _ends(texts)
    with np.errstate(divide="ignore"):
        logarithm += np.log(np.take_along_axis(reached, ends, axis=1).sum(axis=1))
    return logarithm


def _best_paths(emissions: Sequence[Emissions], texts: Sequence[str]) -> list[Spans]:
    """The state of each frame on the most probable path of each text."""
    emitted = _lattice(emissions, texts)
    blocked = np.where(_skips(texts), 0, -np.inf).astype(np.float32)
    reached = np.full((len(texts), emitted.shape[2] + _PADDING), -np.inf, dtype=np.float32)
    reached[:, _PADDING - 1] = 0
    back = np.zeros(emitted.shape, dtype=np.uint8)  # how many states before it the path came from
    for emission, came_from, active in zip(emitted, back, _active(emissions), strict=True):
        before = reached[:active]
        stay, step, skip = before[:, 2:], before[:, 1:-1], before[:, :-2] + blocked[:active]
        nearer = np.maximum(stay, step)
        np.copyto(came_from[:active], step > stay)
        came_from[:active][skip > nearer] = 2
        before[:, _PADDING:] = np.maximum(nearer, skip) + emission[:active]
        before[:, _PADDING - 1] = -np.inf
    ends = _ends(texts)
    at_end = np.take_along_axis(reached, ends, axis=1)
    if not (at_end.max(axis=1) > -np.inf).all():
        raise ValueError("too few frames for the text")
    last = ends[np.arange(len(texts)), at_end.argmax(axis=1)] - _PADDING
    return [_followed(back[: len(emission), i], int(last[i])) for i, emission in enumerate(emissions)]


def _followed(back: NDArray[np.uint8], state: int) -> Spans:
    path = np.empty(len(back), dtype=np.intp)
    for t in range(len(back) - 1, -1, -1):
        path[t] = state
        state -= int(back[t, state])
    return path


def _active(emissions: Sequence[Emissions]) -> list[int]:
    """For each frame, how many texts still have frames; the longest come first."""
    lengths = np.array([len(emission) for emission in emissions])
    return [int(count) for count in (lengths > np.arange(lengths[0])[:, np.newaxis]).sum(axis=1)]


def _lattice(emissions: Sequence[Emissions], texts: Sequence[str]) -> Emissions:
    """The log-probabilities of all states, shape (frames, texts, states); minus infinity beyond a text's own."""
    states = 2 * max(map(len, texts)) + 1
    lattice = np.full((len(emissions[0]), len(texts), states), -np.inf, dtype=np.float32)
    for i, (emission, text) in enumerate(zip(emissions, texts, strict=True)):
        lattice[: len(emission), i, : 2 * len(text) + 1 : 2] = emission[:, :1]
        lattice[: len(emission), i, 1 : 2 * len(text) + 1 : 2] = emission[:, 1:]
    return lattice


def _skips(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Whether a path may come to a state from two before it: to a character unlike the one before it."""
    skips = np.zeros((len(texts), 2 * max(map(len, texts)) + 1), dtype=np.bool_)
    for row, text in zip(skips, texts, strict=True):
        row[1 : 2 * len(text) + 1 : 2] = [before != character for before, character in pairwise(("", *text))]
    return skips


def _ends(texts: Sequence[str]) -> Spans:
    """The two columns at which a path of each text may end: the last blank and the last character."""
    last = np.array([2 * len(text) for text in texts]) + _PADDING
    return np.stack([last, last - 1], axis=1)
