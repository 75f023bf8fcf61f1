"""What is read in a group: what somebody asks for, and every photo where an administrator wants that."""

from __future__ import annotations

import asyncio
import re

import pytest
from telegram.constants import ChatID

from bot.chat import texts as common
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import groups as texts
from bot.chat.texts import progress
from bot.errors import Stopped
from bot.sandbox import Sandbox
from bot.sandbox.objects import chat_json, message_json
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running

pytestmark = pytest.mark.usefixtures("calm")

BOT = "@legible_bot"
SHOWN_ALL = "From now on I read every photo in this group."


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).format(username="legible_bot")


def words(answer: ShownMessage) -> list[str]:
    """What was read, without what names the photos of an album."""
    return re.sub(r"^Photo [0-9]+$", "", answer.text or "", flags=re.MULTILINE).split()


async def replies(group: Chat) -> dict[int, ShownMessage]:
    return answers((await group.person.state()).chat(group.id))


async def read_all(group: Chat) -> None:
    """Let Telegram show the bot everything, and have it read every photo."""
    await group.person.set_privacy(False)
    said = await group.say(f"/auto{BOT} on")
    assert said.text == plain(texts.AUTO_GROUP_ON_HTML)


async def test_of_an_album_only_the_photo_that_was_replied_to_is_read_and_that_is_said(shared_group: Chat) -> None:
    album = await shared_group.send_album(["one", "two", "three"])
    request = await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=album[1])
    expected = {texts.ALONE, "two"}
    await shared_group.person.wait(lambda state: {m.text for m in state.chat(shared_group.id).messages} >= expected, 10)
    assert sorted(message.text or "" for message in await shared_group.messages()) == sorted(expected)
    assert {message.reply_to for message in await shared_group.messages()} == {request}
    assert {call["params"].get("disable_notification") for call in await sent(shared_group)} == {True}


async def sent(group: Chat) -> list[dict[str, dict[str, object]]]:
    calls = await group.person.calls()
    return [dict(call) for call in calls if call["method"] == "sendMessage" and call["params"]["chat_id"] == group.id]


async def test_of_an_album_under_the_command_telegram_brings_one_photo_and_that_is_said(shared_group: Chat) -> None:
    album = await shared_group.send_album(["one", "two"], f"/read{BOT}")
    expected = {texts.ALONE, "one"}
    await shared_group.person.wait(lambda state: {m.text for m in state.chat(shared_group.id).messages} >= expected, 10)
    assert {message.reply_to for message in await shared_group.messages()} == {album[0]}


async def test_the_command_as_a_caption(shared_group: Chat) -> None:
    request = await shared_group.send("text", "milk  1.95", caption=f"/read{BOT}")
    assert (await shared_group.answer(request)).text == "milk  1.95"
    assert len(await shared_group.messages()) == 1


async def test_a_mention_in_a_reply_to_a_photo(shared_group: Chat) -> None:
    await shared_group.person.set_privacy(False)
    photo = await shared_group.send("text", "milk  1.95")
    await shared_group.person.send_text(shared_group.id, "nice one, @somebody", reply_to=photo)
    await shared_group.person.send_text(shared_group.id, f"do you know {BOT}?")
    request = await shared_group.person.send_text(shared_group.id, f"{BOT} what does it say?", reply_to=photo)
    assert (await shared_group.answer(request)).text == "milk  1.95"
    assert len(await shared_group.messages()) == 1


async def test_an_administrator_lets_it_read_every_photo_and_ends_that(shared_group: Chat) -> None:
    ada = await shared_group.person.new_person("Béla")
    await read_all(shared_group)
    photo = await shared_group.send("text", "read at once", by=ada)
    assert (await shared_group.answer(photo)).text == "read at once"
    assert (await shared_group.say(f"/auto{BOT}")).text == plain(texts.AUTO_IS_ON_HTML)
    assert (await shared_group.say(f"/auto{BOT} off")).text == plain(texts.AUTO_GROUP_OFF_HTML)
    await shared_group.send("text", "not asked for", by=ada)
    assert (await shared_group.say(f"/auto{BOT}")).text == plain(texts.AUTO_IS_OFF_HTML)
    calls = await sent(shared_group)
    assert {call["params"].get("disable_notification") for call in calls} == {True}
    assert [call["params"]["text"] for call in calls].count("Got it. Reading soon…") == 1


async def test_nobody_but_an_administrator_decides_that(shared_group: Chat) -> None:
    bela = await shared_group.person.new_person("Béla")
    await shared_group.person.set_privacy(False)
    asked = await shared_group.person.send_text(shared_group.id, "/auto on", person=bela)
    assert (await shared_group.answer(asked)).text == texts.AUTO_ADMINS_ONLY
    assert (await shared_group.say(f"/auto{BOT}")).text == plain(texts.AUTO_IS_OFF_HTML)


