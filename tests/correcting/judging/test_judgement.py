"""From a page's slots to lattices, and from weights to the corrected page."""

from __future__ import annotations

from collections.abc import Mapping

from bot.changes import differences
from bot.correcting.judging.judgement import DoubtfulText, doubtful_texts, judged
from bot.correcting.judging.lattice import Alternative, LineSlot, Weights
from bot.page import Change, Correction, Odds

LINES = ("Dear Anna,", "I wore of it than", "we cau say at on ce.", "Yours")


def slot(line: str, word: str, *others: str) -> LineSlot:
    """A slot where `word` stands; the others are a little less likely by the photo."""
    start = line.index(word)
    alternatives = (Alternative(word, -1.0), *(Alternative(other, -1.5) for other in others))
    return LineSlot(start, start + len(word), alternatives)


SLOTS = {
    1: [slot(LINES[1], "wore", "more", "wire")],
    2: [slot(LINES[2], "cau", "can"), slot(LINES[2], "on ce.", "once.")],
}


def weighed(text: DoubtfulText, likely: Mapping[str, float]) -> tuple[DoubtfulText, Weights]:
    weights = tuple(tuple(likely.get(each.text, -10.0) for each in slot.alternatives) for slot in text.lattice.slots)
    return text, weights


def test_a_lattice_is_the_doubtful_lines_and_those_beside_them() -> None:
    (text,) = doubtful_texts(LINES, SLOTS, (0,))
    assert text.lattice.text == " ".join(LINES)
    assert text.places == ((1, 2), (2, 3), (2, 14))
    assert [found.before for found in text.lattice.slots] == ["Dear Anna, I ", " of it than we ", " say at "]


def test_a_page_without_doubt_asks_nothing() -> None:
    assert doubtful_texts(LINES, {}, (0,)) == ()


def test_what_is_chosen_stands_in_its_line_and_is_told_with_its_odds() -> None:
    texts = doubtful_texts(LINES, SLOTS, (0,))
    likely = {"more": -1.0, "can": -2.0, "once.": -2.0}
    after = judged(Correction(LINES, (), "spelling", notice="no_model"), [weighed(t, likely) for t in texts], "local")
    assert after.lines == ("Dear Anna,", "I more of it than", "we can say at once.", "Yours")
    assert after.changes == (
        Change("wore", "more", 2, 2, "model", Odds(-0.5, 9.0)),
        Change("cau", "can", 3, 3, "model", Odds(-0.5, 8.0)),
        Change("on ce.", "once.", 3, 14, "model", Odds(-0.5, 8.0)),
    )
    assert (after.corrector, after.notice) == ("local", "")


def test_the_places_hold_where_a_word_before_them_grows() -> None:
    line = "cau on ce. be wore"
    slots = {0: [slot(line, "cau", "cannot"), slot(line, "on ce.", "once."), slot(line, "wore", "more")]}
    texts = doubtful_texts((line,), slots, (0,))
    likely = dict.fromkeys(("cannot", "once.", "more"), 0.0)
    after = judged(Correction((line,), (), "spelling"), [weighed(t, likely) for t in texts], "local")
    assert after.text == "cannot once. be more"
    assert all(after.text[c.start :].startswith(c.after) for c in after.changes)


def test_a_change_upon_a_change_is_one_from_what_was_read() -> None:
    before, now = "I wone of it", "I wore of it"
    changes = differences(before, now, 1, "spelling")
    texts = doubtful_texts((now,), {0: [slot(now, "wore", "more")]}, (0,))
    after = judged(Correction((now,), changes, "spelling"), [weighed(t, {"more": 0.0}) for t in texts], "local")
    assert after.changes == (Change("wone", "more", 1, 2, "model", Odds(-0.5, 10.0)),)


def test_a_long_page_is_weighed_piece_by_piece() -> None:
    lines = tuple(f"This is line {number}, which is wore than long enough for one." for number in range(200))
    slots = {number: [slot(line, "wore", "more")] for number, line in enumerate(lines)}
    texts = doubtful_texts(lines, slots, (0,))
    assert len(texts) > 5
    assert sum(len(text.places) for text in texts) == 200
    assert max(len(text.lattice.text) for text in texts) < 2000
