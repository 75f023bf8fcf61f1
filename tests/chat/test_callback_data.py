"""What buttons say: it fits, comes back as it was, and stays what it was for buttons under old messages."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.answer.buttons import BACK, ForgetNote, KeepReading, Recorrect, SaveAs, ShowView, ShowWord, Undo
from bot.chat.answer.view import View
from bot.chat.callback_data import CallbackData
from bot.chat.history_command import OpenNote, TurnHistory
from bot.chat.ledger.ledger_buttons import (
    CountPaid,
    JoinLedger,
    SaveLedger,
    SettleTransfer,
    ShowExports,
    ShowLedger,
    ShowTransfers,
    UndoPaid,
    UndoSettlement,
)
from bot.chat.ledger.ledger_span import Span
from bot.chat.operator.handlers import SendBroadcast, WithdrawBroadcast
from bot.chat.placeholder import Stop
from bot.chat.receipts.card_buttons import (
    CardVerdict,
    ChooseAmount,
    ChooseCurrency,
    ChooseDay,
    ClaimItem,
    JoinSplit,
    Judge,
    PickPayer,
    ShowAmount,
    SplitAll,
    TickSharer,
    TurnCard,
    UndoChange,
)
from bot.chat.receipts.card_face import Face
from bot.chat.settings.choices import Choice, What
from bot.chat.words.glossary_view import AddWords, DropEntry, ExportGlossary, FileKind, PickEntry, ShowPage
from bot.chat.words.lesson_view import Into, TakeLessons, TickPair

SENT = {
    "clean:7": ShowView(View.CLEAN, 7),
    "raw:7": ShowView(View.RAW, 7),
    "changes:7": ShowView(View.CHANGES, 7),
    "changes:7:1": ShowView(View.CHANGES, 7, 1),
    "keep:7:0:ab12cd34": KeepReading(7, 0, "ab12cd34"),
    "save:7": SaveAs(7),
    "save:7:txt": SaveAs(7, "txt"),
    "save:7:back": SaveAs(7, BACK),
    "word:7:0:1:2": ShowWord(7, 0, 1, 2),
    "again:7": Recorrect(7),
    "undo:7": Undo(7),
    "stop:7": Stop(7),
    "forget:7": ForgetNote(7),
    "history:5:": TurnHistory(5, ""),
    "history:5:search words": TurnHistory(5, "search words"),
    "history:0:at 9:30": TurnHistory(0, "at 9:30"),
    "note:7": OpenNote(7),
    "settings:0:menu:": Choice(0, What.MENU, ""),
    "settings:5:raw_first:1": Choice(5, What.RAW_FIRST, "1"),
    "settings:0:language:zh_Hant": Choice(0, What.LANGUAGE, "zh_Hant"),
    "glossary:show:2": ShowPage(2),
    "glossary:pick:2": PickEntry(2),
    "glossary:drop:31:2": DropEntry(31, 2),
    "glossary:add": AddWords(),
    "glossary:csv": ExportGlossary(FileKind.CSV),
    "lesson:3:own": TakeLessons(3, Into.OWN),
    "lesson:3:group": TakeLessons(3, Into.GROUP),
    "lesson:3:none": TakeLessons(3, Into.NOWHERE),
    "lesson:3:0": TickPair(3, 0),
    "ledger": ShowLedger(),
    "ledger:202611": ShowLedger(202611),
    "ledger:join:202611": JoinLedger(202611),
    "ledger:settle:202611": ShowTransfers(202611),
    "ledger:export:year:202611": ShowExports(Span.YEAR, 202611),
    "ledger:save:all:202611:xlsx": SaveLedger(Span.ALL, 202611, "xlsx"),
    "settle:5163907214:-3:1250:EUR": SettleTransfer("5163907214", "-3", 1250, "EUR"),
    "unsettle:7": UndoSettlement(7),
    "unpaid:7": UndoPaid(7),
    "repaid:7": CountPaid(7),
    "broadcast:1": SendBroadcast(1),
    "withdraw:1": WithdrawBroadcast(1),
    "card:7:card": TurnCard(7, Face.CARD),
    "card:7:line": TurnCard(7, Face.LINE),
    "card:7:items:2": TurnCard(7, Face.ITEMS, 2),
    "card:7:fix": TurnCard(7, Face.FIX),
    "card:7:payers": TurnCard(7, Face.PAYERS),
    "card:7:split": TurnCard(7, Face.SPLIT),
    "card:7:more": TurnCard(7, Face.MORE),
    "card:7:sure": TurnCard(7, Face.FORGET),
    "mine:7:3": ClaimItem(7, 3),
    "paid:7:11": PickPayer(7, 11),
    "split:7:11": TickSharer(7, 11),
    "splitall:7": SplitAll(7),
    "joinsplit:7": JoinSplit(7),
    "amount:7:3:650": ChooseAmount(7, 3, "650"),
    "amount:7:3:-650": ChooseAmount(7, 3, "-650"),
    "line:7:3": ShowAmount(7, 3),
    "day:7:2018-04-15": ChooseDay(7, "2018-04-15"),
    "currency:7:MYR": ChooseCurrency(7, "MYR"),
    "judge:7:count": Judge(7, CardVerdict.COUNT),
    "judge:7:same": Judge(7, CardVerdict.SAME),
    "judge:7:out": Judge(7, CardVerdict.LEAVE_OUT),
    "unfix:7:4": UndoChange(7, 4),
}
"""What buttons said that were sent, and what it means: buttons outlive updates of the bot."""
KINDS = sorted({type(data) for data in SENT.values()}, key=lambda kind: kind.__name__)
NUMBERS = st.integers(min_value=0, max_value=10**18 - 1)


def values(kind: type) -> st.SearchStrategy[object]:
    """Anything that a field may hold."""
    if kind is int:
        return NUMBERS
    return st.sampled_from(kind) if issubclass(kind, StrEnum) else st.text(max_size=20)


def instances(kind: type[CallbackData]) -> st.SearchStrategy[CallbackData]:
    """Anything that a button of that kind may say."""
    hints = get_type_hints(kind)
    return st.builds(kind, *(values(hints[field.name]) for field in fields(kind)))


ANYTHING = st.one_of([instances(kind) for kind in KINDS])
FORGED = st.text() | st.builds(lambda data, cut, rest: data[:cut] + rest, st.sampled_from([*SENT]), NUMBERS, st.text())


@pytest.mark.parametrize("sent", SENT)
def test_a_button_that_was_sent_says_what_it_said(sent: str) -> None:
    assert [parsed for kind in KINDS if (parsed := kind.parse(sent))] == [SENT[sent]]
    assert SENT[sent].pack() == sent


@given(ANYTHING)
def test_what_a_button_says_comes_back_and_fits_or_is_refused(data: CallbackData) -> None:
    try:
        packed = data.pack()
    except ValueError:
        return
    assert 1 <= len(packed.encode()) <= 64
    assert type(data).parse(packed) == data


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_numbers_always_fit_where_they_are_counted_on(job: int, page: int, line: int, index: int) -> None:
    small = [number % 10**12 for number in (page, line, index)]
    person, amount = str(job % 2**52), page % 10**13
    for data in (
        ShowView(View.CHANGES, job, page),
        KeepReading(job, page, "0" * 8),
        ShowWord(job, *small),
        SettleTransfer(person, person, amount, "EUR"),
    ):
        assert data.pack()


@pytest.mark.parametrize(
    "data",
    [
        TurnHistory(0, "x" * 60),
        TurnHistory(-1, ""),
        Stop(10**18),
        SaveAs(7, "é" * 30),
        TurnHistory(0, "\ud800"),
    ],
    ids=lambda data: repr(data)[:30],
)
def test_what_does_not_fit_is_refused(data: CallbackData) -> None:
    with pytest.raises(ValueError, match=r"cannot hold|surrogates"):
        data.pack()


@given(FORGED)
def test_what_a_client_forges_is_data_or_none(forged: str) -> None:
    for kind in KINDS:
        parsed = kind.parse(forged)
        assert parsed is None or isinstance(parsed, kind)


@pytest.mark.parametrize(
    "data", ["", ":", "raw", "raw:", "raw:x", "raw:-1", "raw:٣", "raw:1:2:3", "keep:1:0", "lesson:3:", "stop:1_0"]
)
def test_what_no_longer_parses_is_nobodys(data: str) -> None:
    assert [kind for kind in KINDS if kind.parse(data)] == []
