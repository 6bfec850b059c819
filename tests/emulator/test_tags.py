"""HTML of messages: what each tag means, where entities lie, and what Telegram says of the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.entities import Entity, to_wire, utf16_length
from bot.emulator.errors import ApiError
from bot.emulator.tags import parse_html
from bot.emulator.texts import parse, settle_message


def entity(offset: int, length: int, kind: str, **extra: object) -> dict[str, Any]:
    """Return an entity as the Bot API writes it."""
    return {"offset": offset, "length": length, "type": kind, **extra}


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>x</b><strong>y</strong>", "xy", [entity(0, 2, "bold")]),
        ("<i>x</i> <em>y</em>", "x y", [entity(0, 1, "italic"), entity(2, 1, "italic")]),
        ("<u>x</u> <ins>y</ins>", "x y", [entity(0, 1, "underline"), entity(2, 1, "underline")]),
        (
            "<s>x</s> <strike>y</strike> <del>z</del>",
            "x y z",
            [entity(offset, 1, "strikethrough") for offset in (0, 2, 4)],
        ),
        ("<tg-spoiler>x</tg-spoiler>", "x", [entity(0, 1, "spoiler")]),
        ('<span class="tg-spoiler">x</span>', "x", [entity(0, 1, "spoiler")]),
        ("<code>x</code>", "x", [entity(0, 1, "code")]),
        ('<code class="language-python">x</code>', "x", [entity(0, 1, "code")]),
        ("<pre>x</pre>", "x", [entity(0, 1, "pre")]),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [entity(0, 1, "pre", language="python")],
        ),
        ("<blockquote>x</blockquote>", "x", [entity(0, 1, "blockquote")]),
        ("<blockquote expandable>x</blockquote>", "x", [entity(0, 1, "expandable_blockquote")]),
        (
            '<a href="https://example.org">x</a>',
            "x",
            [entity(0, 1, "text_link", url="https://example.org/")],
        ),
        (
            "<a href='Example.ORG/A?b=1&amp;c=2'>x</a>",
            "x",
            [entity(0, 1, "text_link", url="http://example.org/A?b=1&c=2")],
        ),
        ('<a href="nowhere">x</a>', "x", []),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity(0, 2, "custom_emoji", custom_emoji_id="5368324170671202286")],
        ),
        (
            '<tg-time unix="1762128000" format="wDT">3 nov.</tg-time>',
            "3 nov.",
            [entity(0, 6, "date_time", unix_time=1762128000, date_time_format="wDT")],
        ),
        (
            '<tg-time unix="1762128000" format="TDw">x</tg-time>',
            "x",
            [entity(0, 1, "date_time", unix_time=1762128000, date_time_format="wDT")],
        ),
        (
            '<tg-time unix="1762128000" format="R">x</tg-time>',
            "x",
            [entity(0, 1, "date_time", unix_time=1762128000, date_time_format="r")],
        ),
        (
            '<tg-time unix="1762128000">x</tg-time>',
            "x",
            [entity(0, 1, "date_time", unix_time=1762128000, date_time_format="")],
        ),
        ('<tg-time unix="0">x</tg-time>', "x", []),
        ("<b></b>x", "x", []),
        ("<B >x</b >", "x", [entity(0, 1, "bold")]),
        ("<b>x</>", "x", [entity(0, 1, "bold")]),
        ('<b class="unknown" data-x=1>x</b>', "x", [entity(0, 1, "bold")]),
        ("a & b &amp; c &lt;b&gt; &quot;d&quot;", 'a & b & c <b> "d"', []),
        ("&nbsp;&#39;&#x1F44D;&lt", "&nbsp;'👍<", []),
        # Offsets count UTF-16: an emoji beyond the basic plane counts two.
        ("👍<b>é</b>", "👍é", [entity(2, 1, "bold")]),
        ("<b>👨‍👩‍👧</b> ok", "👨‍👩‍👧 ok", [entity(0, 8, "bold")]),
        ("&#x1F44D;<i>x</i>", "👍x", [entity(2, 1, "italic")]),
        # A style is cut where another begins, as Telegram cuts it.
        (
            "<b>x<i>y</i>z</b>",
            "xyz",
            [entity(0, 1, "bold"), entity(1, 2, "bold"), entity(1, 1, "italic")],
        ),
        (
            '<b>a <a href="https://example.org/">link</a></b>',
            "a link",
            [
                entity(0, 2, "bold"),
                entity(2, 4, "text_link", url="https://example.org/"),
                entity(2, 4, "bold"),
            ],
        ),
        # Nothing else is in code, nor in a date.
        (
            "<b>a <code>b</code> c</b>",
            "a b c",
            [entity(0, 2, "bold"), entity(2, 1, "code"), entity(3, 2, "bold")],
        ),
        (
            "<code><b>a</b></code>",
            "a",
            [entity(0, 1, "code")],
        ),
        (
            '<b>le <tg-time unix="5" format="D">x</tg-time></b>',
            "le x",
            [
                entity(0, 3, "bold"),
                entity(3, 1, "date_time", unix_time=5, date_time_format="D"),
            ],
        ),
        # A quote holds whole entities.
        (
            "<blockquote>a <b>b</b></blockquote> c",
            "a b c",
            [entity(0, 3, "blockquote"), entity(2, 1, "bold")],
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            [entity(0, 2, "blockquote")],
        ),
        # Two links cannot overlap: a link inside code is text.
        ('<code><a href="https://example.org">x</a></code>', "x", [entity(0, 1, "code")]),
        # What Telegram finds by itself gives way to a link that was written.
        (
            '<a href="https://example.org/">example.com</a> example.com',
            "example.com example.com",
            [
                entity(0, 11, "text_link", url="https://example.org/"),
                entity(12, 11, "url"),
            ],
        ),
    ],
)
def test_markup_becomes_text_and_entities(
    markup: str, text: str, entities: list[dict[str, Any]]
) -> None:
    """A person sees the text; the app draws the entities."""
    settled = settle_message(parse(markup, "HTML"))
    assert settled.text == text
    assert to_wire(settled.entities) == entities


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ('<x y="z">', 'Unsupported start tag "x" at byte offset 0'),
        ("é<script>", 'Unsupported start tag "script" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("1 < 2 and 3 > 2", 'Unsupported start tag "" at byte offset 2'),
        ("👍<b", "Unclosed start tag at byte offset 4"),
        ('<a href="https://example.org', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x<i>y</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</b x>", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        (
            "<b><i>é</b></i>",
            'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='5' format='y'>y</tg-time>", "Invalid date format used"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    """A developer searches for exactly these words."""
    with pytest.raises(ApiError) as refused:
        parse(markup, "HTML")
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_a_mention_by_id_names_the_user() -> None:
    """The user is looked up later, where the people are known."""
    _, entities = parse_html('<a href="tg://user?id=42">x</a>')
    assert entities == [Entity(0, 1, "text_mention", {"user_id": 42})]


TAGS = ["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"]
WORDS = st.text(alphabet="ab é👍\n\t\r\u2028\u0333\u200e&;<>/#@.", max_size=8)


@st.composite
def nested(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw well-formed markup."""
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            parts.append(f"<{tag}>{draw(nested(depth - 1))}</{tag}>")
        else:
            word = draw(WORDS)
            parts.append(word.replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(parts)


@given(nested())
def test_every_entity_lies_within_the_text(markup: str) -> None:
    """Whatever was cleaned and trimmed, offsets stay right, and no two entities cross."""
    try:
        settled = settle_message(parse(markup, "HTML"))
    except ApiError as error:
        assert error.description == "Bad Request: text must be non-empty"  # noqa: PT017
        return
    assert settled.text == settled.text.strip(" \n")
    length = utf16_length(settled.text)
    for each in settled.entities:
        assert 0 <= each.offset < each.end <= length
        stretch = settled.text.encode("utf-16-le")[2 * each.offset : 2 * each.end]
        stretch.decode("utf-16-le")
    for one in settled.entities:
        for other in settled.entities:
            crosses = one.offset < other.offset < one.end < other.end
            assert not crosses


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(markup: str) -> None:
    """Nothing that a bot sends breaks the parser."""
    try:
        text, entities = parse_html(markup)
    except ApiError as error:
        assert error.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
    else:
        assert all(each.end <= utf16_length(text) for each in entities)
