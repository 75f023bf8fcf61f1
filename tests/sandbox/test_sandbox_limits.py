from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
)
from telegram.error import BadRequest, NetworkError

from bot.sandbox import Sandbox

Act = Callable[[Bot, int], Awaitable[object]]


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


def with_keyboard(*buttons: InlineKeyboardButton) -> Act:
    return lambda bot, chat: bot.send_message(chat, "x", reply_markup=keyboard(*buttons))


DATA = InlineKeyboardButton("x", callback_data="x")

FITS: dict[str, Act] = {
    "text": lambda bot, chat: bot.send_message(chat, "😀" * 2048),
    "text without its tags": lambda bot, chat: bot.send_message(chat, f"<b>{'x' * 4096}</b>", parse_mode="HTML"),
    "caption": lambda bot, chat: bot.send_document(chat, b"x", filename="a", caption="x" * 1024),
    "callback data": with_keyboard(InlineKeyboardButton("x", callback_data="é" * 32)),
    "copy text": with_keyboard(InlineKeyboardButton("x", copy_text=CopyTextButton("x" * 256))),
    "url": with_keyboard(InlineKeyboardButton("x", url="https://example.org")),
    "style": with_keyboard(InlineKeyboardButton("x", callback_data="x", style="danger")),
    "row": with_keyboard(*[DATA] * 8),
    "commands": lambda bot, _: bot.set_my_commands([BotCommand("read", "Read a photo")]),
}

TOO_MUCH: dict[str, tuple[str, Act]] = {
    "empty text": ("message text is empty", lambda bot, chat: bot.send_message(chat, " \n")),
    "text": ("message is too long", lambda bot, chat: bot.send_message(chat, "😀" * 2048 + "x")),
    "caption": (
        "message caption is too long",
        lambda bot, chat: bot.send_document(chat, b"x", filename="a", caption="x" * 1025),
    ),
    "html": (
        "can't parse entities: unsupported start tag",
        lambda bot, chat: bot.send_message(chat, "<h1>x</h1>", parse_mode="HTML"),
    ),
    "parse mode": ("unsupported parse_mode", lambda bot, chat: bot.send_message(chat, "x", parse_mode="MarkdownV2")),
    "callback data": ("button_data_invalid", with_keyboard(InlineKeyboardButton("x", callback_data="é" * 33))),
    "copy text": (
        "button_copy_text_invalid",
        with_keyboard(InlineKeyboardButton("x", copy_text=CopyTextButton("x" * 257))),
    ),
    "url": ("button_url_invalid", with_keyboard(InlineKeyboardButton("x", url="javascript:alert(1)"))),
    "text button": ("text buttons are unallowed in the inline keyboard", with_keyboard(InlineKeyboardButton("x"))),
    "button without a text": (
        "button text must be non-empty",
        with_keyboard(InlineKeyboardButton(" ", callback_data="x")),
    ),
    "style": (
        "invalid button style",
        with_keyboard(InlineKeyboardButton("x", callback_data="x", style="rainbow")),
    ),
    "row": ("reply markup is too long", with_keyboard(*[DATA] * 9)),
    "keyboard": (
        "reply markup is too long",
        lambda bot, chat: bot.send_message(chat, "x", reply_markup=InlineKeyboardMarkup([[DATA]] * 101)),
    ),
    "empty file": ("file must be non-empty", lambda bot, chat: bot.send_document(chat, b"", filename="a")),
    "broken photo": ("image_process_failed", lambda bot, chat: bot.send_photo(chat, b"not an image")),
    "document of the web": (
        "failed to get http url content",
        lambda bot, chat: bot.send_document(chat, "https://example.org/a.pdf"),
    ),
    "unknown file": (
        "wrong file identifier/http url specified",
        lambda bot, chat: bot.send_document(chat, "AgACAgIAAxkBAAI"),
    ),
    "file to get": ("wrong file_id", lambda bot, chat: bot.get_file("AgACAgIAAxkBAAI")),
    "command": ("bot_command_invalid", lambda bot, chat: bot.set_my_commands([BotCommand("Read!", "x")])),
    "description": (
        "bot_command_description_invalid",
        lambda bot, chat: bot.set_my_commands([BotCommand("read", "x" * 257)]),
    ),
    "entity": (
        "can't parse messageentity",
        lambda bot, chat: bot.send_message(chat, "x", entities=[MessageEntity("bold", -1, 1)]),
    ),
    "chat": ("chat not found", lambda bot, chat: bot.send_message(chat + 1, "x")),
    "no chat": ("chat_id is empty", lambda bot, chat: bot.send_message("", "x")),
}


@pytest.mark.parametrize("act", FITS.values(), ids=FITS.keys())
async def test_what_just_fits(bot: Bot, me: int, act: Act) -> None:
    assert await act(bot, me)


@pytest.mark.parametrize(("reason", "act"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
async def test_what_telegram_refuses(bot: Bot, me: int, reason: str, act: Act) -> None:
    with pytest.raises(BadRequest) as caught:
        await act(bot, me)
    assert reason in caught.value.message.lower()


async def test_an_upload_over_50_mb_is_refused(bot: Bot, me: int) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(me, bytes(50_000_001), filename="big.bin")


async def test_refused_messages_are_not_sent(bot: Bot, sandbox: Sandbox, me: int) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(me, "x" * 5000)
    assert sandbox.world.messages(me) == ()


@pytest.mark.parametrize(
    "params",
    [
        {"text": 5},
        {"text": "x", "reply_markup": []},
        {"text": "x", "reply_markup": {"inline_keyboard": {}}},
        {"text": "x", "reply_markup": {"inline_keyboard": [["x"]]}},
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "a", "url": "b"}]]}},
        {"text": "x", "reply_parameters": 5},
        {"text": "x", "reply_parameters": {"message_id": [1]}},
        {"text": "x", "entities": [5]},
        {"text": "x", "message_thread_id": "first"},
        {"text": "x", "message_thread_id": 7},
    ],
)
async def test_nonsense_is_a_bad_request(
    http: httpx.AsyncClient, sandbox: Sandbox, me: int, params: dict[str, object]
) -> None:
    answer = await http.post(f"/bot{sandbox.token}/sendMessage", json={"chat_id": me} | params)
    assert answer.status_code == 400
    assert answer.json()["description"].startswith("Bad Request: ")


@pytest.mark.parametrize(
    "reaction",
    [
        [{"type": "emoji", "emoji": "📄"}],
        [{"type": "custom_emoji", "custom_emoji_id": "1"}],
        [{"type": "emoji", "emoji": "👀"}, {"type": "emoji", "emoji": "👌"}],
        ["👀"],
    ],
)
async def test_reactions_outside_telegrams_list(
    http: httpx.AsyncClient, bot: Bot, sandbox: Sandbox, me: int, reaction: list[object]
) -> None:
    message = await bot.send_message(me, "x")
    params = {"chat_id": me, "message_id": message.message_id, "reaction": reaction}
    answer = await http.post(f"/bot{sandbox.token}/setMessageReaction", json=params)
    assert answer.status_code == 400
