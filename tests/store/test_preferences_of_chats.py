from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.preferences import Preferences
from bot.store.database import Database
from bot.store.preference_rows import PreferenceStore


async def test_changes_at_the_same_time_are_all_kept(database: Database) -> None:
    store = PreferenceStore(database.sessions)
    await asyncio.gather(
        store.change(1, lambda now: replace(now, flow=True)),
        store.change(1, lambda now: replace(now, correct=False)),
        store.change(2, lambda now: replace(now, language="de")),
    )
    assert await store.of(1) == Preferences(flow=True, correct=False)
    assert await store.of(2) == Preferences(language="de")
    assert await store.of(3) == Preferences()


def test_a_topic_may_differ_from_its_group() -> None:
    group = Preferences(topics=((0, False),)).with_automatic(None, True).with_automatic(5, False)
    assert [group.reads_all(topic) for topic in (None, 5, 6)] == [True, False, True]
    assert group.with_automatic(5, True).topics == ((5, True),)
    assert not group.with_automatic(None, False).reads_all(None)
