"""The messages of a locale as data: what they need, and every form that they can take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.adapters.texts import FUNCTIONS
from bot.core.effects import Value
from bot.resources import folder

MOMENT: Final = datetime(2025, 10, 27, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
DAY: Final = date(2025, 11, 3)
HOSTILE: Final = "</b><a href=\"x\">&amp; 'quoted' { $x }"

# What each variable may be, besides the keys of the selectors on it.
SAMPLES: Final[Mapping[str, tuple[Value, ...]]] = {
    "phase": (),
    "cadence": (),
    "certainty": (),
    "refused": (DAY,),
    "days": (0, 1, 2, 21, 1000),
    "count": (0, 1, 2, 15),
    "most": (3600,),
    "sent": (0, 12_000),
    "waiting": (0, 5),
    "dropped": (0, 1),
    "step": (1, 8),
    "steps": (8,),
    "page": (1,),
    "pages": (12,),
    "hour": (8, 20),
    "start": (DAY,),
    "today": (DAY,),
    "as-of": (DAY,),
    "at": (MOMENT,),
    "published": (DAY,),
    "precision": (),
    "month": (1, 12),
    "year": ("2025",),
    "next": (0, 1, 2, 30),
    "on": (DAY,),
    "follows": (),
    "pictures": (),
    "known": (),
    "past": (),
    "confirm": (),
    "reason": (),
    "choices": (),
    "reminders": (),
    "values": ("X",),
    "text": ("X",),
    "site": ("example.org",),
    "place": ("X",),
    "authority": ("X",),
    "url": ("https://example.org/?a=1",),
    "title": ("X",),
    "publisher": ("X",),
    "operator": ("X",),
    "contact": ("X",),
    "bot": ("optout_bot",),
    "way": (),
    "ask": ("@optout_bot",),
    "language": ("X",),
    "zone": ("X",),
    "name": ("X",),
}
PLURALS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})


@dataclass
class _Needs(Visitor):
    """Collects what a pattern needs: variables, the keys selected on, other messages."""

    variables: set[str] = field(default_factory=set)
    keys: dict[str, set[str]] = field(default_factory=dict)
    messages: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # fluent.syntax's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the same
        self.messages.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # the same
        if isinstance(node.selector, ast.VariableReference):
            keys = self.keys.setdefault(node.selector.id.name, set())
            for variant in node.variants:
                key = variant.key
                keys.add(key.name if isinstance(key, ast.Identifier) else str(key.value))
        self.generic_visit(node)


@cache
def source_of(locale: str) -> str:
    """Return the text of every file of *locale*."""
    paths = sorted((folder("locales") / locale).glob("*.ftl"))
    return "\n".join(path.read_text("utf-8") for path in paths)


@cache
def messages_of(locale: str) -> dict[str, ast.Message]:
    """Return the messages of *locale*, parsed, by their ids."""
    body = FluentParser().parse(source_of(locale)).body
    return {entry.id.name: entry for entry in body if isinstance(entry, ast.Message)}


def patterns_of(locale: str) -> dict[tuple[str, str | None], ast.Pattern]:
    """Return every value and attribute, by id and name of the attribute."""
    patterns: dict[tuple[str, str | None], ast.Pattern] = {}
    for id_, message in messages_of(locale).items():
        if message.value is not None:
            patterns[id_, None] = message.value
        for attribute in message.attributes:
            patterns[id_, attribute.id.name] = attribute.value
    return patterns


def needs(locale: str, pattern: ast.Pattern) -> _Needs:
    """Return what *pattern* needs, also through the messages that it refers to."""
    found = _Needs()
    found.visit(pattern)
    for id_ in tuple(found.messages):
        value = messages_of(locale)[id_].value
        if value is not None:
            found.visit(value)
    return found


@cache
def variables_of(locale: str, id_: str, attribute: str | None) -> frozenset[str]:
    """Return the variables of a value or an attribute."""
    return frozenset(needs(locale, patterns_of(locale)[id_, attribute]).variables)


@cache
def bundle_of(locale: str) -> FluentBundle:
    """Return a bundle of *locale* that hides no error."""
    locales = [{"en": "en-GB"}.get(locale, locale)]
    bundle = FluentBundle(locales, functions=dict(FUNCTIONS), use_isolating=False)
    bundle.add_resource(FluentResource(source_of(locale)))
    return bundle


def _values(name: str, keys: set[str], *, strings: str | None) -> tuple[Value, ...]:
    if name.startswith("label-"):
        return (strings or "X",)
    samples = SAMPLES[name]
    if strings is not None:
        samples = tuple(strings if isinstance(value, str) else value for value in samples)
    if keys <= PLURALS:
        return samples or ("X",)
    return (*samples, *sorted(keys))


def forms(
    locale: str, pattern: ast.Pattern, *, strings: str | None = None
) -> Iterator[dict[str, Value]]:
    """Yield variables for every combination of branches of *pattern*.

    Args:
        locale: Its locale.
        pattern: A value or an attribute.
        strings: What each free text is, instead of a harmless one.
    """
    needed = needs(locale, pattern)
    names = sorted(needed.variables)
    choices = [_values(name, needed.keys.get(name, set()), strings=strings) for name in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))
