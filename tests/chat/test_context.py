"""The context of an update: whose language is spoken, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations

import pytest
from telegram import Bot, Update
from telegram.ext import TypeHandler

from bot.chat.access import Access
from bot.chat.application import ReceivingBot, TelegramApplication, build_application, build_bot
from bot.chat.context import Context
from bot.chat.fairuse.floodgate import Floodgate
from bot.chat.languages.catalogues import ENGLISH
from bot.chat.languages.locale import Locales
from bot.chat.locale_selector import LocaleSelector
from bot.chat.polling import PollingRequest
from bot.preferences import Preferences
from bot.sandbox import Sandbox
from bot.store.preference_rows import PreferenceStore
from bot.store.store import Store

ADA, GROUP = 1, -100
BOT = ReceivingBot("1:none")
SENDER: dict[str, object] = {"id": ADA, "is_bot": False, "first_name": "Ada", "language_code": "fr"}
MESSAGE: dict[str, object] = {"message_id": 5, "date": 1_700_000_000, "from": SENDER}
IN_GROUP = MESSAGE | {"chat": {"id": GROUP, "type": "supergroup", "title": "Flat 12", "is_forum": True}}


def update(kind: str, content: Mapping[str, object], bot: Bot = BOT) -> Update:
    """An update as Telegram tells it."""
    return Update.de_json({"update_id": 1, kind: dict(content)}, bot)


class BrokenPreferences(PreferenceStore):
    """A store whose disk is full."""

    def __init__(self) -> None:
        """It needs none."""

    async def of(self, chat_id: int) -> Preferences:
        """It cannot be read."""
        raise OSError("disk full")


def application_of(store: Store) -> TelegramApplication:
    """An application that is not running."""
    return build_application(BOT, store.updates, LocaleSelector(Locales(), store.preferences), Floodgate())


async def language(store: Store, kind: str, content: Mapping[str, object]) -> str:
    """The language in which an update is answered."""
    context = Context.from_update(update(kind, content), application_of(store))
    await context.refresh_data()
    return context.say.code


async def test_a_chat_is_spoken_to_as_it_chose_else_as_the_person_did_else_as_their_app(store: Store) -> None:
    assert await language(store, "message", IN_GROUP) == "fr"
    await store.preferences.change(ADA, lambda _: Preferences(language="de"))
    assert await language(store, "message", IN_GROUP) == "de"
    await store.preferences.change(GROUP, lambda _: Preferences(language="pl"))
    assert await language(store, "message", IN_GROUP) == "pl"
    query = {"id": "1", "from": SENDER, "chat_instance": "1", "data": "raw:1", "message": IN_GROUP}
    assert await language(store, "callback_query", query) == "pl"


async def test_a_language_that_was_just_chosen_is_spoken(store: Store) -> None:
    context = Context.from_update(update("message", IN_GROUP), application_of(store))
    await context.refresh_data()
    await store.preferences.change(GROUP, lambda _: Preferences(language="it"))
    assert context.say.code == "fr"
    await context.refresh_data()
    assert context.say.code == "it"


async def test_a_language_that_cannot_be_loaded_is_spoken_in_english_and_costs_nothing_else(store: Store) -> None:
    def load(code: str) -> NullTranslations:
        if code != ENGLISH:
            raise OSError("too many open files")
        return NullTranslations()

    application = build_application(BOT, store.updates, LocaleSelector(Locales(load), store.preferences), Floodgate())
    context = Context.from_update(update("message", IN_GROUP), application)
    await context.refresh_data()
    assert context.say.code == ENGLISH


async def test_what_it_is_about(store: Store) -> None:
    topic = IN_GROUP | {"is_topic_message": True, "message_thread_id": 7}
    context = Context.from_update(update("message", topic), application_of(store))
    assert (context.thread_id, context.asker_id, context.chat.id, context.is_private) == (7, ADA, GROUP, False)
    with pytest.raises(LookupError):
        context.query  # noqa: B018
    too_old = {"message_id": 9, "date": 0, "chat": {"id": GROUP, "type": "supergroup", "title": "Flat 12"}}
    query = {"id": "1", "from": SENDER, "chat_instance": "1", "data": "raw:1", "message": too_old}
    context = Context.from_update(update("callback_query", query), application_of(store))
    assert (context.message.message_id, context.thread_id, context.asker_id) == (9, None, ADA)


async def test_who_may_use_the_bot_is_asked_even_where_no_choice_can_be_read(store: Store) -> None:
    reached = []

    async def handle(_: Update, context: Context) -> None:
        reached.append(context.say.code)

    async with Sandbox() as sandbox:
        polling = PollingRequest()
        bot = build_bot(sandbox.token, sandbox.url, polling)
        selector = LocaleSelector(Locales(), BrokenPreferences())
        application = build_application(bot, store.updates, selector, Floodgate())
        application.add_handler(TypeHandler(Update, Access([42], store.refused).check), group=-1)
        application.add_handler(TypeHandler(Update, handle))
        stranger, guest = IN_GROUP, IN_GROUP | {"from": SENDER | {"id": 42}}
        async with application:
            for message in (stranger, guest):
                await application.process_update(update("message", message, bot))
        polling.fatal.cancel()
    assert reached == ["fr"]
