"""What a reply looks like, for any text: within Telegram's limits, escaped, and the same number of messages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.chat import texts
from bot.chat.languages.locale import Locales
from bot.chat.split import utf16_length
from bot.chat.views import LONGEST_PART, MOST_PARTS, View, answer, buttons, show
from bot.jobs.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.page import Change, ChangedBy, Correction, Line, NotePage, Notice, Page

BOX = ((0, 0), (1, 0), (1, 1), (0, 1))
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(PRINTABLE, max_size=60)
LINES = st.lists(
    st.tuples(st.text(PRINTABLE, max_size=200), st.text(PRINTABLE, max_size=200)), min_size=1, max_size=120
)
HUGE = 2**63 - 1
SAY = Locales().of("en")


def note(
    raw: list[str],
    clean: list[str],
    changes: tuple[Change, ...] = (),
    job_id: int = 7,
    every: int = 9,
    notice: Notice = "",
) -> Job:
    """A job that came to its answer; a paragraph has so many lines."""
    borders = tuple(range(0, len(raw), every))
    page = Page(tuple(Line(line, line, 0.9, BOX) for line in raw), "scripted", paragraphs=borders, notice=notice)
    correction = Correction(tuple(clean), changes, "spelling")
    read = ReadPage(1, PageState.DONE, page, NotePage(page, correction))
    return Job(
        job_id, Request(1, None, 1, 1), Stage.DONE, (Photo(1, "f", id=1, count=1, pages=(read,)),), answered=True
    )


def plain(html: str) -> str:
    """The text that is left of HTML when Telegram has parsed it."""
    return unescape(re.sub(r"</?(pre|b|i|s)>", "", html))


def pressed(keyboard: InlineKeyboardMarkup | None) -> list[str]:
    """The callback data of a keyboard."""
    assert keyboard
    return [str(button.callback_data) for row in keyboard.inline_keyboard for button in row if button.callback_data]


def test_a_reading_that_withholds_text_says_so() -> None:
    job = note(["a"], ["a"], notice="truncated")
    (part,) = answer(job, View.CLEAN, SAY)
    assert plain(part.html) == f"{texts.NOTICES['truncated']}\na"


@pytest.mark.parametrize("view", View)
def test_callback_data_fits_even_for_a_huge_id(view: View) -> None:
    for data in pressed(buttons(note(["a"], ["a"], job_id=HUGE), view, SAY)):
        assert 1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
        assert data.partition(":")[2] == str(HUGE)


def test_the_buttons_lead_to_the_other_views_and_the_file() -> None:
    job = note(["a"], ["a"])
    assert pressed(buttons(job, View.CLEAN, SAY)) == ["raw:7", "changes:7", "file:7", "again:7"]
    assert pressed(buttons(job, View.RAW, SAY)) == ["clean:7", "changes:7", "file:7", "again:7"]
    assert pressed(buttons(job, View.CHANGES, SAY)) == ["clean:7", "raw:7", "file:7", "again:7"]


@given(LINES, st.sampled_from([View.CLEAN, View.RAW]))
def test_every_part_fits_and_together_they_are_the_text(lines: list[tuple[str, str]], view: View) -> None:
    job = note([raw for raw, _ in lines], [clean for _, clean in lines])
    parts = answer(job, view, SAY)
    assert 1 <= len(parts) <= MOST_PARTS
    text = job.note.raw if view is View.RAW else job.note.text
    shown = [part for part in parts if part.document is None]
    assert all(utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH for part in shown)
    if shown == parts:
        assert "\n".join(plain(part.html) for part in parts) == text
    else:
        assert parts[-1].document == text.encode()
        assert plain(parts[0].html).endswith(texts.REST_IN_FILE)
        assert len(parts) == 2


@given(LINES)
def test_raw_and_clean_have_as_many_parts_of_the_same_kind(lines: list[tuple[str, str]]) -> None:
    job = note([raw for raw, _ in lines], [clean for _, clean in lines])

    def kinds(view: View) -> list[tuple[bool, bool]]:
        return [(part.document is None, part.keyboard is None) for part in show(job, view, SAY)]

    assert kinds(View.RAW) == kinds(View.CLEAN) == kinds(View.CHANGES)
    assert kinds(View.CLEAN).count((True, False)) == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_that_is_too_long_for_the_parts_is_a_preview_and_a_file(count: int) -> None:
    line = "x" * ((LONGEST_PART - 9) // 10)
    lines = [line] * (10 * count)
    assert [part.document for part in answer(note(lines, lines, every=10), View.CLEAN, SAY)] == [None] * count
    more = [*lines, *[line] * 10 * (MOST_PARTS - count), "y"]
    preview, file = answer(note(more, more), View.CLEAN, SAY)
    assert file.document == "\n".join(more).encode()
    assert preview.keyboard and plain(preview.html).startswith(f"{line}\n{line}")


def test_one_line_that_is_too_long_is_cut_in_the_preview() -> None:
    long = "𝒜" * LONGEST_PART
    preview, file = answer(note([long], ["short"]), View.RAW, SAY)
    assert file.document == long.encode()
    assert utf16_length(plain(preview.html)) <= MessageLimit.MAX_TEXT_LENGTH
    assert len(answer(note([long], ["short"]), View.CLEAN, SAY)) == 2


@given(st.text(st.sampled_from("<>&\"'/ apreb"), min_size=1, max_size=60))
def test_text_that_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    (part,) = answer(note([text], [text]), View.CLEAN, SAY)
    assert re.fullmatch(r"<pre>[^<>]*</pre>", part.html)
    assert unescape(part.html[5:-6]) == text
    (changes,) = show(note(["a"], ["a"], (Change(text[:24], text[:24], 1, 0, "model"),)), View.CHANGES, SAY)
    assert re.fullmatch(r"Line 1: <s>[^<>]*</s> → <b>[^<>]*</b> \(language model\)", changes.html)


@pytest.mark.parametrize("by", ["glossary", "decoder", "model", "spelling"])
def test_a_list_of_very_many_long_changes_fits(by: ChangedBy) -> None:
    changes = tuple(Change("𝒜<&>" * 30, "é<&>" * 40, line, 0, by) for line in range(1000, 1500))
    lines = ["a"] * 1500
    part = next(part for part in show(note(lines, lines, changes), View.CHANGES, SAY) if part.keyboard)
    assert utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH
    assert part.html.count("<s>") + part.html.count("<b>") <= MessageLimit.MESSAGE_ENTITIES
    assert plain(part.html).endswith(texts.MORE_CHANGES.format(count=500 - part.html.count("<s>")))


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=45))
def test_a_list_of_arbitrary_changes_names_each(words: list[tuple[str, str]]) -> None:
    changes = tuple(Change(before, after, 1, 0, "spelling") for before, after in words)
    (part,) = show(note(["a"], ["a"], changes), View.CHANGES, SAY)
    assert utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH
    assert part.html.count("<s>") == len(words)


def test_a_list_of_changes_says_line_words_and_who() -> None:
    (part,) = show(note(["a"], ["a"], (Change("ouly", "only", 3, 0, "model"),)), View.CHANGES, SAY)
    assert part.html == "Line 3: <s>ouly</s> → <b>only</b> (language model)"


def test_a_job_without_an_answer_has_no_view() -> None:
    with pytest.raises(ValueError, match="job 7 has no answer"):
        answer(Job(7, Request(1, None, 1, 1), Stage.READ), View.CLEAN, SAY)
