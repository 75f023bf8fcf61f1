"""No call of the chat that shows something to a person is given words of its own: they stand in bot/chat/texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.chat

CHAT = Path(bot.chat.__file__).parent
SHOWING = re.compile(
    r"(reply|send|edit|rewrite|acknowledge|answer|copy)(_\w+)?|set_(my|chat)_\w+|InlineKeyboardButton|InlineKeyboardMarkup|"
    r"(Reply)?KeyboardButton|ReplyKeyboardMarkup|ForceReply|CopyTextButton|BotCommand|InputMedia\w+|AnswerMessage"
)
NEVER_SHOWN = frozenset(
    {"action", "callback_data", "chat_id", "emoji", "filename", "key", "language_code", "parse_mode", "reaction", "url"}
)


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lstrip("_")
    return ""


def words(argument: ast.AST) -> Iterator[str]:
    """The literals in an argument that hold letters, those of tags and of nested calls aside."""
    if isinstance(argument, ast.Constant):
        if isinstance(argument.value, str) and re.search(
            r"[^\W\d_]", re.sub(r"</?\w+[^<>]*>|&\w+;", "", argument.value)
        ):
            yield argument.value
    elif not isinstance(argument, ast.Call | ast.Subscript | ast.Compare | ast.FormattedValue):
        for child in ast.iter_child_nodes(argument):
            yield from words(child)


def bare(code: str) -> list[str]:
    """The words in literals that the calls of the code show, with their lines."""
    calls = [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and SHOWING.fullmatch(name_of(node))
    ]
    return [f"{call.lineno}: {text}" for call in calls for argument in shown(call) for text in words(argument)]


def shown(call: ast.Call) -> list[ast.expr]:
    positional = call.args[1:] if name_of(call) == "BotCommand" else call.args
    return [*positional, *(keyword.value for keyword in call.keywords if keyword.arg not in NEVER_SHOWN)]


ELSEWHERE = frozenset({"texts", "texts.py", "languages"})
FILES = [file for file in CHAT.rglob("*.py") if file.relative_to(CHAT).parts[0] not in ELSEWHERE]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CHAT).as_posix())
def test_what_is_shown_stands_in_the_texts(file: Path) -> None:
    assert bare(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'await message.reply_text("Hello")',
        'await bot.send_message(chat, text=f"<b>Hello</b> {name}")',
        'await query.answer("Gone" if late else None)',
        'await _answer(query, "Übrig")',
        'InlineKeyboardMarkup([[InlineKeyboardButton("Raw", callback_data="raw:1")]])',
        'BotCommand("read", "reads a photo")',
        'bot.edit_message_text("a" + name, 1, 2)',
    ],
)
def test_words_of_its_own_are_told(code: str) -> None:
    assert len(bare(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'await message.reply_text(locale(texts.HELLO, name="Ada"), parse_mode="HTML")',
        'await bot.send_message(chat, f"<b>{name}</b>\\n✓ {count} &amp; 3")',
        'InlineKeyboardButton("✕", callback_data=f"job:{job}")',
        'BotCommand("read", locale(texts.READ))',
        'log.info("an update was not answered")',
    ],
)
def test_words_of_others_are_not(code: str) -> None:
    assert bare(code) == []
