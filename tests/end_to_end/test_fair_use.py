"""A person and a group may send so many photos in a minute and a day: said before, refused beyond, never lost."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pypdfium2

from bot.chat.texts.fairuse import NEAR, REACHED
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running
from tests.scripted import script


def limited(settings: Settings, **limits: int) -> Settings:
    """Settings with these limits and no others."""
    names = ("photos_per_minute", "photos_per_day", "chat_photos_per_minute", "chat_photos_per_day")
    return settings.model_copy(update={name: limits.get(name, 0) for name in names})


def is_said(text: str | None, forms: tuple[str, str], limit: int = 0) -> bool:
    """Whether a text is one of these sentences, whatever its number."""
    patterns = [re.escape(form.format(count=-1, limit=limit)).replace(r"\-1", r"\d+") for form in forms]
    return any(re.fullmatch(pattern, text or "") for pattern in patterns)


async def said(chat: Chat, forms: tuple[str, str], limit: int = 0) -> list[ShownMessage]:
    """The messages with one of these sentences."""
    return [message for message in await chat.messages() if is_said(message.text, forms, limit)]


async def read(chat: Chat, request: int, text: str) -> None:
    """Wait until a photo is answered with a text."""

    def is_read(state: State) -> bool:
        return any(message.reply_to == request and message.text == text for message in state.chat(chat.id).messages)

    await chat.person.wait(is_read, PATIENCE)


async def refused(chat: Chat, request: int, forms: tuple[str, str], limit: int) -> bool:
    """Whether the bot's word on a photo is such a sentence."""
    return is_said((await chat.answer(request)).text, forms, limit)


async def hearing_group(chat: Chat) -> Chat:
    """A group in which the bot sees every message."""
    await chat.person.set_privacy(False)
    return Chat(chat.person, (await chat.person.state()).group.id, chat.folder)


def count(settings: Settings, table: str) -> int:
    """How many rows there are."""
    (file,) = settings.folder.glob("bot-*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def test_beyond_the_day_a_photo_is_refused_with_the_hour_and_not_kept(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    settings = limited(settings, photos_per_day=3)
    async with running(settings, sandbox):
        for number in range(3):
            await read(chat, await chat.send("text", f"photo {number}"), f"photo {number}")
        (near,) = await said(chat, NEAR[False, "day"])
        assert near.text == NEAR[False, "day"][0] and near.reply_to is None
        assert await refused(chat, await chat.send("text", "too many"), REACHED[False, "day"], 3)
    assert count(settings, "job") == 3
    async with running(settings, sandbox):  # the day outlives a restart
        assert await refused(chat, await chat.send("text", "still too many"), REACHED[False, "day"], 3)


async def test_a_stack_beyond_the_minute_is_refused_in_one_sentence(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(limited(settings, photos_per_minute=5), sandbox):
        requests = [await chat.send("text", f"photo {number}") for number in range(9)]
        assert await refused(chat, requests[5], REACHED[False, "minute"], 5)
        for number, request in enumerate(requests[:5]):
            await read(chat, request, f"photo {number}")
        await chat.say("/help")
        assert len(await said(chat, REACHED[False, "minute"], 5)) == 1
        assert len(await said(chat, NEAR[False, "minute"], 5)) == 1


async def test_an_album_is_not_torn_apart_and_counts_as_its_photos(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    photos = [script(chat.folder, f"photo{number}", "text", f"photo {number}") for number in range(4)]
    async with running(limited(settings, photos_per_minute=2), sandbox):
        first, *_ = await chat.person.send_photos(chat.id, photos, as_document=True)
        answer = await chat.answer(first)
        assert all(f"photo {number}" in (answer.text or "") for number in range(4))
        first, *others = await chat.person.send_photos(chat.id, photos, as_document=True)
        assert await refused(chat, first, REACHED[False, "minute"], 2)
        await chat.say("/help")
        assert not {message.reply_to for message in await chat.messages()}.intersection(others)


async def test_a_group_has_limits_of_its_own(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    group = await hearing_group(chat)
    async with running(limited(settings, chat_photos_per_day=2), sandbox):
        for number in range(2):
            await read(group, await group.send("text", f"photo {number}", "@legible_bot"), f"photo {number}")
        assert len(await said(group, NEAR[True, "day"])) == 1
        assert await refused(group, await group.send("text", "beyond", "@legible_bot"), REACHED[True, "day"], 2)
        await read(chat, await chat.send("text", "in private"), "in private")


async def test_the_persons_limit_holds_in_groups_too(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    group = await hearing_group(chat)
    async with running(limited(settings, photos_per_day=1), sandbox):
        await read(chat, await chat.send("text", "in private"), "in private")
        assert await refused(group, await group.send("text", "beyond", "@legible_bot"), REACHED[False, "day"], 1)
        cleo = Chat(chat.person, await chat.person.new_person("Cleo"), chat.folder)
        await read(cleo, await cleo.send("text", "hers"), "hers")


async def test_the_pages_of_a_pdf_count_towards_the_day(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(5):
        document.new_page(200, 200)
    document.save(chat.folder / "pages.pdf")
    document.close()
    async with running(limited(settings, photos_per_day=4), sandbox):
        await chat.answer((await chat.person.send_photos(chat.id, [chat.folder / "pages.pdf"], as_document=True))[0])
        assert await refused(chat, await chat.send("text", "beyond"), REACHED[False, "day"], 4)


async def test_a_photo_put_in_the_place_of_another_counts(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(limited(settings, photos_per_day=2), sandbox):
        (request,) = await chat.person.send_photos(
            chat.id, [script(chat.folder, "one", "text", "the first")], as_document=True
        )
        await read(chat, request, "the first")
        await chat.person.edit(chat.id, request, photo=script(chat.folder, "two", "text", "the second"))
        await read(chat, request, "the second")
        await chat.person.edit(chat.id, request, photo=script(chat.folder, "three", "text", "the third"))
        state = await chat.person.wait(lambda state: is_said(last(state, chat), REACHED[False, "day"], 2), PATIENCE)
        assert "the second" in [message.text for message in state.chat(chat.id).messages]


def last(state: State, chat: Chat) -> str | None:
    """The chat's last message."""
    return state.chat(chat.id).messages[-1].text


async def test_forget_does_not_lift_the_limit(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    settings = limited(settings, photos_per_day=2)
    async with running(settings, sandbox):
        for number in range(2):
            await read(chat, await chat.send("text", f"photo {number}"), f"photo {number}")
        await chat.say("/forget")
        assert count(settings, "job") == 0
        assert await refused(chat, await chat.send("text", "beyond"), REACHED[False, "day"], 2)
