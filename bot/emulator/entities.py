"""Message entities: what they are, and how they are put in order.

Offsets and lengths count UTF-16 code units, as everywhere in the Bot API.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, Final, NamedTuple

from bot.emulator.errors import bad_request

SPLITTABLE: Final = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
# Nothing else may be inside these.
OPAQUE: Final = frozenset({"pre", "code", "date_time"})
# Telegram finds these in the text itself; a bot that sends them is not heeded.
FOUND: Final = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
    }
)
# Which of two entities over the same characters comes first. Source: tdlib, MessageEntity.
_PRIORITY: Final[Mapping[str, int]] = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_USUAL_PRIORITY: Final = 50
_EXTRA_FIELDS: Final = (
    "url",
    "user",
    "language",
    "custom_emoji_id",
    "unix_time",
    "date_time_format",
)
_MAX_OFFSET: Final = 1_000_000
MAX_KEPT: Final = 100


class Entity(NamedTuple):
    """A stretch of text with a meaning; *extra* holds the fields that its type adds."""

    offset: int
    length: int
    type: str
    extra: Mapping[str, Any] | None = None

    @property
    def end(self) -> int:
        """The offset just past it."""
        return self.offset + self.length


def to_wire(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return *entities* as the Bot API writes them."""
    return [
        {"offset": each.offset, "length": each.length, "type": each.type, **(each.extra or {})}
        for each in entities
    ]


def from_wire(value: object) -> list[Entity]:
    """Read the parameter ``entities``; types that Telegram finds by itself are passed over.

    Raises:
        ApiError: An entity is not understood.
    """
    if not isinstance(value, list):
        return []
    entities = []
    for item in value:
        if not isinstance(item, dict):
            message = "can't parse MessageEntity: expected an Object"
            raise bad_request(message)
        kind = item.get("type")
        offset, length = item.get("offset"), item.get("length")
        for name, field in (("offset", offset), ("length", length)):
            if not isinstance(field, int):
                message = f"can't parse MessageEntity: Can't find field \"{name}\""
                raise bad_request(message)
        if kind in FOUND:
            continue
        if not isinstance(kind, str) or kind not in _PRIORITY:
            message = "can't parse MessageEntity: Unsupported type specified"
            raise bad_request(message)
        extra = {name: item[name] for name in _EXTRA_FIELDS if item.get(name) is not None}
        entities.append(Entity(int(offset or 0), int(length or 0), kind, extra or None))
    return entities


def check_range(entities: Iterable[Entity]) -> None:
    """Refuse offsets and lengths that no text has.

    Raises:
        ApiError: An offset or a length is negative or absurdly large.
    """
    for entity in entities:
        if not 0 <= entity.offset <= _MAX_OFFSET:
            message = f"receive an entity with incorrect offset {entity.offset}"
            raise bad_request(message)
        if not 0 <= entity.length <= _MAX_OFFSET:
            message = f"receive an entity with incorrect length {entity.length}"
            raise bad_request(message)


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Return *entities* sorted: first by offset, then the longer, then the outer type."""
    return sorted(
        entities, key=lambda e: (e.offset, -e.length, _PRIORITY.get(e.type, _USUAL_PRIORITY))
    )


def settled(entities: Iterable[Entity], found: Iterable[Entity] = ()) -> list[Entity]:
    """Return *entities* so that none crosses another, joined by those *found* in the text.

    Of two links, codes or dates that share characters the first stays; quotes hold whole entities
    or none; bold, italic and the like are cut where another entity begins or ends, and dropped
    inside code and dates, as Telegram does.
    """
    styles: list[Entity] = []
    quotes: list[Entity] = []
    solid: list[Entity] = []
    for entity in entities:
        if entity.length > 0:
            kind = entity.type
            (styles if kind in SPLITTABLE else quotes if kind in QUOTES else solid).append(entity)
    quotes = _without_crossing(in_order(quotes))
    solid = _outside_edges(_without_crossing(in_order(solid)), quotes)
    for entity in _outside_edges(in_order(found), quotes):
        if not any(entity.offset < each.end and each.offset < entity.end for each in solid):
            solid.append(entity)
    solid += quotes
    return in_order([*solid, *_cut_styles(styles, solid)])


def _without_crossing(entities: list[Entity]) -> list[Entity]:
    kept, end = [], 0
    for entity in entities:
        if entity.offset >= end:
            kept.append(entity)
            end = entity.end
    return kept


def _outside_edges(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    """Return the *entities* that lie wholly inside or wholly outside every quote."""

    def crosses(entity: Entity, quote: Entity) -> bool:
        apart = entity.end <= quote.offset or quote.end <= entity.offset
        inside = quote.offset <= entity.offset and entity.end <= quote.end
        return not apart and not inside

    if not quotes:
        return entities
    return [each for each in entities if not any(crosses(each, quote) for quote in quotes)]


def _cut_styles(styles: list[Entity], others: list[Entity]) -> list[Entity]:
    if not styles:
        return []
    stretches: list[Entity] = []
    for kind in SPLITTABLE:
        stretches += _joined([each for each in styles if each.type == kind])
    cuts = {edge for each in others for edge in (each.offset, each.end)}
    cuts |= {each.offset for each in stretches}
    opaque = [each for each in others if each.type in OPAQUE]
    pieces = []
    for stretch in stretches:
        edges = sorted(cut for cut in cuts if stretch.offset < cut < stretch.end)
        for start, end in zip([stretch.offset, *edges], [*edges, stretch.end], strict=True):
            if not any(each.offset <= start and end <= each.end for each in opaque):
                pieces.append(Entity(start, end - start, stretch.type))
    return pieces


def _joined(entities: list[Entity]) -> list[Entity]:
    """Return entities of one type with those that touch or overlap made one."""
    joined: list[Entity] = []
    for entity in sorted(entities):
        if joined and entity.offset <= joined[-1].end:
            last = joined.pop()
            entity = Entity(last.offset, max(last.end, entity.end) - last.offset, last.type)  # noqa: PLW2901 -- grows the last one
        joined.append(entity)
    return joined


def utf16_length(text: str) -> int:
    """Return how many UTF-16 code units *text* has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_offsets(text: str) -> list[int]:
    """Return the UTF-16 offset of every character of *text*, and at last its whole length."""
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
