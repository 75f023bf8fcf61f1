"""The journal: what it takes twice, what it hands back, who may move a job on, and what it forgets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from datetime import time as clock_time
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select, update

from bot.correcting.corrector import Unchanged
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.errors import FileTooLarge, Stopped, TelegramUnreachable
from bot.glossary.glossary import Glossary
from bot.job import FailedPage, Job, PageState, Photo, ReadPage, Request, Stage, with_way_back
from bot.page import Cell, NotePage
from bot.preferences import Preferences
from bot.receipts.receipt import Item, Receipt, Repair
from bot.store.database import Database
from bot.store.eraser import UPDATES_KEPT, Eraser
from bot.store.glossaries import Glossaries
from bot.store.journal import Journal
from bot.store.preference_rows import PreferenceStore
from bot.store.questions import Questions
from bot.store.tables import (
    BroadcastRow,
    JobRow,
    OutgoingRow,
    PageRow,
    RecipientRow,
    RefusedRow,
    UpdateRow,
    utc_now,
)
from bot.store.updates import Updates
from tests.scripted import page_of

ADA, BOB = 1, 2
GROUP = -100
UPDATE = 1000
SECRET = "Zanzibar is where the treasure lies"
PAGE = page_of("Dear Ada,\n\nsee you on Friday. We have receivcd your letter")


def request(number: int, user: int = ADA, chat: int | None = None) -> Request:
    return Request(user if chat is None else chat, None, number, user)


def photo(number: int) -> Photo:
    return Photo(number, f"file{number}", f"unique{number}")


async def add(journal: Journal, asked: Request, stage: Stage = Stage.FETCH) -> Job:
    """A job that has come to a stage, read where it is past reading, answered where it is past the reply."""
    job = await journal.add_job(asked, photo(asked.request_id))
    for step in list(Stage)[1 : list(Stage).index(stage) + 1]:
        assert job
        if step is Stage.CORRECT:
            job = await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, PAGE))
        assert job
        job = await journal.advance(job, step, answered=True if step is Stage.REFINE else None)
    assert job
    return job


async def test_an_update_is_accepted_once(updates: Updates) -> None:
    assert await updates.accept({5: "first"})
    assert not await updates.accept({5: "again"})
    assert [each.payload for each in await updates.unfinished()] == ["first"]


async def test_one_of_two_that_bring_the_same_update_has_it_accepted(updates: Updates) -> None:
    assert sorted(map(bool, await asyncio.gather(*(updates.accept({5: "same"}) for _ in range(2))))) == [False, True]


async def test_unfinished_updates_come_in_their_order(updates: Updates) -> None:
    for update_id in (7, 5, 6):
        await updates.accept({update_id: str(update_id)})
    await updates.finish(6)
    assert [each.payload for each in await updates.unfinished()] == ["5", "7"]


async def test_a_finished_update_keeps_no_content_and_is_still_known(updates: Updates, database: Database) -> None:
    await updates.accept({5: SECRET})
    await updates.finish(5)
    async with database.sessions() as session:
        assert list(await session.scalars(select(UpdateRow.payload))) == [None]
    assert not await updates.accept({5: "again"})


async def test_the_content_of_a_finished_update_is_in_no_file_after_a_sweep(
    updates: Updates, eraser: Eraser, database: Database
) -> None:
    await updates.accept({5: SECRET})
    await updates.finish(5)
    await eraser.sweep(timedelta(days=30))
    assert files_with(database.path.parent, SECRET) == []


def files_with(folder: Path, content: str) -> list[str]:
    return [path.name for path in folder.iterdir() if content.encode() in path.read_bytes()]


def ids(jobs: Iterable[Job]) -> list[int]:
    return [job.id for job in jobs]


async def test_a_message_begins_one_job(journal: Journal) -> None:
    first = await journal.add_job(request(1), photo(1))
    assert first
    assert first == Job(first.id, request(1), Stage.FETCH, (replace(photo(1), id=first.photos[0].id),))
    assert await journal.add_job(request(1), photo(1)) is None
    assert await journal.add_job(request(1), photo(9)) is None
    other_chat = await journal.add_job(request(1, chat=GROUP), photo(1))
    other_message = await journal.add_job(request(2), photo(2))
    assert await journal.unfinished_jobs() == [first, other_chat, other_message]


async def test_a_job_comes_back_with_what_its_stages_brought(journal: Journal) -> None:
    correction = SpellingCorrector().correct(PAGE)
    assert correction.changes
    asked = replace(
        request(1), thread_id=9, words="Okafor", language="de", preferences=Preferences(flow=True, topics=((3, True),))
    )
    job = await add(journal, asked, Stage.CORRECT)
    page = replace(job.pages[0], note=NotePage(PAGE, correction), state=PageState.CORRECTED)
    moved = await journal.save_pages(job, Stage.REPLY, [(job.photos[0], page)], found=["Okafor"])
    assert moved and moved == replace(job, stage=Stage.REPLY, photos=moved.photos, found=("Okafor",))
    assert moved.request == asked and moved.pages == (page,)
    assert await journal.job(job.id) == moved


async def test_an_error_comes_back_as_it_was(journal: Journal) -> None:
    job = await add(journal, request(1), Stage.READ)
    moved = await journal.add_page(job, job.photos[0], FailedPage(1, FileTooLarge(limit=20)))
    assert moved
    ((_, failed),) = moved.failures
    assert isinstance(failed.failure, FileTooLarge) and failed.failure.details == {"limit": 20}
    moved = await journal.advance(moved, Stage.REPLY, failure=TelegramUnreachable(3.5))
    assert moved and isinstance(moved.failure, TelegramUnreachable) and moved.failure.retry_after == 3.5


async def test_the_posteriors_and_the_cells_are_kept_once_and_there_again(journal: Journal, database: Database) -> None:
    lines = tuple(replace(line, posteriors=SECRET, cells=(Cell(line.text, 0.9876, line.box),)) for line in PAGE.lines)
    reading = replace(PAGE, lines=lines)
    job = await add(journal, request(1), Stage.READ)
    moved = await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, reading))
    assert moved
    note = NotePage(reading, Unchanged().correct(reading))
    page = replace(moved.pages[0], note=note, state=PageState.DONE)
    saved = await journal.save_pages(moved, Stage.REPLY, [(moved.photos[0], page)])
    assert saved and saved.pages[0].note and saved.pages[0].note.page == reading
    async with database.sessions() as session:
        row = (await session.scalars(select(PageRow))).one()
    assert row.note and SECRET not in row.note and "0.9876" not in row.note


async def test_the_receipts_of_a_note_are_kept(journal: Journal) -> None:
    milk = Item("Milk", 240, quantity=Decimal("2"), unit_price=Decimal("1.20"), line=1)
    receipt = Receipt(
        merchant="Corner Shop",
        day=date(2018, 4, 15),
        time=clock_time(18, 2),
        currency="GBP",
        items=(milk, Item("Voucher", -100, "discount")),
        total=150,
        difference=-10,
        repairs=(Repair(1, 240, 250, "items", 0),),
    )
    job = await add(journal, request(1), Stage.READ)
    moved = await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, PAGE))
    assert moved
    note = NotePage(PAGE, Unchanged().correct(PAGE), (receipt,))
    page = replace(moved.pages[0], note=note, state=PageState.DONE)
    await journal.save_pages(moved, Stage.REPLY, [(moved.photos[0], page)])
    kept = await journal.job(job.id)
    assert kept and kept.pages[0].note == note


async def test_a_page_that_was_kept_before_there_were_cells_comes_without_them(
    journal: Journal, database: Database
) -> None:
    job = await add(journal, request(1), Stage.READ)
    assert await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, PAGE))
    async with database.sessions.begin() as session:
        row = (await session.scalars(select(PageRow))).one()
        assert row.reading
        row.reading = row.reading.replace(',"cells":[]', "")
        assert "cells" not in row.reading
    loaded = await journal.job(job.id)
    assert loaded and loaded.pages[0].reading == PAGE


async def album(journal: Journal, *numbers: int) -> Job:
    """A job of these photos."""
    job = None
    for number in numbers:
        asked = replace(request(number), album_id="album")
        job = await journal.add_to_album(asked, photo(number)) or await journal.add_job(asked, photo(number))
    assert job
    return job


async def test_an_albums_photos_are_one_job_in_the_order_of_their_messages(journal: Journal) -> None:
    job = await album(journal, 5, 3, 4)
    assert [photo.message_id for photo in job.photos] == [3, 4, 5]
    assert await journal.unfinished_jobs() == [job]
    assert await journal.add_to_album(replace(request(4), album_id="album"), photo(4)) is None
    assert await journal.add_to_album(replace(request(9, BOB), album_id="album"), photo(9)) is None


async def test_a_late_photo_takes_an_answered_album_back_to_be_fetched(journal: Journal) -> None:
    job = await add(journal, replace(request(1), album_id="album"), Stage.DONE)
    late = await journal.add_to_album(replace(request(2), album_id="album", words="Okafor"), photo(2))
    assert late and (late.stage, late.answered, late.request.words) == (Stage.FETCH, True, "Okafor")
    assert [unread.message_id for unread in late.unread] == [2] and late.pages == job.pages


async def test_an_album_that_was_stopped_stays_so(journal: Journal) -> None:
    await album(journal, 1)
    await journal.cancel(ADA, ADA, Stopped())
    assert await journal.add_to_album(replace(request(2), album_id="album"), photo(2)) is None


async def test_a_recorrection_can_be_undone(journal: Journal) -> None:
    job = await add(journal, request(1), Stage.CORRECT)
    note = NotePage(PAGE, Unchanged().correct(PAGE))
    first = replace(job.pages[0], note=note, state=PageState.DONE)
    answered = await journal.save_pages(job, Stage.REPLY, [(job.photos[0], first)])
    assert answered and await journal.recorrect(answered) is None  # the person has no answer yet
    answered = await journal.advance(answered, Stage.DONE, answered=True)
    assert answered and not answered.can_undo and await journal.undo(answered) is None
    again = await journal.recorrect(answered, "Okafor")
    assert again and (again.stage, again.request.words, again.found) == (Stage.CORRECT, "Okafor", ())
    assert again.pages[0].state is PageState.READ and again.note == answered.note and not again.can_undo
    other = page_of("Something else\n\naltogether\nhere")
    note = replace(note, correction=replace(note.correction, lines=tuple(other.text.split("\n"))))
    second = replace(again.pages[0], note=note, state=PageState.DONE)
    changed = await journal.save_pages(again, Stage.DONE, with_way_back(again, [(again.photos[0], second)]))
    assert changed and changed.can_undo
    same = await journal.recorrect(changed, "Zanzibar")
    assert same
    kept = await journal.save_pages(same, Stage.DONE, with_way_back(same, [(same.photos[0], changed.pages[0])]))
    assert kept and kept.can_undo, "what changed nothing takes no way back"
    changed = kept
    back = await journal.undo(changed)
    assert back and (back.stage, back.note, back.found) == (Stage.AMEND, answered.note, None) and not back.can_undo


async def test_a_group_takes_its_notes_terms_and_preferences_along(journal: Journal, database: Database) -> None:
    glossaries, preferences = Glossaries(database.sessions), PreferenceStore(database.sessions)
    job = await add(journal, request(1, ADA, GROUP))
    await glossaries.add(GROUP, Glossary(("Okafor",), (("Kovas", "Kovács"),)))
    await preferences.change(GROUP, lambda _: Preferences(automatic=True))
    await journal.move_chat(GROUP, -1000)
    moved = await journal.job(job.id)
    assert moved and (moved.chat_id, moved.request.request_id) == (-1000, -1)
    assert await add(journal, request(1, ADA, -1000)), "the numbers of the messages begin anew"
    assert await journal.jobs_about(-1000, 1) == [await journal.job(job.id + 1)]
    assert await glossaries.of(-1000) == Glossary(("Okafor",), (("Kovas", "Kovács"),))
    assert (await preferences.of(-1000)).automatic and not await glossaries.of(GROUP)


async def test_a_question_to_a_group_that_moved_is_none_of_its_new_messages(
    journal: Journal, database: Database
) -> None:
    questions = Questions(database.sessions)
    await questions.add(GROUP, 7)
    await journal.move_chat(GROUP, -1000)
    assert not await questions.has(-1000, 7) and not await questions.has(GROUP, 7)


async def test_what_stands_at_the_new_id_of_a_group_is_newer(journal: Journal, database: Database) -> None:
    glossaries, preferences = Glossaries(database.sessions), PreferenceStore(database.sessions)
    for chat_id in (GROUP, -1000):
        await glossaries.add(chat_id, Glossary(("Okafor",)))
    await preferences.change(GROUP, lambda _: Preferences(automatic=True))
    await preferences.change(-1000, lambda _: Preferences())
    for _ in range(2):
        await journal.move_chat(GROUP, -1000)
    assert not (await preferences.of(-1000)).automatic and not (await preferences.of(GROUP)).automatic
    assert await glossaries.of(-1000) == Glossary(("Okafor",))


async def test_what_was_sent_to_a_group_before_it_moved_counts_as_lost(journal: Journal, database: Database) -> None:
    job = await add(journal, request(1, ADA, GROUP))
    async with database.sessions.begin() as session:
        session.add(OutgoingRow(key="job:1:0", job_id=job.id, message_id=5, final=True))
    await journal.move_chat(GROUP, -1000)
    async with database.sessions() as session:
        sent = await session.get_one(OutgoingRow, "job:1:0")
        assert (sent.message_id, sent.final) == (None, False)


async def test_a_photo_takes_the_place_of_another(journal: Journal) -> None:
    job = await add(journal, request(1), Stage.REFINE)
    other = Photo(1, "file9", "unique9")
    replaced = await journal.replace_photo(job, job.photos[0], other)
    assert replaced and (replaced.stage, replaced.answered, replaced.pages) == (Stage.FETCH, True, ())
    assert replaced.photos == (replace(other, id=job.photos[0].id),)
    assert await journal.replace_photo(job, job.photos[0], other) is None


async def test_a_photo_that_takes_the_place_of_one_with_an_apology_edits_it(journal: Journal) -> None:
    job = await add(journal, request(1))
    failed = await journal.advance(job, Stage.REPLY, failure=FileTooLarge(limit=20))
    done = failed and await journal.advance(failed, Stage.DONE)
    assert done and not done.answered
    replaced = await journal.replace_photo(done, done.photos[0], photo(9))
    assert replaced and replaced.answered and replaced.failure is None


async def test_a_message_may_be_what_asked_or_hold_the_photo(journal: Journal) -> None:
    own = await add(journal, request(1, ADA, GROUP))
    of_bob = await journal.add_job(request(2, BOB, GROUP), photo(1))
    assert await journal.jobs_about(GROUP, 1) == [own, of_bob]
    assert await journal.jobs_about(GROUP, 2) == [of_bob]
    assert await journal.jobs_about(GROUP, 3) == await journal.jobs_about(ADA, 1) == []


async def test_the_jobs_of_a_closed_chat_end(journal: Journal) -> None:
    jobs = [await add(journal, request(number, ADA, GROUP), stage) for number, stage in enumerate(Stage, start=1)]
    elsewhere = await add(journal, request(1))
    ended = await journal.end_chat(GROUP)
    assert {job.id for job in ended} == {job.id for job in jobs[:-1]}
    assert await journal.unfinished_jobs() == [elsewhere]


async def test_the_first_answer_to_a_file_is_found_in_its_chat_only(journal: Journal, eraser: Eraser) -> None:
    answered = await add(journal, request(1), Stage.DONE)
    await add(journal, request(2), Stage.READ)
    assert await journal.first_answer(ADA, "unique1") == answered
    assert await journal.first_answer(ADA, "unique2") is None
    assert await journal.first_answer(BOB, "unique1") is None
    await eraser.forget_jobs([answered.id])
    assert await journal.first_answer(ADA, "unique1") is None


async def test_an_id_that_is_not_there_is_no_job(journal: Journal) -> None:
    assert await journal.job(77) is None


async def test_a_job_moves_on_from_where_it_stands_only(journal: Journal) -> None:
    job = await add(journal, request(1))
    moved = await journal.advance(job, Stage.READ)
    assert moved and moved.stage is Stage.READ
    assert await journal.advance(job, Stage.REPLY, failure=Stopped()) is None
    assert await journal.job(job.id) == moved


async def test_of_two_that_race_one_wins(journal: Journal) -> None:
    job = await add(journal, request(1))
    results = await asyncio.gather(
        journal.advance(job, Stage.READ), journal.advance(job, Stage.REPLY, failure=Stopped())
    )
    (winner,) = [result for result in results if result]
    assert await journal.job(job.id) == winner


async def test_a_job_that_was_forgotten_does_not_move(journal: Journal, eraser: Eraser) -> None:
    job = await add(journal, request(1))
    await eraser.forget(ADA, [job], UPDATE)
    assert await journal.advance(job, Stage.READ) is None


async def test_unfinished_jobs_are_those_without_an_answer_oldest_first(journal: Journal) -> None:
    jobs = [await add(journal, request(number), stage) for number, stage in enumerate(Stage)]
    assert await journal.unfinished_jobs() == jobs[:-1]


async def test_cancel_takes_the_persons_unfinished_jobs_of_that_chat(journal: Journal) -> None:
    for stage in Stage:
        await add(journal, request(list(Stage).index(stage), ADA, GROUP), stage)
    others = [await add(journal, request(50, BOB, GROUP)), await add(journal, request(51, ADA, ADA))]
    cancelled = await journal.cancel(GROUP, ADA, Stopped())
    assert {job.request.request_id: (job.stage, type(job.failure)) for job in cancelled} == {
        **dict.fromkeys([0, 1, 2], (Stage.REPLY, Stopped)),
        **dict.fromkeys([4, 5], (Stage.AMEND, type(None))),
    }
    assert not any(job.is_refining or job.unread for job in cancelled)
    kept = await journal.outlines(ADA)
    assert [bool(job.failure) for job in kept] == [True, True, True, False, False, False, False, False]
    assert [await journal.job(job.id) for job in others] == others


async def test_a_recorrection_that_is_cancelled_says_nothing_of_what_it_found(journal: Journal) -> None:
    again = await journal.recorrect(await add(journal, request(1), Stage.DONE), "Okafor")
    assert again and again.found == ()
    (stopped,) = await journal.cancel(ADA, ADA, Stopped())
    assert (stopped.stage, stopped.found) == (Stage.AMEND, None)


async def test_cancel_takes_one_job_where_it_is_named(journal: Journal) -> None:
    jobs = [await add(journal, request(number), Stage.READ) for number in (1, 2)]
    assert [job.id for job in await journal.cancel(ADA, ADA, Stopped(), jobs[1].id)] == [jobs[1].id]
    assert await journal.cancel(ADA, BOB, Stopped(), jobs[0].id) == []
    assert await journal.job(jobs[0].id) == jobs[0]


async def test_forget_deletes_everything_of_one_person(journal: Journal, eraser: Eraser, database: Database) -> None:
    mine = await add(journal, request(1), Stage.DONE)
    in_group = await add(journal, request(2, ADA, GROUP))
    bobs = await add(journal, request(3, BOB, GROUP), Stage.DONE)
    async with database.sessions.begin() as session:
        session.add_all([RefusedRow(user_id=ADA), RefusedRow(user_id=BOB)])
        session.add_all(BroadcastRow(id=user, chat_id=user, message_id=1, language="en") for user in (ADA, BOB))
        session.add_all(RecipientRow(broadcast_id=BOB, chat_id=user) for user in (ADA, BOB))
        session.add_all(OutgoingRow(key=f"job:{job.id}:0", job_id=job.id) for job in (mine, in_group, bobs))
    assert ids(await journal.outlines(ADA)) == ids([mine, in_group])
    await eraser.forget(ADA, [mine, in_group], UPDATE)
    assert await journal.outlines(ADA) == []
    assert ids(await journal.outlines(BOB)) == [bobs.id]
    async with database.sessions() as session:
        assert list(await session.scalars(select(OutgoingRow.job_id))) == [bobs.id]
        assert list(await session.scalars(select(RefusedRow.user_id))) == [BOB]
        assert list(await session.scalars(select(BroadcastRow.chat_id))) == [BOB]
        assert list(await session.scalars(select(RecipientRow.chat_id))) == [BOB]


async def test_forget_takes_what_the_person_sent_before_and_was_not_handled(updates: Updates, eraser: Eraser) -> None:
    sent = {
        1: ("message", ADA),
        2: ("edited_message", ADA),
        3: ("callback_query", ADA),
        4: ("message", BOB),
        UPDATE: ("message", ADA),
        UPDATE + 1: ("message", ADA),
    }
    payloads = [json.dumps({kind: {"from": {"id": user}}, "number": number}) for number, (kind, user) in sent.items()]
    for update_id, payload in zip(sent, payloads, strict=True):
        await updates.accept({update_id: payload})
    await eraser.forget(ADA, [], UPDATE)
    assert [each.payload for each in await updates.unfinished()] == payloads[3:]


async def test_what_was_forgotten_is_in_no_file(journal: Journal, eraser: Eraser, database: Database) -> None:
    job = await add(journal, request(1), Stage.READ)
    await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, page_of(SECRET)))
    assert files_with(database.path.parent, SECRET)
    await eraser.forget(ADA, [job], UPDATE)
    assert files_with(database.path.parent, SECRET) == []


async def test_the_id_of_a_forgotten_job_is_not_given_again(journal: Journal, eraser: Eraser) -> None:
    """Buttons and messages name a job by its id: after /forget they must not open somebody else's note."""
    forgotten = await add(journal, request(1), Stage.DONE)
    await eraser.forget(ADA, [forgotten], UPDATE)
    assert (await add(journal, request(2, BOB))).id != forgotten.id