async def test_where_telegram_shows_no_photos_the_bot_says_what_to_do(
    settings: Settings, sandbox: Sandbox, group: Chat
) -> None:
    async with running(settings, sandbox):
        said = (await group.say(f"/auto{BOT} on")).text or ""
        assert said.startswith(SHOWN_ALL) and said.endswith(texts.AUTO_BLIND)
        await group.person.promote(group.id, sandbox.world.bot.id)
        assert (await group.say(f"/auto{BOT} on")).text == plain(texts.AUTO_GROUP_ON_HTML)
        photo = await group.send("text", "shown to an administrator")
        assert (await group.answer(photo)).text == "shown to an administrator"


async def test_in_private_every_photo_is_read_anyway(shared_chat: Chat) -> None:
    assert (await shared_chat.say("/auto on")).text == texts.AUTO_IN_PRIVATE


async def test_an_album_is_one_note(shared_group: Chat) -> None:
    await read_all(shared_group)
    album = await shared_group.send_album(["one", "two", "three"])
    answer = await shared_group.answer(album[0])
    assert words(answer) == ["one", "two", "three"]
    assert set(album).intersection(await replies(shared_group)) == {album[0]}


async def test_an_album_is_read_whole_whichever_of_its_photos_mentions_the_bot(shared_group: Chat) -> None:
    await shared_group.person.set_privacy(False)
    first, second = await shared_group.send_album(["one", "two"])
    album = (await shared_group.message(first)).album
    asking = (await shared_group.send_album(["three"], f"{BOT}, please", album=album))[0]
    await shared_group.send_album(["four"], album=album)
    answer = await shared_group.answer(asking)
    assert words(await shared_group.until(answer.id, "four")) == ["one", "two", "three", "four"]
    late = await shared_group.send_album(["five"], album=album)
    assert words(await shared_group.until(answer.id, "five")) == ["one", "two", "three", "four", "five"]
    assert len(await shared_group.messages()) == 1
    assert first < second < asking < late[0]


async def test_a_forwarded_photo_is_read_like_any_other(
    settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat
) -> None:
    async with running(settings, sandbox):
        await chat.person.set_privacy(False)
        quiet = await group.send("text", "from the group")
        (forwarded,) = await chat.person.forward(group.id, [quiet], chat.id)
        assert (await chat.answer(forwarded)).text == "from the group"
        await group.person.forward(chat.id, [forwarded], group.id)
        await read_all(group)
        (again,) = await group.person.forward(chat.id, [forwarded], group.id)
        assert (await group.answer(again)).text == "from the group"
        assert set(await replies(group)) >= {again} and quiet not in await replies(group)


async def test_only_those_on_the_list_have_their_photos_read(settings: Settings, sandbox: Sandbox, group: Chat) -> None:
    bela = await group.person.new_person("Béla")
    me = (await group.person.state()).me
    async with running(settings.model_copy(update={"allowed_users": frozenset({me})}), sandbox):
        await read_all(group)
        await group.send("text", "of a stranger", by=bela)
        photo = await group.send("text", "of somebody on the list")
        assert (await group.answer(photo)).text == "of somebody on the list"
        assert len(await group.messages()) == 2


async def test_a_stranger_gets_in_by_no_button_even_where_telegram_takes_no_answer(
    settings: Settings, sandbox: Sandbox, group: Chat
) -> None:
    bela = await group.person.new_person("Béla")
    await group.person.join(group.id, bela)
    me = (await group.person.state()).me
    async with running(settings.model_copy(update={"allowed_users": frozenset({me})}), sandbox):
        photo = await group.send("text", "of somebody on the list")
        answer = await group.answer(await group.person.send_text(group.id, f"/read{BOT}", reply_to=photo))
        await group.person.fail("answerCallbackQuery", 403)
        pressing = asyncio.create_task(group.person.press(group.id, answer.id, answer_texts.SAVE_AS, person=bela))
        while not any(call["method"] == "answerCallbackQuery" for call in await group.person.calls()):
            await asyncio.sleep(0.02)
        assert await group.press(answer, common.WHAT_CHANGED) == common.NOTHING_CHANGED
        pressing.cancel()
        assert (await group.message(answer.id)).buttons == answer.buttons


