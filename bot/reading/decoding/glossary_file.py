"""A person's glossary: terms that are to be spelled as they stand, and mistakes with what is right instead.

A line holds a term or `wrong=right`; what follows a `#` at its beginning or behind a space is a remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import WrongSetting

MOST_TERMS = 10_000
LONGEST_TERM = 64
_REMARK = re.compile(r"(^|\s)#.*")
_ALLOWED = "write a term or wrong=right on each line"


@dataclass(frozen=True, slots=True)
class Glossary:
    """`terms` as they are spelled, `aliases` as pairs of what may be read and what is right; none twice."""

    terms: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.aliases)

    def __add__(self, other: Glossary) -> Glossary:
        return Glossary(self.terms + other.terms, self.aliases + other.aliases)


def read_glossary(path: Path) -> Glossary:
    """The glossary in a UTF-8 file; raises WrongSetting where there is none, naming the line."""
    try:
        return parse_glossary(path.read_text(encoding="utf-8-sig").split("\n"))
    except OSError as error:
        problem = f"the glossary {path} cannot be read: {error.strerror}"
        raise WrongSetting(problem=problem, allowed="name a text file") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongSetting(problem=f"line {line} of the glossary is not UTF-8", allowed="save it as UTF-8") from error


def parse_glossary(lines: Iterable[str]) -> Glossary:
    """The glossary that `lines` write; raises WrongSetting, naming the line from 1."""
    terms: dict[str, None] = {}
    aliases: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        content = _REMARK.sub("", line).strip()
        if not content:
            continue
        parts = [_term(part, number) for part in content.split("=")]
        if len(parts) == 1:
            terms[parts[0]] = None
        elif len(parts) == 2:
            aliases[parts[0]] = parts[1]
        else:
            raise WrongSetting(problem=f"line {number} of the glossary has more than one =", allowed=_ALLOWED)
        if len(terms) + len(aliases) > MOST_TERMS:
            problem = f"the glossary has more than {MOST_TERMS:,} terms"
            raise WrongSetting(problem=problem, allowed="keep those that are misread most")
    return Glossary(tuple(terms), tuple(aliases.items()))


def _term(text: str, number: int) -> str:
    """The term in Unicode's composed form, its words parted by single spaces."""
    term = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(character.isalnum() for character in term):
        raise WrongSetting(problem=f"line {number} of the glossary holds a term without letters", allowed=_ALLOWED)
    if not term.isprintable():
        problem = f"line {number} of the glossary holds characters that cannot be printed"
        raise WrongSetting(problem=problem, allowed=_ALLOWED)
    if len(term) > LONGEST_TERM:
        problem = f"line {number} of the glossary holds a term of more than {LONGEST_TERM} characters"
        raise WrongSetting(problem=problem, allowed="shorten it")
    return term
