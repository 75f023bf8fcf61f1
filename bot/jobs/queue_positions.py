"""Places in the queue: how many jobs are done before each that waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.job import Job


def places(chats: Mapping[int, Sequence[Job]], at_work: Iterable[int]) -> dict[int, int]:
    """How many jobs come before each waiting one, by its id.

    `chats` are the waiting jobs of each chat, the chats in the order of their turns; of a chat in `at_work` a job is
    being done. The chats take turns, so that the third of a chat waits for three of each other chat at most.
    """
    busy = set(at_work)
    order = [*(chat for chat in chats if chat not in busy), *(chat for chat in chats if chat in busy)]
    return {
        job.id: len(busy) + rank + _of_others(chats, order, turn, rank)
        for turn, chat in enumerate(order)
        for rank, job in enumerate(chats[chat])
    }


def _of_others(chats: Mapping[int, Sequence[Job]], order: Sequence[int], turn: int, rank: int) -> int:
    """How many jobs of other chats are done before the chat of that turn has its job of that rank done."""
    before = sum(min(len(chats[chat]), rank + 1) for chat in order[:turn])
    return before + sum(min(len(chats[chat]), rank) for chat in order[turn + 1 :])
