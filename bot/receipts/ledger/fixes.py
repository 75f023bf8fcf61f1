"""What a reply to a card corrects: `total 44.90`, `3 1.20`, `3 Tofu`, `-7`, `+ Tip 5`, `Ben 30, Anna rest`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.letters import search_key
from bot.receipts.ledger.expense import Charged, Expense, Paid
from bot.receipts.ledger.fix import (
    AddedItem,
    ChangedItem,
    ChargedFix,
    CurrencyFix,
    DayFix,
    ExtraFix,
    Fix,
    PayersFix,
    RemovedItem,
    ShopFix,
    TimeFix,
    TotalFix,
)
from bot.receipts.ledger.fix_days import parse_day, parse_time
from bot.receipts.ledger.fix_errors import (
    AddsUpAlready,
    NoItems,
    NoSuchCharge,
    NoSuchItem,
    NotACurrency,
    NotADay,
    NotAnAmount,
    NotATime,
    NotUnderstood,
    TwoRests,
    UnknownName,
)
from bot.receipts.ledger.fix_rates import EQUALS, MARK, currency_of_mark, parse_rate
from bot.receipts.ledger.fix_words import ALSO, BETWEEN_PEOPLE, TO_BE, FixWord, parted, plain_line, word_at_end
from bot.receipts.money import decimal_text, parse_amount, places
from bot.receipts.receipt import Item

LONGEST = 100  # letters of a name that somebody types
LONGEST_LINE = 300  # letters of a correction
_REMOVED = re.compile(r"[-−–—]\s?#?\d{1,3}(?:[,\s]\s?[-−–—]\s?#?\d{1,3})*")
_ITEM = re.compile(r"#?(\d{1,3})[.):]?\s(.+)")
_NAMED_AMOUNT = re.compile(r"(.*[^\W\d_].*?)\s?[:=]?\s((?:\S{1,4}\s)?[-−–—]?\d[\d.,' ]*(?:\s?\S{1,4})?)")
_SPOKEN = re.compile(r"^[^\W\d_]|[^\W\d_]{2}")  # not `1e9`


def parse_fixes(text: str, expense: Expense, names: Mapping[str, int]) -> tuple[Fix, ...]:
    """The corrections in a text, one a line, of an expense as its numbers were seen; in the order to apply them.

    `names` are those of the people here, by which they can be said to have paid. Raises FixError.
    """
    lines = [line for line in map(plain_line, text.splitlines()) if line]
    if not lines:
        raise NotUnderstood(line="")
    if long := next((line for line in lines if len(line) > LONGEST_LINE), None):
        raise NotUnderstood(line=f"{long[:LONGEST]}…")
    return tuple(_Parsing(expense, {search_key(name): person for name, person in names.items()}).of(lines))


@dataclass(frozen=True, slots=True)
class _Payment:
    """What somebody paid; None: the rest."""

    person: int
    amount: int | None


class _Parsing:
    def __init__(self, expense: Expense, names: Mapping[str, int]) -> None:
        self._expense = expense
        self._receipt = expense.receipt
        self._places = expense.receipt.places
        self._names = names

    def of(self, lines: Iterable[str]) -> list[Fix]:
        """Removals come last and from the end, since the numbers are those that were seen; payers after the total."""
        fixes, removed, paid = list[Fix](), dict[int, RemovedItem](), list[_Payment]()
        for line in lines:
            if _REMOVED.fullmatch(_with_minus(line)):
                removed |= {int(number): self._removed(int(number)) for number in re.findall(r"\d+", line)}
            elif made := self._fix(line):
                fixes += made
                self._places = next(
                    (places(each.currency) for each in made if isinstance(each, CurrencyFix)), self._places
                )
            else:
                paid += self._payments(line)
        fixes += [removed[number] for number in sorted(removed, reverse=True)]
        return [*fixes, _payers(paid)] if paid else fixes

    def _fix(self, line: str) -> list[Fix]:
        """What a line corrects, nothing where it can only be about who paid."""
        if line.startswith("+"):
            return [self._added(line[1:].strip())]
        may_be_total = self._receipt.total is None and (" " not in line or not self._receipt.items)
        if may_be_total and (amount := parse_amount(line, self._places)) is not None:
            return self._total(line, amount)
        if EQUALS.search(line) and (rate := parse_rate(line, self._receipt.currency)):
            return [rate]
        found = _ITEM.fullmatch(line)
        if found and not _begins_with_currency(found[2]):
            return [self._changed(int(found[1]), found[2], line)]
        word, rest = parted(line)
        if word and word not in ("rest", "all"):
            return self._said(word, rest, line)
        if currency := currency_of_mark(line, self._receipt.currency):
            return [CurrencyFix(currency)]
        return self._marked(line)

    def _marked(self, line: str) -> list[Fix]:
        """An amount with a currency and nothing else: the total, or in another currency what was charged for it."""
        known, mark = self._receipt.currency, MARK.search(line)
        currency = currency_of_mark(mark[0].upper(), known) if mark else None
        amount = parse_amount(line, places(currency) if currency else self._places) if mark else None
        if amount is None:
            return []
        if currency in (None, known) or None in (known, self._receipt.total) or amount == self._receipt.total:
            if self._receipt.proof and amount != self._receipt.total:
                raise AddsUpAlready(total=decimal_text(self._receipt.total or 0, self._places), amount=line)
            return self._total(line, amount)
        return [self._charged(line)]

    def _said(self, word: FixWord, rest: str, line: str) -> list[Fix]:
        if not rest or (word != "currency" and _is_talk(rest, shop=word == "shop")):
            raise NotUnderstood(line=line)
        match word:
            case "total":
                return self._total(rest, self._amount(rest))
            case "tax" | "tip" | "service":
                return [ExtraFix(word, self._amount(rest))]
            case "discount":
                return [ExtraFix(word, abs(self._amount(rest)))]
            case "day":
                if day := parse_day(rest, self._expense):
                    return [DayFix(day)]
                raise NotADay(text=rest)
            case "time":
                if (moment := parse_time(rest)) is not None:
                    return [TimeFix(moment)]
                raise NotATime(text=rest)
            case "currency":
                if currency := currency_of_mark(rest.upper(), self._receipt.currency):
                    return [CurrencyFix(currency)]
                raise NotACurrency(text=rest)
            case "charged":
                return [self._charged(rest)]
            case "rate":
                if rate := parse_rate(rest, self._receipt.currency):
                    return [rate]
                raise NoSuchCharge
            case "shop":
                return [ShopFix(rest[:LONGEST])]
        raise NotUnderstood(line=line)

    def _total(self, text: str, amount: int) -> list[Fix]:
        """The total, and its currency where one stands beside it."""
        mark = MARK.search(text)
        currency = currency_of_mark(mark[0].upper(), self._receipt.currency) if mark else None
        if currency is None or currency == self._receipt.currency:
            return [TotalFix(amount)]
        return [CurrencyFix(currency), TotalFix(self._amount(text, places(currency)))]

    def _charged(self, text: str) -> Fix:
        mark = MARK.search(text)
        currency = currency_of_mark(mark[0].upper(), None) if mark else None
        if mark is None:
            raise NoSuchCharge
        if currency is None:
            raise NotACurrency(text=mark[0])
        return ChargedFix(Charged(currency, self._amount(text, places(currency))))

    def _added(self, text: str) -> Fix:
        word, rest = parted(text)
        if word in ("tax", "tip", "service", "discount") and rest:
            amount = self._amount(rest)
            return ExtraFix(word, abs(amount) if word == "discount" else amount, added=True)
        found = _NAMED_AMOUNT.fullmatch(text)
        if not found:
            raise NotUnderstood(line=f"+ {text}")
        return AddedItem(found[1][:LONGEST], self._amount(found[2]))

    def _changed(self, number: int, said: str, line: str) -> Fix:
        if said.endswith("?") or (not 1 <= number <= len(self._receipt.items) and _is_talk(said)):
            raise NotUnderstood(line=line)
        seen = self._item(number)
        if parse_amount(said, self._places) is not None or not _SPOKEN.search(said):
            return ChangedItem(number - 1, seen, amount=self._amount(said))
        found = _NAMED_AMOUNT.fullmatch(said)
        if found and self._is_precise(found[2]):
            return ChangedItem(number - 1, seen, found[1][:LONGEST], self._amount(found[2]))
        return ChangedItem(number - 1, seen, said[:LONGEST])

    def _is_precise(self, text: str) -> bool:
        """Whether it has just as many decimals as an amount: `Cola 0.5` is a name."""
        decimals = re.search(r"[.,](\d+)$", text)
        return bool(decimals and len(decimals[1]) == self._places and parse_amount(text, self._places) is not None)

    def _removed(self, number: int) -> RemovedItem:
        return RemovedItem(number - 1, self._item(number))

    def _item(self, number: int) -> Item:
        items = self._receipt.items
        if not items:
            raise NoItems
        if not 1 <= number <= len(items):
            raise NoSuchItem(number=number, items=len(items))
        return items[number - 1]

    def _payments(self, line: str) -> list[_Payment]:
        word, rest = parted(line)
        listed = rest if word == "all" and rest else line
        return [self._payment(part, line) for part in BETWEEN_PEOPLE.split(listed) if part]

    def _payment(self, part: str, line: str) -> _Payment:
        """One person with an amount, with `rest`, with `paid`, or alone."""
        tokens = part.split(" ")
        for count in range(len(tokens), 0, -1):
            person = self._names.get(search_key(" ".join(tokens[:count]).rstrip(":=")))
            if person is not None:
                return self._of_person(person, " ".join(tokens[count:]), part)
        name, _, last = part.rpartition(" ")
        if name and (word_at_end(last) in ("rest", "all") or parse_amount(last, self._places) is not None):
            raise UnknownName(name=name)
        raise NotUnderstood(line=line)

    def _of_person(self, person: int, said: str, part: str) -> _Payment:
        if not said or word_at_end(said) in ("rest", "all"):
            return _Payment(person, None)
        word, amount = parted(said)
        if not any(map(str.isdigit, said)):
            raise NotUnderstood(line=part)
        made = self._amount(amount if word == "all" else said)
        if made < 0:
            raise NotAnAmount(text=said)
        return _Payment(person, made)

    def _amount(self, text: str, decimals: int | None = None) -> int:
        amount = parse_amount(text, self._places if decimals is None else decimals)
        if amount is None or (amount == 0 and text[0] in "-−–—"):
            raise NotAnAmount(text=text)
        return amount


def _payers(paid: Iterable[_Payment]) -> PayersFix:
    rest = {each.person for each in paid if each.amount is None}
    if len(rest) > 1:
        raise TwoRests
    amounts = tuple(Paid(each.person, each.amount) for each in paid if each.amount is not None)
    return PayersFix(amounts, next(iter(rest), None))


def _begins_with_currency(text: str) -> bool:
    """Whether the mark of a currency comes first: `5 EUR` and `5 € each` rename no item."""
    return bool(currency_of_mark(text.split(" ")[0], None))


def _is_talk(text: str, *, shop: bool = False) -> bool:
    """Whether what follows a word is said among people: `total chaos!`, `time to go`, `shop was great`."""
    if shop:
        return text.endswith("?") or search_key(text.split(" ")[0]) in TO_BE
    return not any(map(str.isdigit, text)) and (" " in text or text.endswith(("?", "!")))


def _with_minus(line: str) -> str:
    """`without 3, 4` as `-3 -4`; other lines as they are."""
    word, rest = parted(line)
    return " ".join(f"-{number}" for number in ALSO.split(rest)) if word == "remove" else line
