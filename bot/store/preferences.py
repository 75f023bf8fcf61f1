"""How chats want their notes."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import PreferenceRow


@dataclass(frozen=True, slots=True)
class Preferences:
    """A chat's choices.

    `language` is the bot's, a code of its catalogues; None is the person's own. `correct` is whether readings are
    corrected, `raw_first` whether the raw text is shown at first, `flow` whether rows flow into paragraphs, and
    `retention_days` how long notes are kept, None as long as the operator keeps them. In a group every photo is read
    where it is `automatic`; `topics` are those topics that want it otherwise than the group.
    """

    language: str | None = None
    correct: bool = True
    raw_first: bool = False
    flow: bool = False
    retention_days: int | None = None
    automatic: bool = False
    topics: tuple[tuple[int, bool], ...] = ()

    def reads_all(self, thread_id: int | None) -> bool:
        """Whether every photo of a topic is read; None is the topic General and a group without topics."""
        return dict(self.topics).get(thread_id or 0, self.automatic)


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
    async def save(self, chat_id: int, preferences: Preferences) -> None:
        """Note what a chat chose."""
        content = PREFERENCES.dump_json(preferences).decode()
        statement = insert(PreferenceRow).values(chat_id=chat_id, content=content)
        async with self._sessions.begin() as session:
            await session.execute(
                statement.on_conflict_do_update(index_elements=["chat_id"], set_={"content": content})
            )
