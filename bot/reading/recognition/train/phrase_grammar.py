"""A grammar of what people note down and shops print, read from text files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

RULES = Path(__file__).with_name("rules")  # how these files are written stands at the top of numbers.txt
_LANGUAGE = "language"
_PLACE = re.compile(
    r"\\(?P<sign>.)|(?P<digit>#)|\{(?P<least>\d+)-(?P<most>\d+)\}|\{(?P<symbol>[^{}^~]+)(?P<case>[\^~]?)\}"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Templates that a symbol may stand for, and how often each is taken, running totals."""

    templates: tuple[str, ...]
    until: tuple[float, ...]


class Grammar:
    """Symbols, each with templates; in those stand other symbols, ranges of numbers, and digits."""

    def __init__(self, rules: Mapping[str, Choices]) -> None:
        self._rules = rules

    def said(self, symbol: str, random: Random) -> str:
        """What a symbol stands for, this time; raises KeyError for one that no rule tells of.

        One language is chosen for the whole of it.
        """
        return self._said(symbol, self._chosen(_LANGUAGE, random) if _LANGUAGE in self._rules else "", random)

    def _chosen(self, symbol: str, random: Random) -> str:
        choices = self._rules[symbol]
        return random.choices(choices.templates, cum_weights=choices.until)[0]

    def _said(self, symbol: str, language: str, random: Random) -> str:
        def filled(place: re.Match[str]) -> str:
            if place["sign"]:
                return place["sign"]
            if place["digit"]:
                return random.choice("0123456789")
            if place["least"]:
                number = random.randint(int(place["least"]), int(place["most"]))
                return str(number).zfill(len(place["least"]))
            said = self._said(place["symbol"].replace("*", language), language, random)
            return {"^": said.upper(), "~": said[:1].upper() + said[1:]}.get(place["case"], said)

        return _PLACE.sub(filled, self._chosen(symbol, random))


def parse_grammar(lines: Iterable[str]) -> Grammar:
    """The grammar of lines; raises ValueError for a template before any symbol, or for a symbol without a rule."""
    weighed: dict[str, list[tuple[str, float]]] = {}
    symbol = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            symbol = line.strip()
        elif not symbol:
            raise ValueError(f"line {number}: a template before any symbol")
        else:
            weighed.setdefault(symbol, []).extend(_templates(line))
    _check(weighed)
    return Grammar({symbol: _choices(templates) for symbol, templates in weighed.items()})


def _templates(line: str) -> list[tuple[str, float]]:
    """The templates of a line, which share its weight; without one each weighs 1."""
    weight = re.match(r"\s+(\d+)× ", line)
    templates = [template.strip() for template in line[weight.end() if weight else 0 :].split(" | ")]
    return [(template, int(weight[1]) / len(templates) if weight else 1) for template in templates]


def _choices(templates: list[tuple[str, float]]) -> Choices:
    until, total = [], 0.0
    for _, weight in templates:
        total += weight
        until.append(total)
    return Choices(tuple(template for template, _ in templates), tuple(until))


def _check(weighed: Mapping[str, list[tuple[str, float]]]) -> None:
    languages = [template for template, _ in weighed.get(_LANGUAGE, [])]
    for symbol, templates in weighed.items():
        for template, _ in templates:
            for place in _PLACE.finditer(template):
                named = place["symbol"]
                wanted = {named.replace("*", language) for language in languages} if named and "*" in named else {named}
                for missing in wanted - {None} - weighed.keys():
                    raise ValueError(f"{symbol}: no rule tells what {missing} is")


@cache
def notes_and_receipts() -> Grammar:
    """The grammar in the package: `note` is a line of a note, `receipt` one of a receipt."""
    return parse_grammar(line for file in sorted(RULES.glob("*.txt")) for line in file.read_text("utf-8").split("\n"))
