"""A hundred photos in ten chats at once: the chats take turns, so that nobody waits for more than their share."""

from __future__ import annotations

import asyncio

from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running
from tests.scripted import script

CHATS, PHOTOS = 10, 10
IN_WORK = 3 * CHATS  # of each chat one note is read, one corrected, and one under way to its answer


async def test_the_answers_of_ten_chats_come_in_turns(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    people = [chat.id] + [await chat.person.new_person(f"Person {number}") for number in range(1, CHATS)]
    chats = [Chat(chat.person, person, chat.folder) for person in people]
    photo = script(chat.folder, "photo", "slow 0.05", "a note")
    sent = [await chat.person.send_photos(each.id, [photo], as_document=True) for each in chats for _ in range(PHOTOS)]
    async with running(settings, sandbox):
        async with asyncio.timeout(4 * PATIENCE):
            while len(order := await turns(chat.person)) < len(sent):
                await asyncio.sleep(0.5)  # to look at all chats at each change would take half the processor
    assert len(order) == CHATS * PHOTOS
    for each in chats:
        ranks = [rank for rank, chat_id in enumerate(order) if chat_id == each.id]
        late = max(rank - CHATS * (turn + 1) for turn, rank in enumerate(ranks))
        assert late <= IN_WORK, f"chat {each.id} waited for {late} notes more than its share"


async def turns(person: PersonClient) -> list[int]:
    """The chats in the order in which their notes were answered, one for each note."""
    return [
        call["params"]["chat_id"]
        for call in await person.calls()
        if call["method"] == "editMessageText" and "a note" in call["params"]["text"]
    ]
