"""A photo that nobody asked to have read: where it holds no text, the bot was never there."""

from __future__ import annotations

from bot.errors import NothingToRead
from bot.sandbox import Sandbox
from bot.sandbox.state import State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running


async def test_a_picture_in_a_group_whose_photos_are_all_read(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    group = Chat(chat.person, (await chat.person.state()).group.id, chat.folder)
    await chat.person.promote(group.id, sandbox.world.bot.id)
    async with running(settings, sandbox):
        await group.say("/auto on")
        before = len(await group.messages())
        picture = await group.send("nothing")
        note = await group.answer(await group.send("text", "a note"))
        assert note.text == "a note"

        def is_gone(state: State) -> bool:
            sent = state.chat(group.id).message(picture)
            own = [message for message in state.chat(group.id).messages if message.sender.is_bot]
            return sent is not None and sent.reactions == () and len(own) == before + 1

        await chat.person.wait(is_gone, PATIENCE)
        asked = await chat.person.send_text(group.id, f"/read@{sandbox.bot_username}", reply_to=picture)
        assert (await group.answer(asked)).text == NothingToRead.person
