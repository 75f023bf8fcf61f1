"""A glossary in the chat: shown, filled, emptied, imported and exported; in a group by its admins."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.texts import glossary as texts
from bot.glossary.glossary_files import LARGEST_FILE
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import PATIENCE, Chat, running


@pytest.fixture
async def group(chat: Chat, tmp_path: Path) -> Chat:
    """A group that You created, with Ada as a plain member."""
    return Chat(chat.person, await chat.person.new_group("Kitchen table"), tmp_path)


async def ada(group: Chat) -> int:
    person = await group.person.new_person("Ada Two")
    await group.person.join(group.id, person)
    return person


def labels(message: ShownMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def send_file(
    chat: Chat, name: str, content: bytes, caption: str | None = None, to: int | None = None
) -> ShownMessage:
    path = chat.folder / name
    path.write_bytes(content)
    sent = await chat.person.send_photos(chat.id, [path], caption=caption, as_document=True, reply_to=to)
    return await chat.replied(sent[0])


async def test_it_is_empty_filled_shown_and_emptied(bot: None, chat: Chat) -> None:
    shown = await chat.say("/glossary")
    assert texts.EMPTY in (shown.text or "")
    assert labels(shown) == [texts.ADD]
    added = await chat.say("/glossary add Amoxicillin, Kovács Ilona\nKowacs = Kovács; 0,5 mg")
    assert added.text == "I added 4 entries."
    again = await chat.say("/glossary add Amoxicillin")
    assert again.text == texts.NOTHING_NEW
    assert (await chat.say("/glossary add ,")).text == texts.USAGE
    shown = await chat.say("/glossary")
    assert shown.html == (
        "<b>Your glossary</b>: 4 entries\n\n• Kowacs → Kovács\n• 0,5 mg\n• Kovács Ilona\n• Amoxicillin"
    )
    assert labels(shown) == [texts.ADD, texts.REMOVE, "↓ .txt", "↓ .csv"]
    assert (await chat.say("/glossary remove amoxicillin, KOVÁCS")).text == "I removed 2 entries."
    assert (await chat.say("/glossary remove amoxicillin")).text == texts.NOT_THERE
    assert (await chat.say("/glossary delete all")).text == texts.USAGE
    await chat.say("/forget")
    assert texts.EMPTY in ((await chat.say("/glossary")).text or "")


async def test_entries_are_removed_by_buttons(bot: None, chat: Chat) -> None:
    await chat.say("/glossary add " + ", ".join(f"Term {number:02}" for number in range(12)))
    shown = await chat.say("/glossary")
    assert "12 entries, page 1 of 2" in (shown.text or "")
    await chat.press(shown, "›")
    second = await chat.until(shown.id, "page 2 of 2")
    await chat.press(second, texts.REMOVE)
    picking = await chat.until(shown.id, texts.REMOVE_WHICH)
    assert labels(picking) == ["✕ Term 01", "✕ Term 00", "‹", "›", texts.BACK]
    assert await chat.press(picking, "✕ Term 00") == "I removed Term 00."
    await chat.until(shown.id, "11 entries")
    assert await chat.press(await chat.message(shown.id), "✕ Term 01") == "I removed Term 01."
    first = await chat.until(shown.id, "10 entries")
    await chat.press(first, texts.BACK)
    await chat.until(shown.id, "• Term 11")
    stale = await chat.say("/glossary remove")
    await chat.say("/glossary remove Term 05")
    assert await chat.press(stale, "✕ Term 05") == texts.NOT_THERE


async def test_a_question_takes_words_and_files_after_a_restart(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        shown = await chat.say("/glossary")
        await chat.press(shown, texts.ADD)
        question = await chat.replied(shown.id)
        assert question.text == texts.ASK
    async with running(settings, sandbox):
        reply = await chat.reply(question.id, "Kovács, Okafor")
        assert (await chat.replied(reply)).text == "I added 2 entries."
        reply = await chat.reply(question.id, "…")
        assert (
            await chat.replied(reply)
        ).text == "Line 1, “…”: there are no letters in it. Please write a word or a name."
        answer = await send_file(chat, "words.txt", b"Keller\nKovacs=Keller\n", to=question.id)
        assert answer.text == "I added 2 entries."


async def test_files_go_in_and_come_out_again(bot: None, chat: Chat) -> None:
    table = "wrong;right\r\nKseller;Keller\r\n;Kovács Ilona\r\n;@home\r\n".encode("utf-16")
    assert (await send_file(chat, "names.csv", table, "/glossary")).text == "I added 3 entries."
    again = await send_file(chat, "names.txt", b"Okafor\nOkafor\nKeller\nKeller", "/glossary@legible_bot import")
    assert again.text is not None and "I added 2 entries.\nLine 2 and others, 2 in all" in again.text
    shown = await chat.say("/glossary")
    files = {}
    for suffix in (".txt", ".csv"):
        await chat.press(shown, f"↓ {suffix}")
        state = await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].document, 10)
        file = state.chat(chat.id).messages[-1]
        assert file.document and file.document.name == f"glossary{suffix}"
        files[suffix] = await chat.person.download(file)
        await chat.say("/glossary")
    assert files[".txt"].decode().splitlines() == ["Kovács Ilona", "@home", "Okafor", "Keller", "Kseller=Keller"]
    assert "'@home" in files[".csv"].decode("utf-8-sig")
    await chat.say("/glossary remove Kovács Ilona, @home, Okafor, Keller")
    assert texts.EMPTY in ((await chat.say("/glossary export")).text or "")
    assert (await send_file(chat, "glossary.csv", files[".csv"], "/glossary")).text == "I added 5 entries."


BAD_FILES = [
    ("a.txt", b"Keller\nKov\xe1cs\n", "I can't read line 2 of this file."),
    ("b.txt", "\n".join(f"term {n}" for n in range(100_000)).encode(), "10,000 entries, and line 10001 is one more"),
    ("c.txt", b"Keller\n" + b"x" * 4096, "Line 2, “xxxxxxxxxxxxxxxxxxxxxxxx…”: it has more than 64 characters"),
    ("d.txt", b"Keller\na=a", "Line 2, “a=a”: both sides"),
    ("e.csv", b"a,b\nb,a", "Line 2, “b=a”: with the lines before, it goes round in a circle"),
    ("f.txt", "Keller\nKel\u202eler".encode(), "Line 2, “Kel�ler”: there are invisible characters"),
    ("g.txt", "🍕".encode(), "Line 1, “🍕”: I never read an emoji"),
    ("h.txt", b"a" * (LARGEST_FILE + 1), "This file is larger than 4 MB"),
    ("i.docx", b"PK", "A glossary is a .txt or .csv file"),
    ("j.txt", b"\n  \n", "This file is empty"),
]


async def test_each_bad_file_gets_one_sentence(bot: None, chat: Chat) -> None:
    for name, content, said in BAD_FILES:
        answer = await send_file(chat, name, content, "/glossary")
        assert said in (answer.text or "")
    assert texts.EMPTY in ((await chat.say("/glossary")).text or "")


async def test_a_file_needs_the_command_in_its_caption_or_in_a_reply(bot: None, chat: Chat) -> None:
    shown = await chat.say("/glossary")
    assert (await send_file(chat, "names.txt", b"Keller", to=shown.id)).text == texts.NEEDS_CAPTION
    path = chat.folder / "later.txt"
    path.write_bytes(b"Keller\nOkafor")
    (sent,) = await chat.person.send_photos(chat.id, [path], as_document=True)
    assert (await chat.replied(sent)).text == texts.NEEDS_CAPTION
    command = await chat.reply(sent, "/glossary import")
    assert (await chat.replied(command)).text == "I added 2 entries."


async def test_a_full_glossary_takes_no_more(bot: None, chat: Chat) -> None:
    full = "\n".join(f"term {number}" for number in range(10_000)).encode()
    assert (await send_file(chat, "full.txt", full, "/glossary")).text == "I added 10000 entries."
    assert "there are 10,000 already" in ((await chat.say("/glossary add Keller")).text or "")


async def test_in_a_group_admins_write_and_all_read(bot: None, group: Chat, chat: Chat) -> None:
    person = await ada(group)
    await chat.say("/glossary add Secret Name")
    command = await group.person.send_text(group.id, "/glossary@legible_bot add Kovács", person=person)
    assert (await group.replied(command)).text == texts.ONLY_ADMINS
    command = await group.person.send_text(group.id, "/glossary@legible_bot add Okafor")
    assert (await group.replied(command)).text == "I added 1 entry."
    command = await group.person.send_text(group.id, "/glossary@legible_bot", person=person)
    shown = await group.replied(command)
    assert shown.text == "This group's glossary: 1 entry\n\n• Okafor"
    for button in (texts.ADD, texts.REMOVE):
        toast = await group.person.press(group.id, shown.id, button, person=person)
        assert toast and toast.text == texts.ONLY_ADMINS and toast.alert
    await group.person.press(group.id, shown.id, "↓ .txt", person=person)
    await group.person.wait(lambda state: state.chat(group.id).messages[-1].document, 10)
    await group.person.press(group.id, shown.id, texts.ADD)
    state = await group.person.wait(lambda state: state.chat(group.id).messages[-1].text == texts.ASK, PATIENCE)
    question = state.chat(group.id).messages[-1]
    reply = await group.reply(question.id, "Kovács", person=person)
    assert (await group.replied(reply)).text == texts.ONLY_ADMINS
    reply = await group.reply(question.id, "Kovács")
    assert (await group.replied(reply)).text == "I added 1 entry."


@pytest.mark.parametrize("bot_is_told", [True, False], ids=["the bot is told", "the bot is not told"])
async def test_somebody_who_is_an_administrator_no_more_changes_nothing(shared_group: Chat, bot_is_told: bool) -> None:
    group, person = shared_group, shared_group.person
    somebody = await ada(group)
    if bot_is_told:
        await person.promote(group.id, (await person.state()).bot.id)
    await person.promote(group.id, somebody)
    command = await person.send_text(group.id, "/glossary@legible_bot add Okafor", person=somebody)
    assert (await group.replied(command)).text == "I added 1 entry."
    await person.promote(group.id, somebody, on=False)
    command = await person.send_text(group.id, "/glossary@legible_bot add Mbeki", person=somebody)
    assert (await group.replied(command)).text == texts.ONLY_ADMINS
