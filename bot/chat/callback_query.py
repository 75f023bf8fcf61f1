"""What is done with the press of a button, also one that is too old or whose message is gone."""

from __future__ import annotations

from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest


async def acknowledge(query: CallbackQuery, text: str | None = None, *, alert: bool = True) -> None:
    """Answer a press, with a text where there is one, to be closed or gone by itself; one too old needs no answer."""
    with suppress(BadRequest):
        await query.answer(text, show_alert=alert and text is not None)


async def rewrite(query: CallbackQuery, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Put another text into the message of a button; one that says so already, or is gone, stays as it is."""
    if query.message is None:
        return
    chat_id, message_id = query.message.chat.id, query.message.message_id
    with suppress(BadRequest):
        await query.get_bot().edit_message_text(
            html, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
