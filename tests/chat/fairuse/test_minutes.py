"""The window of a minute: what is let in never exceeds it, and the wait that is said suffices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.fairuse.minutes import MINUTE, Minutes

GAPS = st.lists(st.floats(0, 90, allow_nan=False), max_size=60)


@given(GAPS, st.integers(1, 8))
def test_no_minute_holds_more_than_the_limit(gaps: list[float], most: int) -> None:
    minutes, now = Minutes(), 1e9
    admitted: list[float] = []
    for gap in gaps:
        now += gap
        wait = minutes.wait(7, most, now)
        assert 0 <= wait <= MINUTE
        assert (wait > 0) == (minutes.count(7, now) >= most)
        if not wait:
            minutes.add(7, now)
            admitted.append(now)
    for time in admitted:
        assert sum(time <= other < time + MINUTE for other in admitted) <= most


@given(GAPS, st.integers(1, 8))
def test_after_the_wait_there_is_room(gaps: list[float], most: int) -> None:
    """Also after an album, which may go beyond the limit."""
    minutes, now = Minutes(), 0.0
    for gap in gaps:
        now += gap
        minutes.add(7, now)
    after = now + minutes.wait(7, most, now) + 1e-3
    assert minutes.wait(7, most, after) == 0


def test_chats_do_not_share_a_minute_and_silent_ones_are_forgotten() -> None:
    minutes = Minutes()
    for chat_id in range(100):
        minutes.add(chat_id, 0.0)
    assert minutes.count(5, 1.0) == 1
    minutes.add(200, 61.0)
    assert minutes.count(5, 61.0) == 0 and list(minutes._times) == [200]


def test_a_clock_that_is_set_back_blocks_nobody() -> None:
    minutes = Minutes()
    minutes.add(7, 1000.0)
    assert minutes.wait(7, 1, 10.0) == 0
