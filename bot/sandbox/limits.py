"""Telegram's limits, each refused in Telegram's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from telegram.constants import (
    BotCommandLimit,
    CallbackQueryLimit,
    FileSizeLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    KeyboardButtonStyle,
    MessageLimit,
    ReactionEmoji,
)

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.entities import Entity, Formatted, entity_from_json, ordered, outside_code, trimmed, utf16_length
from bot.sandbox.markup import parse_html
from bot.sandbox.parameters import Upload
from bot.sandbox.profile import DescriptionKind
from bot.sandbox.world import Keyboard

_ACTIONS_OF_A_BUTTON = ("callback_data", "copy_text", "url", "switch_inline_query", "web_app", "login_url")
_LONGEST_DESCRIPTION = 512  # the two limits as of setMyDescription and setMyShortDescription
_LONGEST_SHORT_DESCRIPTION = 120
_URL = re.compile(r"(?:https?://|tg://)\S+", re.IGNORECASE)
_COMMAND = re.compile(r"[a-z0-9_]+")


def formatted(source: str, parse_mode: str, entities: Sequence[object]) -> Formatted:
    """The text without its markup, and without the space around it."""
    if parse_mode.lower() == "html":
        parsed = parse_html(source)
    elif not parse_mode:
        parsed = Formatted(source, ordered(_entity(entity) for entity in entities))
    elif parse_mode.lower() in ("markdown", "markdownv2"):
        raise bad_request(f"unsupported parse_mode: the stand-in knows HTML and entities, not {parse_mode}")
    else:
        raise bad_request("unsupported parse_mode")
    return trimmed(Formatted(parsed.text, ordered(outside_code(parsed.entities))))


def _entity(data: object) -> Entity:
    try:
        return entity_from_json(data if isinstance(data, Mapping) else {})
    except ValueError as error:
        raise bad_request(str(error)) from error


def check_text(text: Formatted) -> Formatted:
    """1 to 4096 UTF-16 units."""
    if not text.text:
        raise bad_request("message text is empty")
    if len(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text


def check_caption(caption: Formatted) -> Formatted:
    """At most 1024 UTF-16 units."""
    if len(caption) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return caption


def inline_keyboard(markup: Mapping[str, Any]) -> Keyboard:
    """The rows of an inline keyboard; empty for the other kinds of reply markup."""
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays')
    too_long = sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    if too_long or any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(tuple(_button(button) for button in row) for row in rows if row)


def _button(button: object) -> Mapping[str, object]:
    if not isinstance(button, Mapping) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: expected an Object with a field "text"')
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    actions = [action for action in _ACTIONS_OF_A_BUTTON if action in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    if button.get("style", "primary") not in tuple(KeyboardButtonStyle):
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    _check_action(actions[0], button[actions[0]])
    return {name: value for name, value in button.items() if name in ("text", "style", actions[0])}


def _check_action(action: str, value: object) -> None:
    limit = InlineKeyboardButtonLimit
    match action, value:
        case "callback_data", str(data):
            fits = limit.MIN_CALLBACK_DATA <= len(data.encode()) <= limit.MAX_CALLBACK_DATA
            reason = "BUTTON_DATA_INVALID"
        case "copy_text", {"text": str(text)}:
            fits = limit.MIN_COPY_TEXT <= utf16_length(text) <= limit.MAX_COPY_TEXT
            reason = "BUTTON_COPY_TEXT_INVALID"
        case "url", str(url):
            fits = _URL.fullmatch(url) is not None
            reason = "BUTTON_URL_INVALID"
        case _:
            fits = False
            reason = "BUTTON_TYPE_INVALID"
    if not fits:
        raise bad_request(reason)


def check_callback_answer(text: str) -> str:
    """At most 200 UTF-16 units."""
    if utf16_length(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def reactions(items: Sequence[Any], allowed: Collection[str] | None) -> tuple[str, ...]:
    """At most one reaction, an emoji that the chat allows, which may be any of Telegram's list."""
    if len(items) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for item in items:
        match item:
            case {"type": "emoji", "emoji": str(emoji)} if emoji in (
                tuple(ReactionEmoji) if allowed is None else allowed
            ):
                continue
        raise bad_request("REACTION_INVALID")
    return tuple(item["emoji"] for item in items)


def check_callback_url(url: str, bot_username: str) -> str:
    """A link that starts this bot: others are for games only."""
    if url and not re.fullmatch(rf"(?:https?://)?t\.me/{bot_username}\?start=[\w-]*", url, re.IGNORECASE):
        raise bad_request("URL_INVALID")
    return url


def check_description(kind: DescriptionKind, text: str) -> str:
    """At most 512 UTF-16 units, 120 if it is the short one."""
    if utf16_length(text) > (_LONGEST_DESCRIPTION if kind == "description" else _LONGEST_SHORT_DESCRIPTION):
        raise bad_request("DESCRIPTION_TOO_LONG" if kind == "description" else "ABOUT_TOO_LONG")
    return text


def check_commands(commands: Sequence[Any]) -> list[Mapping[str, str]]:
    """At most 100 commands of lower case letters, digits and underscores, each with a description."""
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: object) -> Mapping[str, str]:
    match command:
        case {"command": str(name), "description": str(description)}:
            name = name.removeprefix("/")
        case _:
            raise bad_request("can't parse BotCommand: expected an Object")
    if len(name) > BotCommandLimit.MAX_COMMAND or not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= BotCommandLimit.MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def check_upload(upload: Upload, *, photo: bool = False) -> Upload:
    """Not empty, and at most 50 MB, or 10 MB for a photo."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if photo and len(upload.data) > FileSizeLimit.PHOTOSIZE_UPLOAD:
        raise bad_request("file is too big for a photo")
    if len(upload.data) > FileSizeLimit.FILESIZE_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    return upload
