"""What a ledger looks like in the chat. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.chat.languages.locale import Locale
from bot.chat.ledger.ledger_buttons import JoinLedger, ShowExports, ShowLedger, ShowTransfers
from bot.chat.ledger.ledger_span import Month, Span
from bot.chat.receipts.shown_amounts import amount_text
from bot.chat.split import shorten, utf16_length
from bot.chat.texts import ledger as texts
from bot.receipts.ledger.ledger_sums import Amounts, LedgerSums
from bot.receipts.ledger.transfers import transfers
from bot.receipts.money import places
from bot.receipts.receipt import Receipt

MOST_PEOPLE = 12  # of a currency, shown with what they paid
MOST_TRANSFERS = 15
MOST_NUMBERS = 12
MOST_SHOPS = 20
LONGEST_SHOP = 32  # UTF-16 units
LONGEST = MessageLimit.MAX_TEXT_LENGTH - 64
GAP = " · "


@dataclass(frozen=True, slots=True)
class LedgerScene:
    """What is shown of a ledger: the sums of a month, and the months before and after it in which there is something.

    `names` are those of everybody in the sums, `sharers` the people who share what comes, empty in a private chat.
    `charged` is what people typed that was charged for expenses of a currency, by the currency of that; `waiting` the
    receipts that wait for a person to say whether they are others, by their numbers.
    """

    month: Month
    sums: LedgerSums
    names: Mapping[int, str]
    earlier: Month | None = None
    later: Month | None = None
    is_group: bool = False
    sharers: tuple[int, ...] = ()
    charged: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    waiting: Mapping[int, Receipt] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever paid."""
        noted = self.sums.incomplete or self.sums.duplicates or self.sums.left_out
        return not (self.sums.count or noted or self.sums.balances or self.earlier or self.later)


def money(amount: int, currency: str, say: Locale) -> str:
    """An amount with the code of its currency."""
    return amount_text(amount, places(currency), say, currency)


def transfer_text(payer: str, receiver: str, amount: str) -> str:
    """Who is to give whom how much."""
    return f"{payer} → {receiver} {amount}"


def ledger_html(scene: LedgerScene, say: Locale) -> str:
    """The ledger of a month in one message."""
    if scene.is_empty:
        return say.html(texts.EMPTY_HTML)
    sums = scene.sums
    title = f"📒 <b>{escape(scene.month.text(say), quote=False)}</b>"
    if not sums.count:
        head = [title, say.html(texts.NOTHING_IN, month=scene.month.text(say))]
    else:
        head = [title + GAP + say.count_html(texts.EXPENSES, sums.count)]
    blocks = [head, *(list(_currency(scene, currency, say)) for currency in sorted(sums.spent))]
    if scene.is_group:
        blocks += [list(_owed(scene, say)), list(_sharers(scene, say))]
    blocks += [list(_numbers(scene, say)), list(_shops(sums, say))]
    return _fitting(blocks)


def ledger_keyboard(scene: LedgerScene, say: Locale) -> InlineKeyboardMarkup | None:
    """The months beside it, and what can be done."""
    if scene.is_empty:
        return InlineKeyboardMarkup.from_button(_join(scene, say)) if scene.is_group else None
    number, turns = scene.month.number, []
    if scene.earlier:
        turns.append(ShowLedger(scene.earlier.number).button(f"‹ {scene.earlier.text(say)}"))
    if scene.later:
        turns.append(ShowLedger(scene.later.number).button(f"{scene.later.text(say)} ›"))
    span = Span.MONTH if scene.sums.count else Span.ALL
    actions = [ShowExports(span, number).button(say(texts.EXPORT))]
    if scene.is_group:
        settled = ShowTransfers(number).button(say(texts.SETTLED))
        actions = [settled, *actions, _join(scene, say)]
    return InlineKeyboardMarkup([row for row in (turns, actions) if row])


def transfers_of(balances: Mapping[str, Amounts]) -> list[tuple[str, int, int, int]]:
    """The fewest transfers that settle everything: currency, payer, receiver, amount."""
    return [
        (currency, each.payer, each.receiver, each.amount)
        for currency in sorted(balances)
        for each in transfers(balances[currency])
    ]


def _join(scene: LedgerScene, say: Locale) -> InlineKeyboardButton:
    return JoinLedger(scene.month.number).button(say(texts.JOIN))


