"""The Bot API's objects as JSON: what the bot is sent."""

from __future__ import annotations

from bot.sandbox.chats import Chat, User
from bot.sandbox.world import Message, StoredDocument, StoredFile, StoredPhoto, World

Json = dict[str, object]

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def user_json(user: User) -> Json:
    """User."""
    data: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.name}
    if user.username:
        data["username"] = user.username
    if user.language_code:
        data["language_code"] = user.language_code
    return data


def me_json(world: World) -> Json:
    """User, with the fields that only getMe returns."""
    return user_json(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(world: World, chat: Chat) -> Json:
    """Chat."""
    if chat.type == "private":
        person = world.users[chat.id]
        data: Json = {"id": chat.id, "type": chat.type, "first_name": person.name}
        return data | ({"username": person.username} if person.username else {})
    data = {"id": chat.id, "type": chat.type, "title": chat.title}
    return data | ({"is_forum": True} if chat.topics else {})


def member_json(chat: Chat, user: User) -> Json:
    """ChatMember; an administrator has all rights, a restricted member may only read and react."""
    status = chat.status(user.id)
    member: Json = {"status": status, "user": user_json(user)}
    match status:
        case "creator":
            return member | {"is_anonymous": False}
        case "administrator":
            return member | {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
        case "restricted":
            may = {"is_member": True, "can_react_to_messages": True, "until_date": 0}
            return member | may | dict.fromkeys(_PERMISSIONS, False)
        case "kicked":
            return member | {"until_date": 0}
    return member


def message_json(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """Message, with the message it replies to (but not the one that that one replies to)."""
    chat = world.chats[message.chat_id]
    data: Json = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(world, chat),
        "date": message.date,
    }
    data |= _thread(world, chat, message)
    replied = world.message(chat.id, message.reply_to or message.thread)
    if with_reply and replied is not None and replied is not message:
        data["reply_to_message"] = message_json(world, replied, with_reply=False)
    if message.edit_date:
        data["edit_date"] = message.edit_date
    if message.origin:
        sender = user_json(message.origin.sender)
        data["forward_origin"] = {"type": "user", "date": message.origin.date, "sender_user": sender}
    if message.album:
        data["media_group_id"] = message.album
    data |= _content(message)
    if message.keyboard:
        data["reply_markup"] = {"inline_keyboard": [list(row) for row in message.keyboard]}
    return data | dict(message.service or {})


def _thread(world: World, chat: Chat, message: Message) -> Json:
    if chat.topics:
        return {"message_thread_id": message.thread, "is_topic_message": True} if message.thread else {}
    if chat.type == "private" or not message.reply_to:
        return {}
    first = message
    while replied := world.message(chat.id, first.reply_to):
        first = replied
    return {"message_thread_id": first.id} if first is not message else {}


def _content(message: Message) -> Json:
    media: Json = media_json(message.media) if message.media else {}
    text, entities = ("caption", "caption_entities") if message.media else ("text", "entities")
    if message.content.text:
        media[text] = message.content.text
    if message.content.entities:
        media[entities] = [entity.as_json() for entity in message.content.entities]
    return media


def media_json(media: StoredPhoto | StoredDocument) -> Json:
    """The fields of a Message that hold its photo, or its document and animation."""
    if isinstance(media, StoredPhoto):
        return {"photo": [photo_size_json(size) for size in media.sizes]}
    document = _file_json(media.file) | {"file_name": media.file.name, "mime_type": media.file.mime_type}
    if media.animation_seconds is None:
        return {"document": document}
    size = {"width": media.file.width, "height": media.file.height, "duration": media.animation_seconds}
    return {"animation": document | size, "document": document}


def photo_size_json(file: StoredFile) -> Json:
    """PhotoSize."""
    return _file_json(file) | {"width": file.width, "height": file.height}


def file_json(file: StoredFile) -> Json:
    """File, as getFile returns it."""
    return _file_json(file) | {"file_path": file.path}


def _file_json(file: StoredFile) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def callback_query_json(world: World, query_id: str, person: User, message: Message, data: str) -> Json:
    """CallbackQuery."""
    return {
        "id": query_id,
        "from": user_json(person),
        "message": message_json(world, message),
        "chat_instance": str(abs(message.chat_id) * 1_000_003),
        "data": data,
    }


def member_updated_json(world: World, before: Chat, now: Chat, by: User, user: User, date: int) -> Json:
    """ChatMemberUpdated: what `by` made of a user in the chat."""
    return {
        "chat": chat_json(world, now),
        "from": user_json(by),
        "date": date,
        "old_chat_member": member_json(before, user),
        "new_chat_member": member_json(now, user),
    }
