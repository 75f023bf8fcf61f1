"""All that the bot keeps, by what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.store.broadcasts import Broadcasts
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.expense_cards import ExpenseCards
from bot.store.figures import Statistics
from bot.store.glossaries import Glossaries
from bot.store.journal import Journal
from bot.store.ledger import Ledger
from bot.store.lesson_rows import Lessons
from bot.store.note_history import History
from bot.store.outbox import Outbox
from bot.store.photo_counts import PhotoCounts
from bot.store.preference_rows import PreferenceStore
from bot.store.questions import Questions
from bot.store.refused import RefusedPeople
from bot.store.settlements import Settlements
from bot.store.updates import Updates


@dataclass(frozen=True, slots=True)
class Store:
    """The rows of one database: who needs some takes the part that keeps them."""

    updates: Updates
    journal: Journal
    outbox: Outbox
    history: History
    glossaries: Glossaries
    lessons: Lessons
    questions: Questions
    preferences: PreferenceStore
    refused: RefusedPeople
    photo_counts: PhotoCounts
    statistics: Statistics
    broadcasts: Broadcasts
    ledger: Ledger
    cards: ExpenseCards
    settlements: Settlements
    eraser: Eraser

    @classmethod
    def of(cls, database: Database) -> Self:
        """The store in a database."""
        sessions = database.sessions
        return cls(
            updates=Updates(sessions),
            journal=Journal(sessions),
            outbox=Outbox(sessions),
            history=History(sessions),
            glossaries=Glossaries(sessions),
            lessons=Lessons(sessions),
            questions=Questions(sessions),
            preferences=PreferenceStore(sessions),
            refused=RefusedPeople(sessions),
            photo_counts=PhotoCounts(sessions),
            statistics=Statistics(database),
            broadcasts=Broadcasts(sessions),
            ledger=Ledger(sessions),
            cards=ExpenseCards(sessions),
            settlements=Settlements(sessions),
            eraser=Eraser(database),
        )
