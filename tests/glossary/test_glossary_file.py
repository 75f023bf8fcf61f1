from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WrongSetting
from bot.glossary.glossary import MOST_TERMS, Glossary, parse_glossary
from bot.glossary.glossary_files import read_glossary
from bot.glossary.term import LONGEST_TERM


def test_terms_aliases_and_remarks(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text(
        "# the team\nKovács  Ilona\n\nKseller = Keller # often\nC# 7\r\nKovács Ilona\n", encoding="utf-8-sig"
    )
    assert read_glossary(file) == Glossary(("Kovács Ilona", "C# 7"), (("Kseller", "Keller"),))


def test_accents_in_two_parts_are_one_letter() -> None:
    assert parse_glossary(["Kova\u0301cs"]) == Glossary(("Kovács",))


def test_nothing_is_an_empty_glossary() -> None:
    assert not parse_glossary(["", "# none yet"])
    assert parse_glossary(["Keller"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Keller\na=b=c", "line 2 .* more than one ="),
        ("=Keller", "line 1 .* without letters"),
        ("Keller=", "line 1 .* without letters"),
        ("\n---", "line 2 .* without letters"),
        ("Kel\u0007ler", "line 1 .* cannot be printed"),
        ("x" * (LONGEST_TERM + 1), "line 1 .* more than 64 characters"),
        ("\n".join(f"term {n}" for n in range(MOST_TERMS + 1)), "more than 10,000 terms"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "names.txt"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(WrongSetting, match=said):
        read_glossary(file)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="cannot be read: No such file"):
        read_glossary(tmp_path / "none.txt")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Keller\nKovács\n".encode("latin-1"))
    with pytest.raises(WrongSetting, match="line 2 of the glossary is not UTF-8"):
        read_glossary(latin)


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_lines_give_a_glossary_or_a_sentence(lines: list[str]) -> None:
    try:
        glossary = parse_glossary(lines)
    except WrongSetting as error:
        assert "the glossary" in str(error)
        return
    for term in (*glossary.terms, *(text for pair in glossary.aliases for text in pair)):
        assert any(c.isalnum() for c in term)
        assert len(term) <= LONGEST_TERM
        assert term == " ".join(term.split())
    written = [*glossary.terms, *("=".join(pair) for pair in glossary.aliases)]
    assert parse_glossary(written) == glossary
