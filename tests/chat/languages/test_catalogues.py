"""The translations can be shown as the English can; whether one is missing is asked before a release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from gettext import c2py
from html.parser import HTMLParser
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.chat.languages.catalogues import TRANSLATED, parse, strings
from bot.chat.languages.update import SOURCE, extract

NUMBERS = range(200)


def placeholders(text: str) -> set[str]:
    return {f"{name}!{conversion}:{spec}" for _, name, spec, conversion in Formatter().parse(text) if name is not None}


def tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"<[^<>]*>", text))


def commands(text: str) -> Counter[str]:
    return Counter(re.findall(r"(?<![\w<])/[a-z]\w*", text))


def keyword(text: str) -> int:
    return text.count("words:")


def signs(text: str) -> tuple[bool, bool, bool]:
    """Whether there are signs that HTML or a placeholder would need, and that no tag or entity uses."""
    plain = re.sub(r"</?[a-z][^<>]*>|&(?:lt|gt|amp|quot);", "", text)
    return "<" in plain, ">" in plain, "&" in plain


def edges(text: str) -> tuple[str, str]:
    """The white space before and behind."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


KEPT: list[Callable[[str], object]] = [tags, commands, keyword, signs, edges]


class Balance(HTMLParser):
    """Follows the tags; `open` are those not closed yet, `well` turns False where one is closed crosswise."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.well = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.well &= bool(self.open) and self.open.pop() == tag


def balanced(text: str) -> bool:
    balance = Balance()
    balance.feed(text)
    balance.close()
    return balance.well and not balance.open


def all_faults(catalogue: Catalog) -> list[str]:
    """What is wrong with the translations that are there, in words."""
    plural = c2py(catalogue.plural_expr)
    there = [message for message in catalogue if message.id and any(strings(message.string))]
    return [fault for message in there for fault in faults(message, plural)]


def faults(message: Message, plural: Callable[[int], int]) -> Iterator[str]:
    english, forms = strings(message.id), strings(message.string)
    for index, form in enumerate(forms):
        only_one = len(english) > 1 and [number for number in NUMBERS if plural(number) == index] == [1]
        expected = placeholders(english[-1])
        if not (placeholders(form) == expected or (only_one and placeholders(form) == expected - {"count!None:"})):
            yield f"placeholders: {form}"
        yield from (f"{kept.__name__}: {form}" for kept in KEPT if kept(form) != kept(english[-1]))
        if not balanced(form):
            yield f"balance: {form}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_placeholders_tags_and_commands(code: str) -> None:
    assert all_faults(parse(code)) == []


def test_the_english_is_well_formed() -> None:
    for message in extract(SOURCE):
        for text in strings(message.id):
            assert balanced(text), text
            placeholders(text)


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Hi {name}", "Hallo {nam}"),
        ("Hi {name}", "Hallo"),
        ("{size:.1f} MB", "{size} MB"),
        ("<b>a</b> b", "a b"),
        ("<b><i>a</i></b>", "<b><i>a</b></i>"),
        ("<b>a</b>", "</b>a<b>"),
        ("Try /read", "Versuche /lies"),
        ("write words: a", "schreib wörter: a"),
        ("a and b", "a & b"),
        ("more than b", "> b"),
        ("a\n", "a"),
        (("1 day", "{count} days"), ("{count} Tag", "Tage")),
    ],
)
def test_a_translation_that_could_not_be_shown_is_told(
    english: str | tuple[str, str], translation: str | tuple[str, str]
) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add(english, translation)
    assert len(all_faults(catalogue)) == 1


@pytest.mark.parametrize(
    ("code", "translation", "well"),
    [
        ("de", ("ein Foto", "{count} Fotos"), True),
        ("pl", ("jedno zdjęcie", "{count} zdjęcia", "{count} zdjęć"), True),
        ("ru", ("одно фото", "{count} фото", "{count} фото"), False),  # 21 has this form too
        ("fr", ("une photo", "{count} photos"), False),  # so has 0
        ("zh_Hans", ("一张照片",), False),
    ],
)
def test_a_number_may_stand_in_words_only_where_its_form_is_for_one(
    code: str, translation: tuple[str, ...], well: bool
) -> None:
    catalogue = parse(code)
    catalogue.add(("1 photo", "{count} photos"), translation)
    assert (all_faults(catalogue) == []) is well
