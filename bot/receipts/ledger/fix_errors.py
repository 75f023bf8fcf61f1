"""What can be wrong with a correction of a receipt, said in one sentence each.

FixError
├── NotUnderstood
├── NotAnAmount
├── NoSuchItem
├── NoItems
├── NotADay
├── NotATime
├── NotACurrency
├── NotInThisCurrency
├── NoSuchCharge
├── ChargedInItself
├── AddsUpAlready
├── UnknownName
├── PaidTooMuch
├── TwoRests
└── ChangedMeanwhile
"""

from __future__ import annotations

from bot.errors import LegibleError
from bot.translatable import sentence


class FixError(LegibleError):
    """A correction that cannot be made; the receipt stays as it is."""


class NotUnderstood(FixError):
    """Details: the `line`."""

    # Translators: the examples are what a person writes; `total`, `date` and `rest` may be written in any language.
    person = sentence(
        "I don't know what to change by “{line}”. Write for example: total 44.90 · 3 1.20 (what item 3 costs) · "
        "3 Tofu · -7 (remove item 7) · + Bread 2.50 · date 15.4. · EUR · Ben 30, Anna rest."
    )
    what = "nothing is known to change by {line!r}"
    remedy = "write what is to be changed and its new value"


class NotAnAmount(FixError):
    """Details: the `text`."""

    person = sentence("“{text}” is no amount that I can take. Write it like 44.90 or 44,90.")
    what = "{text!r} is no amount"
    remedy = "write it like 44.90"


class NoSuchItem(FixError):
    """Details: the `number` that was asked for, and how many `items` there are."""

    person = sentence("There is no item {number} on this receipt; the last one is {items}.")
    what = "there is no item {number}, the last one is {items}"
    remedy = "write the number of another one"


class NoItems(FixError):
    person = sentence("There are no items on this receipt yet. Add one like this: + Bread 2.50")
    what = "the receipt has no items"
    remedy = "add one"


class NotADay(FixError):
    """Details: the `text`."""

    person = sentence("“{text}” is no date that I understand. Write it like 15.4. or 2018-04-15.")
    what = "{text!r} is no date"
    remedy = "write it like 2018-04-15"


class NotATime(FixError):
    """Details: the `text`."""

    person = sentence("“{text}” is no time that I understand. Write it like 18:02.")
    what = "{text!r} is no time"
    remedy = "write it like 18:02"


class NotACurrency(FixError):
    """Details: the `text`."""

    person = sentence("“{text}” is no currency that I know. Write its three letters, such as EUR or MYR.")
    what = "{text!r} is no currency"
    remedy = "write its code"


class NotInThisCurrency(FixError):
    """Details: the `currency`, and the `amount` that it has no such parts for."""

    person = sentence(
        "{currency} has no such small coins: {amount} can't be an amount in it. Correct the amounts first."
    )
    what = "{amount} is no amount in {currency}"
    remedy = "correct the amounts first"


class NoSuchCharge(FixError):
    # Translators: `charged` is typed by a person, and may be written in any language.
    person = sentence(
        "Write what you were charged, with its currency: charged 10.20 EUR. Or the rate, without thousands points: "
        "1 EUR = 17500 IDR."
    )
    what = "no amount in another currency is told, nor a rate between it and the receipt's"
    remedy = "write it like charged 10.20 EUR, or 1 EUR = 17500 IDR"


class ChargedInItself(FixError):
    """What was charged is told in the receipt's own currency. Details: the `currency`, and the `amount` as written."""

    # Translators: `total` is typed by a person, and may be written in any language.
    person = sentence("This receipt is in {currency} itself. If {amount} is what was paid, reply: total {amount}")
    what = "the receipt is in {currency} itself"
    remedy = "write that {amount} is the total"


class AddsUpAlready(FixError):
    """Details: the `total` that adds up, and the `amount` that was written."""

    # Translators: `total` is typed by a person, and may be written in any language.
    person = sentence("{total} adds up. If the total is {amount} all the same, reply: total {amount}")
    what = "the total {total} adds up"
    remedy = "write that {amount} is the total"


class UnknownName(FixError):
    """Details: the `name`."""

    person = sentence(
        "I know nobody called {name} here. Write a name as Telegram shows it, or + {name} 2.50 to add an item."
    )
    what = "nobody is called {name}"
    remedy = "write a name as Telegram shows it"


class PaidTooMuch(FixError):
    """Details: what the amounts make, `paid`, and the `total`."""

    person = sentence("That makes {paid}, more than the total of {total}. Write amounts up to {total}.")
    what = "{paid} is more than the total {total}"
    remedy = "write smaller amounts, or correct the total"


class TwoRests(FixError):
    person = sentence("Only one can have paid the rest. Write amounts for the others.")
    what = "the rest was given to two"
    remedy = "write amounts for the others"


class ChangedMeanwhile(FixError):
    """Details: the `number` of the item as it was seen."""

    person = sentence("Somebody changed item {number} at the same moment. Look at the receipt, and write it again.")
    what = "item {number} was changed at the same moment"
    remedy = "look at it, and write it again"
