"""Updates as no Telegram sends them, put among those that it does send: the bot must not mind.

`python -m tests.end_to_end.mutated_updates 20000 [SEED]` sends so many to a bot with the scripted reader, a photo among
every hundred; it fails where a photo is not answered, where the bot ends, or where its log holds an error.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import logging
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pydantic import SecretStr

from bot.chat import polling
from bot.logs import configure_logging
from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, running

BATCH = 100
PATIENCE = 120.0

USER = {"id": 77, "is_bot": False, "first_name": "Ada", "language_code": "de"}
PRIVATE = {"id": 77, "type": "private", "first_name": "Ada"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Flat 12", "is_forum": True}
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90, "file_size": 100}]
DOCUMENT = {"file_id": "c", "file_unique_id": "d", "file_name": "scan.pdf", "mime_type": "application/pdf"}
MESSAGE = {"message_id": 5, "date": 1_790_000_000, "chat": PRIVATE, "from": USER}
COMMAND = {"text": "/read@legible_bot words: Okafor", "entities": [{"type": "bot_command", "offset": 0, "length": 17}]}
ORIGIN = {"type": "user", "date": 1_790_000_000, "sender_user": USER}
MEMBER = {"user": {"id": 1, "is_bot": True, "first_name": "Legible"}, "status": "member"}

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("message", MESSAGE | {"text": "hello"}),
    ("message", MESSAGE | {"text": "/help", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}),
    ("message", MESSAGE | {"text": "/glossary add Okafor, Kovas=Kovács"}),
    ("message", MESSAGE | {"photo": PHOTO, "caption": "words: Malachi, Okafor"}),
    ("message", MESSAGE | {"photo": PHOTO, "media_group_id": "9", "forward_origin": ORIGIN}),
    ("message", MESSAGE | {"document": DOCUMENT}),
    ("message", MESSAGE | {"chat": GROUP, "message_thread_id": 4, "is_topic_message": True, "photo": PHOTO}),
    ("message", MESSAGE | {"chat": GROUP, **COMMAND, "reply_to_message": MESSAGE | {"photo": PHOTO}}),
    ("message", MESSAGE | {"chat": GROUP, **COMMAND, "external_reply": {"origin": ORIGIN, "photo": PHOTO}}),
    ("message", MESSAGE | {"chat": GROUP, "migrate_to_chat_id": -100124}),
    ("message", MESSAGE | {"chat": GROUP, "new_chat_members": [USER]}),
    ("message", MESSAGE | {"chat": GROUP, "sender_chat": GROUP, "text": "/settings"}),
    ("message", MESSAGE | {"reply_to_message": MESSAGE | {"text": "a note"}, "text": "words: Malachi"}),
    ("edited_message", MESSAGE | {"edit_date": 1_790_000_001, "photo": PHOTO, "caption": "words: Malachi"}),
    ("callback_query", {"id": "1", "from": USER, "chat_instance": "2", "message": MESSAGE, "data": "raw:1"}),
    ("my_chat_member", {"chat": GROUP, "from": USER, "date": 1, "old_chat_member": MEMBER, "new_chat_member": MEMBER}),
]
ODD: list[object] = [
    None,
    True,
    0,
    -1,
    2**63,
    10**30,
    0.5,
    "",
    "x",
    "\ud83d",
    "\u202e\0",
    "e\u0301" * 3000,
    "/read " * 900,
    [],
    {},
    [[]],
    {"id": 1},
]


def mutated(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """One of the samples with up to four of its parts gone, of another type, or of another's content."""
    kind, sample = copy.deepcopy(chance.choice(SAMPLES))
    for _ in range(chance.randint(0, 4)):
        holder, key = chance.choice([*places(sample)])
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(chance.choice(SAMPLES)[1].get("chat"))
            case _:
                holder[key] = copy.deepcopy(chance.choice(ODD))
        if not sample:
            break
    if chance.random() < 0.1:
        kind = chance.choice(["message", "edited_message", "callback_query", "my_chat_member", "poll", "new_kind"])
    return kind, sample


def places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Each part of an update, as what holds it and its key there."""
    keys = part if isinstance(part, Mapping) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield part, key
        yield from places(part[key])


class Complaints(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.said.append(f"{record.name}: {record.getMessage()} {record.exc_info or ''}")


async def send(count: int, seed: int, folder: Path) -> list[str]:
    """Send so many, with a photo after every hundred that must be answered; what the bot complained of."""
    chance = random.Random(seed)
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    settings = Settings(
        token=SecretStr("1:none"),
        data_dir=folder / "data",
        listen="127.0.0.1:0",
        corrector="spelling",
        photos_per_minute=0,
    )
    quick = patch.object(polling, "FIRST_PAUSE", 0.01)  # before what cannot be read is asked for again
    try:
        with quick:
            async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, running(settings, sandbox) as bot:
                chat = Chat(person, (await person.state()).private.id, folder)
                await chat.say("/help")
                for number in range(-(-count // BATCH)):
                    for _ in range(BATCH):
                        sandbox.world.updates.add(*mutated(chance))
                    request = await chat.send("text", f"photo {number}")
                    deadline = time.monotonic() + PATIENCE
                    while len(sandbox.world.updates):
                        if bot.done() or time.monotonic() > deadline:
                            raise AssertionError(f"batch {number} of seed {seed} was not taken")
                        await asyncio.sleep(0.05)
                    assert (await chat.answer(request)).text == f"photo {number}"
    finally:
        logging.getLogger().removeHandler(complaints)
    return complaints.said


def main() -> bool:
    """Whether the bot did not mind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=random.randrange(10**6))
    chosen = parser.parse_args()
    print("seed", chosen.seed, flush=True)
    configure_logging("text", logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        said = asyncio.run(send(chosen.count, chosen.seed, Path(folder)))
    print(*said, sep="\n")
    return not said


if __name__ == "__main__":
    sys.exit(not main())
