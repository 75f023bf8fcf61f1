"""A file that Telegram has is sent by its id; where it takes the id no more, it is made anew for the same press."""

from __future__ import annotations

from typing import Any, cast

from telegram.error import BadRequest

from bot.chat.answer.messages import AnswerMessage
from bot.chat.answer.sent_files import SentFiles
from bot.chat.courier import TelegramCourier
from bot.job import Job, Request, Stage

JOB = Job(1, Request(1, None, 1, 1), Stage.DONE)


class Refusing:
    """A courier to a Telegram that forgets ids."""

    def __init__(self) -> None:
        self.delivered: list[object] = []
        self.known: set[object] = set()

    async def deliver(self, key: str, job: Job, part: AnswerMessage) -> str:
        """Take a new file, or one whose id is known."""
        if isinstance(part.document, str) and part.document not in self.known:
            raise BadRequest("wrong file identifier/HTTP URL specified")
        self.delivered.append(part.document)
        self.known.add(f"id{len(self.delivered)}")
        return f"id{len(self.delivered)}"


async def test_an_id_that_is_refused_leaves_no_press_unanswered() -> None:
    courier, made = Refusing(), []
    sent_files = SentFiles(cast("TelegramCourier", cast("Any", courier)))

    async def make() -> AnswerMessage:
        made.append("made")
        return AnswerMessage(document=b"a note", filename="note.txt")

    async def press() -> None:
        await sent_files.bring("update:1", JOB, "txt", make, lambda file_id: AnswerMessage(document=file_id))

    await press()
    await press()
    assert courier.delivered == [b"a note", "id1"] and len(made) == 1
    courier.known.clear()
    await press()
    await press()
    assert courier.delivered[2:] == [b"a note", "id3"] and len(made) == 2
