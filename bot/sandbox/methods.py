"""The methods of the Bot API that the stand-in knows, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.sandbox import editing, presenting, receiving, sending
from bot.sandbox.api_error import ApiError
from bot.sandbox.parameters import Call
from bot.sandbox.world import World

Method = Callable[[World, Call], Awaitable[object]]

METHODS: Mapping[str, Method] = {
    "answerCallbackQuery": receiving.answer_callback_query,
    "copyMessage": sending.copy_message,
    "deleteMessage": editing.delete_message,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChatAdministrators": receiving.get_chat_administrators,
    "getChatMember": receiving.get_chat_member,
    "getFile": receiving.get_file,
    "getMe": receiving.get_me,
    "getMyCommands": presenting.get_my_commands,
    "getMyDescription": presenting.get_my_description,
    "getMyShortDescription": presenting.get_my_short_description,
    "getUpdates": receiving.get_updates,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "setMessageReaction": editing.set_message_reaction,
    "setMyCommands": presenting.set_my_commands,
    "setMyDescription": presenting.set_my_description,
    "setMyShortDescription": presenting.set_my_short_description,
    "setWebhook": receiving.set_webhook,
}
_SPELLING = {name.lower(): name for name in METHODS}


def spelled(name: str) -> str:
    """The method's name as Telegram spells it; a call may use any case. Unknown names stay as they are."""
    return _SPELLING.get(name.lower(), name)


async def answer(world: World, call: Call) -> object:
    """The result of a call; raises ApiError if it is refused."""
    method = METHODS.get(call.method)
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    return await method(world, call)
