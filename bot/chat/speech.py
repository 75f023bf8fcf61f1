"""Saying something in a chat: a reply, a message that turns into another, a notice on top."""

from __future__ import annotations

from contextlib import suppress

from telegram import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest


async def reply(message: Message, html: str, markup: InlineKeyboardMarkup | ForceReply | None = None) -> Message:
    """Reply to a message; where it was deleted meanwhile, say it anyway."""
    parameters = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return await message.reply_text(html, ParseMode.HTML, reply_markup=markup, reply_parameters=parameters)


async def turn(query: CallbackQuery, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Make the message with the pressed button say something else; one that says it already, or is gone, stays."""
    with suppress(BadRequest):
        await query.edit_message_text(html, ParseMode.HTML, reply_markup=keyboard)


async def notify(query: CallbackQuery, text: str | None = None, *, alert: bool = True) -> None:
    """Answer a press, by a text that is to be closed or that goes by itself; one that is too old needs none."""
    with suppress(BadRequest):
        await query.answer(text, show_alert=alert and text is not None)
