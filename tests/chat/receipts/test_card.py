"""What a card says and which buttons it has, for any receipt: within Telegram's limits, escaped, amounts exact."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit

from bot.chat.answer.view import View
from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locales
from bot.chat.receipts.card import Card, card_html, line_html
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.card_faces import face_message
from bot.chat.receipts.card_keyboard import card_keyboard, currencies
from bot.chat.receipts.change_words import changes_text
from bot.chat.receipts.fix_help import fix_html
from bot.chat.receipts.shown_amounts import amount_text
from bot.chat.receipts.shown_side import ShownSide
from bot.chat.split import utf16_length
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import Charged, Claim, ExpenseState, Paid
from bot.receipts.ledger.fixes import parse_fixes
from bot.receipts.ledger.ledger_sums import LedgerChange
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Receipt, Repair
from tests.chat.receipts.made import ANNA, BEN, CLEO, NAMES, SAY, card, expense, job, receipt
from tests.chat.receipts.made import ITEMS as BOUGHT

WAYS = ["Items", "Fix", "Text", "⋯"]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
AMOUNTS = st.integers(-(10**12), 10**12)
ITEMS = st.lists(st.builds(Item, WORDS, AMOUNTS), max_size=60).map(tuple)
RECEIPTS = st.builds(
    Receipt,
    merchant=st.none() | WORDS,
    day=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    currency=st.sampled_from([None, "MYR", "EUR"]),
    items=ITEMS,
    total=st.none() | AMOUNTS,
    cash=st.none() | AMOUNTS,
    change=st.none() | AMOUNTS,
    tax=st.none() | AMOUNTS,
).map(proved)
SIDES = [*(ShownSide(face, page) for face in Face for page in (0, 2)), *(ShownSide(view) for view in View)]
JOB = job("PASAR <MINI>", "Seafood 23.40", "x" * 5000)


def plain(html: str) -> list[str]:
    """The lines that are left of HTML when Telegram has parsed it."""
    return unescape(re.sub(r"</?(pre|b|i|s|code|blockquote)( expandable)?>", "", html)).split("\n")


def labels(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    assert keyboard
    return [[button.text for button in row] for row in keyboard.inline_keyboard]


def changed(now: Card, before: Receipt) -> Card:
    """A card that Ben changed, whose receipt was like that before."""
    change = LedgerChange(4, BEN, datetime(2026, 1, 1, tzinfo=UTC), replace(now.expense, receipt=before))
    return replace(now, change=change)


@given(RECEIPTS, st.sampled_from(SIDES), st.sampled_from(ExpenseState), st.booleans())
def test_any_receipt_fits_on_any_side(of: Receipt, side: ShownSide, state: ExpenseState, group: bool) -> None:
    claims = tuple(Claim(index, person) for index in range(len(of.items)) for person in NAMES)
    made = expense(of, claims=claims, state=state, duplicate_of=3)
    shown = replace(card(made), is_group=group, twin=expense(number=3, asked_by=BEN))
    part = face_message(changed(shown, receipt()), JOB, side, SAY)
    assert 1 <= utf16_length("\n".join(plain(part.html))) <= MessageLimit.MAX_TEXT_LENGTH
    assert not re.search(r"<(?!/?(pre|b|i|s|code|blockquote)( expandable)?>)|&(?!(lt|gt|amp);)", part.html)
    assert part.keyboard
    assert sum(map(len, part.keyboard.inline_keyboard)) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    for button in (button for row in part.keyboard.inline_keyboard for button in row):
        data = str(button.callback_data or "x")
        assert 1 <= len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA and button.text
    assert part.reply_to == 5


def test_what_the_sums_say() -> None:
    assert plain(card_html(card(), SAY))[1] == "MYR\xa044.90 · ✓ adds up"
    by_card = receipt(cash=None, change=None, payment="card")
    assert plain(card_html(card(expense(by_card)), SAY))[1:3] == ["MYR\xa044.90 · ✓ adds up", "3 items · by card · #12"]
    assert plain(card_html(card(expense(replace(by_card, proof=()))), SAY))[1] == "MYR\xa044.90 · not checked"
    wrong = receipt(total=4500, cash=None, change=None)
    assert plain(card_html(card(expense(wrong)), SAY))[1] == "MYR\xa045.00 · ✗ its items make 44.90"
    paid = receipt(total=4500, cash=5000, change=500)
    assert plain(card_html(card(expense(paid)), SAY))[1] == "MYR\xa045.00 · ✓ the total holds, but its items make 44.90"


def test_one_line_says_the_same_shortly() -> None:
    assert plain(line_html(card(), SAY)) == ["🧾 Pasar Mini <Jin> Seng · MYR\xa044.90 ✓"]
    assert plain(line_html(card(expense(replace(receipt(), proof=()))), SAY))[0].endswith("44.90 (not checked)")
    assert plain(line_html(card(expense(receipt(total=4500, cash=None, change=None))), SAY))[0].endswith("45.00 ✗")
    assert plain(line_html(card(expense(receipt(total=None))), SAY))[0].endswith("Seng · no total")
    assert plain(line_html(card(expense(receipt(currency=None))), SAY))[0].endswith("Seng · 44.90 ✓ · no currency")
    assert plain(line_html(card(expense(receipt(total=None, currency=None))), SAY))[0].endswith("Seng · no total")
    twin = expense(state=ExpenseState.DUPLICATE, duplicate_of=3)
    assert plain(line_html(card(twin), SAY))[0].endswith("44.90 like #3?")


@pytest.mark.parametrize(
    ("currency", "places", "total", "shown"),
    [
        ("JPY", 0, 1290, "JPY\xa01,290"),
        ("OMR", 3, 1500, "OMR\xa01.500"),
        ("EUR", 2, -350, "EUR\xa0-3.50"),
        ("EUR", 2, 0, "EUR\xa00.00"),
    ],
)
def test_amounts_have_the_places_of_their_currency(currency: str, places: int, total: int, shown: str) -> None:
    of = Receipt("Kiosk", currency=currency, places=places, total=total)
    assert plain(card_html(card(expense(of)), SAY))[1] == f"{shown} · not checked"


@pytest.mark.parametrize("code", LANGUAGES)
def test_amounts_are_written_as_in_each_language(code: str) -> None:
    say = Locales().of(code)
    assert re.fullmatch(r"MYR\xa01\D?234[.,]50", amount_text(123450, 2, say, "MYR"))
    assert len(currencies(say)) == 4


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_fix_explains_is_understood_in_each_language(code: str) -> None:
    shown = card(expense(receipt(total=123450, cash=None, change=None)))
    examples = re.findall("<code>(.*?)</code>", fix_html(shown, Locales().of(code)))
    assert len(examples) == 8
    for example in map(unescape, examples):
        fixes = parse_fixes(example, shown.expense, {name: person for person, name in NAMES.items()})
        assert all(fix.apply(shown.expense) for fix in fixes), example


def test_what_only_a_person_can_say_is_asked_one_after_the_other() -> None:
    repair = Repair(4, 650, 620, "items", 1)
    everything = receipt(currency=None, other_day=date(2018, 3, 4), day=date(2018, 4, 3), repairs=(repair,))
    readings = (everything, replace(everything, currency="EUR"), replace(everything, currency="EUR", other_day=None))
    asked = [labels(card_keyboard(card(expense(now)), JOB, SAY))[0] for now in readings]
    assert asked == [["USD", "EUR", "GBP", "CHF"], ["Mar 4, 2018", "Apr 3, 2018"], ["6.20", "6.50", "Show"]]
    assert labels(card_keyboard(card(expense(receipt(total=None))), JOB, SAY)) == [WAYS]


def test_who_paid_and_who_shares() -> None:
    assert labels(card_keyboard(card(), JOB, SAY))[0] == ["Paid by Anna ▾", "Split: all 4 ▾"]
    some = card(expense(sharers=(ANNA, BEN), payer=BEN))
    assert labels(card_keyboard(some, JOB, SAY))[0] == ["Paid by Ben ▾", "Split: 2 ▾"]
    several = card(expense(paid=(Paid(BEN, 3000),), sharers=(CLEO,)))
    assert labels(card_keyboard(several, JOB, SAY))[0] == ["Paid by 2 ▾", "Split with… ▾"]
    assert plain(card_html(several, SAY))[3] == "Ben 30.00 and Anna 14.90 paid · not split"
    alone = replace(card(expense(sharers=(ANNA,))), people=(ANNA,))
    assert labels(card_keyboard(alone, JOB, SAY))[0] == ["Paid by Anna ▾", "Join"]
    assert labels(card_keyboard(replace(card(), is_group=False), JOB, SAY)) == [WAYS]


def test_changes_are_told_as_what_they_were_and_are() -> None:
    now = expense()
    told = {
        "total 40.00 → 44.90": expense(receipt(total=4000)),
        "shop Pasar Mini <Jin> Seng": expense(receipt(merchant=None)),
        "date Apr 14, 2018 → Apr 15, 2018": expense(receipt(day=date(2018, 4, 14))),
        "currency MYR": expense(receipt(currency=None)),
        "Seafood 20.00 → 23.40": expense(receipt(items=(replace(BOUGHT[0], amount=2000), *now.receipt.items[1:]))),
        "Fish → Seafood": expense(receipt(items=(replace(BOUGHT[0], name="Fish"), *now.receipt.items[1:]))),
        "without Bag": expense(receipt(items=(Item("Bag", 20), *now.receipt.items))),
        "added Seafood 23.40": expense(receipt(items=now.receipt.items[1:])),
        "Anna paid": expense(payer=BEN),
        "split 4 ways": expense(sharers=(ANNA,)),
        "counted": expense(state=ExpenseState.LEFT_OUT),
        "charged EUR\xa010.00 → nothing": expense(charged=Charged("EUR", 1000)),
        "": expense(claims=(Claim(0, ANNA),)),
    }
    assert {changes_text(before, now, NAMES, SAY): before for before in told.values()} == told
    assert changes_text(expense(receipt(tip=None)), expense(receipt(tip=500)), NAMES, SAY) == "tip 5.00"
    charged = expense(charged=Charged("EUR", 1120))
    assert changes_text(now, charged, NAMES, SAY) == "charged EUR\xa011.20"


def test_who_changed_it_is_told_with_a_way_back_but_not_whose_an_item_is() -> None:
    shown = changed(card(), receipt(total=4000))
    assert plain(card_html(shown, SAY))[-1] == "✏️ Ben: total 40.00 → 44.90"
    assert ["Undo"] in labels(card_keyboard(shown, JOB, SAY))
    claimed = replace(card(expense(claims=(Claim(0, ANNA),))), change=changed(card(), receipt()).change)
    assert "✏️" not in card_html(claimed, SAY) and ["Undo"] not in labels(card_keyboard(claimed, JOB, SAY))


@pytest.mark.parametrize("state", [ExpenseState.DUPLICATE, ExpenseState.SAME])
def test_what_was_like_one_that_is_forgotten_is_just_not_counted(state: ExpenseState) -> None:
    left = card(expense(state=state))
    shown = face_message(left, JOB, ShownSide(Face.CARD), SAY)
    assert plain(shown.html)[-1] == texts.LEFT_OUT and labels(shown.keyboard)[0] == [texts.PUT_BACK]
    assert "None" not in line_html(left, SAY)
    counted = expense(state=ExpenseState.COUNTED)
    assert "None" not in changes_text(counted, left.expense, NAMES, SAY)


def test_the_shares_of_a_crowd_fit_and_those_that_are_not_shown_are_counted() -> None:
    crowd = {person: f"{person:02}".ljust(24, "x") for person in range(1, 61)}
    items = tuple(Item("y" * 100, 10**12 + index) for index in range(20))
    claims = tuple(Claim(index, person) for index in range(20) for person in crowd)
    of = receipt(items=items, total=sum(item.amount for item in items), cash=None, change=None)
    many = replace(card(expense(of, claims=claims, sharers=tuple(crowd))), names=crowd, people=tuple(crowd))
    lines = plain(face_message(many, JOB, ShownSide(Face.ITEMS), SAY).html)
    assert utf16_length("\n".join(lines)) <= MessageLimit.MAX_TEXT_LENGTH
    assert any(line.endswith("… and 40 more") for line in lines)
