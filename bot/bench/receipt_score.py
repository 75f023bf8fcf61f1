"""How much of a receipt was read right.

- `merchant`: alike in letters and digits, whatever their case. `date` and `total`: the same day, the same amount.
- Items are found one for one: a name at least ALIKE alike (Indel similarity, whatever the case) and the same amount;
  their F1 is over all items of a set.
- `proved`: a sum on the receipt makes its total. `proved_wrong`: and yet that is not the true one.
- SROIE's four fields by their F1 over a set, each exact: `company` and `address` in letters and digits, `date` and
  `total` as above.
- A second thought is right where with it the total, or one more of the items' amounts, is true; where only four fields
  are known it is offered and not judged, unless it is of the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from rapidfuzz.distance import Indel

from bot.bench.true_receipt import FourFields, TrueItem, TrueReceipt
from bot.receipts.receipt import Receipt

ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class ReceiptScore:
    """Counts of one page, or of a set: `of_…` are how many have a truth, the others how many of these are right.

    `pages` were looked at, `taken` of them for a receipt; `missed` are receipts by their truth that were not.
    """

    pages: int = 0
    taken: int = 0
    receipts: int = 0
    missed: int = 0
    total: int = 0
    of_total: int = 0
    date: int = 0
    of_date: int = 0
    merchant: int = 0
    of_merchant: int = 0
    items: int = 0
    true_items: int = 0
    items_read: int = 0
    fields: int = 0
    true_fields: int = 0
    fields_read: int = 0
    proved: int = 0
    proved_wrong: int = 0
    thoughts: int = 0
    thoughts_right: int = 0
    thoughts_wrong: int = 0

    @classmethod
    def of(cls, truth: TrueReceipt | None, found: Sequence[Receipt]) -> ReceiptScore:
        """The first receipt that was found on a page against its truth; None for a page that need not be one."""
        seen = cls(pages=1, taken=bool(found))
        if truth is None:
            return seen
        receipt = found[0] if found else Receipt()
        total = _total(receipt)
        right, wrong = _thoughts(truth, receipt)
        return replace(
            seen,
            receipts=1,
            missed=not found,
            total=truth.total is not None and total == truth.total,
            of_total=truth.total is not None,
            date=truth.day is not None and receipt.day == truth.day,
            of_date=truth.day is not None,
            merchant=truth.merchant is not None and _same(truth.merchant, receipt.merchant),
            of_merchant=truth.merchant is not None,
            items=_found(truth.items, receipt) if truth.items else 0,
            true_items=len(truth.items or ()),
            items_read=len(receipt.items) if truth.items is not None else 0,
            **(_four(truth.fields, receipt) if truth.fields else {}),
            proved=bool(receipt.proof),
            proved_wrong=bool(receipt.proof) and truth.total is not None and total != truth.total,
            thoughts=len(receipt.repairs),
            thoughts_right=right,
            thoughts_wrong=wrong,
        )

    def __add__(self, other: ReceiptScore) -> ReceiptScore:
        return ReceiptScore(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def items_f1(self) -> float | None:
        """Of the items; None where none are known."""
        return _f1(self.items, self.true_items, self.items_read) if self.true_items else None

    @property
    def fields_f1(self) -> float | None:
        """Of SROIE's four fields; None where none are known."""
        return _f1(self.fields, self.true_fields, self.fields_read) if self.true_fields else None

    def as_object(self) -> dict[str, object]:
        """For JSON: counts, F1 as fractions; what was asked without a truth is `taken` only."""
        if not self.receipts:
            return {"taken": self.taken}
        return {
            "taken": self.taken,
            "missed": self.missed,
            "total": self.total,
            "date": self.date,
            "merchant": self.merchant,
            "items_f1": None if self.items_f1 is None else round(self.items_f1, 4),
            "proved": self.proved,
            "proved_wrong": self.proved_wrong,
            "fields_f1": None if self.fields_f1 is None else round(self.fields_f1, 4),
            "second_thoughts": {
                "offered": self.thoughts,
                "right": self.thoughts_right,
                "wrong": self.thoughts_wrong,
            },
            "of": {
                "receipts": self.receipts,
                "total": self.of_total,
                "date": self.of_date,
                "merchant": self.of_merchant,
            },
        }


def _f1(right: int, true: int, read: int) -> float:
    return 2 * right / (true + read)


def _whole(amount: int, receipt: Receipt) -> Decimal:
    """An amount in whole units of the currency."""
    return Decimal(amount).scaleb(-receipt.places)


def _total(receipt: Receipt) -> Decimal | None:
    return None if receipt.total is None else _whole(receipt.total, receipt)


def _same(true: str, read: str | None) -> bool:
    return read is not None and _letters(true) == _letters(read)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _found(true: Sequence[TrueItem], receipt: Receipt) -> int:
    """How many of the true items were read, the most alike names first."""
    pairs = [
        (Indel.normalized_similarity(item.name.casefold(), read.name.casefold()), i, k)
        for i, item in enumerate(true)
        for k, read in enumerate(receipt.items)
        if _whole(read.amount, receipt) == item.amount
    ]
    items: set[int] = set()
    reads: set[int] = set()
    for alike, i, k in sorted(pairs, reverse=True):
        if alike >= ALIKE and i not in items and k not in reads:
            items.add(i)
            reads.add(k)
    return len(items)


def _four(true: FourFields, receipt: Receipt) -> dict[str, int]:
    total = _total(receipt)
    right = (
        true.company is not None and _same(true.company, receipt.merchant),
        true.address is not None and _same(true.address, receipt.address),
        true.day is not None and true.day == receipt.day,
        true.total is not None and true.total == total,
    )
    known = (true.company, true.address, true.day, true.total)
    read = (receipt.merchant, receipt.address, receipt.day, total)
    return {
        "fields": sum(right),
        "true_fields": sum(field is not None for field in known),
        "fields_read": sum(field is not None for field in read),
    }


def _thoughts(truth: TrueReceipt, receipt: Receipt) -> tuple[int, int]:
    """How many second thoughts are right, and how many wrong."""
    right = wrong = 0
    for repair in receipt.repairs:
        if repair.item is None:
            if truth.total is None:
                continue
            well = _whole(repair.after, receipt) == truth.total
        elif truth.items is not None:
            read = Counter(_whole(item.amount, receipt) for item in receipt.items)
            true = Counter(item.amount for item in truth.items)
            before, after = (_whole(amount, receipt) for amount in (repair.before, repair.after))
            well = read[before] > true[before] and read[after] < true[after]
        else:
            continue
        right, wrong = right + well, wrong + (not well)
    return right, wrong
