"""What was asked of a bot that is killed, and whether each request has its answer, once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.commands.trial import is_working, replies_to
from bot.sandbox.state import ShownMessage, State
from tests.end_to_end.kill_receipts import MadeUp

Place = tuple[int, int]
"""A chat and a message in it."""


@dataclass
class Turn:
    """What was asked and what came of it, and what was left behind.

    `asked` has a text of each note by the photo that it is of, `receipts` what is on those that are receipts.
    `given_up` are the photos that were forgotten, or cancelled while they were read. `shops` numbers the receipts.
    `pressed` is the data of buttons, `totals` what was typed as the total of each expense, `typed` the words of what
    was said to be paid without a photo, with the chat. `claims` counts taps on an item, by expense, item and person,
    where nobody else undoes them; None where the bot may not have seen one.
    """

    asked: dict[Place, str] = field(default_factory=dict)
    notes: dict[Place, tuple[Place, ...]] = field(default_factory=dict)  # the photos that are one note with each
    receipts: dict[Place, MadeUp] = field(default_factory=dict)
    given_up: set[Place] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    totals: dict[int, list[int]] = field(default_factory=dict)
    typed: dict[str, int] = field(default_factory=dict)
    claims: dict[tuple[int, int, int], int | None] = field(default_factory=dict)
    shops: Iterator[int] = field(default_factory=count)
    deeds: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    ledger: list[str] = field(default_factory=list)
    orphans: int = 0
    expenses: int = 0
    calls: int = 0
    unfinished: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # of the log: errors and tracebacks

    @property
    def faults(self) -> dict[str, object]:
        """What must not be: a note without its answer or with two, and what was left behind."""
        left = {name: count for name, count in self.unfinished.items() if count}
        found = {"lost": self.lost, "doubled": self.doubled, "ledger": self.ledger, "files": self.files}
        return {name: value for name, value in {**found, "log": self.complaints, **left}.items() if value}

    def ask(self, chat_id: int, texts: dict[int, str], receipts: dict[int, MadeUp]) -> None:
        """Note what was asked: the texts of the photos of one note, and those that are receipts, by their messages."""
        note = tuple((chat_id, message_id) for message_id in texts)
        for place in note:
            self.asked[place], self.notes[place] = texts[place[1]], note
        self.receipts.update({(chat_id, message_id): made_up for message_id, made_up in receipts.items()})

    def give_up(self, chat_id: int, message_id: int | None) -> None:
        """Expect nothing of a photo, and of those that are one note with it."""
        if message_id is not None:
            self.given_up.update(self.notes.get((chat_id, message_id), ()))


def final(state: State, chat_id: int, request: int) -> list[ShownMessage]:
    """The last words on a request: no placeholder, and no file that a button brought."""
    return [
        message
        for message in replies_to(state.chat(chat_id), request)
        if not is_working(message) and message.document is None and message.photo is None
    ]


def unanswered(outcome: Turn, state: State) -> list[Place]:
    """The requests without their answer."""
    return [
        (chat_id, request)
        for (chat_id, request), text in outcome.asked.items()
        if (chat_id, request) not in outcome.given_up
        and not any(text.lower() in (message.text or "").lower() for message in final(state, chat_id, request))
    ]


def described(state: State, chat_id: int, request: int) -> str:
    """A request with what was said in reply to it."""
    said = [message.text or "a file" for message in replies_to(state.chat(chat_id), request)]
    return f"{chat_id}/{request}: {' | '.join(said) or 'nothing'}"


def examine(outcome: Turn, state: State, database: Path) -> None:
    """Note what was lost, what came twice, which placeholders were left, and what the database still holds."""
    outcome.lost = [described(state, *request) for request in unanswered(outcome, state)]
    for chat_id, request in outcome.asked:
        if len(final(state, chat_id, request)) > 1:
            outcome.doubled.append(described(state, chat_id, request))
        outcome.orphans += sum(is_working(message) for message in replies_to(state.chat(chat_id), request))
    outcome.unfinished = unfinished(database)


def unfinished(database: Path) -> dict[str, int]:
    """How many jobs and updates are not done, and 1 where the database is damaged."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (jobs,) = connection.execute("SELECT count(*) FROM job WHERE stage != 'done'").fetchone()
        (updates,) = connection.execute('SELECT count(*) FROM "update" WHERE payload IS NOT NULL').fetchone()
        (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
    return {"jobs": jobs, "updates": updates, "damage": int(integrity != "ok")}
