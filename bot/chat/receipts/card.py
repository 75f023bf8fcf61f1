"""The card of a receipt: what was paid, whether it adds up, who paid and who shares. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from bot.chat.languages.locale import Locale
from bot.chat.receipts.change_words import changes_text
from bot.chat.receipts.shown_amounts import amount_text, on_receipt
from bot.chat.split import shorten
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.ledger.ledger_sums import LedgerChange
from bot.receipts.ledger.shares import payments
from bot.receipts.money import decimal_text, places
from bot.receipts.receipt import Receipt

LONGEST_NAME = 60  # UTF-16 units of a shop, or of an item in a sentence
GAP = " · "
EXAMPLE_TOTAL = 4490  # what a person types where none was read
EXAMPLE_CURRENCY = "MYR"


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows.

    `names` are those of everybody on it, `people` the ledger's people who are in the chat, empty in a private one.
    `change` is the last one, None where nobody changed it. `twin` is the expense that it looks like. `remarks` are what
    is to be said of the note that it was read from, `of_note` the numbers of all expenses that were.
    """

    expense: Expense
    names: Mapping[int, str]
    people: tuple[int, ...] = ()
    is_group: bool = False
    change: LedgerChange | None = None
    twin: Expense | None = None
    remarks: tuple[str, ...] = ()
    of_note: tuple[int, ...] = ()

    @property
    def receipt(self) -> Receipt:
        """The receipt as it stands now."""
        return self.expense.receipt

    def name(self, person: int) -> str:
        """Somebody's name."""
        return self.names[person]

    @property
    def is_shared(self) -> bool:
        """Whether it is to be said who paid and who shares: in a group, of what counts or will."""
        return self.is_group and self.receipt.total is not None and self.expense.state is ExpenseState.COUNTED

    @property
    def is_like_another(self) -> bool:
        """Whether it is to be asked if it is the expense that it looks like, which was not forgotten."""
        return self.expense.state is ExpenseState.DUPLICATE and self.expense.duplicate_of is not None

    @property
    def is_split_by_all(self) -> bool:
        """Whether everybody in the ledger shares it."""
        return set(self.expense.sharers) >= set(self.people) and len(self.people) > 1

    @property
    def told_change(self) -> LedgerChange | None:
        """Its last change where that is told and can be undone: who shares and whose an item is, a tap changes back."""
        if self.change is None:
            return None
        now = self.expense
        is_told = replace(self.change.before, claims=now.claims, sharers=now.sharers) != now
        return self.change if is_told else None


def card_html(card: Card, say: Locale) -> str:
    """The card at one glance."""
    lines = [card_head(card, say), _details(card, say), *_people(card, say)]
    return "\n\n".join(["\n".join(lines), *_questions(card, say), *_said(card, say)])


def card_head(card: Card, say: Locale) -> str:
    """Shop, day and amount."""
    return "\n".join([card_title(card, say), *_amount(card, say)])


def line_html(card: Card, say: Locale) -> str:
    """The card in one line."""
    merchant = escape(_merchant(card.receipt, say), quote=False)
    amount = " ".join(filter(None, [_total(card.receipt, say), _mark(card, say)]))
    is_bare = card.receipt.total is not None and card.receipt.currency is None and not card.is_like_another
    return GAP.join([f"🧾 {merchant}", amount, *([say.html(texts.LINE_NO_CURRENCY)] if is_bare else [])])


def numbers_of_note(card: Card) -> str:
    """The expenses that go with the note, where they are several."""
    return GAP.join(f"#{number}" for number in card.of_note) if len(card.of_note) > 1 else ""


def item_name(receipt: Receipt, item: int | None, say: Locale) -> str:
    """What an amount is called: an item's name, or the total."""
    return shorten(receipt.items[item].name, LONGEST_NAME) if item is not None else say(texts.TOTAL)


def _merchant(receipt: Receipt, say: Locale) -> str:
    return shorten(receipt.merchant or say(texts.RECEIPT), LONGEST_NAME)


def card_title(card: Card, say: Locale) -> str:
    named = [f"🧾 <b>{escape(_merchant(card.receipt, say), quote=False)}</b>"]
    if card.receipt.day:
        named.append(escape(say.day(card.receipt.day)))
    return GAP.join(named)


def _total(receipt: Receipt, say: Locale) -> str:
    """The total as HTML; empty where there is none."""
    if receipt.total is None:
        return ""
    return f"<b>{escape(on_receipt(receipt.total, receipt, say, with_currency=True))}</b>"


def _mark(card: Card, say: Locale) -> str:
    """What is to be known beside the amount of one line."""
    receipt = card.receipt
    if card.is_like_another:
        return say.html(texts.LINE_TWIN, number=card.expense.duplicate_of)
    if receipt.total is None:
        return say.html(texts.LINE_NO_TOTAL)
    if receipt.proof:
        return "✓"
    return "✗" if receipt.difference else f"({say.html(texts.NOT_CHECKED)})"


