"""The formats in which an answer can be saved: what each is called, and how it is made."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat.texts import answer as texts
from bot.exports.flow import paragraphs_of
from bot.exports.markdown import markdown
from bot.job import Job

Export = Callable[[Sequence[Sequence[str]], str], bytes]


class PdfMaker(Protocol):
    """Fetches the photos of a job once more. Raises FileGone, FileTooLarge, PhotoError where that fails."""

    async def searchable_pdf(self, job: Job) -> bytes:
        """The photos as a PDF with the text behind them."""


Make = Callable[[Job, str, PdfMaker], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its label, and what makes a file of a job's note, given the language of the bot as a tag (BCP 47)."""

    label: str
    make: Make


def of_paragraphs(export: Export) -> Make:
    """Makes a file of the text alone: `export` gets the paragraphs of each page, and the language."""

    async def make(job: Job, language: str, _: PdfMaker) -> bytes:
        return await asyncio.to_thread(export, paragraphs_of(job.note, job.request.preferences.flow), language)

    return make


def _docx(pages: Sequence[Sequence[str]], language: str) -> bytes:
    from bot.exports.docx import docx  # which brings lxml along

    return docx(pages, language)


async def _text(job: Job, _: str, __: PdfMaker) -> bytes:
    if not job.request.preferences.flow:
        return job.note.text.encode()
    pages = paragraphs_of(job.note, flowing=True)
    return "\n\n".join(text for page in pages for text in page).encode()


async def _searchable_pdf(job: Job, _: str, pdf_maker: PdfMaker) -> bytes:
    return await pdf_maker.searchable_pdf(job)


FORMATS: Mapping[str, Format] = {
    "txt": Format(texts.TEXT_FILE, _text),
    "md": Format(texts.MARKDOWN, of_paragraphs(lambda pages, _: markdown(pages))),
    "docx": Format(texts.WORD_FILE, of_paragraphs(_docx)),
    "pdf": Format(texts.PDF, _searchable_pdf),
}
"""The formats by the suffix of their files, in the order of their buttons."""
