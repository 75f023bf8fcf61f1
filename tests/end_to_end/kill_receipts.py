"""Receipts that are made up for a bot that is killed: each has a shop of its own, by which it is found again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

SYLLABLES = [consonant + vowel for consonant in "BDFGKLMNPRST" for vowel in "AEIOU"]
GOODS = ("Seafood", "Tofu", "Rice", "Noodles", "Coconut", "Ginger", "Tea", "Sugar", "Eggs")
MISPRINTED = 0.15  # of the receipts have another total than their items


@dataclass(frozen=True)
class MadeUp:
    """A receipt of a shop, its amounts in sen. Nobody but those who claim its items changes a `quiet` one."""

    shop: str
    items: tuple[tuple[str, int], ...]
    total: int
    quiet: bool
    text: str


def made_up(number: int, chance: random.Random) -> MadeUp:
    """Receipt `number`, from 0; one in three is quiet."""
    shop = shop_name(number)
    names = chance.sample(GOODS, chance.randint(2, 4))
    items = tuple((name, chance.randint(50, 3000)) for name in names)
    total = sum(amount for _, amount in items)
    if chance.random() < MISPRINTED:
        total += 100
    rows = [shop, f"{date.today():%d.%m.%Y} {chance.randint(8, 21):02}:{chance.randint(0, 59):02}"]
    rows += [f"{name} {ringgit(amount)}" for name, amount in items]
    rows.append(f"Total RM {ringgit(total)}")
    if chance.random() < 0.5:
        cash = (total // 1000 + 1) * 1000
        rows += [f"Cash {ringgit(cash)}", f"Change {ringgit(cash - total)}"]
    return MadeUp(shop, items, total, number % 3 == 0, "\n".join(rows))


def shop_name(number: int) -> str:
    """The name of shop `number`, in letters alone."""
    letters = [number // len(SYLLABLES) ** place % len(SYLLABLES) for place in range(3)]
    return "KEDAI " + "".join(SYLLABLES[letter] for letter in letters) + "S"


def ringgit(sen: int) -> str:
    """An amount as it is printed."""
    return f"{sen // 100}.{sen % 100:02}"
