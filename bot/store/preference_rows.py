"""The rows of what chats prefer."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import TypeAdapter
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.preferences import Preferences
from bot.store.database import Sessions
from bot.store.tables import PreferenceRow

PREFERENCES = TypeAdapter(Preferences)


class PreferenceStore:
    """The chats' rows of preferences."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def of(self, chat_id: int) -> Preferences:
        """What a chat chose, or what everybody gets."""
        async with self._sessions() as session:
            row = await session.get(PreferenceRow, chat_id)
        return PREFERENCES.validate_json(row.content) if row else Preferences()

    @uninterrupted
    async def change(self, chat_id: int, choose: Callable[[Preferences], Preferences]) -> Preferences:
        """Put what `choose` makes of a chat's choices in their place, and answer it."""
        async with self._sessions.begin() as session:
            row = await session.get(PreferenceRow, chat_id)
            chosen = choose(PREFERENCES.validate_json(row.content) if row else Preferences())
            content = PREFERENCES.dump_json(chosen).decode()
            statement = insert(PreferenceRow).values(chat_id=chat_id, content=content)
            await session.execute(
                statement.on_conflict_do_update(index_elements=["chat_id"], set_={"content": content})
            )
        return chosen
