"""A hundred photos in ten chats at once: the chats take turns, so that nobody waits for more than their share."""

from __future__ import annotations

from bot.sandbox import Sandbox
from bot.sandbox.state import State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, answers, running
from tests.scripted import script

CHATS, PHOTOS = 10, 10
IN_WORK = 2 * CHATS  # of each chat one note is read and one is under way to its answer


async def test_the_answers_of_ten_chats_come_in_turns(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    people = [chat.id] + [await chat.person.new_person(f"Person {number}") for number in range(1, CHATS)]
    chats = [Chat(chat.person, person, chat.folder) for person in people]
    photo = script(chat.folder, "photo", "slow 0.05", "a note")
    sent = [await chat.person.send_photos(each.id, [photo], as_document=True) for each in chats for _ in range(PHOTOS)]
    async with running(settings, sandbox):

        def all_answered(state: State) -> bool:
            return sum(len(answers(state.chat(each.id))) for each in chats) == len(sent)

        await chat.person.wait(all_answered, 4 * PATIENCE)
        calls = await chat.person.calls()
    order = [
        call["params"]["chat_id"]
        for call in calls
        if call["method"] == "editMessageText" and "a note" in call["params"]["text"]
    ]
    assert len(order) == CHATS * PHOTOS
    for each in chats:
        ranks = [rank for rank, chat_id in enumerate(order) if chat_id == each.id]
        late = max(rank - CHATS * (turn + 1) for turn, rank in enumerate(ranks))
        assert late <= IN_WORK, f"chat {each.id} waited for {late} notes more than its share"
