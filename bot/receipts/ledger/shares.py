"""Who paid an expense and who owes how much of it, to the last cent."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import lcm

from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.proof import items_sum
from bot.receipts.receipt import Item, Receipt

MOST = 10**13  # smallest units that an amount can have
TAKEN_OFF = ("discount", "void")  # what lowers all that was bought where nobody claims it


def counts(expense: Expense) -> bool:
    """Whether an expense is in the sums: nobody keeps it out, its total and its currency are known, and it is money.

    What a reader takes for an amount may be a number of any length; one beyond `MOST` is none.
    """
    receipt = expense.receipt
    if receipt.total is None or receipt.currency is None:
        return False
    amounts = (receipt.total, *(item.amount for item in receipt.items))
    return expense.state is ExpenseState.COUNTED and max(map(abs, amounts)) <= MOST


def payments(expense: Expense) -> dict[int, int]:
    """What each person paid, in the smallest unit; sums to the total. Empty where that is not known.

    Nobody paid more than is left of the total by those named before; of a refund everybody got something back.
    """
    total = expense.receipt.total
    if total is None:
        return {}
    sign = -1 if total < 0 else 1
    left, paid = abs(total), dict[int, int]()
    for each in expense.paid:
        amount = min(max(sign * each.amount, 0), left)
        left -= amount
        paid[each.person] = paid.get(each.person, 0) + sign * amount
    if left or not paid:
        payer = expense.asked_by if expense.payer is None else expense.payer
        paid[payer] = paid.get(payer, 0) + sign * left
    return paid


def shares(expense: Expense) -> dict[int, int]:
    """What each person owes of an expense, in the smallest unit; sums to the total. Empty where that is not known.

    An item belongs to its claimers, what nobody claimed or read to the sharers, a void to whom it takes an item from.
    Tax, service, tip, rounding, discounts and what the items make too much follow in proportion. Cents that cannot be
    parted are the payer's.
    """
    total = expense.receipt.total
    if total is None:
        return {}
    paid = payments(expense)
    sharers = tuple(expense.sharers or paid)
    owners = [*_owners(expense, sharers), sharers]
    scale = lcm(*(len(people) for people in owners if people))
    amounts = [*(item.amount for item in expense.receipt.items), _unread(expense.receipt, total)]
    parts = _parts(amounts, owners, sharers, scale)
    weights = _weights(parts, total)
    rest, whole = total * scale - sum(parts.values()), sum(weights.values())
    owed = {who: _towards_zero(part * whole + rest * weights[who], scale * whole) for who, part in parts.items()}
    last = _last_payer(paid, owed)
    owed[last] = owed.get(last, 0) + total - sum(owed.values())
    return owed


def _unread(receipt: Receipt, total: int) -> int:
    """What of the total neither the items nor what follows them explains: something that was bought and not read."""
    missing = total - items_sum(receipt)
    return missing if receipt.items and missing * total > 0 else 0


def _parts(
    amounts: Sequence[int], owners: Sequence[Sequence[int]], sharers: Sequence[int], scale: int
) -> dict[int, int]:
    """What the items make for each person, before all that follows in proportion; whole numbers, `scale` to a cent."""
    parts = dict.fromkeys(sharers, 0)
    for amount, people in zip(amounts, owners, strict=True):
        for person in people:
            parts[person] = parts.get(person, 0) + amount * (scale // len(people))
    return parts


def _owners(expense: Expense, sharers: Sequence[int]) -> list[Sequence[int]]:
    """Who has each item; nobody where it only lowers what all of them make."""
    items = expense.receipt.items
    claimed: dict[int, dict[int, None]] = {}
    for claim in expense.claims:
        claimed.setdefault(claim.item, {})[claim.person] = None
    owners = list[Sequence[int]]()
    voided = set[int]()
    for index, item in enumerate(items):
        of_item: Sequence[int] = () if item.kind in TAKEN_OFF else sharers
        if index in claimed:
            of_item = tuple(claimed[index])
        elif item.kind == "void" and (taken := _voided(items, index, voided)) is not None:
            voided.add(taken)
            of_item = owners[taken]
        owners.append(of_item)
    return owners


def _voided(items: Sequence[Item], index: int, before: Container[int]) -> int | None:
    """The item above that a void takes back, of those that no void took back before."""
    above = (i for i in range(index - 1, -1, -1) if i not in before and items[i].amount == -items[index].amount)
    return next(above, None)


def _weights(parts: Mapping[int, int], total: int) -> dict[int, int]:
    """In which proportion all that is no item is shared: as the items are; evenly where they say nothing."""
    sign = -1 if (sum(parts.values()) or total) < 0 else 1
    weights = {person: max(sign * part, 0) for person, part in parts.items()}
    return weights if any(weights.values()) else dict.fromkeys(parts, 1)


def _towards_zero(number: int, divisor: int) -> int:
    """The whole part of a quotient; the divisor is positive."""
    return number // divisor if number >= 0 else -(-number // divisor)


def _last_payer(paid: Mapping[int, int], owed: Container[int]) -> int:
    """Whose the cents are that cannot be parted: of those who share it, or else of all, who paid most."""
    sharing = [person for person in paid if person in owed]
    return max(sharing or paid, key=lambda person: abs(paid[person]))
