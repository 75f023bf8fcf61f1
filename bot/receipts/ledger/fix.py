"""Corrections of an expense, each as what a person said: applied to the expense as it stands when its turn comes.

A total that the items made goes on being what they make where something is added, removed or tipped; one that they did
not make stays, and the proof says whether they make it now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, Literal, Protocol

from bot.receipts.ledger.expense import Charged, Expense, Paid
from bot.receipts.ledger.fix_errors import ChangedMeanwhile, ChargedInItself, NotInThisCurrency, PaidTooMuch
from bot.receipts.money import decimal_text, places
from bot.receipts.proof import items_sum, proved
from bot.receipts.receipt import Item, ItemKind, Receipt, Repair

Extra = Literal["tax", "tip", "service", "discount"]
AMOUNTS = (
    "subtotal", "discount", "service", "tip", "tax", "rounding", "total", "cash", "change", "net", "difference",
)  # fmt: skip
POWERS: tuple[int, ...] = tuple(10**decimals for decimals in range(10))  # no currency has so many


class Fix(Protocol):
    """One correction."""

    def apply(self, expense: Expense) -> Expense:
        """The expense with it, its proof made anew. Raises FixError where it cannot be made any more."""


@dataclass(frozen=True, slots=True)
class TotalFix:
    """The total is `amount`. Whoever had paid all of it pays all of it."""

    amount: int

    def apply(self, expense: Expense) -> Expense:
        """The expense with this total."""
        paid, payer = expense.paid, expense.payer
        if paid and payer is None and sum(each.amount for each in paid) == expense.receipt.total:
            payer = paid[-1].person
        after = replace(expense.receipt, total=self.amount, repairs=_without_repair(expense.receipt, None))
        return replace(expense, payer=payer, receipt=_proved(after))


@dataclass(frozen=True, slots=True)
class ExtraFix:
    """Tax, tip, service or discount is `amount`; `added`: to what was paid, where no items tell."""

    extra: Extra
    amount: int
    added: bool = False

    def apply(self, expense: Expense) -> Expense:
        """The expense with it."""
        before = expense.receipt
        after = _with_extra(before, self.extra, self.amount)
        if self.extra != "tax":
            after = _followed(before, after)
        if self.added and not before.items and before.total is not None:
            sign = -1 if self.extra == "discount" else 1
            after = replace(after, total=before.total + sign * self.amount)
        return replace(expense, receipt=_proved(after))


@dataclass(frozen=True, slots=True)
class AddedItem:
    """Something that stands on the receipt, or was bought, and was not read."""

    name: str
    amount: int

    def apply(self, expense: Expense) -> Expense:
        """The expense with the item as its last."""
        before = expense.receipt
        item = Item(self.name, self.amount, _kind(self.amount, before))
        after = replace(before, items=(*before.items, item))
        return replace(expense, receipt=_proved(_followed(before, after)))


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """The item that was seen as `seen` at `index` has another name or amount; None: as it was."""

    index: int
    seen: Item
    name: str | None = None
    amount: int | None = None

    def apply(self, expense: Expense) -> Expense:
        """The expense with the item so. Raises ChangedMeanwhile."""
        index, receipt = _found(expense, self.index, self.seen), expense.receipt
        item = receipt.items[index] if self.name is None else replace(receipt.items[index], name=self.name)
        before, after = receipt.items[:index], receipt.items[index + 1 :]
        if self.amount is None:
            return replace(expense, receipt=replace(receipt, items=(*before, item, *after)))
        if self.amount != item.amount:
            kind = item.kind if (self.amount < 0) == (item.amount < 0) else _kind(self.amount, receipt)
            item = replace(item, amount=self.amount, kind=kind, unit_price=None)
            receipt = replace(receipt, repairs=_without_repair(receipt, index))
        return replace(expense, receipt=_proved(replace(receipt, items=(*before, item, *after))))


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """The item that was seen as `seen` at `index` is none, or is not for the ledger."""

    index: int
    seen: Item

    def apply(self, expense: Expense) -> Expense:
        """The expense without it; claims of the others stay theirs. Raises ChangedMeanwhile."""
        index, before = _found(expense, self.index, self.seen), expense.receipt
        repairs = tuple(_moved_up(repair, index) for repair in _without_repair(before, index))
        after = replace(before, items=(*before.items[:index], *before.items[index + 1 :]), repairs=repairs)
        claims = (claim for claim in expense.claims if claim.item != index)
        moved = tuple(replace(claim, item=claim.item - (claim.item > index)) for claim in claims)
        return replace(expense, claims=moved, receipt=_proved(_followed(before, after)))


@dataclass(frozen=True, slots=True)
class DayFix:
    """It was on this day."""

    day: date

    def apply(self, expense: Expense) -> Expense:
        """The expense under this day."""
        return replace(expense, day=self.day, receipt=replace(expense.receipt, day=self.day, other_day=None))


@dataclass(frozen=True, slots=True)
class TimeFix:
    """It was at this time."""

    moment: time

    def apply(self, expense: Expense) -> Expense:
        """The expense at this time."""
        return replace(expense, receipt=replace(expense.receipt, time=self.moment))


@dataclass(frozen=True, slots=True)
class ShopFix:
    """It was in this shop."""

    name: str

    def apply(self, expense: Expense) -> Expense:
        """The expense from this shop."""
        return replace(expense, receipt=replace(expense.receipt, merchant=self.name))


@dataclass(frozen=True, slots=True)
class CurrencyFix:
    """Its amounts are in this currency (ISO 4217)."""

    currency: str

    def apply(self, expense: Expense) -> Expense:
        """The same amounts, which prove what they proved; nothing in this currency was charged for it instead.

        Raises NotInThisCurrency where one has more decimals than it.
        """
        receipt, more = expense.receipt, places(self.currency) - expense.receipt.places

        def scaled(amount: int) -> int:
            whole, lost = divmod(amount * POWERS[max(more, 0)], POWERS[max(-more, 0)])
            if lost:
                raise NotInThisCurrency(currency=self.currency, amount=decimal_text(amount, receipt.places))
            return whole

        amounts = {name: scaled(amount) for name in AMOUNTS if (amount := getattr(receipt, name)) is not None}
        items = tuple(replace(item, amount=scaled(item.amount)) for item in receipt.items)
        repairs = tuple(replace(each, before=scaled(each.before), after=scaled(each.after)) for each in receipt.repairs)
        fields: dict[str, Any] = {**amounts, "items": items, "repairs": repairs}
        after = replace(receipt, currency=self.currency, places=places(self.currency), **fields)
        paid = tuple(replace(each, amount=scaled(each.amount)) for each in expense.paid)
        charged = expense.charged if expense.charged and expense.charged.currency != self.currency else None
        return replace(expense, paid=paid, charged=charged, receipt=after)


@dataclass(frozen=True, slots=True)
class ChargedFix:
    """So much was really charged, in another currency; the sums stay in the expense's own."""

    charged: Charged

    def apply(self, expense: Expense) -> Expense:
        """The expense with it. Raises ChargedInItself where that is the expense's own currency."""
        currency, amount = self.charged.currency, self.charged.amount
        if currency == expense.receipt.currency:
            raise ChargedInItself(currency=currency, amount=f"{decimal_text(amount, places(currency))} {currency}")
        return replace(expense, charged=self.charged)


