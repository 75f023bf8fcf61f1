"""Places in the queue are those in which the jobs are done."""

from __future__ import annotations

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from bot.job import Job, Request, Stage
from bot.jobs.queue_positions import places


def done_in_turns(chats: dict[int, list[Job]], busy: int | None) -> list[int]:
    """The ids in the order in which a runner does them that has one of chat `busy` at work."""
    waiting = {chat: deque(jobs) for chat, jobs in chats.items()}
    order = [*(chat for chat in chats if chat != busy), *(chat for chat in chats if chat == busy)]
    done = []
    while any(waiting.values()):
        done += [waiting[chat].popleft().id for chat in order if waiting[chat]]
    return done


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(0, 6))
def test_a_place_is_the_number_of_those_done_before(counts: list[int], busy: int) -> None:
    chats = {
        chat: [Job(10 * chat + number, Request(chat, None, number, 1), Stage.READ) for number in range(count)]
        for chat, count in enumerate(counts)
    }
    expected = {job_id: place + 1 for place, job_id in enumerate(done_in_turns(chats, busy))}
    assert places(chats, [busy]) == expected


def test_whom_nobody_is_before_is_the_next() -> None:
    assert places({1: [Job(7, Request(1, None, 1, 1), Stage.READ)]}, []) == {7: 0}
    assert places({}, [1]) == {}
