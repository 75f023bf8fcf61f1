"""A reply in a chat."""

from __future__ import annotations

from telegram import ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatType, ParseMode


async def reply(message: Message, html: str, markup: InlineKeyboardMarkup | ForceReply | None = None) -> Message:
    """Reply to a message, quietly in a group; where it was deleted meanwhile, say it anyway."""
    return await message.reply_text(
        html,
        ParseMode.HTML,
        disable_notification=message.chat.type != ChatType.PRIVATE,
        reply_markup=markup,
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
