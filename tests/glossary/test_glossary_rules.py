"""What is refused in a glossary, and which of two entries stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.glossary.glossary import (
    MOST_TERMS,
    Glossary,
    merged,
    named,
    parse_glossary,
    parse_rows,
)
from bot.glossary.glossary_errors import (
    GlossaryError,
    GlossaryFull,
    GoesRound,
    SaidOtherwise,
    SameOnBothSides,
    TermNotPrintable,
    TermTooLong,
    TermWithEmoji,
    TermWithoutLetters,
    TooManyTerms,
)
from tests.glossary.made import glossaries


@pytest.mark.parametrize(
    ("line", "error", "said"),
    [
        ("x" * 4096, TermTooLong, "Line 2, “xxxxxxxxxxxxxxxxxxxxxxxx…”: it has more than 64 characters."),
        ("Kel\u202eler", TermNotPrintable, "Line 2, “Kel�ler”: there are invisible characters"),
        ("\u2067Keller\u2069", TermNotPrintable, "invisible"),
        ("Kel\u200bler", TermNotPrintable, "invisible"),
        ("Kel\x00ler", TermNotPrintable, "invisible"),
        ("🍕", TermWithEmoji, "Line 2, “🍕”: I never read an emoji"),
        ("Pizza 🍕", TermWithEmoji, "emoji"),
        ("1️⃣", TermWithEmoji, "emoji"),
        ("👩‍👧", TermWithEmoji, "emoji"),
        ("…", TermWithoutLetters, "no letters"),
        ("Keller=Keller", SameOnBothSides, "Line 2, “Keller=Keller”: both sides of the = are the same"),
    ],
)
def test_a_line_that_cannot_be_a_term_is_named(line: str, error: type[GlossaryError], said: str) -> None:
    with pytest.raises(error) as raised:
        parse_glossary(["Okafor", line, "x" * 4096])
    assert said in raised.value.person.format(**raised.value.details)


def test_signs_that_stand_on_paper_may_be_in_a_term() -> None:
    terms = ("Aspirin®", "№ 7", "O’Brien", "AT&T", "München-Süd", "岡田", "Д-р Ольга", "R. & D.", "50 %")
    assert parse_glossary(terms) == Glossary(terms)


def test_a_line_too_many_is_named() -> None:
    with pytest.raises(TooManyTerms) as raised:
        parse_glossary(f"term {n}" for n in range(100_000))
    assert raised.value.person.format(**raised.value.details).startswith(
        "A glossary takes 10,000 entries, and line 10001 is one more."
    )
    assert len(parse_glossary(f"term {n % 100}" for n in range(100_000))) == 100


@pytest.mark.parametrize(
    ("lines", "line", "earlier"),
    [
        (["a1=b", "x", "A1=c"], 3, 1),
        (["Keller", "keller=Kellner"], 2, 1),
        (["keller=Kellner", "x", "Keller"], 3, 1),
    ],
)
def test_a_line_that_contradicts_another_is_named(lines: list[str], line: int, earlier: int) -> None:
    with pytest.raises(SaidOtherwise) as raised:
        parse_glossary(lines)
    assert (raised.value.details["line"], raised.value.details["earlier"]) == (line, earlier)


@pytest.mark.parametrize(
    ("lines", "line"),
    [(["x", "ann=ben", "Ben=Ann"], 3), (["a=b", "b=c", "d=e", "c=A"], 4), (["a=b", "z=y", "b=a", "y=z"], 3)],
)
def test_a_line_that_closes_a_circle_is_named(lines: list[str], line: int) -> None:
    with pytest.raises(GoesRound) as raised:
        parse_glossary(lines)
    assert raised.value.details["line"] == line


def test_a_long_chain_of_aliases_is_no_circle() -> None:
    assert len(parse_glossary(f"a{n}=a{n + 1}" for n in range(MOST_TERMS))) == MOST_TERMS
    with pytest.raises(GoesRound):
        parse_glossary([*(f"a{n}=a{n + 1}" for n in range(MOST_TERMS - 1)), f"a{MOST_TERMS - 1}=a0"])


def test_an_alias_may_change_the_case_and_agree_with_a_term() -> None:
    assert parse_glossary(["IBAN", "iban=IBAN"]) == Glossary(("IBAN",), (("iban", "IBAN"),))


def test_lines_that_say_a_thing_again_are_told() -> None:
    rows = enumerate([["Keller"], ["a=b"], ["Keller"], ["A=b"], ["a = b"], ["Okafor"]], start=1)
    assert parse_rows(rows).repeated == (3, 4, 5)


def test_a_term_stands_for_itself_and_an_alias_for_what_is_right() -> None:
    glossary = Glossary(("Keller", "IBAN"), (("iban", "IBAN"), ("kovac", "Kovács")))
    entries = [(entry.sought, entry.right, entry.is_alias) for entry in glossary.entries]
    assert entries == [
        ("Keller", "Keller", False),
        ("IBAN", "IBAN", False),
        ("iban", "IBAN", True),
        ("kovac", "Kovács", True),
    ]
    assert glossary.spellings == ("Keller", "IBAN", "Kovács")


def test_what_is_new_stays_where_it_contradicts() -> None:
    held = Glossary(("Keller", "Okafor"), (("kovac", "Kovács"), ("ann", "Ben"), ("cy", "Dee")))
    new = Glossary(("Kovac",), (("keller", "Kellner"), ("ben", "Ann")))
    assert merged(held, new) == Glossary(("Okafor", "Kovac"), (("cy", "Dee"), ("keller", "Kellner"), ("ben", "Ann")))


def test_a_full_glossary_takes_nothing_more() -> None:
    full = parse_glossary(f"term {n}" for n in range(MOST_TERMS))
    assert merged(full, Glossary(("term 5",))) == full
    with pytest.raises(GlossaryFull) as raised:
        merged(full, Glossary(("Keller",)))
    assert "takes 10,000 entries, and there are 10,000 already" in raised.value.person.format(**raised.value.details)


def test_entries_are_named_by_either_side_in_any_case() -> None:
    held = Glossary(("Keller", "Okafor"), (("kovac", "Kovács"), ("ann", "Ben")))
    assert named(held, ["okafor", "KOVÁCS", "ann = ben", "nobody"]) == Glossary(("Okafor",), held.aliases)
    assert named(held, ["ann=nobody"]) == Glossary()


@given(glossaries(), glossaries())
def test_what_is_merged_could_have_been_written_as_one(held: Glossary, new: Glossary) -> None:
    both = merged(held, new)
    assert parse_glossary([*both.terms, *("=".join(pair) for pair in both.aliases)]) == both
    assert set(new.terms) <= set(both.terms)
    assert set(new.aliases) <= set(both.aliases)
    assert merged(both, new) == both or set(merged(both, new).aliases) == set(both.aliases)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_refusal_has_a_sentence_for_the_person(lines: list[str]) -> None:
    try:
        parse_glossary(lines)
    except GlossaryError as error:
        assert error.person.format(**error.details).startswith("Line ")
        assert error.person.format(**error.details).isprintable()
