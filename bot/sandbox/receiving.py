"""The methods that ask for something, and those that keep or answer what is asked for."""

from __future__ import annotations

from telegram.constants import FileSizeLimit

from bot.sandbox import limits
from bot.sandbox.api_error import bad_request
from bot.sandbox.callbacks import CallbackAnswer
from bot.sandbox.lookup import readable_chat_of
from bot.sandbox.objects import Json, file_json, me_json, member_json
from bot.sandbox.parameters import Call
from bot.sandbox.update_queue import MAX_UPDATES, Update, Webhook
from bot.sandbox.webhook import checked_webhook
from bot.sandbox.world import World

_LONGEST_POLL = 50


async def get_me(world: World, call: Call) -> Json:
    """getMe"""
    return me_json(world)


async def get_updates(world: World, call: Call) -> list[Update]:
    """getUpdates: a long poll of up to `timeout` seconds."""
    _allow(world, call)
    seconds = min(max(0, call.integer("timeout", 0) or 0), _LONGEST_POLL)
    limit = call.integer("limit", MAX_UPDATES) or MAX_UPDATES
    return await world.updates.get(call.integer("offset", 0) or 0, limit, seconds)


async def set_webhook(world: World, call: Call) -> bool:
    """setWebhook; an empty URL deletes it."""
    url = call.text("url")
    webhook = checked_webhook(url, call.text("secret_token")) if url else None
    await delete_webhook(world, call)
    _allow(world, call)
    world.updates.webhook = webhook
    world.changes.notify()
    return True


async def delete_webhook(world: World, call: Call) -> bool:
    """deleteWebhook"""
    world.updates.webhook = None
    if call.flag("drop_pending_updates"):
        world.updates.clear()
    return True


async def get_webhook_info(world: World, call: Call) -> Json:
    """getWebhookInfo"""
    webhook = world.updates.webhook or Webhook("")
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if webhook.last_error:
        info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return info


async def get_file(world: World, call: Call) -> Json:
    """getFile, for files of up to 20 MB."""
    file = world.file(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return file_json(file)


async def answer_callback_query(world: World, call: Call) -> bool:
    """answerCallbackQuery"""
    text = limits.check_callback_answer(call.text("text"))
    url = limits.check_callback_url(call.text("url"), world.bot.username or "")
    answer = CallbackAnswer(text or None, alert=call.flag("show_alert"), url=url or None)
    world.queries.answer(call.text("callback_query_id"), answer)
    return True


async def get_chat_administrators(world: World, call: Call) -> list[Json]:
    """getChatAdministrators: of a group, its creator first."""
    chat = readable_chat_of(world, call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member_json(chat, world.users[member]) for member in chat.members if chat.is_admin(member)]


async def get_chat_member(world: World, call: Call) -> Json:
    """getChatMember: also of somebody who was in the chat and left it."""
    chat, user = readable_chat_of(world, call), world.users.get(call.integer("user_id") or 0)
    if user is None:
        raise bad_request("member not found")
    return member_json(chat, user)


def _allow(world: World, call: Call) -> None:
    if "allowed_updates" in call.params:
        world.updates.allow([str(kind) for kind in call.array("allowed_updates")])
