"""What Telegram keeps of a text, what it finds in it, and what it says of too much of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.entities import Entity, from_wire, utf16_length
from bot.emulator.errors import ApiError
from bot.emulator.links import checked_link, find_entities
from bot.emulator.texts import (
    MAX_CAPTION,
    MAX_RAW_BYTES,
    MAX_TEXT,
    FormattedText,
    clean,
    parse,
    settle_caption,
    settle_message,
)


def settled(text: str, *entities: Entity) -> FormattedText:
    """Return what arrives of a text with entities."""
    return settle_message(FormattedText(text, list(entities)))


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("  \n hello \n ", "hello"),
        ("a\tb\x00c\x1fd", "a b c d"),
        ("a\r\nb", "a\nb"),
        ("a\u2028b\u2029c\u202ad\u202ee", "abcde"),
        ("a\u0333b\u033fc\u030ad", "abcd"),
        ("\u2068Alex\u2069 \u2066x\u2067", "\u2068Alex\u2069 \u2066x\u2067"),
        ("a\u200fb\u200ec", "a\u200fb\u200ec"),
        ("a\u200f\u200e\u200fb", "a\u200c\u200c\u200fb"),
        ("é 👍 l’été", "é 👍 l’été"),
    ],
)
def test_text_is_changed_on_arrival(sent: str, stored: str) -> None:
    """What a person reads is not always what was sent."""
    assert settled(sent).text == stored


@pytest.mark.parametrize("empty", ["", "   ", "\n\n", "\t", "\u2028", "\r\n"])
def test_blank_text_is_refused(empty: str) -> None:
    """Nothing would be left of it."""
    with pytest.raises(ApiError, match="Bad Request: text must be non-empty"):
        settled(empty)
    assert settle_caption(FormattedText(empty, [])).text == ""


def test_entities_move_with_what_is_cut() -> None:
    """The same words stay bold."""
    found = settled(" \r\u2028x 👍\rbold\u2028er ", Entity(7, 8, "bold"))
    assert found == FormattedText("x 👍bolder", [Entity(4, 6, "bold")])


def test_an_entity_over_removed_characters_only_goes() -> None:
    """Nothing is left that could be bold."""
    assert settled("a\u2028\u2029b", Entity(1, 2, "bold")).entities == []


@pytest.mark.parametrize(
    ("entity", "complaint"),
    [
        (Entity(-1, 1, "bold"), "receive an entity with incorrect offset -1"),
        (Entity(0, 1_000_001, "bold"), "receive an entity with incorrect length 1000001"),
        (Entity(4, 1, "bold"), "entity begins after the end of the text at UTF-16 offset 4"),
        (
            Entity(1, 5, "bold"),
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 6",
        ),
        (Entity(2, 1, "bold"), "entity begins in a middle of a UTF-16 symbol at byte offset 5"),
        (
            Entity(0, 2, "bold"),
            (
                "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol "
                "at byte offset 5"
            ),
        ),
    ],
)
def test_an_entity_outside_of_the_text_is_refused(entity: Entity, complaint: str) -> None:
    """The text is "a👍b": four code units."""
    with pytest.raises(ApiError) as refused:
        settled("a👍b", entity)
    assert refused.value.description == f"Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        (["x"], "expected an Object"),
        ([{"type": "bold", "length": 1}], 'Can\'t find field "offset"'),
        ([{"type": "bold", "offset": 1}], 'Can\'t find field "length"'),
        ([{"type": "shiny", "offset": 0, "length": 1}], "Unsupported type specified"),
    ],
)
def test_an_unknown_entity_is_refused(sent: list[object], complaint: str) -> None:
    """The parameter ``entities`` is read as strictly as by Telegram."""
    with pytest.raises(ApiError) as refused:
        from_wire(sent)
    assert refused.value.description == f"Bad Request: can't parse MessageEntity: {complaint}"


def test_entities_of_the_bot_are_heeded_without_a_parse_mode() -> None:
    """What Telegram finds by itself cannot be claimed."""
    sent = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "url", "offset": 0, "length": 2},
    ]
    assert parse("hello", "", sent).entities == [Entity(0, 2, "bold")]
    assert parse("hello", "none", sent).entities == [Entity(0, 2, "bold")]
    assert parse("hello", "HTML", sent).entities == []


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "nonsense"])
def test_another_parse_mode_is_refused(mode: str) -> None:
    """The emulator reads HTML, in any case of letters."""
    with pytest.raises(ApiError, match="Bad Request: unsupported parse_mode"):
        parse("x", mode)
    assert parse("<b>x</b>", "hTmL").text == "x"


@pytest.mark.parametrize("character", ["a", "é", "👍"])
def test_lengths_count_code_points_after_parsing(character: str) -> None:
    """4096 characters are a message, 4097 are not, whatever the characters are."""
    full = settle_message(parse(f"<b>{character * MAX_TEXT}</b>", "HTML"))
    assert len(full.text) == MAX_TEXT
    with pytest.raises(ApiError, match="Bad Request: message is too long"):
        settle_message(parse(character * (MAX_TEXT + 1), ""))
    caption = settle_caption(parse(f" {character * MAX_CAPTION} ", ""))
    assert len(caption.text) == MAX_CAPTION
    with pytest.raises(ApiError, match="Bad Request: message caption is too long"):
        settle_caption(parse(character * (MAX_CAPTION + 1), ""))


def test_raw_text_is_measured_in_bytes_first() -> None:
    """Markup counts too, before it is parsed."""
    parse(" " * MAX_RAW_BYTES, "HTML")
    with pytest.raises(ApiError, match="Bad Request: text is too long"):
        parse(" " * (MAX_RAW_BYTES + 1), "HTML")


def test_at_most_a_hundred_entities_are_kept() -> None:
    """Further ones are lost in silence."""
    text = settle_message(parse("<b>x</b> " * 150, "HTML"))
    assert len(text.entities) == 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/start@optout_bot faq_optout", [("bot_command", "/start@optout_bot")]),
        ("👍 /help, /stop.", [("bot_command", "/help"), ("bot_command", "/stop")]),
        ("a/start 1/2 </b> /start/x /start@x", []),
        ("/" + "a" * 64, [("bot_command", "/" + "a" * 64)]),
        ("/" + "a" * 65, []),
        ("/début", []),
        ("see linkedin.com/psettings.", [("url", "linkedin.com/psettings")]),
        ("https://www.linkedin.com/mypreferences/d/x?y=z#t", None),
        ("(https://example.org/a_(b))", [("url", "https://example.org/a_(b)")]),
        ("http://127.0.0.1:8081/x", None),
        ("example.org:443/", None),
        ("HTTPS://EXAMPLE.ORG", None),
        ("e.g. this etc. v1.2 file.tar.unknown 3.11.2025 a..b", []),
        ("https://x.unknowntld", None),
        ("https://localhost/x", []),
        ("write to privacy@cnil.fr, now", [("email", "privacy@cnil.fr")]),
        ("@optout_bot and @ab, x@y", [("mention", "@optout_bot")]),
        ("#gdpr #2025 ##été a#b", [("hashtag", "#gdpr"), ("hashtag", "#été")]),
        ("", []),
    ],
)
def test_telegram_marks_what_it_knows(text: str, found: list[tuple[str, str]] | None) -> None:
    """Addresses, commands and names can be tapped; None means that the whole text is one address.

    A front end that looks for a ``bot_command`` at the beginning depends on it.
    """
    units = text.encode("utf-16-le")
    marked = [
        (each.type, units[2 * each.offset : 2 * each.end].decode("utf-16-le"))
        for each in find_entities(text)
    ]
    assert marked == ([("url", text)] if found is None else found)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://Example.org/A", "https://example.org/A"),
        ("example.org", "http://example.org/"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
        ("https://user:pw@Example.org:8443/x", "https://user:pw@example.org:8443/x"),
        ("localhost", None),
        ("https://localhost/x", None),
        ("javascript://example.org/%0aalert(1)", None),
        # Without "//" the server takes it for a name and a password.
        ("mailto:a@example.org", "http://mailto:a@example.org/"),
        ("https://exa mple.org/", None),
        ("https://example.org:99999/", None),
        ("", None),
    ],
)
def test_links_are_kept_in_one_form(url: str, kept: str | None) -> None:
    """Some links are changed and some are no links for Telegram."""
    assert checked_link(url) == kept


CHARACTERS = st.sampled_from("ab é👍🇫 \n\t\r\u2028\u202e\u0333\u200e\u200f/@#.:x1_-")


@given(st.text(CHARACTERS, max_size=40), st.data())
def test_cleaning_never_moves_an_entity_out_of_the_text(text: str, data: st.DataObject) -> None:
    """For any entity over whole characters, what it covers is what is left of what it covered."""
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    before, covered = utf16_length(text[:begin]), utf16_length(text[begin:end])
    raw = FormattedText(text, [Entity(before, covered, "bold")])
    cleaned = clean(raw)
    expected = clean(FormattedText(text[begin:end], [])).text
    units = cleaned.text.encode("utf-16-le")
    if not expected:
        assert cleaned.entities == []
        return
    (entity,) = cleaned.entities
    stretch = units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
    # A run of direction marks is thinned as a whole; elsewhere both are equal.
    marks = str.maketrans("", "", "\u200c\u200e\u200f")
    assert stretch.translate(marks) == expected.translate(marks)
    assert len(stretch) == len(expected)


@given(st.text(CHARACTERS, max_size=60))
def test_found_entities_lie_within_the_text(text: str) -> None:
    """They never overlap and never split a character."""
    length, last_end = utf16_length(text), 0
    for entity in find_entities(text):
        assert last_end <= entity.offset < entity.end <= length
        last_end = entity.end
        text.encode("utf-16-le")[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
