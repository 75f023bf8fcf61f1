"""Who shares what comes in a group, as people come and go."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from telegram import ChatMemberRestricted, Update

from bot.chat.ledger.ledger_people import LedgerPeople
from bot.chat.ledger.who_shares import who_share
from bot.store.store import Store

GROUP, BEN = -100, 7
RIGHTS = [field for field in ChatMemberRestricted.__slots__ if field.startswith("can_")]


def restricted(*, is_member: bool) -> Update:
    """Ben's rights were restricted in the group, in which he is or is not."""
    user = {"id": BEN, "is_bot": False, "first_name": "Ben"}
    member = {"status": "restricted", "user": user, "is_member": is_member, "until_date": 0}
    member |= dict.fromkeys(RIGHTS, False)
    chat = {"id": GROUP, "type": "supergroup", "title": "Flat"}
    old = {"status": "member", "user": user}
    change = {"chat": chat, "from": user, "date": 0, "old_chat_member": old, "new_chat_member": member}
    update = Update.de_json({"update_id": 1, "chat_member": change}, None)
    assert update
    return update


async def test_who_left_shares_no_more_also_where_their_rights_stay_restricted(store: Store) -> None:
    ledger = store.ledger
    await ledger.join(GROUP, BEN)
    context: Any = SimpleNamespace(chat=SimpleNamespace(id=GROUP))
    for is_member in (True, False, True):
        await LedgerPeople(ledger).changed(restricted(is_member=is_member), context)
        assert who_share(await ledger.people(GROUP)) == ((BEN,) if is_member else ())
