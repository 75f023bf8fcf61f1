"""What a ledger looks like: it fits, is escaped, and mixes no currencies."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locales
from bot.chat.ledger.ledger_span import Month, Span, days_of, file_stem
from bot.chat.ledger.ledger_view import LedgerScene, ledger_html, ledger_keyboard, transfers_of
from bot.chat.ledger.settling_view import Settling, settling_keyboard
from bot.chat.split import utf16_length
from bot.receipts.ledger.ledger_sums import LedgerSums, ShopSum
from bot.receipts.receipt import Receipt

ENGLISH = Locales().of("en")
NOVEMBER = Month(2026, 11)
FIRST, AFTER = date(2026, 11, 1), date(2026, 12, 1)


def scene(sums: LedgerSums, *names: str) -> LedgerScene:
    charged = {"JPY": {"EUR": 2740}}
    sharers = tuple(range(1, len(names)))
    waiting = {4: Receipt("Aldi", currency="EUR", total=1290)}
    return LedgerScene(
        NOVEMBER,
        sums,
        dict(enumerate(names, 1)),
        is_group=True,
        sharers=sharers,
        charged=charged,
        waiting=waiting,
    )


def test_a_month_of_two_currencies() -> None:
    sums = LedgerSums(
        FIRST,
        AFTER,
        count=5,
        spent={"JPY": 4490, "EUR": 31240},
        paid={"EUR": {1: 20000, 2: 11240}, "JPY": {2: 4490}},
        owed={"EUR": {1: 15620, 2: 15620}, "JPY": {1: 2245, 2: 2245}},
        shops={"EUR": (ShopSum("A&B <market>", 3, 31240),), "JPY": (ShopSum("", 1, 4490),)},
        unchecked=(3,),
        duplicates=(4,),
        balances={"EUR": {1: 4380, 2: -4380}, "JPY": {1: -2245, 2: 2245}},
    )
    assert ledger_html(scene(sums, "Anna", "Ben <3"), ENGLISH).replace("\xa0", " ").split("\n") == [
        "📒 <b>November 2026</b> · 5 expenses",
        "",
        "<b>EUR 312.40</b>",
        "Anna paid 200.00, share 156.20",
        "Ben &lt;3 paid 112.40, share 156.20",
        "",
        "<b>JPY 4,490</b> · charged EUR 27.40",
        "Ben &lt;3 paid 4,490, share 2,245",
        "Anna paid 0, share 2,245",
        "",
        "<b>To settle, of all months</b>",
        "Ben &lt;3 → Anna EUR 43.80",
        "Anna → Ben &lt;3 JPY 2,245",
        "",
        "Not checked: #3",
        "Not counted, perhaps sent twice: #4 Aldi EUR 12.90",
        "",
        "<blockquote expandable><b>By shop</b>",
        "A&amp;B &lt;market&gt; ×3 · EUR 312.40",
        "without a name · JPY 4,490</blockquote>",
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_crowd_in_many_currencies_fits(code: str) -> None:
    people, currencies = range(1, 60), ("EUR", "USD", "GBP", "JPY", "CHF", "MYR", "IDR", "OMR", "SEK", "PLN")
    amounts = {currency: dict.fromkeys(people, 10**11) for currency in currencies}
    owed = {currency: {person: 10**9 * (person - 30) for person in people} for currency in currencies}
    sums = LedgerSums(
        FIRST,
        AFTER,
        count=10_000,
        spent=dict.fromkeys(currencies, 10**12),
        paid=amounts,
        owed=amounts,
        shops=dict.fromkeys(currencies, tuple(ShopSum(f"{'shop & ' * 9}{i}", 7, 10**9) for i in range(40))),
        unchecked=tuple(range(1, 5000)),
        balances=owed,
    )
    crowd = scene(sums, *(f"Somebody & {number:013}" for number in people))
    html = ledger_html(crowd, Locales().of(code))
    assert utf16_length(html) <= 4096 and html.endswith("\n\n…")
    keyboard = settling_keyboard(Settling(owed, (), crowd.names), ENGLISH)
    assert len(keyboard.inline_keyboard) <= 20


def test_a_month_without_expenses_says_so_and_leads_on() -> None:
    empty = LedgerScene(NOVEMBER, LedgerSums(FIRST, AFTER), {}, earlier=Month(2018, 4))
    assert ledger_html(empty, ENGLISH) == "📒 <b>November 2026</b>\nNothing was paid in November 2026."
    keyboard = ledger_keyboard(empty, ENGLISH)
    assert keyboard
    assert [[(button.text, button.callback_data) for button in row] for row in keyboard.inline_keyboard] == [
        [("‹ April 2018", "ledger:201804")],
        [("Export…", "ledger:export:all:202611")],
    ]


@given(st.dictionaries(st.sampled_from(["EUR", "JPY"]), st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8)))
def test_transfers_settle_each_currency_by_itself(amounts: dict[str, list[int]]) -> None:
    balances = {
        currency: dict(enumerate([*owed, -sum(owed)])) for currency, owed in amounts.items()
    }  # the last one evens it out
    left = {currency: dict(people) for currency, people in balances.items()}
    for currency, payer, receiver, amount in transfers_of(balances):
        left[currency][payer] += amount
        left[currency][receiver] -= amount
    assert not any(amount for people in left.values() for amount in people.values())


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2998, 12, 31)))
def test_months_follow_each_other(day: date) -> None:
    month = Month.of(day)
    assert Month.parse(month.number) == month
    first, after = days_of(Span.MONTH, month)
    assert first <= day < after and days_of(Span.MONTH, month.next)[0] == after
    year = days_of(Span.YEAR, month)
    assert year[0] <= day < year[1] and days_of(Span.ALL, month)[0] < day < days_of(Span.ALL, month)[1]


@pytest.mark.parametrize("number", [0, 1, 202600, 202613, 100001, 10**17, 209913])
def test_what_is_no_month(number: int) -> None:
    assert Month.parse(number) is None


def test_files_are_named_by_their_time() -> None:
    stems = [file_stem(span, NOVEMBER) for span in (Span.ALL, Span.YEAR, Span.MONTH)]
    assert stems == ["ledger", "ledger-2026", "ledger-2026-11"]
    assert all(shorter in longer for shorter, longer in pairwise(stems))
