"""Texts as Telegram changes them on arrival: parsed, cleaned, trimmed, marked, measured.

Decides what of a text is kept and which text is too long. Stored text is often not what was sent.
"""

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final, NamedTuple

from bot.emulator.entities import (
    MAX_KEPT,
    Entity,
    check_range,
    from_wire,
    settled,
    to_wire,
    utf16_length,
    utf16_offsets,
)
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.links import find_entities
from bot.emulator.tags import parse_html

MAX_TEXT: Final = 4096  # code points after parsing
MAX_CAPTION: Final = 1024  # code points after parsing
MAX_RAW_BYTES: Final = 1 << 15

_BLANKS: Final = " \n"
# Source: tdlib, clean_input_string. Line separators, bidirectional embeddings and some combining
# marks are removed, control characters become spaces.
_REMOVED: Final = frozenset("\r\u0333\u033f\u030a") | {chr(code) for code in range(0x2028, 0x202F)}
_TABLE: Final[Mapping[int, str | None]] = {
    **{code: " " for code in range(32) if chr(code) not in "\n\r"},
    **{ord(character): None for character in _REMOVED},
}
_REMOVED_PATTERN: Final = re.compile(f"[{''.join(sorted(_REMOVED))}]")
_MARK_RUN: Final = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")


class FormattedText(NamedTuple):
    """A text with its entities, in the order in which Telegram gives them."""

    text: str
    entities: list[Entity]


def parse(text: str, parse_mode: str, entities: object = None) -> FormattedText:
    """Read a text as the Bot API receives it, before any cleaning.

    ``MarkdownV2`` and ``Markdown`` are refused, as an unknown parse mode is: the emulator reads
    HTML only, and a test that meets them should hear of it.

    Args:
        text: The raw text.
        parse_mode: ``HTML`` in any case of letters, ``none`` or nothing.
        entities: The parameter ``entities``, heeded only without a parse mode.

    Raises:
        ApiError: 400, with Telegram's words.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        message = "text is too long"
        raise bad_request(message)
    mode = parse_mode.lower()
    if text and mode not in {"", "none"}:
        if mode != "html":
            message = "unsupported parse_mode"
            raise bad_request(message)
        return FormattedText(*parse_html(text))
    return FormattedText(text, from_wire(entities))


def settle(raw: FormattedText, *, limit: int, too_long: str, may_be_empty: bool) -> FormattedText:
    """Clean, trim, mark and measure *raw*.

    Args:
        raw: What ``parse`` returned.
        limit: The most code points that the result may have.
        too_long: What Telegram says of a longer one.
        may_be_empty: Whether nothing is something, as in a caption.

    Raises:
        ApiError: 400: empty, too long, or an entity outside of the text.
    """
    check_range(raw.entities)
    cleaned = trim(clean(raw))
    if not cleaned.text and not may_be_empty:
        message = "text must be non-empty"
        raise bad_request(message)
    if len(cleaned.text) > limit:
        raise bad_request(too_long)
    entities = settled(cleaned.entities, find_entities(cleaned.text))
    return FormattedText(cleaned.text, entities[:MAX_KEPT])


def settle_message(raw: FormattedText) -> FormattedText:
    """Settle the text of a message. See ``settle``."""
    return settle(raw, limit=MAX_TEXT, too_long="message is too long", may_be_empty=False)


def settle_caption(raw: FormattedText) -> FormattedText:
    """Settle the caption of a photo or a document. See ``settle``."""
    return settle(raw, limit=MAX_CAPTION, too_long="message caption is too long", may_be_empty=True)


def clean(raw: FormattedText) -> FormattedText:
    """Replace and remove the characters that Telegram does not keep; entities move along.

    Raises:
        ApiError: 400: an entity lies outside of the text or splits a character.
    """
    text = raw.text.translate(_TABLE)
    if "\u200e" in text or "\u200f" in text:
        text = _MARK_RUN.sub(lambda run: "\u200c" * len(run.group()), text)
    if not raw.entities:
        return FormattedText(text, [])
    entities = [entity for entity in raw.entities if entity.length > 0]
    edges = _Edges(raw.text)
    for entity in entities:
        edges.check(entity)
    if _REMOVED_PATTERN.search(raw.text) is None:
        return FormattedText(text, entities)
    return FormattedText(text, edges.after_removal(entities))


class _Edges:
    """Where, in UTF-16, the characters of a text begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._length = utf16_length(text)
        # In a text of the basic plane every offset is the beginning of a character.
        self._begins = frozenset(utf16_offsets(text)) if self._length != len(text) else None

    def check(self, entity: Entity) -> None:
        if entity.offset >= self._length:
            message = f"entity begins after the end of the text at UTF-16 offset {entity.offset}"
            raise bad_request(message)
        if entity.end > self._length:
            message = (
                f"entity beginning at UTF-16 offset {entity.offset} "
                f"ends after the end of the text at UTF-16 offset {entity.end}"
            )
            raise bad_request(message)
        if self._begins is not None:
            self._check_whole_characters(entity, self._begins)

    def _check_whole_characters(self, entity: Entity, begins: frozenset[int]) -> None:
        if entity.offset not in begins:
            raise self._splits("entity begins in a middle of a UTF-16 symbol", entity.offset)
        if entity.end not in begins:
            raise self._splits(
                f"entity beginning at UTF-16 offset {entity.offset} "
                "ends in a middle of a UTF-16 symbol",
                entity.end,
            )

    def _splits(self, complaint: str, offset: int) -> ApiError:
        before = self._text.encode("utf-16-le", "surrogatepass")[: 2 * (offset + 1)]
        byte = len(before.decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass"))
        return bad_request(f"{complaint} at byte offset {byte}")

    def after_removal(self, entities: list[Entity]) -> list[Entity]:
        # A removed character is always one code unit, so one sum serves every offset.
        units = self._text.encode("utf-16-le", "surrogatepass")
        removed = frozenset(map(ord, _REMOVED))
        gone = [
            0,
            *accumulate(
                int.from_bytes(units[i : i + 2], "little") in removed
                for i in range(0, len(units), 2)
            ),
        ]
        moved = []
        for entity in entities:
            offset = entity.offset - gone[entity.offset]
            length = entity.end - gone[entity.end] - offset
            if length > 0:
                moved.append(entity._replace(offset=offset, length=length))
        return moved


def trim(cleaned: FormattedText) -> FormattedText:
    """Cut blanks at both ends; entities are cut or dropped with them."""
    text = cleaned.text.rstrip(_BLANKS)
    end = utf16_length(text) if cleaned.entities else 0
    kept = text.lstrip(_BLANKS)
    shift = len(text) - len(kept)
    entities = []
    for entity in cleaned.entities:
        first = max(entity.offset, shift)
        last = min(entity.end, end)
        if first < last:
            entities.append(entity._replace(offset=first - shift, length=last - first))
    return FormattedText(kept, entities)


def visitor_text(text: str) -> dict[str, Any]:
    """Return the fields of a message in which a person wrote *text*.

    Raises:
        ApiError: 400: nothing is left of it, or it is too long.
    """
    settled_text = settle_message(FormattedText(text, []))
    return text_fields(settled_text)


def text_fields(formatted: FormattedText) -> dict[str, Any]:
    """Return *formatted* as the fields ``text`` and ``entities`` of a message."""
    fields: dict[str, Any] = {"text": formatted.text}
    if formatted.entities:
        fields["entities"] = to_wire(formatted.entities)
    return fields
