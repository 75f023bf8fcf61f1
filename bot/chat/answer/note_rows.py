"""The rows of a note in both its texts, so that the raw one can turn into the clean one row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.split import utf16_length
from bot.chat.texts import answer as texts
from bot.exports.flow import flow, paragraphs
from bot.job import Job, Photo, ReadPage
from bot.page import NotePage


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a note, or a paragraph where the text flows; `title` names the page that begins with it."""

    raw: str
    clean: str
    begins_paragraph: bool
    title: str = ""

    def text(self, view: View) -> str:
        """What it says in a view."""
        return self.raw if view is View.RAW else self.clean

    @property
    def longest(self) -> int:
        """The length of the longer text with the title, in UTF-16 units."""
        title = utf16_length(self.title) + 2 if self.title else 0
        return title + max(utf16_length(self.raw), utf16_length(self.clean))


def pages_of(job: Job) -> list[tuple[Photo, ReadPage, NotePage]]:
    """The pages of `job.note` in their order, each with what it was read from."""
    return [(photo, page, page.note) for photo in job.photos for page in photo.pages if page.note]


def rows_of(job: Job, say: Locale) -> list[Row]:
    """The rows of all pages; each page but the first begins with its title. Raises ValueError without an answer."""
    rows: list[Row] = []
    pages = pages_of(job)
    for photo, page, note in [each for each in pages if each[2].page.lines] or pages:
        of_page = _rows(note, flows=job.request.preferences.flow)
        if rows:
            of_page[0] = replace(of_page[0], title=title_of(job, photo, page, say))
        rows += of_page
    if not rows:
        raise ValueError(f"job {job.id} has no answer")
    return rows


def title_of(job: Job, photo: Photo, page: ReadPage, say: Locale) -> str:
    """What a page is called: which photo it is, and which page of that where it has several."""
    names = []
    if len(job.photos) > 1:
        names.append(say(texts.PHOTO, number=job.photos.index(photo) + 1))
    if len(job.photos) == 1 or (photo.count or 1) > 1:
        names.append(say(texts.PAGE, number=page.number))
    return ", ".join(names)


def _rows(note: NotePage, *, flows: bool) -> list[Row]:
    """At least one row."""
    raw, clean, starts = [line.raw for line in note.page.lines], note.correction.lines, note.page.paragraphs
    if flows:
        pairs = [*zip(paragraphs(raw, starts), flow(clean, starts), strict=True)]
        starts = tuple(range(len(pairs)))
    else:
        pairs = [*zip(raw, clean, strict=True)]
    return [Row(*pair, index in starts) for index, pair in enumerate(pairs)] or [Row("", "", begins_paragraph=True)]
