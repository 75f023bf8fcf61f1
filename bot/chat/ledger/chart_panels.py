"""What the chart of a ledger shows, and who draws it: a process of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec

from bot.chat.languages.locale import Locale
from bot.chat.ledger.ledger_span import Month
from bot.chat.ledger.made_apart import made_apart
from bot.chat.split import shorten
from bot.chat.texts import ledger as texts
from bot.exports.ledger_chart import COLOURS, PANELS, ChartPanel, ChartPart
from bot.receipts.ledger.expense import Expense
from bot.receipts.ledger.shares import counts, payments
from bot.receipts.money import places

MOST_PANELS = 3  # currencies, those with most expenses
MOST_MONTHS = 24  # the last ones
LONGEST_LABEL = 18  # UTF-16 units

Parts = dict[Month, Counter[str]]


def can_draw() -> bool:
    """Whether the extra `chart` is installed; what it brings is not loaded here."""
    return find_spec("matplotlib") is not None


async def drawn(panels: Sequence[ChartPanel]) -> bytes:
    """The chart as PNG. Raises ExportFailed."""
    return await made_apart("bot.exports.ledger_chart", PANELS.dump_json(tuple(panels)))


def chart_panels(expenses: Iterable[Expense], names: Mapping[int, str], say: Locale) -> tuple[ChartPanel, ...]:
    """A panel for each currency: what each person paid in each month; without `names` what was paid in each shop."""
    by_currency: defaultdict[str, list[Expense]] = defaultdict(list)
    for expense in expenses:
        if counts(expense) and expense.receipt.currency:
            by_currency[expense.receipt.currency].append(expense)
    most = sorted(by_currency, key=lambda currency: (-len(by_currency[currency]), currency))[:MOST_PANELS]
    return tuple(_panel(currency, by_currency[currency], names, say) for currency in most)


def _panel(currency: str, expenses: Sequence[Expense], names: Mapping[int, str], say: Locale) -> ChartPanel:
    found: Parts = defaultdict(Counter)
    for expense in expenses:
        for label, amount in _parts(expense, names, say).items():
            found[Month.of(expense.day)][label] += amount
    months = _months([*found])
    whole = sum((found[month] for month in months if month in found), Counter[str]())
    labels = [label for label, _ in whole.most_common()]
    kept, rest = labels[: len(COLOURS)], []
    if len(labels) > len(COLOURS):
        kept, rest = labels[: len(COLOURS) - 1], labels[len(COLOURS) - 1 :]
    unit = 10 ** places(currency)
    parts = [ChartPart(label, tuple(found[month][label] / unit for month in months)) for label in kept]
    if rest:
        sums = (sum(found[month][label] for label in rest) / unit for month in months)
        parts.append(ChartPart(say(texts.OTHERS), tuple(sums)))
    return ChartPanel(currency, tuple(_label(month) for month in months), tuple(parts))


def _parts(expense: Expense, names: Mapping[int, str], say: Locale) -> dict[str, int]:
    if names:
        return {names[person]: amount for person, amount in payments(expense).items()}
    return {shorten(expense.receipt.merchant or say(texts.NO_SHOP), LONGEST_LABEL): expense.receipt.total or 0}


def _months(found: Sequence[Month]) -> list[Month]:
    """All from the first to the last, also those without expenses, where they are not too many."""
    month, last = min(found), max(found)
    if (last.year - month.year) * 12 + last.month - month.month >= MOST_MONTHS:
        return sorted(found)[-MOST_MONTHS:]
    months = [month]
    while months[-1] < last:
        months.append(months[-1].next)
    return months


def _label(month: Month) -> str:
    """As digits, which every font has."""
    return f"{month.year}-{month.month:02}"
