from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.changes import compose, differences
from bot.page import Change, ChangedBy

TEXTS = st.text("ab  c", max_size=16)


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


def edited(data: st.DataObject, text: str, by: ChangedBy) -> tuple[str, list[Change]]:
    """`text` with some of its parts replaced, and the changes."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = []
    new, at = "", 0
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = data.draw(st.text("xyz", max_size=3))
        new += text[at:start]
        edits.append(Change(text[start:end], after, 1, len(new), by))
        new += after
        at = end
    return new + text[at:], edits
