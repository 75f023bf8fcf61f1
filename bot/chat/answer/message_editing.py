"""Makes a message of the bot say something else."""

from __future__ import annotations

from typing import Any

from telegram import InputMediaDocument, InputMediaPhoto, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.answer.messages import AnswerMessage
from bot.chat.telegram_errors import Refusal, refusal

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def edit(bot: ExtBot[Any], chat_id: int, message_id: int, part: AnswerMessage) -> Message | bool:
    """Make a message say what the part says; False where it is no longer there."""
    try:
        if part.photo is not None:
            picture = InputMediaPhoto(part.photo, caption=part.html, parse_mode=ParseMode.HTML)
            return await bot.edit_message_media(picture, chat_id, message_id)
        if part.document is not None:
            media = InputMediaDocument(part.document, filename=part.filename)
            return await bot.edit_message_media(media, chat_id, message_id)
        return await bot.edit_message_text(
            part.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=part.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        return is_unchanged(error)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit failed because the message says that already; False where the message is gone. Raises others."""
    match refusal(error):
        case Refusal.NOT_MODIFIED:
            return True
        case Refusal.EDITED_GONE:
            return False
    raise error
