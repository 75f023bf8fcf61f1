"""The journal: what it takes twice, what it hands back, who may move a job on, and what it forgets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update

from bot.correcting.spelling.corrector import SpellingCorrector
from bot.jobs.job import Job, Request, Stage
from bot.jobs.journal import UPDATES_KEPT, Journal
from bot.store.database import Database
from bot.store.tables import JobRow, OutgoingRow, RefusedRow, UpdateRow, utc_now
from tests.scripted import page_of

ADA, BOB = 1, 2
GROUP = -100
SECRET = "Zanzibar is where the treasure lies"
PAGE = page_of("Dear Ada,\n\nsee you on Friday. We have receivcd your letter")


def request(number: int, user: int = ADA, chat: int | None = None) -> Request:
    return Request(user if chat is None else chat, None, number, user, f"file{number}")


async def add(journal: Journal, asked: Request, stage: Stage = Stage.FETCH) -> Job:
    """A job that has come to a stage."""
    job = await journal.add_job(asked)
    assert job
    for step in list(Stage)[1 : list(Stage).index(stage) + 1]:
        job = await journal.advance(job, step, page=PAGE if step is Stage.CORRECT else None)
        assert job
    return job


async def test_an_update_is_accepted_once(journal: Journal) -> None:
    assert await journal.accept_update(5, "first")
    assert not await journal.accept_update(5, "again")
    assert await journal.unfinished_updates() == ["first"]


async def test_one_of_two_that_bring_the_same_update_has_it_accepted(journal: Journal) -> None:
    assert sorted(await asyncio.gather(*(journal.accept_update(5, "same") for _ in range(2)))) == [False, True]


async def test_unfinished_updates_come_in_their_order(journal: Journal) -> None:
    for update_id in (7, 5, 6):
        await journal.accept_update(update_id, str(update_id))
    await journal.finish_update(6)
    assert await journal.unfinished_updates() == ["5", "7"]


async def test_a_finished_update_keeps_no_content_and_is_still_known(journal: Journal, database: Database) -> None:
    await journal.accept_update(5, SECRET)
    await journal.finish_update(5)
    async with database.sessions() as session:
        assert list(await session.scalars(select(UpdateRow.payload))) == [None]
    assert not await journal.accept_update(5, "again")


async def test_the_content_of_a_finished_update_is_in_no_file_after_a_sweep(
    journal: Journal, database: Database
) -> None:
    await journal.accept_update(5, SECRET)
    await journal.finish_update(5)
    await journal.sweep(timedelta(days=30))
    assert files_with(database.path.parent, SECRET) == []


def files_with(folder: Path, content: str) -> list[str]:
    return [path.name for path in folder.iterdir() if content.encode() in path.read_bytes()]


async def test_a_message_begins_one_job(journal: Journal) -> None:
    first = await journal.add_job(request(1))
    assert first == Job(first.id if first else 0, request(1), Stage.FETCH)
    assert await journal.add_job(request(1)) is None
    assert await journal.add_job(replace(request(1), file_id="another")) is None
    other_chat = await journal.add_job(request(1, chat=GROUP))
    other_message = await journal.add_job(request(2))
    assert await journal.unfinished_jobs() == [first, other_chat, other_message]


async def test_a_job_comes_back_with_what_its_stages_brought(journal: Journal) -> None:
    correction = SpellingCorrector().correct(PAGE)
    assert correction.changes
    job = await add(journal, replace(request(1), thread_id=9), Stage.CORRECT)
    moved = await journal.advance(job, Stage.REPLY, correction=correction)
    assert moved == Job(job.id, replace(request(1), thread_id=9), Stage.REPLY, None, PAGE, correction)
    assert await journal.job(job.id) == moved


async def test_an_id_that_is_not_there_is_no_job(journal: Journal) -> None:
    assert await journal.job(77) is None


async def test_a_job_moves_on_from_where_it_stands_only(journal: Journal) -> None:
    job = await add(journal, request(1))
    moved = await journal.advance(job, Stage.READ)
    assert moved and moved.stage is Stage.READ
    assert await journal.advance(job, Stage.REPLY, apology="too late") is None
    assert await journal.job(job.id) == moved


async def test_of_two_that_race_one_wins(journal: Journal) -> None:
    job = await add(journal, request(1))
    results = await asyncio.gather(
        journal.advance(job, Stage.READ), journal.advance(job, Stage.REPLY, apology="stopped")
    )
    (winner,) = [result for result in results if result]
    assert await journal.job(job.id) == winner


async def test_a_job_that_was_forgotten_does_not_move(journal: Journal) -> None:
    job = await add(journal, request(1))
    await journal.forget(ADA, [job])
    assert await journal.advance(job, Stage.READ) is None


async def test_unfinished_jobs_are_those_without_an_answer_oldest_first(journal: Journal) -> None:
    jobs = [await add(journal, request(number), stage) for number, stage in enumerate(Stage)]
    assert await journal.unfinished_jobs() == jobs[:-1]


async def test_cancel_takes_the_persons_unfinished_jobs_of_that_chat(journal: Journal) -> None:
    for stage in Stage:
        await add(journal, request(list(Stage).index(stage), ADA, GROUP), stage)
    others = [await add(journal, request(50, BOB, GROUP)), await add(journal, request(51, ADA, ADA))]
    cancelled = await journal.cancel(GROUP, ADA, "Stopped.")
    assert {job.request.request_id: (job.stage, job.apology) for job in cancelled} == {
        **dict.fromkeys([0, 1, 2], (Stage.REPLY, "Stopped.")),
        **dict.fromkeys([4, 5], (Stage.DONE, None)),
    }
    kept = await journal.jobs_of(ADA)
    assert [job.apology for job in kept] == ["Stopped.", "Stopped.", "Stopped.", None, None, None, None, None]
    assert [await journal.job(job.id) for job in others] == others
    assert await journal.cancel(GROUP, ADA, "Stopped.") == []


async def test_forget_deletes_everything_of_one_person(journal: Journal, database: Database) -> None:
    mine = await add(journal, request(1), Stage.DONE)
    in_group = await add(journal, request(2, ADA, GROUP))
    bobs = await add(journal, request(3, BOB, GROUP), Stage.DONE)
    async with database.sessions.begin() as session:
        session.add_all([RefusedRow(user_id=ADA), RefusedRow(user_id=BOB)])
        session.add_all(OutgoingRow(key=f"job:{job.id}:0", job_id=job.id) for job in (mine, in_group, bobs))
    assert await journal.jobs_of(ADA) == [mine, in_group]
    await journal.forget(ADA, [mine, in_group])
    assert await journal.jobs_of(ADA) == []
    assert await journal.jobs_of(BOB) == [bobs]
    async with database.sessions() as session:
        assert list(await session.scalars(select(OutgoingRow.job_id))) == [bobs.id]
        assert list(await session.scalars(select(RefusedRow.user_id))) == [BOB]


async def test_what_was_forgotten_is_in_no_file(journal: Journal, database: Database) -> None:
    job = await add(journal, request(1), Stage.READ)
    await journal.advance(job, Stage.CORRECT, page=page_of(SECRET))
    assert files_with(database.path.parent, SECRET)
    await journal.forget(ADA, [job])
    assert files_with(database.path.parent, SECRET) == []


async def test_the_id_of_a_forgotten_job_is_not_given_again(journal: Journal) -> None:
    """Buttons and messages name a job by its id: after /forget they must not open somebody else's note."""
    forgotten = await add(journal, request(1), Stage.DONE)
    await journal.forget(ADA, [forgotten])
    assert (await add(journal, request(2, BOB))).id != forgotten.id


