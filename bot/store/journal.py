"""The journal of jobs, which are written down before anything is promised and moved on by compare-and-set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import starmap

from sqlalchemy import Executable, case, delete, func, null, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.concurrency import uninterrupted
from bot.errors import LegibleError, Stopped
from bot.job import UNANSWERED, FailedPage, Job, PageState, Photo, ReadPage, Request, Stage
from bot.store.database import Sessions
from bot.store.job_rows import job_values, load, outline, pack_error, page_values, unpack_error
from bot.store.ledger_moving import move_ledger
from bot.store.ledger_tables import ExpenseCardRow, ExpenseRow
from bot.store.tables import (
    JobRow,
    OutgoingRow,
    PageRow,
    PhotoRow,
    PreferenceRow,
    QuestionRow,
    TermRow,
    utc_now,
)

# A re-correction that is stopped before it was made found nothing, and says nothing.
_FOUND_SO_FAR = case((JobRow.stage == Stage.CORRECT, null()), else_=JobRow.found)


class Journal:
    """The jobs, which survive a crash of the bot."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def add_job(self, request: Request, photo: Photo) -> Job | None:
        """Begin a job; None where the same message, or another of its album, asked before."""
        values = {**job_values(request), "stage": Stage.FETCH, "created_at": utc_now()}
        if days := request.preferences.retention_days:
            values["kept_until"] = utc_now() + timedelta(days=days)
        async with self._sessions.begin() as session:
            row = await session.scalar(insert(JobRow).values(values).on_conflict_do_nothing().returning(JobRow))
            if row is None:
                return None
            await session.execute(insert(PhotoRow).values(_photo_values(row.id, photo)))
            return await _loaded(session, row)

    @uninterrupted
    async def add_to_album(self, request: Request, photo: Photo) -> Job | None:
        """Add a photo to its album's job, which goes back to be fetched where it was through with the others.

        None where the album has no job yet, has the photo already, or was stopped.
        """
        of_album = (JobRow.chat_id == request.chat_id) & (JobRow.album_id == request.album_id)
        async with self._sessions.begin() as session:
            row = await session.scalar(select(JobRow).where(of_album))
            if row is None:
                return None
            statement = insert(PhotoRow).values(_photo_values(row.id, photo)).on_conflict_do_nothing()
            if await session.scalar(statement.returning(PhotoRow.id)) is None:
                return None
            if row.failure and isinstance(unpack_error(row.failure), Stopped):
                return None
            if row.stage not in UNANSWERED:
                row.stage, row.answered, row.failure = Stage.FETCH, True, None
            row.words = row.words or request.words
            return await _loaded(session, row)

    @uninterrupted
    async def job(self, job_id: int) -> Job | None:
        """The job of that id, None where it was forgotten."""
        async with self._sessions() as session:
            row = await session.get(JobRow, job_id)
            return await _loaded(session, row) if row else None

    @uninterrupted
    async def jobs_about(self, chat_id: int, message_id: int) -> list[Job]:
        """The jobs of a chat that a message asked for, or whose photo came in it, oldest first."""
        came_in_it = select(PhotoRow.id).where(PhotoRow.job_id == JobRow.id, PhotoRow.message_id == message_id).exists()
        query = select(JobRow).where(JobRow.chat_id == chat_id, JobRow.request_id > 0)  # negative where a group moved
        query = query.where((JobRow.request_id == message_id) | came_in_it)
        async with self._sessions() as session:
            return await load(session, [*await session.scalars(query.order_by(JobRow.id))])

    @uninterrupted
    async def unfinished_jobs(self) -> list[Job]:
        """Jobs that are not done, oldest first."""
        async with self._sessions() as session:
            query = select(JobRow).where(JobRow.stage != Stage.DONE).order_by(JobRow.id)
            return await load(session, [*await session.scalars(query)])

    @uninterrupted
    async def advance(
        self,
        job: Job,
        stage: Stage,
        *,
        failure: LegibleError | None = None,
        answered: bool | None = None,
    ) -> Job | None:
        """Move a job on; None where it is no longer where `job` says it stood."""
        values: dict[str, object] = {"stage": stage}
        if failure:
            values["failure"] = pack_error(failure)
        if answered is not None:
            values["answered"] = answered
        return await self._move(job, values)

    async def count_pages(self, job: Job, photo: Photo, count: int) -> Job | None:
        """Note how many pages a photo has; None where the job moved on meanwhile."""
        statement = update(PhotoRow).where(PhotoRow.id == photo.id).values(count=count)
        return await self._move(job, {"stage": job.stage}, [statement])

    async def add_page(self, job: Job, photo: Photo, page: ReadPage | FailedPage) -> Job | None:
        """Note what was read of a photo, or that it was not; None where the job moved on meanwhile."""
        values = {"photo_id": photo.id, "number": page.number, **page_values(page)}
        statements: list[Executable] = [insert(PageRow).values(values)]
        if photo.count is None:
            statements.append(update(PhotoRow).where(PhotoRow.id == photo.id).values(count=1))
        return await self._move(job, {"stage": job.stage}, statements)

    async def save_pages(
        self, job: Job, stage: Stage, pages: Iterable[tuple[Photo, ReadPage]], found: Sequence[str] | None = None
    ) -> Job | None:
        """Put pages in the place of those with their numbers and move the job on; None where it moved on meanwhile.

        `found` are the terms that a re-correction found.
        """
        known = {} if found is None else {"found": json.dumps(found)}
        return await self._move(job, {"stage": stage, **known}, starmap(_saving, pages))

    @uninterrupted
    async def _move(self, job: Job, values: dict[str, object], statements: Iterable[Executable] = ()) -> Job | None:
        """Change a job that stands where `job` says, and what belongs to it, all or nothing."""
        claim = update(JobRow).where(JobRow.id == job.id, JobRow.stage == job.stage).values(values)
        async with self._sessions.begin() as session:
            row = await session.scalar(claim.returning(JobRow))
            if row is None:
                return None
            for statement in statements:
                await session.execute(statement)
            return await _loaded(session, row)

    async def recorrect(self, job: Job, words: str = "") -> Job | None:
        """Have an answered job corrected again from its readings, with further words; None where it has no answer.

        The clean text is shown of it then. Only `bot.jobs.desk` calls it, which stops what runs for the job before.
        """
        if not job.answered or not job.pages:
            return None
        again = [_saving(photo, replace(page, state=PageState.READ)) for photo in job.photos for page in photo.pages]
        turned = update(OutgoingRow).where(OutgoingRow.job_id == job.id).values(view=None)
        read_from_it = select(ExpenseRow.id).where(ExpenseRow.job_id == job.id)
        cards = update(ExpenseCardRow).where(ExpenseCardRow.expense_id.in_(read_from_it)).values(view=None)
        values: dict[str, object] = {"stage": Stage.CORRECT, "found": json.dumps(()), "words": _listed(job, words)}
        return await self._move(job, values, [*again, turned, cards])

    async def undo(self, job: Job) -> Job | None:
        """Bring back what an answer said before a person's last change; None where there is nothing to undo.

        Only `bot.jobs.desk` calls it, which stops what runs for the job before.
        """
        if not job.can_undo:
            return None
        back = [
            _saving(photo, replace(page, state=PageState.DONE, note=page.former, former=None))
            for photo in job.photos
            for page in photo.pages
            if page.former
        ]
        return await self._move(job, {"stage": Stage.AMEND, "found": None}, back)

    async def replace_photo(self, job: Job, former: Photo, photo: Photo) -> Job | None:
        """Have a job read another photo in the place of one; an answer or an apology that is there is edited.

        Only `bot.jobs.desk` calls it, which stops what runs for the job before. None where it moved on meanwhile.
        """
        own = PhotoRow.id == former.id
        file = {"file_id": photo.file_id, "unique_id": photo.unique_id, "count": None}
        statements = [delete(PageRow).where(PageRow.photo_id == former.id), update(PhotoRow).where(own).values(file)]
        answered = job.answered or job.stage not in UNANSWERED
        return await self._move(job, {"stage": Stage.FETCH, "answered": answered, "failure": None}, statements)

    async def add_words(self, job: Job, words: str) -> Job | None:
        """Add lines to the glossary of a job that has no answer yet; None where it moved on meanwhile."""
        return await self._move(job, {"stage": job.stage, "words": _listed(job, words)})

    @uninterrupted
    async def end_chat(self, chat_id: int) -> list[Job]:
        """End the jobs of a chat that nobody can be told of any more, and return them."""
        ended = update(JobRow).where(JobRow.chat_id == chat_id, JobRow.stage != Stage.DONE)
        async with self._sessions.begin() as session:
            rows = [*await session.scalars(ended.values(stage=Stage.DONE).returning(JobRow))]
            await _end_pages(session, [row.id for row in rows])
            return await load(session, rows)

    @uninterrupted
    async def cancel(self, chat_id: int, user_id: int, failure: LegibleError, job_id: int | None = None) -> list[Job]:
        """Give up a person's unanswered jobs in a chat, end their answered ones, and return both; or one job only."""
        jobs = update(JobRow).where(JobRow.chat_id == chat_id, JobRow.user_id == user_id, JobRow.stage != Stage.DONE)
        if job_id is not None:
            jobs = jobs.where(JobRow.id == job_id)
        refining = jobs.where(JobRow.answered)
        unanswered = jobs.where(JobRow.stage.in_((Stage.FETCH, Stage.READ, Stage.CORRECT)), ~JobRow.answered)
        given_up = unanswered.values(stage=Stage.REPLY, failure=pack_error(failure))
        async with self._sessions.begin() as session:
            stopped = [*await session.scalars(given_up.returning(JobRow))]
            ended = refining.values(stage=Stage.AMEND, found=_FOUND_SO_FAR)
            stopped += await session.scalars(ended.returning(JobRow))
            await _end_pages(session, [row.id for row in stopped])
            return await load(session, stopped)

    @uninterrupted
    async def outlines(self, user_id: int) -> list[Job]:
        """Every job of a person, oldest first, without its photos."""
        async with self._sessions() as session:
            query = select(JobRow).where(JobRow.user_id == user_id).order_by(JobRow.id)
            return [outline(row) for row in await session.scalars(query)]

    @uninterrupted
    async def last_file_id(self) -> str | None:
        """Telegram's id of the photo that came last, None where none is known."""
        async with self._sessions() as session:
            return await session.scalar(select(PhotoRow.file_id).order_by(PhotoRow.id.desc()).limit(1))

    @uninterrupted
    async def first_answer(self, chat_id: int, unique_id: str) -> Job | None:
        """The first answered job of a chat with this very file, None where there is none."""
        with_file = select(PhotoRow.job_id).where(PhotoRow.unique_id == unique_id)
        query = select(JobRow).where(JobRow.chat_id == chat_id, JobRow.answered, JobRow.id.in_(with_file))
        async with self._sessions() as session:
            row = await session.scalar(query.order_by(JobRow.id).limit(1))
            return await _loaded(session, row) if row else None

    @uninterrupted
    async def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: what is kept of it belongs to its new id, where nothing newer stands there.

        The numbers of its messages begin anew: those that asked become negative, what was sent counts as lost, and what
        was asked of the group is asked no more.
        """
        jobs = select(JobRow.id).where(JobRow.chat_id == old)
        sent = update(OutgoingRow).where(OutgoingRow.job_id.in_(jobs))
        moved = update(JobRow).where(JobRow.chat_id == old)
        async with self._sessions.begin() as session:
            await session.execute(sent.values(message_id=None, final=False))
            await session.execute(moved.values(chat_id=new, request_id=-JobRow.request_id))
            await session.execute(delete(QuestionRow).where(QuestionRow.chat_id == old))
            for table in (PreferenceRow, TermRow):
                kept = update(table).prefix_with("OR IGNORE").where(table.chat_id == old)
                await session.execute(kept.values(chat_id=new))
                await session.execute(delete(table).where(table.chat_id == old))
            await move_ledger(session, old, new)


async def _loaded(session: AsyncSession, row: JobRow) -> Job:
    await session.flush()
    (job,) = await load(session, [row])
    return job


async def _end_pages(session: AsyncSession, job_ids: Sequence[int]) -> None:
    """Let these jobs have no page that is still to be read or to be looked over."""
    photos = update(PhotoRow).where(PhotoRow.job_id.in_(job_ids))
    pages = select(func.count()).where(PageRow.photo_id == PhotoRow.id).scalar_subquery()
    await session.execute(photos.values(count=pages).execution_options(synchronize_session=False))
    of_jobs = PageRow.photo_id.in_(select(PhotoRow.id).where(PhotoRow.job_id.in_(job_ids)))
    await session.execute(update(PageRow).where(of_jobs).values(state=PageState.DONE))


def _photo_values(job_id: int, photo: Photo) -> dict[str, object]:
    return {
        "job_id": job_id,
        "message_id": photo.message_id,
        "file_id": photo.file_id,
        "unique_id": photo.unique_id,
    }


def _saving(photo: Photo, page: ReadPage) -> Executable:
    """The statement that puts a page in the place of the one with its number."""
    former = (PageRow.photo_id == photo.id) & (PageRow.number == page.number)
    return update(PageRow).where(former).values(page_values(page))


def _listed(job: Job, words: str) -> str:
    """The lines of the glossary that a job has, and further ones."""
    return "\n".join(filter(None, (job.request.words, words)))
