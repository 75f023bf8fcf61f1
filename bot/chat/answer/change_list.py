"""What was changed in a note, shown in its lines, and how a change is taken back."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from itertools import groupby

from bot.changes import without
from bot.chat import texts
from bot.chat.answer.note_rows import pages_of, title_of
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten, utf16_length
from bot.chat.texts import answer as own_texts
from bot.job import Job, Photo, ReadPage
from bot.page import Change

MOST = 15  # changes in a message; with the longest words they still fit
LONGEST_WORD = 24
LONGEST_ODDS = 1000
CONTEXT = 20  # UTF-16 units of an unchanged text that are shown before and behind a change
DIGEST = 8  # hexadecimal digits; of a note's changes two have the same once in a million notes
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Listed:
    """Change `index` (from 0) of page `page` (from 0) of a note, with the `number` (from 1) that a person sees.

    `digest` stays the same while other changes come and go.
    """

    page: int
    index: int
    number: int
    change: Change
    digest: str


def lists_of(job: Job) -> list[list[Listed]]:
    """All changes in lists that fit into a message each; none where nothing was changed and nothing refused."""
    listed = [*_listed(job)]
    if not listed and _refused(job):
        return [[]]
    return [listed[start : start + MOST] for start in range(0, len(listed), MOST)]


def change_with(job: Job, digest: str) -> Listed | None:
    """The change with that digest, None where it is there no more."""
    return next((each for each in _listed(job) if each.digest == digest), None)


def kept(job: Job, listed: Listed) -> list[tuple[Photo, ReadPage]]:
    """The pages to be saved so that a change is taken back; what was undoable before is so no more."""
    pages = []
    for number, (photo, page, note) in enumerate(pages_of(job)):
        if number == listed.page:
            correction = without(note.correction, listed.index)
            pages.append((photo, replace(page, note=replace(note, correction=correction), former=note)))
        elif page.former:
            pages.append((photo, replace(page, former=None)))
    return pages


def changes_html(job: Job, lists: Sequence[Sequence[Listed]], number: int, say: Locale) -> str:
    """List `number` (from 0): the lines that changed, then each change with its reason."""
    listed = lists[number]
    blocks = [*_lines(job, listed, say)]
    if listed:
        blocks.append("\n".join(_reason(each, say) for each in listed))
    said = [say.count(texts.REFUSED_COUNT, refused)] if (refused := _refused(job)) and number == len(lists) - 1 else []
    if listed:
        said.append(say(texts.REFINING if job.is_refining else own_texts.TAP_TO_KEEP))
    return "\n\n".join([*blocks, *(f"<i>{escape(text, quote=False)}</i>" for text in said)])


def _listed(job: Job) -> Iterator[Listed]:
    alike: Counter[tuple[object, ...]] = Counter()
    number = 0
    for page, note in enumerate(job.note.pages):
        for index, change in enumerate(note.correction.changes):
            number += 1
            key = (page, change.line, change.before, change.after, change.by)
            digest = sha256(repr((*key, alike[key])).encode()).hexdigest()[:DIGEST]
            alike[key] += 1
            yield Listed(page, index, number, change, digest)


def _refused(job: Job) -> int:
    return sum(len(each.correction.refused) for each in job.note.pages)


def _lines(job: Job, listed: Sequence[Listed], say: Locale) -> Iterator[str]:
    """The lines that hold the changes, those of a page together under its title where there are several."""
    pages = pages_of(job)
    for number, of_page in groupby(listed, lambda each: each.page):
        photo, page, note = pages[number]
        title = [f"<b>{escape(title_of(job, photo, page, say), quote=False)}</b>"] if len(pages) > 1 else []
        by_line = groupby(of_page, lambda each: each.change.line)
        yield "\n".join([*title, *(_line(note.correction.lines[line - 1], [*each]) for line, each in by_line)])


def _line(text: str, listed: Sequence[Listed]) -> str:
    """A line with what was removed struck out and what came bold, and each change's number behind it."""
    html, end = "", 0
    for each in listed:
        change = each.change
        html += _unchanged(text[end : change.start], is_first=end == 0)
        end = change.start + len(change.after)
        marked = [f"<{tag}>{_word(word)}</{tag}>" for tag, word in (("s", change.before), ("b", change.after)) if word]
        html += " ".join(marked) + str(each.number).translate(RAISED)
        html += " " if not change.after and end < len(text) else ""
    return html + _unchanged(text[end:], is_last=True)


def _unchanged(text: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """What stands between two changes, without its middle where it is long."""
    if utf16_length(text) > 2 * CONTEXT:
        before = "" if is_first else shorten(text, CONTEXT)
        behind = "" if is_last else text.encode("utf-16-le")[-2 * CONTEXT :].decode("utf-16-le", errors="ignore")
        behind = behind.partition(" ")[2] if " " in behind.strip() else behind  # from the beginning of a word
        text = f"…{behind}" if is_first else before + behind
    return escape(text, quote=False)


def _reason(listed: Listed, say: Locale) -> str:
    change = listed.change
    before, after = (shorten(word, LONGEST_WORD) for word in (change.before, change.after))
    text = own_texts.CHANGED if before and after else own_texts.CAME if after else own_texts.WENT
    return say.html(text, number=listed.number, before=before, after=after, reason=_told(change, say))


def _told(change: Change, say: Locale) -> str:
    """Why something was changed; where a model weighed both readings, how much likelier the new one is."""
    if change.by == "model" and change.odds:
        return say(texts.WEIGHED, text=_ratio(change.odds.text), photo=_ratio(change.odds.photo))
    return say(texts.REASONS[change.by])


def _ratio(logarithm: float) -> str:
    """As `20:1` or `1:20`, with one digit that counts, at most LONGEST_ODDS."""
    times = math.exp(min(abs(logarithm), math.log(LONGEST_ODDS)))
    rounded = int(float(f"{times:.1g}"))
    return f"{rounded}:1" if logarithm > 0 else f"1:{rounded}"


def _word(word: str) -> str:
    return escape(shorten(word, LONGEST_WORD), quote=False)
