"""What is shown on top of the chat fits there in every language."""

from __future__ import annotations

import pytest
from telegram.constants import CallbackQueryLimit

from bot.chat import texts
from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locales
from bot.chat.split import utf16_length
from bot.chat.texts import answer, glossary
from bot.chat.texts import lessons as learning
from bot.glossary.glossary_errors import GlossaryFull

ALERTS = {
    texts.EXPIRED: {},
    texts.OLD_BUTTON: {},
    texts.NOT_READY: {},
    glossary.ONLY_ADMINS: {},
    glossary.REMOVED: {"term": "x" * 40},
    glossary.NOT_THERE: {},
    answer.NO_WORDS: {},
    answer.ONLY_ASKER: {},
    answer.NOTHING_TO_UNDO: {},
    learning.TICK_ONE: {},
    learning.ONLY_ADMINS: {},
    learning.DONE: {},
    GlossaryFull.person: {"were": "10,000", "limit": "10,000"},
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_alert_is_no_longer_than_telegram_shows(code: str) -> None:
    say = Locales().of(code)
    for text, values in ALERTS.items():
        assert utf16_length(say(text, **values)) <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
