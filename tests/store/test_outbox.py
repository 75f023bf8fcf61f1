"""The messages that were sent for a job, in their order."""

from __future__ import annotations

from bot.job import Photo, Request
from bot.store.store import Store


async def test_all_that_was_sent_for_a_job_begins_with_its_answer(store: Store) -> None:
    job = await store.journal.add_job(Request(-100, None, 1, 1), Photo(1, "file"))
    assert job
    keys = [f"amount:1:7:{job.id}", *(f"job:{job.id}:{part}" for part in range(11)), "update:9"]
    for message_id, key in enumerate(keys, start=50):
        await store.outbox.reserve(key, job.id)
        await store.outbox._set(key, message_id=message_id)
    assert await store.outbox.all_of(job.id) == [*range(51, 62), 62, 50]
    assert await store.outbox.message_ids(job.id) == [*range(51, 62)]
