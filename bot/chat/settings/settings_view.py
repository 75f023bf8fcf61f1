"""What the settings look like. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as general
from bot.chat.languages.catalogues import LANGUAGES
from bot.chat.languages.locale import Locale
from bot.chat.settings.choices import AUTOMATIC, OFF, ON, Choice, What, days_kept, retentions
from bot.chat.texts import settings as texts
from bot.preferences import Preferences

CHOSEN = "✓ "
SWITCHES = {
    What.CORRECT: (texts.CORRECT, texts.DO_NOT_CORRECT),
    What.RAW_FIRST: (texts.SHOW_RAW_FIRST, texts.SHOW_CLEAN_FIRST),
    What.FLOW: (texts.FLOW, texts.KEEP_ROWS),
    What.READS_ALL: (texts.READ_EVERY_PHOTO, texts.READ_WHEN_ASKED),
}
"""What can be on or off, with the labels that turn it on and off."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Whose settings are shown: a chat's preferences, in a topic of a group or elsewhere.

    `most_days` is how long the operator keeps notes; `sees_all` whether the bot is shown all messages of the group;
    `may_change` whether whoever looks may change something.
    """

    preferences: Preferences
    most_days: int
    is_group: bool = False
    thread_id: int | None = None
    sees_all: bool = True
    may_change: bool = True


def menu(scene: Scene, say: Locale) -> tuple[str, InlineKeyboardMarkup | None]:
    """All settings in words as HTML, with the buttons that change them."""
    title = say.html(texts.GROUP_TITLE_HTML if scene.is_group else texts.TITLE_HTML)
    lines = [f"• {escape(line, quote=False)}" for line in _in_words(scene, say)]
    last = say(texts.FROM_NOW_ON if scene.may_change else texts.ADMINS_CHANGE_THEM)
    html = "\n".join([title, "", *lines, "", escape(last, quote=False)])
    return html, _switches(scene, say) if scene.may_change else None


def languages(scene: Scene, say: Locale) -> tuple[str, InlineKeyboardMarkup]:
    """The languages, each by its own name."""
    names = {AUTOMATIC: say(texts.AS_IN_TELEGRAM), **LANGUAGES}
    chosen = scene.preferences.language or AUTOMATIC
    automatic, *others = [_option(scene, What.LANGUAGE, code, name, code == chosen) for code, name in names.items()]
    pairs = [others[first : first + 2] for first in range(0, len(others), 2)]
    return _submenu(say(texts.WHICH_LANGUAGE), [[automatic], *pairs], scene, say)


def retention(scene: Scene, say: Locale) -> tuple[str, InlineKeyboardMarkup]:
    """How long notes can be kept."""
    chosen = days_kept(scene.preferences, scene.most_days)
    rows = [
        [_option(scene, What.RETENTION, str(days), say.count(general.DAYS, days), days == chosen)]
        for days in retentions(scene.most_days)
    ]
    return _submenu(say(texts.HOW_LONG), rows, scene, say)


def _in_words(scene: Scene, say: Locale) -> Iterator[str]:
    preferences = scene.preferences
    if preferences.language:
        yield say(texts.LANGUAGE_CHOSEN, language=LANGUAGES[preferences.language])
    else:
        yield say(texts.LANGUAGE_OF_EACH if scene.is_group else texts.LANGUAGE_OWN)
    yield say(texts.CORRECTED if preferences.correct else texts.NOT_CORRECTED)
    yield say(texts.RAW_FIRST if preferences.raw_first else texts.CLEAN_FIRST)
    yield say(texts.FLOWING if preferences.flow else texts.IN_ROWS)
    days = days_kept(preferences, scene.most_days)
    yield say(texts.KEPT_FOR, days=say.count(general.DAYS, days))
    if scene.is_group:
        yield _reading(scene, say)


def _reading(scene: Scene, say: Locale) -> str:
    if not scene.preferences.reads_all(scene.thread_id):
        return say(texts.WHEN_ASKED_IN_TOPIC if scene.thread_id else texts.WHEN_ASKED)
    every = say(texts.EVERY_PHOTO_IN_TOPIC if scene.thread_id else texts.EVERY_PHOTO)
    return every if scene.sees_all else f"{every} {say(texts.NOT_SHOWN_ALL)}"


def _switches(scene: Scene, say: Locale) -> InlineKeyboardMarkup:
    preferences = scene.preferences
    state = {What.CORRECT: preferences.correct, What.RAW_FIRST: preferences.raw_first, What.FLOW: preferences.flow}
    if scene.is_group:
        state[What.READS_ALL] = preferences.reads_all(scene.thread_id)
    rows = [_button(scene, What.LANGUAGES, "", say(texts.CHOOSE_LANGUAGE))]
    for what, on in state.items():
        turn_on, turn_off = SWITCHES[what]
        rows.append(_button(scene, what, OFF if on else ON, say(turn_off if on else turn_on)))
    rows.append(_button(scene, What.RETENTIONS, "", say(texts.CHOOSE_DAYS)))
    return InlineKeyboardMarkup.from_column(rows)


def _submenu(
    question: str, rows: list[list[InlineKeyboardButton]], scene: Scene, say: Locale
) -> tuple[str, InlineKeyboardMarkup]:
    back = _button(scene, What.MENU, "", say(texts.BACK))
    return escape(question, quote=False), InlineKeyboardMarkup([*rows, [back]])


def _option(scene: Scene, what: What, value: str, name: str, chosen: bool) -> InlineKeyboardButton:
    return _button(scene, what, value, CHOSEN + name if chosen else name)


def _button(scene: Scene, what: What, value: str, label: str) -> InlineKeyboardButton:
    return Choice(scene.thread_id or 0, what, value).button(label)
