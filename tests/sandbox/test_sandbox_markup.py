from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.sandbox import PersonClient
from bot.sandbox.api_error import ApiError
from bot.sandbox.entities import (
    Entity,
    Formatted,
    ordered,
    outside_code,
    trimmed,
    utf16_length,
    utf16_slice,
    with_detected,
)
from bot.sandbox.markup import parse_html
from bot.sandbox.rendering import to_html

KINDS = st.sampled_from(["bold", "italic", "code", "pre", "spoiler", "expandable_blockquote", "url", "unknown"])


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [Entity("bold", 0, 1)]),
        ("<STRONG>a</Strong>", "a", [Entity("bold", 0, 1)]),
        ("😀<i>b</i>", "😀b", [Entity("italic", 2, 1)]),
        ("<b>1<i>2</i></b>", "12", [Entity("bold", 0, 2), Entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [Entity("underline", 0, 1), Entity("underline", 1, 1)]),
        ("<s>a</s>", "a", [Entity("strikethrough", 0, 1)]),
        ("&lt;b&gt; &amp; &quot;&#233;&#xe9;", '<b> & "éé', []),
        ("&nbsp;&copy; AT&T", "&nbsp;&copy; AT&T", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [Entity("bold", 0, 1)]),
        ("<code>a &lt; b</code>", "a < b", [Entity("code", 0, 5)]),
        ("<pre>a</pre>", "a", [Entity("pre", 0, 1)]),
        (
            '<pre><code class="language-python">a</code></pre>',
            "a",
            [Entity("pre", 0, 1, language="python")],
        ),
        (
            '<a href="https://a.example/?q=1&amp;r=2">x</a>',
            "x",
            [Entity("text_link", 0, 1, "https://a.example/?q=1&r=2")],
        ),
        ("<a href='javascript:alert(1)'>x</a>", "x", []),
        ("<blockquote>q</blockquote>", "q", [Entity("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [Entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">q</span>', "q", [Entity("spoiler", 0, 1)]),
        ("<tg-spoiler>q</tg-spoiler>", "q", [Entity("spoiler", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == Formatted(text, tuple(entities))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("<p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</b i>", "Unclosed end tag at byte offset 4"),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.status == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("formatted", "html"),
    [
        (Formatted("<script>&\"'"), "&lt;script&gt;&amp;&quot;&#x27;"),
        (Formatted("a\nb"), "a\nb"),
        (Formatted("😀b", (Entity("bold", 2, 1),)), "😀<b>b</b>"),
        (
            Formatted("abc", (Entity("bold", 0, 2), Entity("italic", 1, 2))),
            "<b>a<i>b</i></b><i>c</i>",
        ),
        (Formatted("ab", (Entity("spoiler", 0, 1),)), '<span class="spoiler">a</span>b'),
        (Formatted("a", (Entity("expandable_blockquote", 0, 1),)), '<blockquote class="expandable">a</blockquote>'),
        (Formatted("a", (Entity("text_link", 0, 1, "javascript:alert(1)"),)), "a"),
        (Formatted("a", (Entity("text_link", 0, 1, 'https://x.example/"><b>'),)), None),
        (Formatted("a", (Entity("custom_thing", 0, 1),)), "a"),
        (Formatted("a", (Entity("bold", 0, 99),)), "<b>a</b>"),
    ],
)
def test_rendering_is_escaped_and_well_nested(formatted: Formatted, html: str | None) -> None:
    rendered = to_html(formatted)
    if html is None:
        assert '"><b>' not in rendered
    else:
        assert rendered == html


def test_links_are_opened_elsewhere() -> None:
    formatted = with_detected(Formatted("see https://a.example/x, now"))
    link = '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer">https://a.example/x</a>'
    assert to_html(formatted) == f"see {link}, now"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/read@legible_bot now", [("bot_command", "/read@legible_bot")]),
        ("😀 /read", [("bot_command", "/read")]),
        ("and/or 1/2", []),
        ("hi @ada_lovelace", [("mention", "@ada_lovelace")]),
        ("mail ada@example.org!", [("email", "ada@example.org")]),
        ("#groceries #1", [("hashtag", "#groceries")]),
        ("https://x.example/@name#part", [("url", "https://x.example/@name#part")]),
    ],
)
def test_what_telegram_finds_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    formatted = with_detected(Formatted(text))
    assert [(entity.type, formatted.part(entity)) for entity in formatted.entities] == found


def test_nothing_is_found_in_code() -> None:
    assert with_detected(Formatted("/read", (Entity("code", 0, 5),))).entities == (Entity("code", 0, 5),)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Formatted("  a \n"), Formatted("a")),
        (Formatted(" \n "), Formatted("")),
        (Formatted("\n b", (Entity("bold", 2, 1),)), Formatted("b", (Entity("bold", 0, 1),))),
        (Formatted("  c  ", (Entity("pre", 0, 5),)), Formatted("  c", (Entity("pre", 0, 3),))),
        (Formatted("d  ", (Entity("bold", 1, 2),)), Formatted("d")),
    ],
)
def test_surrounding_space_is_cut(given: Formatted, kept: Formatted) -> None:
    assert trimmed(given) == kept


def test_lengths_are_in_utf16_units() -> None:
    assert utf16_length("a😀é") == 4
    assert utf16_slice("a😀é", 1, 3) == "😀"


@given(st.text(alphabet="<>/&;=\"' abpre\n😀", max_size=40))
def test_any_source_is_parsed_or_refused(source: str) -> None:
    try:
        formatted = parse_html(source)
    except ApiError as error:
        assert error.description.startswith("Bad Request: can't parse entities: ")
    else:
        assert all(0 <= entity.offset < entity.end <= len(formatted) for entity in formatted.entities)


@given(st.text("ab <&\n", max_size=20), st.lists(st.builds(Entity, KINDS, st.integers(0, 20), st.integers(1, 20))))
def test_rendering_nests_and_gives_the_text_back(text: str, entities: list[Entity]) -> None:
    html = to_html(Formatted(text, ordered(entities)))
    assert "".join(ElementTree.fromstring(f"<p>{html}</p>").itertext()) == text


@pytest.mark.parametrize("code", ["code", "pre"])
async def test_code_holds_no_other_marks(bot: Bot, person: PersonClient, me: int, code: str) -> None:
    await bot.send_message(me, f"<b>a<{code}>b<s>c</s></{code}>d</b>", parse_mode="HTML")
    await bot.send_message(me, f"<blockquote expandable><{code}>a</{code}></blockquote>", parse_mode="HTML")
    split, quoted = (await person.state()).private.messages
    assert split.html == f"<b>a</b><{code}>bc</{code}><b>d</b>"
    assert quoted.html == f'<blockquote class="expandable"><{code}>a</{code}></blockquote>'


@given(st.lists(st.builds(Entity, KINDS, st.integers(0, 20), st.integers(1, 20)), max_size=8))
def test_marks_are_cut_where_code_is_and_nowhere_else(entities: list[Entity]) -> None:
    code = {
        place for entity in entities if entity.type in ("code", "pre") for place in range(entity.offset, entity.end)
    }
    kept = list(outside_code(entities))
    for kind in ("bold", "italic", "spoiler"):
        before, after = (covered(each, kind) for each in (entities, kept))
        assert after == before - code
    assert [entity for entity in kept if entity.type in ("code", "url")] == [
        entity for entity in ordered(entities) if entity.type in ("code", "url")
    ]


def covered(entities: Iterable[Entity], kind: str) -> set[int]:
    return {place for entity in entities if entity.type == kind for place in range(entity.offset, entity.end)}
