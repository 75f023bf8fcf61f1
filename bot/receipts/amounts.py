"""The amounts of money that stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.receipts.money import MOST_DIGITS, USUAL_PLACES, places


@dataclass(frozen=True, slots=True)
class AmountStyle:
    """How a receipt writes amounts: `places` of the currency, `decimals` as printed, the decimal `point`."""

    places: int = USUAL_PLACES
    decimals: int = USUAL_PLACES
    point: str = "."

    def value(self, number: str) -> int:
        """A number as it is printed, in units of the last of `places`."""
        digits = re.sub(r"\D", "", number)
        printed = self.decimals
        if printed == 0 or re.search(r"[.,]\s?\D*$", number):
            printed = 2 if printed == 0 and re.search(r"[.,]00$", number) and len(digits) > 2 else 0
        shift = self.places - printed
        return int(int(digits) * 10**shift) if shift >= 0 else int(int(digits) // 10**-shift)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the smallest unit, where it stands in its row's text, and whether a currency's mark is beside it."""

    value: int
    start: int
    end: int
    marked: bool = False


USUALLY_WHOLE = frozenset({"TWD", "COP"})  # have cents, and hardly ever show them
_WITHOUT_DECIMALS = "JPY|KRW|IDR|VND|HUF|CLP|COP|ISK|TWD"  # only beside a mark is a number of these surely money
_MARK = (
    r"R[MN4H]|(?:US|S|A|C|HK|NT|R)?\$|€|£|¥|￥|₹|₺|₱|₩|₫|฿|₽|EURO?|USD|GBP|CHF|MYR|SGD|OMR|KWD|BHD|Rp\.?|Rs\.?|"
    rf"(?<![A-Za-z])(?:{_WITHOUT_DECIMALS})|E(?=\d)"
)
_AFTER = rf"€|\$|£|EUR|CHF|zł|PLN|kr|Kč|Ft|lei|TL|₺|円|元|원|đ|₫|₽|{_WITHOUT_DECIMALS}|,-"
_MINUS = r"[-−–—]"
_NUMBERS = {
    0: r"\d{1,3}(?:[.,'’]\s?\d{3})+(?:[.,]00)?(?!\d)|\d{1,3}(?:\s\d{3})+(?:[.,]00)?(?!\d)|\d+",
    2: (
        r"\d{1,2}(?:,\d{2}){1,3},\d{3}\.\d{2}|"  # as in India
        r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*[.,]\d{2}|\d{1,7}[.,]\d{2}|(?<![^\s$€£])[.,]\d{2}|"
        rf"\d{{1,6}}[.,]\s?{_MINUS}{{1,2}}"
    ),
    3: r"\d{1,3}(?:[.,'’]\d{3})+[.,]\d{3}|\d{1,6}[.,]\d{3}|[.,]\d{3}",
}
_SPACED = r"\d{1,3}(?:\s\d{3})+,\d{2}|"
_NOT_MONEY = (
    r"(?!\d)(?!-\d{2})(?!\s?%)(?!\s?[.,:]\d)(?!\s?/\s?\w)"
    r"(?!\s?(?i:kg|g|gr|gm|mg|l|lt|ltr|ml|cl|lb|lbs|oz|cm|mm|km|m|h|am|pm|stk|st|pcs)\b(?!\s*$))"
    r"(?!\s?(?i:kg|gr|ml|cl|lb|oz|uhr|hrs|litres?|liters?)\b)"
)
_DIGIT = re.compile(r"\d")
_OH = re.compile(r"(?<=[\d.,])[oO](?=[\d.,oO]|\b)")
_ONE = re.compile(r"(?<=\d)[lI|](?=\d)|(?<![\w.,])[lI|](?=\d*[.,]\d{2}\b)|(?<=[.,])[lI|](?=\d\b)")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\s?\d{3})+(?![\d.,])")
_CENTS = re.compile(r"\d\s?([.,])\s?\d{2}(?!\d|\s?%)")
_MILLS = re.compile(r"(?<![\d.,])(?:\d{1,4})([.,])\d{3}(?![\d.,]|\s?(?:kg|l|lb|g)\b)")
_AT_END = re.compile(r"(?<=\s)(?:\d{1,3}(?:[.,]\d{3})+|\d{2,7})(?=\s*$)")
_AS_A_WHOLE = re.compile(r"(?:\W|[A-Z]{1,2}\b|RM|軽)*")


