"""Which updates are errands: of a photo, of words and of what teaches there are never too many."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from telegram import CallbackQuery, Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.chat.answer.buttons import BACK, SaveAs, ShowView, ShowWord
from bot.chat.bot_commands import COMMANDS
from bot.chat.callback_data import CallbackData
from bot.chat.fairuse.errand import Errand
from bot.chat.history_command import OpenNote, TurnHistory
from bot.chat.ledger.ledger_buttons import SaveLedger, SettleTransfer, ShowExports, ShowLedger, ShowTransfers
from bot.chat.message_request import asker_of, photo_elsewhere, photo_of, thread_of
from bot.chat.receipts.card_buttons import ShowAmount, TurnCard
from bot.chat.words.glossary_commands import ADD, COMMAND, REMOVE
from bot.chat.words.glossary_view import ExportGlossary, ShowPage

KNOWN = frozenset({*COMMANDS, "start", "stats", "broadcast"})
ALWAYS = frozenset({"forget", "cancel"})
OF_PERSON = frozenset({"settings", "auto", "glossary"})  # what is shown depends on who asks
CHANGING = frozenset({"auto", "broadcast"})
NOTING = "paid"
Buttons = tuple[type[CallbackData], ...]
POSTING: Buttons = (ShowWord, ShowAmount, OpenNote, ExportGlossary, SaveLedger)
TURNING: Buttons = (ShowView, SaveAs, TurnHistory, ShowPage, TurnCard, ShowLedger, ShowTransfers, ShowExports)
SHOWING: Buttons = (*POSTING, *TURNING)
MOST_BUTTONS = 256  # of which is remembered what they bring: a flood presses the same few


def errand_of(update: Update) -> Errand | None:
    """The errand of an update; None where it brings a photo, or words, or is not for the bot."""
    if update.callback_query:
        return _press(update.callback_query)
    message = update.message
    if message is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    if not message.text:
        return Errand(("other", message.chat_id), asker_of(message)) if private and _is_nothing(message) else None
    name, at, addressed = command_of(message)
    if name:
        if addressed != (message.get_bot().username.lower() if at else ""):
            return None
        return _commanded(message, name) if name in KNOWN or at or private else None
    if private and not _is_reply(message):
        return Errand(("text", message.chat_id, message.text), asker_of(message))
    if private and not _replies_to_photo(message):
        return Errand(_said(message), asker_of(message), posts=False, shows=False, is_limited=False)
    return None


def command_of(message: Message) -> tuple[str, str, str]:
    """The command that a text begins with, an at sign, and for whom it is, in lower case, as far as they are there."""
    entity = next(iter(message.entities), None)
    if entity is None or entity.type != MessageEntity.BOT_COMMAND or entity.offset or not message.text:
        return "", "", ""
    return message.text[1 : entity.length].lower().partition("@")


def _commanded(message: Message, name: str) -> Errand | None:
    """The errand of a command; none where it is about a photo, or fills a glossary."""
    is_reply, (_, *words) = _is_reply(message), (message.text or "").split()
    if (name == "read" and _replies_to_photo(message)) or (name == "glossary" and _fills(message)):
        return None
    if name == NOTING and words:  # the same words a second time are a second expense
        return Errand(("command", message.chat_id, message.message_id), asker_of(message), shows=False)
    said = name if name in ALWAYS else message.text
    asked = "command", message.chat_id, thread_of(message), said
    if name not in ALWAYS and not (name in CHANGING and (words or is_reply)):
        return Errand((*asked, asker_of(message) if name in OF_PERSON else None), asker_of(message))
    asked_by = *asked, asker_of(message), _replied(message)
    return Errand(asked_by, asker_of(message), shows=False, is_limited=name not in ALWAYS)


def _press(query: CallbackQuery) -> Errand:
    data, message = query.data or "", query.message
    posts, shows = _brings(data)
    return Errand(
        ("press", message and (message.chat.id, message.message_id), data, query.from_user.id),
        query.from_user.id,
        posts=posts,
        is_press=True,
        shows=shows,
    )


@lru_cache(MOST_BUTTONS)
def _brings(data: str) -> tuple[bool, bool]:
    """Whether a button is answered with a message, and whether it merely shows something."""
    saved = SaveAs.parse(data)
    posts = saved.choice not in ("", BACK) if saved else _is_any(data, (*POSTING, SettleTransfer))
    return posts, _is_any(data, SHOWING)


def _is_any(data: str, kinds: Buttons) -> bool:
    return any(kind.parse(data) for kind in kinds)


def _said(message: Message) -> Hashable:
    """What a person said about a message: once more, while it is looked at, it says nothing more."""
    return "reply", message.chat_id, asker_of(message), _replied(message), message.text


def _replied(message: Message) -> int | None:
    return message.reply_to_message.message_id if message.reply_to_message else None


def _replies_to_photo(message: Message) -> bool:
    replied = message.reply_to_message
    return photo_elsewhere(message) is not None or (replied is not None and photo_of(replied) is not None)


def _fills(message: Message) -> bool:
    """Whether `/glossary` fills or empties one: with a file that it replies to, or with the words behind it."""
    if message.reply_to_message and message.reply_to_message.document:
        return True
    found = COMMAND.match(message.text or "")
    return found is not None and found["verb"].lower() in (ADD, REMOVE) and bool(found["rest"])


def _is_nothing(message: Message) -> bool:
    """Whether there is nothing to read in a message, and nothing that could be a glossary."""
    return photo_of(message) is None and photo_elsewhere(message) is None and message.document is None


def _is_reply(message: Message) -> bool:
    """Whether a message replies to another; in a topic every message replies to the one that opened it."""
    replied = message.reply_to_message
    return bool(message.external_reply or (replied and not replied.forum_topic_created))
