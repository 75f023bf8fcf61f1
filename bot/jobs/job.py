"""A job: one photo on its way from a request to an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from bot.page import Correction, Page
from bot.reading.decoding.glossary_file import Glossary, parse_glossary
from bot.store.tables import JobRow

PAGE = TypeAdapter(Page)
CORRECTION = TypeAdapter(Correction)


class Stage(StrEnum):
    """Where a job stands; each stage but the last waits to be done. From REFINE on the person has an answer."""

    FETCH = "fetch"
    READ = "read"
    CORRECT = "correct"
    REPLY = "reply"
    REFINE = "refine"
    AMEND = "amend"
    DONE = "done"


ANSWERED = (Stage.REFINE, Stage.AMEND, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked: `request_id` is the message that asked, `file_id` the photo's at Telegram.

    `words` are the lines of a glossary that goes with the photo.
    """

    chat_id: int
    thread_id: int | None
    request_id: int
    user_id: int
    file_id: str
    words: str = ""

    @property
    def glossary(self) -> Glossary:
        """The glossary that goes with the photo."""
        return parse_glossary(self.words.split("\n"))


@dataclass(frozen=True, slots=True)
class Job:
    """A request with its stage and what came of it: an answer, or an apology in the person's words."""

    id: int
    request: Request
    stage: Stage
    apology: str | None = None
    page: Page | None = None
    correction: Correction | None = None

    @property
    def answered(self) -> bool:
        """Whether the person has the answer, be it one that a language model still works on."""
        return self.stage in ANSWERED and self.correction is not None and self.apology is None

    @property
    def chat_id(self) -> int:
        """The chat that asked and is answered."""
        return self.request.chat_id

    @classmethod
    def from_row(cls, row: JobRow) -> Job:
        """The job that a row holds."""
        request = Request(row.chat_id, row.thread_id, row.request_id, row.user_id, row.file_id, row.words or "")
        return cls(
            id=row.id,
            request=request,
            stage=Stage(row.stage),
            apology=row.apology,
            page=PAGE.validate_json(row.page) if row.page else None,
            correction=CORRECTION.validate_json(row.correction) if row.correction else None,
        )