def style_of(texts: Iterable[str], currency: str | None) -> AmountStyle:
    """How the amounts in the rows of a receipt are written, in a currency or in one that is unknown."""
    text = "\n".join(texts)
    cents = _CENTS.findall(text)
    point = "," if cents.count(",") * 2 > len(cents) else "."
    mills, thousands = _MILLS.findall(text), _THOUSANDS.findall(text)
    if currency is None:
        of_a_unit = sum(number[0] == "0" for number in thousands)
        if len(thousands) > len(cents) * 2 and not of_a_unit and len(thousands) > 2:
            return AmountStyle(0, 0, point)
        return AmountStyle(USUAL_PLACES, USUAL_PLACES, point)
    usual = places(currency)
    if usual == 3 and len(mills) < len(cents):
        return AmountStyle(usual, 2, point)
    if usual == 2 and not cents and (len(thousands) > 2 or currency in USUALLY_WHOLE):
        return AmountStyle(usual, 0, point)
    return AmountStyle(usual, usual, point)


class Amounts:
    """Finds the amounts in the texts of rows that are written in one style."""

    def __init__(self, style: AmountStyle) -> None:
        self.style = style
        number = _NUMBERS[style.decimals]
        if style.decimals == USUAL_PLACES:
            point = re.escape(style.point)
            number += rf"|\d{{1,7}}(?:\s{point}|{point}\s)\d{{2}}"
            number += r"|(?<=\s\s)\d{1,4}\s\d{2}(?=\s*$)"  # the point was not seen
            number = _SPACED + number if style.point == "," else number
        self._pattern = re.compile(
            rf"(?<![\d#/:\-])(?<!\d[.,])(?P<open>\()?(?P<sign>{_MINUS}\s?)?(?P<mark>{_MARK})?\s?(?P<inner>{_MINUS}\s?)?"
            rf"(?<!\d)(?<!\d[.,])(?P<number>{number})(?P<close>\))?"
            rf"(?P<trailing>\s?{_MINUS}(?=\s*[A-Z0*]{{0,3}}\s*$|[A-Z]\b|\s{{2,}}))?{_NOT_MONEY}"
            rf"(?P<after>\s?(?:{_AFTER})(?![A-Za-z]))?(?P<credit>\s?CR\b)?"
        )

    @classmethod
    @cache
    def written(cls, style: AmountStyle) -> Amounts:
        """The one for a style."""
        return cls(style)

    def of(self, text: str) -> tuple[Amount, ...]:
        """The amounts in a text from left to right; no price after an `@`, no number before a unit or a per cent."""
        if not _DIGIT.search(text):
            return ()
        text = _ONE.sub("1", _OH.sub("0", text))
        found = []
        for match in self._pattern.finditer(text):
            before = text[: match.start()].rstrip()
            marked = bool(match["mark"] or match["after"])
            if before.endswith("@") or not self._is_money(text, match, marked):
                continue
            size = self.style.value(match["number"])
            if len(str(size)) > MOST_DIGITS:
                continue
            brackets = match["open"] and match["close"]
            minus = brackets or match["sign"] or match["inner"] or match["trailing"] or match["credit"]
            start = match.end() - len(match[0].lstrip())
            found.append(Amount(-size if minus else size, start, match.end(), marked))
        return tuple(found)

    def at_end(self, text: str) -> tuple[Amount, ...]:
        """The number that a text ends with, in a style without decimals; none in others, which show what is money."""
        found = None if self.style.decimals else _AT_END.search(text)
        return (Amount(self.style.value(found[0]), found.start(), found.end()),) if found else ()

    def _is_money(self, text: str, match: re.Match[str], marked: bool) -> bool:
        """Whether a number without decimals is money: marked or grouped, or all that stands behind a border."""
        if self.style.decimals or not match["number"].isdigit():
            return True
        if len(match["number"]) > 9:
            return False
        rest = text[match.end() :]
        if marked:
            return True
        before = text[: next(match.start(part) for part in ("sign", "inner", "number") if match[part])]
        alone = before.endswith("  ") or not before.strip()
        return alone and len(match["number"]) > 1 and bool(_AS_A_WHOLE.fullmatch(rest))
