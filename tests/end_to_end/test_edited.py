"""A message that was edited after it asked: the photo in it replaced, words put under it, a mention added."""

from __future__ import annotations

import pytest

from bot.errors import NothingToRead
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, read_all, words
from tests.scripted import script

pytestmark = pytest.mark.usefixtures("calm")


async def replace_photo(chat: Chat, message_id: int, text: str, action: str = "text") -> None:
    await chat.person.edit(chat.id, message_id, photo=script(chat.folder, "replaced", action, text))


async def test_another_photo_is_read_into_the_same_answer(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "the wrong page")
    answer = await shared_chat.answer(photo)
    await replace_photo(shared_chat, photo, "the right page")
    assert (await shared_chat.until(answer.id, "right")).text == "the right page"
    assert len(await shared_chat.messages()) == 1


async def test_while_the_first_is_read_only_the_other_is_answered(shared_chat: Chat) -> None:
    photo = await shared_chat.send("hang", "the wrong page")
    await shared_chat.person.wait(lambda state: state.chat(shared_chat.id).messages[-1].text == "Reading…", 10)
    await replace_photo(shared_chat, photo, "the right page")
    assert (await shared_chat.answer(photo)).text == "the right page"
    assert len(await shared_chat.messages()) == 1


async def test_of_an_album_only_that_photo_changes(shared_chat: Chat) -> None:
    album = await shared_chat.send_album(["one", "two", "three"])
    answer = await shared_chat.answer(album[0])
    await replace_photo(shared_chat, album[1], "dos")
    assert words(await shared_chat.until(answer.id, "dos")) == ["one", "dos", "three"]


async def test_a_photo_that_cannot_be_read_takes_the_answer_away_and_another_brings_one_back(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "the wrong page")
    answer = await shared_chat.answer(photo)
    await replace_photo(shared_chat, photo, "", "nothing")
    assert (await shared_chat.until(answer.id, NothingToRead.person)).buttons == ()
    await replace_photo(shared_chat, photo, "the right page")
    assert (await shared_chat.until(answer.id, "right")).text == "the right page"
    assert len(await shared_chat.messages()) == 1


async def test_words_that_are_put_under_a_photo_correct_its_note(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "Dear Okafar")
    answer = await shared_chat.answer(photo)
    before = len(await shared_chat.person.calls())
    await shared_chat.person.edit(shared_chat.id, photo, "words: Okafar=Okafor")
    assert "Dear Okafor" in ((await shared_chat.until(answer.id, "Okafor")).text or "")
    assert "getFile" not in [call["method"] for call in await shared_chat.person.calls(before)]
    assert len(await shared_chat.messages()) == 1


async def test_words_that_come_while_it_is_read_count(shared_chat: Chat) -> None:
    photo = await shared_chat.send("slow 1", "Dear Okafar")
    await shared_chat.person.wait(lambda state: state.chat(shared_chat.id).messages[-1].text == "Reading…", 10)
    await shared_chat.person.edit(shared_chat.id, photo, "words: Okafar=Okafor")
    assert (await shared_chat.answer(photo)).text == "Dear Okafor"


async def test_another_photo_with_other_words(shared_chat: Chat) -> None:
    photo = await shared_chat.send("text", "the wrong page")
    answer = await shared_chat.answer(photo)
    file = script(shared_chat.folder, "replaced", "text", "Dear Okafar")
    await shared_chat.person.edit(shared_chat.id, photo, "words: Okafar=Okafor", photo=file)
    assert "Dear Okafor" in ((await shared_chat.until(answer.id, "Okafor")).text or "")


async def test_other_words_ask_for_nothing(settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat) -> None:
    await group.person.set_privacy(False)
    async with running(settings, sandbox):
        photo = await group.send("text", "not asked for")
        await group.person.edit(group.id, photo, "please")
        text = await chat.person.send_text(chat.id, "Please?")
        await chat.answer(text)
        await chat.person.edit(chat.id, text, "/help")
        read = await chat.send("text", "milk")
        await chat.answer(read)
        await chat.person.edit(chat.id, read, "for tomorrow")
        await group.say(f"/help{BOT}")
        assert len(await chat.messages()) == 2 and len(await group.messages()) == 1
        assert photo not in answers((await group.person.state()).chat(group.id))


async def test_what_somebody_else_asked_for_stays_as_it_is(shared_group: Chat) -> None:
    bela = await shared_group.person.new_person("Béla")
    await read_all(shared_group)
    await shared_group.say(f"/auto{BOT} off")
    photo = await shared_group.send("text", "the first page", by=bela)
    answer = await shared_group.answer(
        await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo)
    )
    await replace_photo(shared_group, photo, "the second page")
    again = await shared_group.person.send_text(shared_group.id, f"/read{BOT}", reply_to=photo)
    assert (await shared_group.answer(again)).text == "the second page"
    assert (await shared_group.message(answer.id)).text == "the first page"
