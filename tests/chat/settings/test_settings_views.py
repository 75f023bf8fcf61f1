from __future__ import annotations

import re

import pytest
from telegram import InlineKeyboardMarkup

from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locales
from bot.chat.settings.settings_view import Scene, languages, menu, retention
from bot.preferences import Preferences
from tests.chat.pseudo import outside, pseudo_locales

EVERYTHING = Preferences("de", correct=False, raw_first=True, flow=True, retention_days=1, automatic=True)
SCENES = [
    Scene(Preferences(), 30),
    Scene(EVERYTHING, 30, is_group=True, sees_all=False),
    Scene(EVERYTHING, 30, is_group=True, thread_id=7, may_change=False),
    Scene(Preferences(topics=((7, True),)), 30, is_group=True, thread_id=7),
]


def letters_outside(text: str) -> list[str]:
    """The words that no catalogue holds, tags and the languages' own names aside."""
    names = "|".join(LANGUAGES.values())
    return re.findall(r"[^\W\d_]+", re.sub(rf"</?\w+>|{names}", "", outside(text)))


def labels(keyboard: InlineKeyboardMarkup | None) -> list[str]:
    return [button.text for row in keyboard.inline_keyboard for button in row] if keyboard else []


@pytest.mark.parametrize("scene", SCENES)
def test_all_that_is_shown_is_in_the_catalogues(scene: Scene) -> None:
    say = pseudo_locales().of("en")
    for html, keyboard in (menu(scene, say), languages(scene, say), retention(scene, say)):
        assert [letters_outside(text) for text in (html, *labels(keyboard))] == [[] for _ in (html, *labels(keyboard))]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
def test_the_buttons_fit_a_phone_and_their_data_telegram(scene: Scene, code: str) -> None:
    say = Locales().of(code)
    for _, keyboard in (menu(scene, say), languages(scene, say), retention(scene, say)):
        assert all(len(label) <= 40 for label in labels(keyboard))
