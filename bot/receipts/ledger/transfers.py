"""The fewest transfers after which nobody owes anybody anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST_COMPARED = 12  # people among whom the best way is searched; it doubles with each, 40 ms for twelve


@dataclass(frozen=True, slots=True)
class Transfer:
    """`payer` is to give `receiver` an amount, in the smallest unit."""

    payer: int
    receiver: int
    amount: int


def transfers(balance: Mapping[int, int]) -> tuple[Transfer, ...]:
    """How the people of a balance in one currency, which sums to 0, become even.

    They are the fewest there can be, where at most `MOST_COMPARED` people are left after those who owe just what
    another is owed; among more people they are fewer than people.
    """
    open_ = {person: amount for person, amount in balance.items() if amount}
    made = list[Transfer]()
    for person, amount in list(open_.items()):
        if person in open_ and (other := next((p for p, owed in open_.items() if owed == -amount), None)) is not None:
            made += _settled({person: open_.pop(person), other: open_.pop(other)})
    for group in _groups(open_):
        made += _settled(group)
    return tuple(made)


def _settled(balance: Mapping[int, int]) -> Iterator[Transfer]:
    """The largest debt goes to whom most is owed, until nothing is left: one transfer less than people."""
    left = dict(balance)
    while left and any(left.values()):
        payer, receiver = min(left, key=left.__getitem__), max(left, key=left.__getitem__)
        amount = min(-left[payer], left[receiver])
        left[payer] += amount
        left[receiver] -= amount
        yield Transfer(payer, receiver, amount)


def _groups(balance: Mapping[int, int]) -> Iterator[Mapping[int, int]]:
    """The most groups of people who can become even among themselves, each of which saves a transfer."""
    people = list(balance)
    if len(people) > MOST_COMPARED:
        yield balance
        return
    sums, most = _most_groups([balance[person] for person in people])
    left = len(most) - 1
    while left:
        group = _first_group(left, sums, most)
        yield {person: balance[person] for index, person in enumerate(people) if group >> index & 1}
        left &= ~group


def _most_groups(amounts: list[int]) -> tuple[list[int], list[int]]:
    """For each set of people, as bits: what they are owed together, and into how many even groups they part at most."""
    sums, most = [0], [0]
    for chosen in range(1, 1 << len(amounts)):
        lowest = chosen & -chosen
        sums.append(sums[chosen ^ lowest] + amounts[lowest.bit_length() - 1])
        without_one = max(most[chosen ^ 1 << index] for index in range(len(amounts)) if chosen >> index & 1)
        most.append(without_one + (sums[chosen] == 0))
    return sums, most


def _first_group(people: int, sums: list[int], most: list[int]) -> int:
    """An even group that can be parted from the people, who are even, without losing another group."""
    left = people
    while left and (left == people or sums[left]):
        ones = (1 << index for index in range(left.bit_length()) if left >> index & 1)
        left ^= next(one for one in ones if _keeps(left, one, sums, most))
    return people ^ left


def _keeps(chosen: int, one: int, sums: list[int], most: list[int]) -> bool:
    """Whether without this one person the others part into as many groups as they can."""
    return most[chosen ^ one] == most[chosen] - (sums[chosen] == 0)
