from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.reading.decoding.alignment import align, align_all, fits, forward, forward_all
from bot.reading.decoding.posteriors import Frames

ALPHABET = ("", "a", "b", " ")
FRAMES = (
    st.integers(1, 6)
    .flatmap(lambda n: arrays(np.float64, (n, len(ALPHABET)), elements=st.floats(0.01, 1)))
    .map(lambda w: Frames(ALPHABET, np.log(w / w.sum(axis=1, keepdims=True)).astype(np.float32)))
)
TEXTS = st.text("ab ", max_size=5)


def collapsed(path: tuple[int, ...]) -> str:
    return "".join(ALPHABET[label] for label, _ in itertools.groupby(path))


def paths(frames: Frames, text: str) -> dict[tuple[int, ...], float]:
    """Every path that reads as `text`, with its log-probability: what the recursions must agree with."""
    labels = itertools.product(range(len(ALPHABET)), repeat=len(frames.log))
    return {p: sum(float(frames.log[t, c]) for t, c in enumerate(p)) for p in labels if collapsed(p) == text}


@settings(max_examples=60)
@given(FRAMES, TEXTS)
def test_forward_sums_over_all_paths(frames: Frames, text: str) -> None:
    found = paths(frames, text)
    if not found:
        assert not fits(text, len(frames.log))
        assert forward(frames, text) == -math.inf
    else:
        assert fits(text, len(frames.log))
        assert forward(frames, text) == pytest.approx(math.log(sum(map(math.exp, found.values()))), abs=1e-4)


@settings(max_examples=60)
@given(FRAMES, TEXTS)
def test_align_finds_the_best_path(frames: Frames, text: str) -> None:
    found = paths(frames, text)
    if not found:
        with pytest.raises(ValueError, match="too few frames"):
            align(frames, text)
        return
    labels = [0] * len(frames.log)
    for character, (start, end) in zip(text, align(frames, text).tolist(), strict=True):
        assert start < end
        labels[start:end] = [ALPHABET.index(character)] * (end - start)
    assert found[tuple(labels)] == pytest.approx(max(found.values()), abs=1e-4)


@settings(max_examples=30)
@given(st.lists(st.tuples(FRAMES, TEXTS), max_size=6))
def test_side_by_side_as_one_by_one(pairs: list[tuple[Frames, str]]) -> None:
    emissions, texts = [frames.emissions(text) for frames, text in pairs], [text for _, text in pairs]
    assert forward_all(emissions, texts).tolist() == pytest.approx([forward(*pair) for pair in pairs], abs=1e-6)
    pairs = [(frames, text) for frames, text in pairs if fits(text, len(frames.log))]
    together = align_all([frames.emissions(text) for frames, text in pairs], [text for _, text in pairs])
    for pair, spans in zip(pairs, together, strict=True):
        assert (spans == align(*pair)).all()


def test_a_long_line_does_not_underflow() -> None:
    log = np.full((2000, len(ALPHABET)), math.log(0.25), dtype=np.float32)
    score = forward(Frames(ALPHABET, log), "ab" * 100)
    assert -2000 * math.log(4) < score < 0


def test_a_text_that_the_frames_speak_against_has_a_score() -> None:
    log = np.full((300, len(ALPHABET)), -11.5, dtype=np.float32)
    log[:, 1] = 0
    assert forward(Frames(ALPHABET, log), "b" * 100) < -1000
