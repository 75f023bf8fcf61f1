"""The name of an item: its row without amounts, quantities, article numbers and the letters of tax rates."""

from __future__ import annotations

import re

from bot.receipts.amounts import Amount
from bot.receipts.currency_marks import is_mark
from bot.receipts.quantities import LEADING, MARK, UNITS
from bot.receipts.slip_rows import SlipRow

LEAST_LETTERS = 2

_LETTERS = re.compile(r"[^\W\d_]")
_CODE = re.compile(
    r"(?<![A-Za-z0-9])\d{5,}[A-Z]{0,2}(?![A-Za-z0-9])|^\W*[A-Z]{1,3}-?[A-Z]?\d{5,}[A-Z]{0,2}(?=\s|$)|"
    r"^\W*(?:[A-Z]{1,2}\s+)?\d{4,}[A-Z]{0,2}(?=\s)|^\W*[A-Z]\s+(?=\d{4,})"
)
_TIMES = re.compile(
    rf"(?<![\w.,])\d+(?:[.,]\d+)?\s*{UNITS}?\s*[@x×*]\s*(?:1\s*(?:lb|1b|kg)\s*/\s*)?(?:{MARK}"
    rf"\s*\d*[.,]\d+(?![A-Za-z0-9])|(?=\s{{2}}|\s*$|\s[^\W\d]))",
    re.IGNORECASE,
)
_WEIGHED = re.compile(r"\d+[.,]\d+\s*(?:lb|1b|kg)s?\s*(?:@?\s*1\s*(?:lb|1b)\s*)?/\s*[\d.,]*", re.IGNORECASE)
_UNIT_PRICE = re.compile(
    r"@\s*[\d.,]*|(?<!\d)\d*[.,]\d{2,4}\s*(?:EUR|€|RM)?\s*/\s*\w{1,3}\b|(?<!\d)\d+[.,]\d{3,4}(?!\s?(?:k?g|l)\b)",
    re.IGNORECASE,
)
_TAX_LETTERS = re.compile(
    r"(?:^|\s)[*#]{0,2}(?:SRM?|ZRL?|SR S|ST|NR|NS|OS|TX|FS|EAC|KF|KI|[A-Z]|CW|GST|EUR/kg|EUR|RM|"
    r"TARE)[*#]{0,2}\s*=?\s*$"
)
_FRONT = re.compile(
    r"^(?:[*#+>•\-–.]+\s*|(?:ART/EAN|Artikel|Barcode|Item No\.?|SR|ZR|Art\.?-?Nr\.?)\s*:?\s*(?=\S)|"
    r"[A-Z]\s{1,}(?=\d{4,}))"
)
_VOUCHER = re.compile(r"[A-Z0-9]{2,}-[A-Z0-9]+")
_MEASURED = re.compile(r"\d\s?[LlGg]\s*$")
_ONLY_UNIT = re.compile(  # a word of them is taken in one way only: rows of `kg kg kg` would take for ever
    rf"(?>[\W\d]*(?:{UNITS}|[a-z]{{1,2}}|euro?|rm|tare|zrl)\b)*+[\W\d]*", re.IGNORECASE
)


def letters(text: str) -> int:
    """How many letters a text has."""
    return len(_LETTERS.findall(text))


def name_of(row: SlipRow, amounts: tuple[Amount, ...]) -> str:
    """What a row calls an item; empty where it names none."""
    text = row.text
    for amount in amounts:
        text = text[: amount.start] + " " * (amount.end - amount.start) + text[amount.end :]
    starts = [cell.start for cell in row.cells]
    last = amounts[-1].start if amounts else len(text)
    pieces: list[str] = []
    units: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = clean(text[start:end])
        if letters(piece) < LEAST_LETTERS or (start > last and pieces):
            continue
        is_unit = _ONLY_UNIT.fullmatch(piece.replace("EUR0", "EURO"))
        (units if is_unit else pieces).append(piece)
    if units and pieces and all(map(_VOUCHER.fullmatch, pieces)):
        pieces = units
    if not pieces and letters(row.cells[0].text) > 2 * LEAST_LETTERS and row.cells[0].text[0].isalpha():
        return clean(row.cells[0].text)  # goods that are called as a unit is: rolls
    return clean(" ".join(pieces))


def unit_named(row: SlipRow, amounts: tuple[Amount, ...]) -> str:
    """The word of a unit with which a row begins, where nothing else names what it is: a box, a set."""
    word = clean(row.cells[0].text[: amounts[0].start if amounts else None])
    return word if word.isalpha() and len(word) > LEAST_LETTERS and not is_mark(word) else ""


def clean(text: str) -> str:
    """A name without what stands before it and behind it on a receipt."""
    text = _UNIT_PRICE.sub(" ", _TIMES.sub(" ", _WEIGHED.sub(" ", text)))
    text = _CODE.sub(" ", text).strip()
    text = _FRONT.sub("", text)
    if found := LEADING.match(text):
        rest = text[found.end() :]
        if letters(rest) >= LEAST_LETTERS and not re.match(r"[x×*]\s?\d", rest, re.IGNORECASE):
            text = rest
    for _ in range(2):
        text = text if _MEASURED.search(text) else _TAX_LETTERS.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" *-.:=|'\"_~,;")