def _currency(scene: LedgerScene, currency: str, say: Locale) -> Iterator[str]:
    """What was spent, and by whom."""
    sums = scene.sums
    charged = [money(amount, other, say) for other, amount in sorted(scene.charged.get(currency, {}).items())]
    beside = GAP + say.html(texts.CHARGED, amounts=say.list(charged)) if charged else ""
    yield f"<b>{escape(money(sums.spent[currency], currency, say))}</b>{beside}"
    if scene.is_group:
        paid, owed = sums.paid.get(currency, {}), sums.owed.get(currency, {})
        people = sorted({*paid, *owed}, key=lambda person: (-paid.get(person, 0), scene.names[person]))
        lines = []
        for person in people:
            amounts = {"paid": paid.get(person, 0), "share": owed.get(person, 0)}
            written = {name: amount_text(amount, places(currency), say) for name, amount in amounts.items()}
            lines.append(say.html(texts.PERSON, name=scene.names[person], **written))
        yield from _some(lines, MOST_PEOPLE, say)


def _owed(scene: LedgerScene, say: Locale) -> Iterator[str]:
    found = transfers_of(scene.sums.balances)
    if found:
        yield say.html(texts.TO_SETTLE_HTML)
    elif len(scene.names) > 1:
        yield say.html(texts.ALL_EVEN)
    lines = [
        escape(transfer_text(scene.names[payer], scene.names[receiver], money(amount, currency, say)), quote=False)
        for currency, payer, receiver, amount in found
    ]
    yield from _some(lines, MOST_TRANSFERS, say)


def _sharers(scene: LedgerScene, say: Locale) -> Iterator[str]:
    """Who shares what comes, where that is more than one."""
    if len(scene.sharers) > 1:
        yield say.html(texts.SHARED_BY, names=say.list([scene.names[person] for person in scene.sharers]))


def _numbers(scene: LedgerScene, say: Locale) -> Iterator[str]:
    """What a person should look at; of what may have been sent twice also what it is."""
    sums = scene.sums
    for text, numbers in (
        (texts.UNCHECKED, sums.unchecked),
        (texts.INCOMPLETE, sums.incomplete),
        (texts.DUPLICATES, sums.duplicates),
        (texts.LEFT_OUT, sums.left_out),
    ):
        if numbers:
            shown = scene.waiting if numbers is sums.duplicates else {}
            listed = [_numbered(number, shown.get(number), say) for number in numbers[:MOST_NUMBERS]]
            if len(numbers) > MOST_NUMBERS:
                listed.append(say.count(texts.MORE, len(numbers) - MOST_NUMBERS))
            yield say.html(text, numbers=", ".join(listed))


def _numbered(number: int, receipt: Receipt | None, say: Locale) -> str:
    """The number of an expense, with its shop and amount where the receipt is given."""
    named = [f"#{number}"]
    if receipt and receipt.merchant:
        named.append(shorten(receipt.merchant, LONGEST_SHOP))
    if receipt and receipt.total is not None:
        named.append(amount_text(receipt.total, receipt.places, say, receipt.currency))
    return " ".join(named)


def _shops(sums: LedgerSums, say: Locale) -> Iterator[str]:
    """The shops, folded."""
    lines = []
    for currency in sorted(sums.shops):
        for shop in sums.shops[currency]:
            name = shorten(shop.merchant, LONGEST_SHOP) if shop.merchant else say(texts.NO_SHOP)
            times = f" ×{shop.count}" if shop.count > 1 else ""
            lines.append(escape(f"{name}{times}{GAP}{money(shop.amount, currency, say)}", quote=False))
    if lines:
        title = say.html(texts.BY_SHOP_HTML)
        folded = "\n".join([title, *_some(lines, MOST_SHOPS, say)])
        yield f"<blockquote expandable>{folded}</blockquote>"


def _some(lines: Sequence[str], most: int, say: Locale) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield say.count_html(texts.MORE, len(lines) - most)


def _fitting(blocks: Sequence[Sequence[str]]) -> str:
    """The blocks with empty lines between; an ellipsis says that there are more than Telegram has room for."""
    html, end = "", ""
    for block in filter(None, blocks):
        longer = f"{html}\n\n" if html else ""
        longer += "\n".join(block)
        if utf16_length(longer) > LONGEST:
            end = "\n\n…"
            continue
        html = longer
    return html + end
