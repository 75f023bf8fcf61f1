"""What an answer looks like, for any text: within Telegram's limits, escaped, and the same number of messages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.chat import texts
from bot.chat.answer.doubtful_words import MOST
from bot.chat.answer.keyboard import save_keyboard
from bot.chat.answer.messages import LONGEST_PART, MOST_PARTS, show
from bot.chat.answer.text_layout import COPIED
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locales
from bot.chat.split import utf16_length
from bot.chat.texts import answer as own_texts
from bot.errors import NothingToRead
from bot.job import FailedPage, Job, PageState, Photo, ReadPage, Request, Stage
from bot.page import Change, ChangedBy, Correction, Doubt, Line, NotePage, Notice, Page, Word
from bot.preferences import Preferences

BOX = ((0, 0), (90, 0), (90, 30), (0, 30))
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"])
WORDS = st.text(PRINTABLE, max_size=60)
LINES = st.lists(
    st.tuples(st.text(PRINTABLE, max_size=200), st.text(PRINTABLE, max_size=200)), min_size=1, max_size=120
)
SIDES = st.sampled_from([View.CLEAN, View.RAW])
HUGE = 10**18 - 1
SAY = Locales().of("en")
FLOWING = Preferences(flow=True)


def page_of(
    raw: list[str], clean: list[str], changes: tuple[Change, ...] = (), every: int = 9, notice: Notice = ""
) -> NotePage:
    """A page whose paragraphs have so many lines."""
    lines = tuple(Line(line, line, 0.9, BOX, tuple(Word(word, 0.9) for word in line.split())) for line in raw)
    page = Page(lines, "scripted", paragraphs=tuple(range(0, len(raw), every)), notice=notice)
    return NotePage(page, Correction(tuple(clean), changes, "spelling"))


def job_of(*notes: NotePage, job_id: int = 7, stage: Stage = Stage.DONE, preferences: Preferences | None = None) -> Job:
    """A job that came to its answer, whose file has these pages."""
    pages = tuple(ReadPage(number, PageState.DONE, note.page, note) for number, note in enumerate(notes, start=1))
    photo = Photo(1, "f", id=1, count=len(pages), pages=pages)
    return Job(job_id, Request(1, None, 1, 1, preferences=preferences or Preferences()), stage, (photo,), answered=True)


def note(raw: list[str], clean: list[str], changes: tuple[Change, ...] = (), every: int = 9) -> Job:
    """A job of one page."""
    return job_of(page_of(raw, clean, changes, every))


def plain(html: str) -> str:
    """The text that is left of HTML when Telegram has parsed it."""
    return unescape(re.sub(r"</?(pre|b|i|s|blockquote)( expandable)?>", "", html))


def pressed(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    """The callback data of a keyboard by its rows."""
    assert keyboard
    return [[str(b.callback_data) for b in row if b.callback_data] for row in keyboard.inline_keyboard]


def copied(keyboard: InlineKeyboardMarkup | None) -> list[str]:
    """What its buttons copy."""
    assert keyboard
    return [button.copy_text.text for row in keyboard.inline_keyboard for button in row if button.copy_text]


def test_what_is_said_stands_below_the_text() -> None:
    (part,) = show(job_of(page_of(["a"], ["a"], notice="truncated")), View.CLEAN, SAY)
    assert part.html == f"a\n\n<i>{texts.NOTICES['truncated']}</i>"


def test_the_buttons_of_an_answer() -> None:
    job = note(["a"], ["a"])
    assert pressed(show(job, View.CLEAN, SAY)[0].keyboard) == [["raw:7", "changes:7"], ["again:7", "save:7"]]
    assert pressed(show(job, View.RAW, SAY)[0].keyboard) == [["clean:7", "changes:7"], ["again:7", "save:7"]]
    assert pressed(save_keyboard(job, SAY))[-1][-1] == "save:7:back"


@given(LINES, SIDES, st.booleans())
def test_every_part_fits_and_together_they_are_the_text(lines: list[tuple[str, str]], view: View, flow: bool) -> None:
    preferences = Preferences(flow=flow)
    job = job_of(page_of([raw for raw, _ in lines], [clean for _, clean in lines]), preferences=preferences)
    parts = show(job, view, SAY)
    assert 1 <= len(parts) <= MOST_PARTS
    text = job.note.raw if view is View.RAW else job.note.text
    shown = [part for part in parts if part.document is None]
    assert all(0 < utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH for part in shown)
    if shown != parts:
        whole = parts[-1].document
        assert isinstance(whole, bytes) and whole.decode().split() == text.split()
        assert plain(parts[0].html).endswith(own_texts.FILE_BELOW)
        assert len(parts) == 2
    elif text.strip() and not flow:
        assert "\n".join(plain(part.html) for part in parts) == text
    elif text.strip() and view is View.RAW:
        assert " ".join(plain(part.html) for part in parts).split() == text.split()


@given(LINES, SIDES)
def test_a_short_text_is_copied_by_a_button_and_a_longer_one_by_a_tap_on_it(
    lines: list[tuple[str, str]], view: View
) -> None:
    job = note([raw for raw, _ in lines], [clean for _, clean in lines])
    parts = show(job, view, SAY)
    text = job.note.raw if view is View.RAW else job.note.text
    if utf16_length(text) <= COPIED:
        assert copied(parts[-1].keyboard) == [text] * bool(text.strip())
    else:
        assert all(part.document or "<pre>" in part.html or part.html == "…" for part in parts)


@given(LINES)
def test_raw_and_clean_have_as_many_parts_of_the_same_kind(lines: list[tuple[str, str]]) -> None:
    changes = (Change("a", "b", 1, 0, "spelling"),)
    job = note([raw for raw, _ in lines], [clean for _, clean in lines], changes)

    def kinds(view: View) -> list[tuple[bool, bool]]:
        return [(part.document is None, part.keyboard is None) for part in show(job, view, SAY)]

    assert kinds(View.RAW) == kinds(View.CLEAN) == kinds(View.CHANGES)
    assert kinds(View.CLEAN).count((True, False)) == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_that_is_too_long_for_the_parts_is_a_preview_and_a_file(count: int) -> None:
    line = "x" * ((LONGEST_PART - 9) // 10)
    lines = [line] * (10 * count)
    assert [part.document for part in show(note(lines, lines, every=10), View.CLEAN, SAY)] == [None] * count
    more = [*lines, *[line] * 10 * (MOST_PARTS - count), "y"]
    preview, file = show(note(more, more), View.CLEAN, SAY)
    assert file.document == "\n".join(more).encode()
    assert preview.keyboard and plain(preview.html).startswith(f"{line}\n{line}")


def test_one_line_that_is_too_long_is_cut_in_the_preview() -> None:
    long = "𝒜" * LONGEST_PART
    preview, file = show(note([long], ["short"]), View.RAW, SAY)
    assert file.document == long.encode()
    assert utf16_length(plain(preview.html)) <= MessageLimit.MAX_TEXT_LENGTH
    assert len(show(note([long], ["short"]), View.CLEAN, SAY)) == 2


def test_a_long_answer_is_folded_and_a_short_one_is_not() -> None:
    many, few = ["row"] * 31, ["a few words of a letter"] * 12
    assert show(note(many, many), View.CLEAN, SAY)[0].html.startswith("<blockquote expandable>row\n")
    assert show(note(few, few), View.CLEAN, SAY)[0].html.startswith("<pre>a few words")
    long = ["a long row of a letter " * 5] * 12
    assert show(note(long, long), View.CLEAN, SAY)[0].html.startswith("<blockquote expandable><pre>")


def test_the_columns_of_a_receipt_stand_below_each_other_even_where_it_is_short() -> None:
    receipt = ["Milk  1.20", "Bread  2.40", "Total  3.60"]
    (part,) = show(note(receipt, receipt), View.CLEAN, SAY)
    assert part.html == "<pre>Milk  1.20\nBread  2.40\nTotal  3.60</pre>"
    assert copied(part.keyboard) == ["\n".join(receipt)]


def test_flowing_text_is_shown_as_paragraphs_and_stays_as_it_was_read_on_the_raw_side() -> None:
    letter = [
        "We have received your letter about the garden and",
        "will answer it.",
        "With many thanks for your patience",
    ]
    job = job_of(page_of(letter, letter, every=2), preferences=FLOWING)
    (clean,) = show(job, View.CLEAN, SAY)
    assert clean.html == (
        "We have received your letter about the garden and will answer it.\n\nWith many thanks for your patience"
    )
    (raw,) = show(job, View.RAW, SAY)
    assert raw.html.startswith("We have received your letter about the garden and\nwill answer it.\n\n")


def test_pages_have_titles_and_what_is_copied_has_none() -> None:
    job = job_of(page_of(["one"], ["one"]), page_of(["two"], ["two"]))
    (part,) = show(job, View.CLEAN, SAY)
    assert part.html == "one\n\n<b>Page 2</b>\ntwo"
    assert copied(part.keyboard) == [job.note.text]


def test_photos_of_an_album_are_named_and_so_is_one_that_could_not_be_read() -> None:
    read = [ReadPage(1, PageState.DONE, each.page, each) for each in (page_of(["x"], ["x"]), page_of(["y"], ["y"]))]
    photos = (
        Photo(1, "f", id=1, count=1, pages=(read[0],)),
        Photo(2, "g", id=2, count=1, failures=(FailedPage(1, NothingToRead()),)),
        Photo(3, "h", id=3, count=1, pages=(read[1],)),
    )
    job = Job(7, Request(1, None, 1, 1), Stage.DONE, photos, answered=True)
    (part,) = show(job, View.CLEAN, SAY)
    assert part.html == f"x\n\n<b>Photo 3</b>\ny\n\n<i>Photo 2: {NothingToRead.person}</i>"


@given(st.text(st.sampled_from("<>&\"'/ apreb"), min_size=1, max_size=60).filter(str.strip))
def test_text_that_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    (part,) = show(note([text], [text]), View.CLEAN, SAY)
    assert re.fullmatch(r"(<pre>)?[^<>]*(</pre>)?", part.html)
    assert plain(part.html) == text
    (changes,) = show(note(["a"], [text], (Change("a", text, 1, 0, "model"),)), View.CHANGES, SAY)
    assert re.sub(r"</?[sbi]>", "", changes.html).count("<") == 0


@pytest.mark.parametrize("by", ["glossary", "decoder", "model", "spelling"])
@pytest.mark.parametrize("tag", ["en", "de", "ru", "zh-hant"])
def test_lists_of_very_many_long_changes_fit(by: ChangedBy, tag: str) -> None:
    changes = tuple(Change("𝒜<&>" * 30, "é<&>" * 40, line, 200, by) for line in range(1, 41))
    text = ["x" * 200 + "é<&>" * 40 + "y" * 200] * 40
    job = job_of(*[page_of(text, text, changes[:1])] * 40, job_id=HUGE)
    for number in range(3):
        (part,) = [part for part in show(job, View.CHANGES, Locales().of(tag), number) if part.keyboard]
        assert utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH
        assert part.html.count("<s>") + part.html.count("<b>") + 2 <= MessageLimit.MESSAGE_ENTITIES
        assert all(
            1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
            for row in pressed(part.keyboard)
            for data in row
        )


@given(st.lists(st.tuples(WORDS, WORDS.filter(bool)), min_size=1, max_size=15))
def test_a_list_of_arbitrary_changes_names_each(words: list[tuple[str, str]]) -> None:
    line, changes = "", []
    for before, after in words:
        changes.append(Change(before, after, 1, len(line), "spelling"))
        line += f"{after} and "
    (part,) = show(note(["a"], [line], tuple(changes)), View.CHANGES, SAY)
    assert utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH
    assert part.html.count("<b>") == len(words)
    assert part.html.count("<s>") == sum(bool(before) for before, _ in words)
    assert pressed(part.keyboard)[0] == [f"keep:7:0:{data[9:]}" for data in pressed(part.keyboard)[0]]


@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=80).filter(str.isalnum), min_size=1, max_size=12))
def test_doubtful_words_are_buttons_that_fit(words: list[str]) -> None:
    line = Line(" ".join(words), " ".join(words), 0.9, BOX, tuple(Word(word, 0.3) for word in words))
    page = Page((line,) * 40, "scripted", doubts=tuple(Doubt(39, index) for index in range(len(words))))
    note_page = NotePage(page, Correction((line.text,) * 40, (), "spelling"))
    (part, *_) = [part for part in show(job_of(*[note_page] * 30, job_id=HUGE), View.CLEAN, SAY) if part.keyboard]
    assert utf16_length(plain(part.html)) <= MessageLimit.MAX_TEXT_LENGTH
    rows = part.keyboard.inline_keyboard if part.keyboard else ()
    shown = [button for row in rows for button in row if str(button.callback_data).startswith("word:")]
    assert 1 <= len(shown) <= min(len(set(words)), MOST)
    assert all(len(row) <= 3 for row in rows)
    assert all(len(str(button.callback_data).encode()) <= 64 and button.text.strip() for button in shown)


def test_changes_stand_in_their_lines_with_their_reasons() -> None:
    changes = (Change("ouly", "only", 2, 2, "model"), Change("tbe", "the", 2, 7, "decoder"))
    (part,) = show(note(["Dear Ada", "I ouly tbe"], ["Dear Ada", "I only the"], changes), View.CHANGES, SAY)
    assert part.html == (
        "I <s>ouly</s> <b>only</b>¹ <s>tbe</s> <b>the</b>²\n\n"
        "1. ouly → only (language model)\n2. tbe → the (reading)\n\n"
        f"<i>{own_texts.TAP_TO_KEEP}</i>"
    )
    assert [len(row) for row in pressed(part.keyboard)] == [2, 2]


def test_words_that_came_or_went_are_shown_where_they_did() -> None:
    changes = (Change("", "so", 1, 2, "model"), Change("the", "", 1, 5, "model"))
    (part,) = show(note(["I the say"], ["I so say"], changes), View.CHANGES, SAY)
    assert part.html.startswith("I <b>so</b>¹ <s>the</s>² say\n\n1. so: added (language model)\n2. the: left out")


def test_a_job_without_an_answer_has_no_view() -> None:
    with pytest.raises(ValueError, match="job 7 has no answer"):
        show(Job(7, Request(1, None, 1, 1), Stage.READ), View.CLEAN, SAY)