@dataclass(frozen=True, slots=True)
class PayersFix:
    """These people paid these amounts, and `payer` the rest; None: who paid the rest before."""

    paid: tuple[Paid, ...]
    payer: int | None = None

    def apply(self, expense: Expense) -> Expense:
        """The expense paid so; of a refund it is what they got. Raises PaidTooMuch."""
        total = expense.receipt.total
        made = sum(each.amount for each in self.paid)
        if total is not None and made > abs(total):
            decimals = expense.receipt.places
            raise PaidTooMuch(paid=decimal_text(made, decimals), total=decimal_text(abs(total), decimals))
        sign = -1 if total is not None and total < 0 else 1
        paid = tuple(replace(each, amount=sign * each.amount) for each in self.paid)
        return replace(expense, paid=paid, payer=expense.payer if self.payer is None else self.payer)


def _proved(receipt: Receipt) -> Receipt:
    """The receipt with its proof made anew; where its sums hold no reading is doubted any more."""
    made = proved(receipt)
    return replace(made, repairs=()) if made.proof else made


def _with_extra(receipt: Receipt, extra: Extra, amount: int) -> Receipt:
    match extra:
        case "tax":
            return replace(receipt, tax=amount)
        case "tip":
            return replace(receipt, tip=amount)
        case "service":
            return replace(receipt, service=amount)
        case "discount":
            return replace(receipt, discount=amount)


def _followed(before: Receipt, after: Receipt) -> Receipt:
    """With the total that the items make now, where they made it before."""
    return replace(after, total=items_sum(after)) if "items" in before.proof else after


def _kind(amount: int, receipt: Receipt) -> ItemKind:
    """What something new is: a discount where it lowers what was bought."""
    return "discount" if amount < 0 <= (receipt.total or 0) else "goods"


def _found(expense: Expense, index: int, seen: Item) -> int:
    """Where an item stands now; it may have moved. Raises ChangedMeanwhile."""
    items = expense.receipt.items
    if index < len(items) and items[index] == seen:
        return index
    same = [number for number, item in enumerate(items) if item == seen]
    if len(same) != 1:
        raise ChangedMeanwhile(number=index + 1)
    return same[0]


def _without_repair(receipt: Receipt, item: int | None) -> tuple[Repair, ...]:
    """What is offered for other amounts than this item's, or None: the total's, which a person has looked at."""
    return tuple(repair for repair in receipt.repairs if repair.item != item)


def _moved_up(repair: Repair, index: int) -> Repair:
    return replace(repair, item=repair.item - 1) if repair.item is not None and repair.item > index else repair