def _amount(card: Card, say: Locale) -> Iterator[str]:
    receipt, charged = card.receipt, card.expense.charged
    if receipt.total is None:
        return
    said = [_total(receipt, say)]
    if charged:
        amount = amount_text(charged.amount, places(charged.currency), say, charged.currency)
        said.append(say.html(texts.CHARGED, amount=amount))
    yield GAP.join([*said, _sums(receipt, receipt.total, say)])


def _sums(receipt: Receipt, total: int, say: Locale) -> str:
    """Whether it adds up."""
    made = on_receipt(total + (receipt.difference or 0), receipt, say)
    if receipt.proof:
        return say.html(texts.BUT_ITEMS_MAKE, amount=made) if receipt.difference else say.html(texts.ADDS_UP)
    return say.html(texts.ITEMS_MAKE, amount=made) if receipt.difference else say.html(texts.NOT_CHECKED)


def _details(card: Card, say: Locale) -> str:
    """How many items, how it was paid, and the number by which the ledger knows it."""
    receipt = card.receipt
    said = [say.count_html(texts.ITEMS_COUNT, len(receipt.items))] if receipt.items else []
    if receipt.cash is not None and receipt.change is not None:
        cash, change = on_receipt(receipt.cash, receipt, say), on_receipt(receipt.change, receipt, say)
        said.append(say.html(texts.CASH_AND_CHANGE, cash=cash, change=change))
    elif receipt.payment:
        said.append(say.html(texts.BY_CARD if receipt.payment == "card" else texts.IN_CASH))
    return GAP.join([*said, f"#{card.expense.number}"])


def _people(card: Card, say: Locale) -> Iterator[str]:
    if card.is_shared:
        yield GAP.join([paid_html(card, say), _split(card.expense, say)])


def paid_html(card: Card, say: Locale) -> str:
    """Who paid; how much each where there are several."""
    paid = payments(card.expense)
    if len(paid) == 1:
        return say.html(texts.PAID, name=card.name(*paid))
    each = [f"{card.name(person)} {on_receipt(amount, card.receipt, say)}" for person, amount in paid.items()]
    return say.html(texts.PAID, name=say.list(each))


def _ways(expense: Expense, say: Locale) -> str:
    """Among how many it is split."""
    count = len(expense.sharers)
    return say.count_html(texts.SPLIT, count) if count > 1 else say.html(texts.NOT_SPLIT)


def _split(expense: Expense, say: Locale) -> str:
    said = [_ways(expense, say)]
    if claimed := {claim.item for claim in expense.claims}:
        said.append(say.count_html(texts.CLAIMED, len(claimed)))
    return GAP.join(said)


def _questions(card: Card, say: Locale) -> Iterator[str]:
    """What only a person can say; one thing after the other."""
    receipt, expense = card.receipt, card.expense
    if card.is_like_another:
        yield _twin(card, say)
    elif expense.state is ExpenseState.SAME and expense.duplicate_of is not None:
        yield say.html(texts.SAME_AS, number=expense.duplicate_of)
    elif expense.state is not ExpenseState.COUNTED:
        yield say.html(texts.LEFT_OUT)
    elif receipt.total is None:
        yield say.html(texts.TYPE_TOTAL_HTML, example=decimal_text(EXAMPLE_TOTAL, 2))
    elif receipt.currency is None:
        yield say.html(texts.WHICH_CURRENCY_HTML, example=EXAMPLE_CURRENCY)
    elif receipt.other_day is not None:
        yield say.html(texts.WHICH_DAY)
    elif repair := next(iter(receipt.repairs), None):
        likely, read = (on_receipt(amount, receipt, say) for amount in (repair.after, repair.before))
        name = item_name(receipt, repair.item, say)
        yield say.html(texts.WHICH_AMOUNT_HTML, likely=likely, read=read, name=name)


def _twin(card: Card, say: Locale) -> str:
    twin = card.twin
    if twin is None:
        return say.html(texts.LOOKS_LIKE_ONE, number=card.expense.duplicate_of)
    return say.html(texts.LOOKS_LIKE, number=twin.number, name=card.name(twin.asked_by))


def _said(card: Card, say: Locale) -> Iterator[str]:
    """What was changed last, and what is to be said of the note."""
    if (change := card.told_change) and (changes := changes_text(change.before, card.expense, card.names, say)):
        by = say(texts.CHANGED_BY, name=card.name(change.person), changes=changes) if card.is_group else changes
        yield f"✏️ {escape(by, quote=False)}"
    if card.remarks:
        yield "\n".join(f"<i>{escape(remark, quote=False)}</i>" for remark in card.remarks)