async def test_sweep_deletes_what_is_too_old_and_counts_the_notes(journal: Journal, database: Database) -> None:
    old = [await add(journal, request(number), stage) for number, stage in enumerate((Stage.DONE, Stage.FETCH))]
    young = await add(journal, request(10), Stage.DONE)
    await journal.accept_update(1, "old")
    await journal.accept_update(2, "young")
    async with database.sessions.begin() as session:
        session.add_all(RefusedRow(user_id=user) for user in (ADA, BOB))
        session.add_all(OutgoingRow(key=key, job_id=job.id) for key, job in (("old", old[0]), ("young", young)))
        await session.flush()
        past = utc_now() - timedelta(days=30, seconds=1)
        old_ids = [job.id for job in old]
        await session.execute(update(JobRow).where(JobRow.id.in_(old_ids)).values(created_at=past))
        await session.execute(update(RefusedRow).where(RefusedRow.user_id == ADA).values(told_at=past))
        longer_than_kept = utc_now() - UPDATES_KEPT - timedelta(seconds=1)
        await session.execute(update(UpdateRow).where(UpdateRow.id == 1).values(received_at=longer_than_kept))
    assert await journal.sweep(timedelta(days=30)) == 2
    assert await journal.jobs_of(ADA) == [young]
    assert await journal.unfinished_updates() == ["young"]
    async with database.sessions() as session:
        assert list(await session.scalars(select(OutgoingRow.key))) == ["young"]
        assert list(await session.scalars(select(RefusedRow.user_id))) == [BOB]
    assert await journal.sweep(timedelta(days=30)) == 0


async def test_what_was_swept_is_in_no_file(journal: Journal, database: Database) -> None:
    job = await add(journal, request(1), Stage.READ)
    await journal.advance(job, Stage.CORRECT, page=page_of(SECRET))
    async with database.sessions.begin() as session:
        await session.execute(update(JobRow).values(created_at=utc_now() - timedelta(days=31)))
    assert await journal.sweep(timedelta(days=30)) == 1
    assert files_with(database.path.parent, SECRET) == []
