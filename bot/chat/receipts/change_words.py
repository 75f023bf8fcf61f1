"""What somebody changed on a receipt, in words: the difference of two states of an expense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import Levenshtein

from bot.chat import texts as common
from bot.chat.languages.locale import Locale
from bot.chat.receipts.shown_amounts import amount_text, on_receipt
from bot.chat.split import shorten
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.ledger.shares import payments
from bot.receipts.money import places
from bot.receipts.receipt import Item, Receipt

MOST = 4  # that are told one by one
LONGEST_NAME = 40  # UTF-16 units of what is named
AMOUNTS = {
    "total": texts.WHAT_TOTAL,
    "discount": texts.WHAT_DISCOUNT,
    "service": texts.WHAT_SERVICE,
    "tip": texts.WHAT_TIP,
    "tax": texts.WHAT_TAX,
    "rounding": texts.WHAT_ROUNDING,
}
STATES = {
    ExpenseState.LEFT_OUT: texts.NOW_LEFT_OUT,
    ExpenseState.COUNTED: texts.NOW_COUNTED,
    ExpenseState.DUPLICATE: texts.NOW_COUNTED,
    ExpenseState.SAME: texts.NOW_SAME,
}


def changes_text(before: Expense, after: Expense, names: Mapping[int, str], say: Locale) -> str:
    """What is different, apart from who has which item; empty where nothing is."""
    told = [*_of_receipt(before.receipt, after.receipt, say), *_of_items(before.receipt, after.receipt, say)]
    told += _of_people(before, after, names, say)
    if len(told) > MOST:
        told[MOST:] = [say(common.MORE_CHANGES, count=len(told) - MOST)]
    return ", ".join(told)


def _of_receipt(before: Receipt, after: Receipt, say: Locale) -> Iterator[str]:
    for field, what in AMOUNTS.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new and (before.currency == after.currency or field == "total"):
            yield _changed(say(what), _amount(old, before, say), _amount(new, after, say), say)
    if before.merchant != after.merchant:
        yield _changed(say(texts.WHAT_SHOP), before.merchant, after.merchant, say)
    if before.day != after.day:
        old_day, new_day = (say.day(each.day) if each.day else None for each in (before, after))
        yield _changed(say(texts.WHAT_DAY), old_day, new_day, say)
    if before.currency != after.currency:
        yield _changed(say(texts.WHAT_CURRENCY), before.currency, after.currency, say)


def _of_items(before: Receipt, after: Receipt, say: Locale) -> Iterator[str]:
    """Items that changed, went and came."""
    if before.places != after.places:
        return
    for code in Levenshtein.opcodes(before.items, after.items):
        went, came = before.items[code.src_start : code.src_end], after.items[code.dest_start : code.dest_end]
        if code.tag == "replace":
            for was, item in zip(went, came, strict=True):
                yield from _of_item(was, item, after, say)
        elif code.tag == "delete":
            yield from (say(texts.REMOVED, name=_short(item)) for item in went)
        elif code.tag == "insert":
            for item in came:
                yield say(texts.ADDED, name=_short(item), amount=on_receipt(item.amount, after, say))


def _of_item(before: Item, after: Item, receipt: Receipt, say: Locale) -> Iterator[str]:
    if before.name != after.name:
        yield f"{_short(before)} → {_short(after)}"
    if before.amount != after.amount:
        old, new = on_receipt(before.amount, receipt, say), on_receipt(after.amount, receipt, say)
        yield _changed(_short(after), old, new, say)


def _of_people(before: Expense, after: Expense, names: Mapping[int, str], say: Locale) -> Iterator[str]:
    if before.receipt.total == after.receipt.total and payments(before) != payments(after):
        paid = payments(after)
        each = [f"{names[person]} {on_receipt(amount, after.receipt, say)}" for person, amount in paid.items()]
        yield say(texts.PAID, name=names[next(iter(paid))] if len(paid) == 1 else say.list(each))
    if set(before.sharers) != set(after.sharers):
        count = len(after.sharers)
        yield say.count(texts.SPLIT, count) if count > 1 else say(texts.NOT_SPLIT)
    if before.charged != after.charged:
        yield _changed(say(texts.WHAT_CHARGED), _charged(before, say), _charged(after, say), say)
    if before.state != after.state:
        is_of_none = after.state is ExpenseState.SAME and after.duplicate_of is None  # which was forgotten
        yield say(texts.NOW_LEFT_OUT if is_of_none else STATES[after.state], number=after.duplicate_of)


def _short(item: Item) -> str:
    return shorten(item.name, LONGEST_NAME)


def _amount(amount: int | None, receipt: Receipt, say: Locale) -> str | None:
    return None if amount is None else on_receipt(amount, receipt, say)


def _charged(expense: Expense, say: Locale) -> str | None:
    charged = expense.charged
    return amount_text(charged.amount, places(charged.currency), say, charged.currency) if charged else None


def _changed(what: str, before: str | None, after: str | None, say: Locale) -> str:
    if after and not before:
        return f"{what} {shorten(after, LONGEST_NAME)}"
    old, new = (shorten(each, LONGEST_NAME) if each else say(texts.NOTHING) for each in (before, after))
    return say(texts.CHANGED, what=what, before=old, after=new)
