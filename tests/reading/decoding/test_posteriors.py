from __future__ import annotations

from base64 import b64encode
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from bot.reading.decoding.posteriors import BEST, FLOOR, Frames, pack, unpack

ALPHABET = ("blank", *"abcdefghijklmnopqrstuvwxyz äß中文字")
STEP = -FLOOR / 255


def rows(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    probabilities: NDArray[np.float32] = weights / weights.sum(axis=1, keepdims=True)
    return probabilities


def greedy(frames: Frames) -> str:
    return "".join(frames.alphabet[label] for label, _ in groupby(frames.log.argmax(axis=1).tolist()))


POSTERIORS = (
    st.integers(0, 30)
    .flatmap(lambda n: arrays(np.float32, (n, len(ALPHABET)), elements=st.floats(2**-12, 1, width=32)))
    .map(rows)
)


@given(POSTERIORS)
def test_the_eight_best_of_each_frame_are_kept(posteriors: NDArray[np.float32]) -> None:
    frames = Frames.of(posteriors, ALPHABET)
    assert frames.alphabet[0] == ""
    for given_row, row in zip(posteriors, frames.log, strict=True):
        ninth = np.sort(given_row)[-BEST - 1]
        kept = {c: p for c, p in zip(frames.alphabet, row, strict=True) if p > FLOOR}
        assert len(kept) <= BEST
        for label in np.flatnonzero(given_row > ninth):
            assert kept["" if label == 0 else ALPHABET[label]] == pytest.approx(np.log(given_row[label]), abs=1e-5)


@given(POSTERIORS)
def test_packing_loses_only_the_last_digits(posteriors: NDArray[np.float32]) -> None:
    frames = Frames.of(posteriors, ALPHABET)
    again = unpack(pack(frames))
    assert again.alphabet == frames.alphabet
    assert again.log.shape == frames.log.shape
    assert np.abs(again.log - frames.log).max(initial=0) <= 1.51 * STEP
    assert greedy(again) == greedy(frames)


def test_a_page_of_chinese_has_more_classes_than_a_byte_counts() -> None:
    alphabet = ("", *(chr(0x4E00 + i) for i in range(1000)))
    posteriors = np.full((900, 1001), 1e-6, dtype=np.float32)
    posteriors[np.arange(900), np.arange(900) + 1] = 0.9
    again = unpack(pack(Frames.of(posteriors, alphabet)))
    assert greedy(again) == "".join(alphabet[1:901])


def test_a_hesitant_line_stays_small() -> None:
    drawn = np.random.default_rng(1).random((160, 18_710), dtype=np.float32) ** 40
    frames = Frames.of(rows(drawn), [chr(0x4E00 + i) for i in range(18_710)])
    assert len(pack(frames)) < 8_000


@pytest.mark.parametrize(
    "packed",
    ["", "é", "AAAA", b64encode(b"posteriors").decode(), pack(Frames(("",), np.zeros((1, 1), np.float32)))[:-4]],
)
def test_anything_else_is_refused(packed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(packed)


def frames_of(text: str) -> Frames:
    alphabet = ("", *sorted(set(text)))
    log = np.full((2 * len(text), len(alphabet)), FLOOR, dtype=np.float32)
    log[np.arange(0, len(log), 2), [alphabet.index(c) for c in text]] = 0
    log[np.arange(1, len(log), 2), 0] = 0
    return Frames(alphabet, log)


def test_pieces_join_to_the_line() -> None:
    joined = Frames.join([frames_of("Tea"), frames_of("2.50")], "  ")
    assert greedy(joined) in ("Tea 2.50", "Tea  2.50")
    assert len(joined.log) == len(frames_of("Tea").log) + 3 + len(frames_of("2.50").log)


def test_nothing_joins_to_nothing() -> None:
    assert Frames.join([]).log.shape[0] == 0
    assert unpack(pack(Frames.join([]))).log.shape[0] == 0


def test_a_letter_that_was_not_seen_is_as_unlikely_as_can_be() -> None:
    emissions = frames_of("on").emissions("ox")
    assert emissions.shape == (4, 3)
    assert emissions[0, 1] == 0
    assert (emissions[:, 2] == np.float32(FLOOR)).all()
