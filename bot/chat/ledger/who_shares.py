"""Who is a person that can share what is paid."""

from __future__ import annotations

from collections.abc import Iterable

from telegram.constants import ChatID

from bot.receipts.ledger.ledger_sums import LedgerPerson

NOBODY = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT})  # who many write as


def is_person(asker_id: int) -> bool:
    """Whether an id is one person's, and not a channel's, a group's, or one that many write as."""
    return asker_id > 0 and asker_id not in NOBODY


def who_share(people: Iterable[LedgerPerson]) -> tuple[int, ...]:
    """The ids of those of a ledger's people who share what comes."""
    return tuple(each.id for each in people if not each.left and is_person(each.id))
