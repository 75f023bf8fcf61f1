"""A job: a request for the text of a photo, or of an album's photos, on its way to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.errors import LegibleError
from bot.glossary.glossary import Glossary, gathered
from bot.page import Note, NotePage, Page
from bot.preferences import Preferences


class Stage(StrEnum):
    """Where a job stands; each stage but the last waits to be done."""

    FETCH = "fetch"
    READ = "read"
    CORRECT = "correct"
    REPLY = "reply"
    REFINE = "refine"
    AMEND = "amend"
    DONE = "done"


UNANSWERED = (Stage.FETCH, Stage.READ, Stage.CORRECT, Stage.REPLY)


class PageState(StrEnum):
    """What has been done for a page: `CORRECTED` is one that a language model has yet to look over."""

    READ = "read"
    CORRECTED = "corrected"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked: `request_id` is the message that asked, `album_id` Telegram's id of its album.

    `words` are the lines of a glossary that goes with the photo; `language` is a code of the bot's catalogues.
    `unasked` is a photo of a group in which every photo is read: who sent it may not have meant the bot.
    """

    chat_id: int
    thread_id: int | None
    request_id: int
    user_id: int
    words: str = ""
    album_id: str | None = None
    language: str = "en"
    preferences: Preferences = field(default_factory=Preferences)
    unasked: bool = False

    @property
    def glossary(self) -> Glossary:
        """The glossary that goes with the photo."""
        return gathered(self.words.split("\n"))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, numbered from 1 in its file, that was read.

    `reading` is what the reader saw, `note` what glossary and corrector made of it, None until they did; `former` is
    the note before the last change that a person asked for, None where there is nothing to undo.
    """

    number: int
    state: PageState
    reading: Page
    note: NotePage | None = None
    former: NotePage | None = None


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page, numbered from 1 in its file, that could not be read; a file that cannot be opened fails as page 1."""

    number: int
    failure: LegibleError


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo or a file of a job: its message, Telegram's ids of it, and its pages as far as they are done.

    `id` is the journal's, 0 before it knows the photo; `count` is how many pages there are, None until that is known.
    """

    message_id: int
    file_id: str
    unique_id: str = ""
    id: int = 0
    count: int | None = None
    pages: tuple[ReadPage, ...] = ()
    failures: tuple[FailedPage, ...] = ()

    @property
    def next_page(self) -> int:
        """The number of the first page that is neither read nor failed."""
        return len(self.pages) + len(self.failures) + 1

    @property
    def is_unread(self) -> bool:
        """Whether pages of it are still to be read."""
        return self.count is None or self.next_page <= self.count


@dataclass(frozen=True, slots=True)
class Job:
    """A request with its stage and what came of it: an answer, or the error that is said instead.

    `photos` are in the order in which they were sent. `found` are the terms that the last re-correction found, None
    where there was none. Where it is `answered` the person has an answer, be it one that is to be amended.
    """

    id: int
    request: Request
    stage: Stage
    photos: tuple[Photo, ...] = ()
    answered: bool = False
    failure: LegibleError | None = None
    found: tuple[str, ...] | None = None

    @property
    def chat_id(self) -> int:
        """The chat that asked and is answered."""
        return self.request.chat_id

    @property
    def pages(self) -> tuple[ReadPage, ...]:
        """The pages of all photos that were read."""
        return tuple(page for photo in self.photos for page in photo.pages)

    @property
    def unread(self) -> tuple[Photo, ...]:
        """The photos that are still to be read."""
        return tuple(photo for photo in self.photos if photo.is_unread)

    @property
    def failures(self) -> tuple[tuple[Photo, FailedPage], ...]:
        """The pages that could not be read."""
        return tuple((photo, failed) for photo in self.photos for failed in photo.failures)

    @property
    def note(self) -> Note:
        """The pages that are corrected."""
        return Note(tuple(page.note for page in self.pages if page.note))

    @property
    def is_refining(self) -> bool:
        """Whether a language model has yet to look over a page."""
        return self.stage is not Stage.DONE and any(page.state is PageState.CORRECTED for page in self.pages)

    def replaced_by(self, photo: Photo) -> Photo | None:
        """The photo of this job in whose place another one came, by an edit of its message; None where none did."""
        same_message = (own for own in self.photos if own.message_id == photo.message_id)
        return next((own for own in same_message if own.unique_id != photo.unique_id), None)

    @property
    def can_undo(self) -> bool:
        """Whether a person's last change altered the text and can be taken back."""
        return any(page.note and page.former and page.note.text != page.former.text for page in self.pages)


def with_way_back(job: Job, pages: Sequence[tuple[Photo, ReadPage]]) -> list[tuple[Photo, ReadPage]]:
    """Pages that were corrected, with what undo brings back of those that were corrected again.

    That is what they said until now; where their texts stay the same it is what they said before that.
    """
    said = {(photo.id, page.number): page.note for photo in job.photos for page in photo.pages}
    before = [said[photo.id, page.number] for photo, page in pages]
    texts = [note.text if note else None for note in before]
    if all(old in (None, page.note and page.note.text) for old, (_, page) in zip(texts, pages, strict=True)):
        return [*pages]
    return [(photo, replace(page, former=old)) for old, (photo, page) in zip(before, pages, strict=True)]
