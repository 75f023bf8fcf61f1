"""Languages: which one is chosen, how a sentence is filled, and which plural form it takes."""

from __future__ import annotations

from datetime import UTC, datetime
from gettext import NullTranslations
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from bot.chat.languages.catalogues import LANGUAGES, TRANSLATED, load, parse, translations
from bot.chat.languages.locale import Locale, Locales
from bot.translatable import counted, sentence
from tests.chat.pseudo import outside, pseudo_locales

GERMAN = r"""
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Hello {name}"
msgstr "Hallo {name}"

msgid "<b>{name}</b> & me"
msgstr "<b>{name}</b> & ich"

#, fuzzy
msgid "Goodbye"
msgstr "Guten Tag"

msgid "Later"
msgstr ""

msgid "1 photo of {name}"
msgid_plural "{count} photos of {name}"
msgstr[0] "1 Foto von {name}"
msgstr[1] "{count} Fotos von {name}"

msgid "a word"
msgid_plural "{count} words"
msgstr[0] "ein Wort"
msgstr[1] ""
"""
PHOTOS = counted("1 photo of {name}", "{count} photos of {name}")


@pytest.fixture
def german() -> Locale:
    return Locale("de", translations(read_po(BytesIO(GERMAN.encode()), locale="de")))


def test_a_sentence_is_translated_and_filled(german: Locale) -> None:
    assert german(sentence("Hello {name}"), name="<Ada> {x} & {name}", unused=1) == "Hallo <Ada> {x} & {name}"


def test_html_keeps_its_own_tags_and_escapes_the_values(german: Locale) -> None:
    assert german.html(sentence("<b>{name}</b> & me"), name="<i>\"A\" & 'B'</i>") == (
        "<b>&lt;i&gt;\"A\" &amp; 'B'&lt;/i&gt;</b> & ich"
    )


@pytest.mark.parametrize("text", [sentence("Goodbye"), sentence("Later"), sentence("Not in the catalogue")])
def test_a_sentence_without_a_sure_translation_stays_english(german: Locale, text: str) -> None:
    assert german(text) == german.html(text) == text


def test_a_count_chooses_the_form(german: Locale) -> None:
    assert german.count(PHOTOS, 1, name="A&B") == "1 Foto von A&B"
    assert german.count(PHOTOS, 7, name="A&B") == "7 Fotos von A&B"
    assert german.count_html(PHOTOS, 7, name="A&B") == "7 Fotos von A&amp;B"


def test_a_count_of_which_a_form_is_missing_is_english_in_all_of_them(german: Locale) -> None:
    words = counted("a word", "{count} words")
    assert [german.count(words, count) for count in (0, 1, 2)] == ["0 words", "a word", "2 words"]


@pytest.mark.parametrize(
    ("code", "forms"),
    {
        "zh_Hant": (0, 0, 0, 0, 0),
        "zh_Hans": (0, 0, 0, 0, 0),
        "de": (1, 0, 1, 1, 1),
        "fr": (0, 0, 1, 1, 1),
        "es": (1, 0, 1, 1, 1),
        "pt": (1, 0, 1, 1, 1),
        "it": (1, 0, 1, 1, 1),
        "pl": (2, 0, 1, 2, 2),
        "ru": (2, 0, 1, 2, 0),
    }.items(),
)
def test_each_language_has_its_plural_forms(code: str, forms: tuple[int, ...]) -> None:
    catalogue = parse(code)
    photos = counted("one photo", "{count} photos")
    catalogue.add(photos, tuple(f"form {form}" for form in range(max(forms) + 1)))
    locale = Locale(code, translations(catalogue))
    assert [locale.count(photos, count) for count in (0, 1, 2, 5, 21)] == [f"form {form}" for form in forms]


def test_english_needs_no_catalogue() -> None:
    english = Locales().of("en")
    assert [english.count(PHOTOS, count, name="Ada") for count in (0, 1, 21)] == [
        "0 photos of Ada",
        "1 photo of Ada",
        "21 photos of Ada",
    ]


@pytest.mark.parametrize(
    ("tag", "code"),
    {
        None: "en",
        "": "en",
        "en": "en",
        "en-gb": "en",
        "nb": "en",
        "tlh-x-klingon": "en",
        "../de": "en",
        "-": "en",
        "de": "de",
        "de-AT": "de",
        "fr-ca": "fr",
        "es-419": "es",
        "pt": "pt",
        "pt-br": "pt",
        "pt_PT": "pt",
        "it": "it",
        "pl": "pl",
        "ru": "ru",
        "zh": "zh_Hans",
        "zh-cn": "zh_Hans",
        "zh-sg": "zh_Hans",
        "zh-hans": "zh_Hans",
        "zh-Hans-HK": "zh_Hans",
        "zh-hant": "zh_Hant",
        "zh-Hant-CN": "zh_Hant",
        "zh-tw": "zh_Hant",
        "zh-hk": "zh_Hant",
        "zh-mo": "zh_Hant",
    }.items(),
)
def test_the_tags_of_telegram_choose_the_language(tag: str | None, code: str) -> None:
    assert Locales().of(tag).code == code


def test_every_language_has_a_name_and_is_chosen_by_its_code() -> None:
    assert set(LANGUAGES) == {"en", *TRANSLATED}
    assert [Locales().of(code).code for code in LANGUAGES] == list(LANGUAGES)


def test_a_language_is_loaded_when_it_is_first_asked_for_and_once() -> None:
    loaded: list[str] = []

    def note(code: str) -> NullTranslations:
        loaded.append(code)
        return load(code)

    locales = Locales(note)
    assert not loaded
    assert locales.of("de") is locales.of("de-at")
    locales.of("ru")
    assert loaded == ["de", "ru"]


def test_the_pseudo_language_shows_what_did_not_pass_through_it() -> None:
    pseudo = pseudo_locales().of("de")
    inner = pseudo(sentence("Hello {name}"), name="Ada")
    assert inner == "⟦Hello Ada⟧"
    assert outside(f"{pseudo.count(PHOTOS, 2, name=inner)} bare") == " bare"


def test_days_and_lists_are_written_as_the_language_writes_them() -> None:
    this_year, another = datetime.now(UTC).replace(month=5, day=3), datetime(2019, 5, 3, tzinfo=UTC)
    english, german, chinese = (Locales().of(code) for code in ("en", "de", "zh_Hant"))
    assert [say.day(this_year) for say in (english, german, chinese)] == ["May 3", "3. Mai", "5月3日"]
    assert [say.day(another) for say in (english, german)] == ["May 3, 2019", "3. Mai 2019"]
    assert english.list(["a", "b", "c"]) == "a, b, and c"
    assert german.list(["a", "b"]) == "a und b"
