"""Who may use the bot, what groups let it see, and how it forgets."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts
from bot.chat.texts import forget
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.store.updates import Updates
from tests.end_to_end.live import Chat, database_of, running
from tests.scripted import script


async def group_of(chat: Chat) -> Chat:
    return Chat(chat.person, (await chat.person.state()).group.id, chat.folder)


async def test_in_a_group_a_photo_is_read_when_asked(shared_group: Chat) -> None:
    photo = await shared_group.send("text", "milk  1.95", caption="@legible_bot please")
    request = await shared_group.person.send_text(shared_group.id, "/read@legible_bot", reply_to=photo)
    answer = await shared_group.answer(request)
    assert answer.text == "milk  1.95"
    assert len(await shared_group.messages()) == 1
    assert (await shared_group.say("/read@legible_bot")).text == texts.REPLY_TO_PHOTO


async def test_where_the_bot_sees_all_a_mention_in_the_caption_asks(shared_group: Chat) -> None:
    await shared_group.person.set_privacy(False)
    await shared_group.send("text", "not asked for")
    await shared_group.send("text", "not asked for either", caption="for @somebody_else")
    asked = await shared_group.send("text", "asked for", caption="@Legible_bot, what is this?")
    assert (await shared_group.answer(asked)).text == "asked for"
    assert len(await shared_group.messages()) == 1


async def test_an_answer_stays_in_its_topic(shared_chat: Chat) -> None:
    forum = Chat(
        shared_chat.person, await shared_chat.person.new_group("Flat 12", ["General", "Receipts"]), shared_chat.folder
    )
    topic = (await shared_chat.person.state()).chat(forum.id).topics[-1].id
    file = script(forum.folder, "photo", "text", "in its topic")
    photo = (await shared_chat.person.send_photos(forum.id, [file], as_document=True, thread=topic))[0]
    request = await shared_chat.person.send_text(forum.id, "/read@legible_bot", reply_to=photo, thread=topic)
    assert (await forum.answer(request)).thread == topic


async def test_somebody_not_on_the_list_is_told_so_once(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    only_others = settings.model_copy(update={"allowed_users": frozenset({42})})
    async with running(only_others, sandbox):
        assert (await chat.say("/start")).text == texts.NOT_ALLOWED.format(user_id=chat.id)
        await chat.send("text", "a photo")
        await chat.person.send_text(chat.id, "Please?")
        assert (await chat.say("/forget")).text == forget.NOTHING_KEPT
        assert len(await chat.messages()) == 2


async def test_a_command_for_everybody_is_no_way_in_for_a_photo(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    """Whatever begins like one, is said to another bot, stands in a caption or comes in an edit."""
    group = await group_of(chat)
    await chat.person.set_privacy(False)
    async with running(settings.model_copy(update={"allowed_users": frozenset({42})}), sandbox):
        photo = await group.send("text", "not for you", caption="/privacy @legible_bot")
        await group.send("text", "nor this", caption="/forget@legible_bot @legible_bot")
        assert (await group.say("/read@legible_bot")).text == texts.NOT_ALLOWED.format(user_id=chat.id)
        for text in (
            *("/forgetme @legible_bot", "/privacy@other_bot @legible_bot", "/privacy2 @legible_bot", "/forget_ /read"),
            *(
                "/privacy@legible_botx @legible_bot",
                "/forget/read@legible_bot",
                "@legible_bot /privacy",
                "/read /forget",
            ),
        ):
            await group.person.send_text(group.id, text, reply_to=photo)
        edited = await group.person.send_text(group.id, "dinner?", reply_to=photo)
        await group.person.edit(group.id, edited, "/privacy @legible_bot")
        assert "30 days" in ((await group.say("/PRIVACY@Legible_bot")).text or "")
        asked = await group.person.send_text(group.id, "/forget @legible_bot", reply_to=photo)
        assert (await group.replied(asked)).text == forget.NO_NOTE
        assert len(await group.messages()) == 3
        made = {call["method"] for call in await chat.person.calls()}
    assert "getFile" not in made and "setMessageReaction" not in made


async def test_somebody_not_on_the_list_who_speaks_to_others_is_left_alone(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    group = await group_of(chat)
    await chat.person.set_privacy(False)
    async with running(settings.model_copy(update={"allowed_users": frozenset({42})}), sandbox):
        await chat.person.send_text(group.id, "Hi mum, dinner at 7?")
        assert (await group.say("/read@legible_bot")).text == texts.NOT_ALLOWED.format(user_id=chat.id)
        assert len(await group.messages()) == 1


async def test_a_photo_sent_while_forgetting_is_answered(shared_chat: Chat) -> None:
    await shared_chat.person.fail("file", "slow", seconds=2.0)
    await shared_chat.send("text", "to be forgotten")
    await shared_chat.person.wait(lambda state: len(state.chat(shared_chat.id).messages) == 2, 10)
    await shared_chat.person.send_text(shared_chat.id, "/forget")
    assert (await shared_chat.answer(await shared_chat.send("text", "sent meanwhile"))).text == "sent meanwhile"


async def test_forget_deletes_everything_and_expires_the_buttons(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    secret = "Zanzibar is where the treasure lies"
    name = "Xanthippe"
    chat = replace(chat, id=await chat.person.new_person(name))
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", secret))
        in_flight = await chat.send("hang", secret)
        await chat.person.wait(lambda state: "Reading…" in [m.text for m in state.chat(chat.id).messages], 10)
        assert found_in(settings.folder, secret)
        said = await chat.person.send_text(chat.id, "/forget")
        await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].id > said, 10)
        assert (await chat.answer(in_flight)).text == forget.FORGOTTEN
        assert await chat.press(answer, texts.RAW) == texts.EXPIRED
        assert not found_in(settings.folder, secret)
    assert not found_in(settings.folder, secret)
    assert not found_in(settings.folder, name)


async def test_a_forget_that_a_crash_interrupted_is_done_at_the_next_start(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", "soon forgotten"))
    command = {
        "message_id": 99,
        "date": 0,
        "chat": {"id": chat.id, "type": "private"},
        "from": {"id": chat.id, "is_bot": False, "first_name": "You"},
        "text": "/forget",
        "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
    }
    async with database_of(settings, sandbox) as database:
        await Updates(database.sessions).accept({10**9: json.dumps({"update_id": 10**9, "message": command})})
    async with running(settings, sandbox):
        await chat.person.wait(
            lambda state: state.chat(chat.id).messages[-1].text == forget.FORGOT_ALL.format(kept="1 note"), 10
        )
        assert await chat.press(answer, texts.RAW) == texts.EXPIRED


def found_in(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


async def test_a_button_of_another_chat_is_no_way_in(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    ada = Chat(chat.person, await chat.person.new_person("Ada"), chat.folder)
    async with running(settings, sandbox):
        await chat.answer(await chat.send("text", "mine"))
        forged = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Hers", callback_data="raw:1"))
        async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            message = await bot.send_message(ada.id, "a forged answer", reply_markup=forged)
        assert await ada.press(await ada.message(message.message_id), "Hers") == texts.EXPIRED
        assert (await ada.message(message.message_id)).text == "a forged answer"


async def test_commands_say_what_they_should(shared_chat: Chat) -> None:
    for command, expected in {
        "/start": "Send me a photo",
        "/help": "Under each answer",
        "/privacy": "30 days",
        "/read": "Reply with /read",
        "/cancel": "nothing to stop",
    }.items():
        message = await shared_chat.say(command)
        assert expected in (message.text or "")
        assert not re.search(r"[{}]", message.text or "")