async def test_sweep_deletes_what_is_too_old_and_counts_the_notes(
    journal: Journal, updates: Updates, eraser: Eraser, database: Database
) -> None:
    old = [await add(journal, request(number), stage) for number, stage in enumerate((Stage.DONE, Stage.FETCH))]
    young = await add(journal, request(10), Stage.DONE)
    await updates.accept({1: "old"})
    await updates.accept({2: "young"})
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
        proposed = [BroadcastRow(chat_id=ADA, message_id=1, language="en", created_at=at) for at in (past, utc_now())]
        session.add_all(proposed)
    assert await eraser.sweep(timedelta(days=30)) == 2
    assert ids(await journal.outlines(ADA)) == [young.id]
    assert [each.payload for each in await updates.unfinished()] == ["young"]
    async with database.sessions() as session:
        assert list(await session.scalars(select(OutgoingRow.key))) == ["young"]
        assert list(await session.scalars(select(RefusedRow.user_id))) == [BOB]
        assert list(await session.scalars(select(BroadcastRow.id))) == [proposed[1].id]
    assert await eraser.sweep(timedelta(days=30)) == 0


async def test_what_was_swept_is_in_no_file(journal: Journal, eraser: Eraser, database: Database) -> None:
    job = await add(journal, request(1), Stage.READ)
    await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, page_of(SECRET)))
    async with database.sessions.begin() as session:
        await session.execute(update(JobRow).values(created_at=utc_now() - timedelta(days=31)))
    assert await eraser.sweep(timedelta(days=30)) == 1
    assert files_with(database.path.parent, SECRET) == []
