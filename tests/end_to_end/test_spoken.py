"""Whatever the bot says goes through its languages: spoken to in a language that is none, it shows no bare word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.chat.pseudo import outside, pseudo_locales
from tests.end_to_end.live import Chat, running
from tests.scripted import ScriptedLoader

NOTE = "We have receivcd your letter about the garden\nand we will answer it before the end of the week"
OWN_WORDS = {*re.findall(r"\w+", NOTE), "received", "Gardon", "Amoxicillin", "txt", "csv"}
COMMANDS = (
    "/start",
    "/help",
    "/privacy",
    "/read",
    "/cancel",
    "/glossary",
    "/glossary add Amoxicillin",
    "/glossary",
    "/glossary add …",
    "/glossary remove",
    "/glossary remove it",
    "/glossary what",
    "hello",
    "/forget",
)
NOT_SAID = frozenset({"url", "callback_data", "copy_text", "emoji", "type", "filename"})
SHOWN = ("text", "caption", "description", "short_description", "input_field_placeholder")


def said(part: Any) -> Iterator[str]:
    """Every text in a call's parameters that a person gets to see."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key in SHOWN and isinstance(value, str):
                yield value
            elif key not in NOT_SAID:
                yield from said(value)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from said(item)


def bare_words(text: str) -> set[str]:
    """The words outside of the brackets that are not the note's own."""
    plain = unescape(re.sub(r"<[^>]*>", " ", outside(text)))
    return set(re.findall(r"[^\W\d_]{2,}", plain)) - OWN_WORDS


async def test_no_sentence_stands_outside_of_the_languages(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings, sandbox, ScriptedLoader(spelling=True), locales=pseudo_locales()):
        answer = await chat.answer(await chat.send("text", NOTE))
        for button in [button.text for row in answer.buttons for button in row if button.data]:
            await chat.press(await chat.message(answer.id), button)
            for back in ("⟦Back⟧", "⟦Clean⟧"):
                if back in [way.text for row in (await chat.message(answer.id)).buttons for way in row]:
                    await chat.press(await chat.message(answer.id), back)
        offer = await chat.replied(await chat.reply(answer.id, NOTE.replace("garden", "Gardon")))
        await chat.press(offer, offer.buttons[-2][0].text)
        await chat.reply(answer.id, "words: Amoxicillin")
        for reply in ("thanks", "words: …", NOTE.replace("garden", "gardens at 7")):
            await chat.replied(await chat.reply(answer.id, reply))
        await chat.answer(await chat.send("nothing"))
        for command in COMMANDS:
            await chat.say(command)
        calls = await chat.person.calls()
    texts = [text for call in calls for text in said(call["params"])]
    assert len(texts) > len(COMMANDS)
    assert {text: words for text in texts if (words := bare_words(text))} == {}
