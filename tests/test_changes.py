from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.changes import compose, differences, without
from bot.page import Change, ChangedBy, Correction

TEXTS = st.text("ab  c", max_size=16)
ROWS = st.lists(st.lists(st.sampled_from(["a", "b", "ab", "cab"]), max_size=6), min_size=1, max_size=3)


def undone(text: str, changes: Sequence[Change]) -> str:
    for change in reversed(changes):
        assert text[change.start : change.start + len(change.after)] == change.after
        text = text[: change.start] + change.before + text[change.start + len(change.after) :]
    return text


def test_words_are_compared_one_by_one() -> None:
    assert differences("thc qick  fox", "the quick  fox", 3, "decoder") == (
        Change("thc", "the", 3, 0, "decoder"),
        Change("qick", "quick", 3, 4, "decoder"),
    )


def test_words_that_join_or_part_are_one_change() -> None:
    assert differences("I recallif so", "I recall if so", 1, "decoder") == (
        Change("recallif", "recall if", 1, 2, "decoder"),
    )


@given(TEXTS, TEXTS)
def test_differences_tell_all_words_that_differ(before: str, after: str) -> None:
    changes = differences(before, after, 1, "decoder")
    assert all(after[c.start : c.start + len(c.after)] == c.after for c in changes)
    assert (changes == ()) == (before.split() == after.split())
    if len(before.split()) == len(after.split()) and all(c.before and c.after for c in changes):
        assert undone(after, changes).split() == before.split()


def test_later_changes_move_earlier_ones_and_take_over_where_they_meet() -> None:
    earlier = [Change("Kebbw", "Kebbew", 1, 3, "decoder"), Change("ouly", "only", 1, 10, "decoder")]
    later = [Change("Kebbew", "Keller", 1, 3, "glossary"), Change("only", "all alone", 2, 0, "glossary")]
    assert compose(earlier, later, ["Dr Keller only", "all alone"]) == (
        Change("Kebbw", "Keller", 1, 3, "glossary"),
        Change("ouly", "only", 1, 10, "decoder"),
        Change("only", "all alone", 2, 0, "glossary"),
    )


def test_what_is_restored_is_no_change() -> None:
    earlier = [Change("Keler", "cellar", 1, 0, "decoder")]
    later = [Change("cellar", "Keler", 1, 0, "glossary")]
    assert compose(earlier, later, ["Keler"]) == ()


def test_several_changes_become_one_where_a_later_one_covers_them() -> None:
    earlier = [Change("Gol", "God", 1, 3, "decoder"), Change("den", "den,", 1, 7, "decoder")]
    later = [Change("God den", "Golden", 1, 3, "glossary")]
    assert compose(earlier, later, ["at Golden, x"]) == (Change("Gol den", "Golden,", 1, 3, "glossary"),)


@given(st.data(), TEXTS)
def test_two_rounds_lead_back_to_the_first_text(data: st.DataObject, first: str) -> None:
    second, earlier = edited(data, first, "decoder")
    third, later = edited(data, second, "glossary")
    composed = compose(earlier, later, [third])
    assert undone(third, composed) == first
    assert all(change.before != change.after for change in composed)


@given(st.data(), ROWS, st.integers(1, 2))
def test_all_changes_taken_back_in_any_order_give_what_was_read(
    data: st.DataObject, rows: list[list[str]], gap: int
) -> None:
    read = [(" " * gap).join(row) for row in rows]
    mended = [(" " * gap).join(data.draw(ROWS.map(lambda other: other[0]))) for _ in rows]
    changes = [
        differences(before, after, number, "model")
        for number, (before, after) in enumerate(zip(read, mended, strict=True), 1)
    ]
    correction = Correction(tuple(mended), tuple(change for line in changes for change in line), "local")
    while correction.changes:
        index = data.draw(st.integers(0, len(correction.changes) - 1))
        left = (*correction.changes[:index], *correction.changes[index + 1 :])
        correction = without(correction, index)
        assert [(c.before, c.after, c.line) for c in correction.changes] == [(c.before, c.after, c.line) for c in left]
        for change in correction.changes:
            line = correction.lines[change.line - 1]
            assert line[change.start : change.start + len(change.after)] == change.after
    assert [line.split() for line in correction.lines] == [line.split() for line in read]


@given(st.data(), st.text("abc", max_size=12))
def test_words_that_were_replaced_come_back_to_the_letter(data: st.DataObject, before: str) -> None:
    after, changes = edited(data, before, "spelling", shortest=1)
    correction = Correction((after,), tuple(changes), "spelling")
    while correction.changes:
        correction = without(correction, data.draw(st.integers(0, len(correction.changes) - 1)))
    assert correction.lines == (before,)


def test_a_word_that_came_goes_with_its_space_and_one_that_went_comes_back_with_one() -> None:
    came = Correction(("I so say",), (Change("", "so", 1, 2, "model"),), "local")
    assert without(came, 0).lines == ("I say",)
    went = Correction(("I say", "end"), (Change("the", "", 1, 2, "model"), Change("of", "", 2, 3, "model")), "local")
    assert without(without(went, 0), 0).lines == ("I the say", "end of")


def test_what_was_refused_behind_a_change_moves_along() -> None:
    refused = (Change("x", "y", 1, 0, "model"), Change("on", "in", 1, 9, "model"), Change("on", "in", 2, 9, "model"))
    correction = Correction(("x the one", "x the one"), (Change("thee", "the", 1, 2, "spelling"),), "local", refused)
    assert [change.start for change in without(correction, 0).refused] == [0, 10, 9]


def edited(data: st.DataObject, text: str, by: ChangedBy, shortest: int = 0) -> tuple[str, list[Change]]:
    """`text` with some of its parts replaced by `shortest` letters and more, and the changes."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = []
    new, at = "", 0
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = data.draw(st.text("xyz", min_size=shortest, max_size=3))
        new += text[at:start]
        edits.append(Change(text[start:end], after, 1, len(new), by))
        new += after
        at = end
    return new + text[at:], edits