async def as_somebody_else(sandbox: Sandbox, group: Chat, message_id: int, user_id: int, sender: int) -> None:
    """Have the bot receive a message once more as a new one, written by a channel or by the group."""
    world = sandbox.world
    message = world.message(group.id, message_id)
    assert message
    user = {"id": user_id, "is_bot": user_id != ChatID.SERVICE_CHAT, "first_name": "Group"}
    channel = {"id": sender, "type": "channel", "title": "News"}
    chat = chat_json(world, world.chats[group.id]) if sender == group.id else channel
    automatic = {"is_automatic_forward": True} if user_id == ChatID.SERVICE_CHAT else {}
    world.updates.add("message", message_json(world, message) | {"from": user, "sender_chat": chat} | automatic)


async def test_an_anonymous_administrator_and_a_channel(settings: Settings, sandbox: Sandbox, group: Chat) -> None:
    command = await group.person.send_text(group.id, f"/auto{BOT} on")
    first, second = await group.send("text", "of a channel"), await group.send("text", "of another channel")
    await group.person.set_privacy(False)
    sandbox.world.updates.clear()
    async with running(settings, sandbox):
        await as_somebody_else(sandbox, group, command, ChatID.ANONYMOUS_ADMIN, group.id)
        assert (await group.answer(command)).text == plain(texts.AUTO_GROUP_ON_HTML)
        await as_somebody_else(sandbox, group, first, ChatID.SERVICE_CHAT, -1009)
        assert (await group.answer(first)).text == "of a channel"
        await as_somebody_else(sandbox, group, second, ChatID.FAKE_CHANNEL, -1008)
        assert (await group.answer(second)).text == "of another channel"


async def test_a_channel_that_the_bot_is_in_is_left_alone(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    channel = {"id": -1009, "type": "channel", "title": "News"}
    post = {"message_id": 5, "date": 1, "chat": channel, "sender_chat": channel, "text": f"/read{BOT}"}
    member = {"user": {"id": sandbox.world.bot.id, "is_bot": True, "first_name": "Legible"}}
    change = {"chat": channel, "from": {"id": 7, "is_bot": False, "first_name": "Ada"}, "date": 1}
    change |= {"old_chat_member": member | {"status": "left"}, "new_chat_member": member | {"status": "member"}}
    sandbox.world.updates.add("my_chat_member", change)
    for kind in ("channel_post", "edited_channel_post"):
        sandbox.world.updates.add(kind, post)
    async with running(settings, sandbox):
        assert (await chat.answer(await chat.send("text", "milk"))).text == "milk"
        calls = await chat.person.calls()
    assert {call["params"]["chat_id"] for call in calls if "chat_id" in call["params"]} == {chat.id}


async def test_whoever_writes_anonymously_is_told_why_they_are_not_let_in(
    settings: Settings, sandbox: Sandbox, group: Chat
) -> None:
    command = await group.person.send_text(group.id, f"/read{BOT}")
    sandbox.world.updates.clear()
    async with running(settings.model_copy(update={"allowed_users": frozenset({42})}), sandbox):
        for _ in range(2):
            await as_somebody_else(sandbox, group, command, ChatID.ANONYMOUS_ADMIN, group.id)
        await group.person.wait(lambda state: len(state.chat(group.id).messages) == 2, 10)
        assert (await group.say(f"/help{BOT}")).text == common.NOT_ALLOWED.format(
            user_id=(await group.person.state()).me
        )
        assert [message.text for message in await group.messages()][:1] == [texts.SPEAK_AS_YOURSELF]
        assert len(await group.messages()) == 2


async def test_two_ask_for_the_same_photo_at_once(shared_group: Chat) -> None:
    bela = await shared_group.person.new_person("Béla")
    photo = await shared_group.send("slow 1", "wanted by two")
    ask = [
        shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo, person=who)
        for who in (None, bela)
    ]
    for request in await asyncio.gather(*ask):
        assert (await shared_group.answer(request)).text == "wanted by two"


async def test_an_administrator_may_stop_what_another_asked_for_and_a_stranger_not(shared_group: Chat) -> None:
    ada, bela = [await shared_group.person.new_person(name) for name in ("Ada", "Béla")]
    photo = await shared_group.send("hang", by=ada)
    request = await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo, person=ada)
    await shared_group.person.wait(lambda state: state.chat(shared_group.id).messages[-1].text == "Reading…", 10)
    placeholder = (await shared_group.messages())[0]
    stopped = await shared_group.person.press(shared_group.id, placeholder.id, progress.CANCEL, person=bela)
    assert stopped and stopped.text == common.NOTHING_TO_STOP
    assert await shared_group.press(placeholder, progress.CANCEL) is None
    assert (await shared_group.answer(request)).text == Stopped.person
