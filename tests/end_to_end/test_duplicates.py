"""The same file a second time in the same chat."""

from __future__ import annotations

import pytest

from bot.chat.pacing import RETRIES
from bot.chat.texts import groups as texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, plain, read_all, words

pytestmark = pytest.mark.usefixtures("calm")


async def test_in_private_the_first_answer_is_shown_again(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "milk")
    first = await shared_chat.answer(photo)
    (again,) = await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    pointer = await shared_chat.answer(first.id)
    assert pointer.text == texts.READ_BEFORE
    assert again not in answers((await shared_chat.person.state()).chat(shared_chat.id))
    assert len(await shared_chat.messages()) == 2


async def test_where_telegram_does_not_take_the_pointer_the_photo_is_read_again(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "milk")
    await shared_chat.answer(photo)
    await shared_chat.person.fail("sendMessage", 500, times=RETRIES + 1)
    (again,) = await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    assert (await shared_chat.answer(again)).text == "milk"


async def test_in_a_supergroup_a_link_leads_to_it(shared_group: Chat) -> None:
    bela = await shared_group.person.new_person("Béla")
    photo = await shared_group.send("text", "milk")
    first = await shared_group.answer(
        await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo)
    )
    again = await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo, person=bela)
    pointer = await shared_group.answer(again)
    assert pointer.text == plain(texts.READ_BEFORE_HTML)
    assert f'href="https://t.me/c/{str(shared_group.id).removeprefix("-100")}/{first.id}"' in pointer.html


async def test_in_a_basic_group_the_answer_is_shown(shared_chat: Chat) -> None:
    basic = Chat(shared_chat.person, await shared_chat.person.new_group("Stall", kind="group"), shared_chat.folder)
    photo = await basic.send("text", "milk")
    first = await basic.answer(await basic.person.send_text(basic.id, f"/read{BOT}", reply_to=photo))
    await basic.person.send_text(basic.id, f"/read{BOT}", reply_to=photo)
    assert (await basic.answer(first.id)).text == texts.READ_BEFORE


async def test_another_chat_knows_nothing_of_it(settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat) -> None:
    async with running(settings, sandbox):
        photo = await chat.send("text", "milk")
        await chat.answer(photo)
        await read_all(group)
        (forwarded,) = await chat.person.forward(chat.id, [photo], group.id)
        assert (await group.answer(forwarded)).text == "milk"


async def test_what_was_forgotten_or_deleted_is_read_again(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "milk")
    answer = await shared_chat.answer(photo)
    await shared_chat.say("/forget")
    (again,) = await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    second = await shared_chat.answer(again)
    assert (second.text, second.id != answer.id) == ("milk", True)
    await shared_chat.person.delete(shared_chat.id, second.id)
    (third,) = await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    assert (await shared_chat.answer(third)).text == "milk"


async def test_new_words_have_it_read_again(shared_group: Chat) -> None:
    photo = await shared_group.send("text", "milk")
    command = f"/read{BOT} words: Okafor"
    await shared_group.answer(await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo))
    with_words = await shared_group.person.send_text(shared_group.id, command, reply_to=photo)
    assert "milk" in ((await shared_group.answer(with_words)).text or "")
    assert [message.text for message in await shared_group.messages()].count(plain(texts.READ_BEFORE_HTML)) == 0


async def test_what_could_not_be_read_is_tried_again(shared_chat: Chat) -> None:
    photo = await shared_chat.send("nothing")
    first = await shared_chat.answer(photo)
    (again,) = await shared_chat.person.forward(shared_chat.id, [photo], shared_chat.id)
    assert (await shared_chat.answer(again)).text == first.text


async def test_within_an_album_each_is_read_once(shared_chat: Chat) -> None:
    first, second = await shared_chat.send_album(["one", "two"])
    await shared_chat.answer(first)
    album = await shared_chat.person.forward(shared_chat.id, [first, second, first], shared_chat.id)
    answer = await shared_chat.answer(album[0])
    assert words(answer) == ["one", "two", "one"]
    assert texts.READ_BEFORE not in [message.text for message in await shared_chat.messages()]
