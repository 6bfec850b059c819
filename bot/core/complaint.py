"""Objecting and complaining: what to do first, which authority, and a letter to copy.

Where the person lives and what they chose for the letter travels in the buttons; none of it is
stored. What is not known of an authority is said to be unknown.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from bot.core.actions import Action, encode
from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, Letter, SendFile, Show, Text, Value
from bot.core.faq import DO, link_button, source_line
from bot.core.knowledge import Authority, Knowledge, Region
from bot.core.turn import Press, Turn, in_place
from bot.core.world import World

PLACE: Final = "complaint"  # complaint for the choice, or complaint:<region or country>
LETTER: Final = "letter"  # letter:<region or country>[:<choice>...]
LETTER_FILE: Final = "letter-file"  # the same, as a file
MAX_SOURCES: Final = 3  # on a page; /sources has them all
COUNTRIES_IN_A_ROW: Final = 2

# The places that lie in a zone; they are offered first. Elsewhere the order of the data is as good.
_NEAR: Final[Mapping[str, frozenset[str]]] = {
    "Europe/London": frozenset({"uk", "ie"}),
    "Europe/Lisbon": frozenset({"pt"}),
    "Asia/Hong_Kong": frozenset({"hk"}),
}


class Choice(StrEnum):
    """What the letter may ask for besides the objection itself."""

    PAST = "past"  # leave out what was already published
    CONFIRM = "confirm"  # confirm in writing
    REASON = "reason"  # room for reasons of one's own


# What sources advise: to ask for older content to be left out; and a reply is of use to anybody.
SUGGESTED: Final = (Choice.PAST, Choice.CONFIRM)


def complaint(conversation: Conversation, world: World, _: str) -> Turn:
    """Ask where the person lives."""
    return Turn(conversation, (_ask_region(world.knowledge, conversation.zone),))


def _ask_region(knowledge: Knowledge, zone: str) -> Show:
    rows = tuple((_place_button(place),) for place in _nearest_first(knowledge.regions, zone))
    return Show(((Text("complaint-ask-region"),),), rows)


def _ask_country(region: Region, zone: str) -> Show:
    buttons = [_place_button(place) for place in _nearest_first(region.countries, zone)]
    rows = tuple(
        tuple(buttons[first : first + COUNTRIES_IN_A_ROW])
        for first in range(0, len(buttons), COUNTRIES_IN_A_ROW)
    )
    return Show(((Text("complaint-ask-country"),),), (*rows, (_back(PLACE),)))


def _place_button(place: str) -> Button:
    return Button(Text(f"place-{place}"), encode(PLACE, place))


def _nearest_first(places: Collection[str], zone: str) -> list[str]:
    near = frozenset({"ca"}) if zone.startswith("America/") else _NEAR.get(zone, frozenset())
    return sorted(places, key=lambda place: place not in near)  # stable: else as in the data


def _back(*action: str) -> Button:
    return Button(Text("back"), encode(*action))


def region_of(place: str, knowledge: Knowledge) -> Region | None:
    """Return the region that *place* is, or lies in; None where it is no place of ours."""
    regions = knowledge.regions.values()
    return next((r for r in regions if place == r.id or place in r.countries), None)


def page(place: str, region: Region, day: Day, knowledge: Knowledge) -> Show:
    """Return how to object and complain at *place*: a country of *region*, or all of it."""
    paragraphs: list[tuple[Text, ...]] = [
        (Text("complaint"), Text(f"place-{place}")),
        (Text(f"complaint-steps-{region.id}", {"place": place}),),
        _authorities(place, day, knowledge),
        _sources(place, region, day, knowledge),
    ]
    if not region.has_letter:
        paragraphs.append((Text("complaint-no-letter"),))
    paragraphs.append((Text("complaint-no-advice"),))
    rows: list[tuple[Button, ...]] = []
    if region.has_letter:
        rows.append((Button(Text("letter-open"), encode(LETTER, place, *SUGGESTED)),))
    rows.append((_back(PLACE, region.id) if region.countries else _back(PLACE),))
    act = (Button(Text("act-optout"), encode(DO, "optout")),)
    return Show(tuple(paragraphs), (act, *_links(region, knowledge), *rows))


def _links(region: Region, knowledge: Knowledge) -> Keyboard:
    return tuple((link_button(key, knowledge),) for key in region.links)


def _authorities(place: str, day: Day, knowledge: Knowledge) -> tuple[Text, ...]:
    """Return who the authorities of *place* are, and where to find them as far as is known."""
    found = _authorities_of(place, knowledge)
    if not found:
        return (Text("complaint-no-authority"),)
    count = {"count": len(found)}
    lines = [Text("complaint-authorities", count)]
    lines += [Text("authority", _name_and_site(authority, day)) for authority in found]
    if any(authority.url_on(day.on) for authority in found):
        lines.append(Text("complaint-form-unknown", count))
    if not any(authority.has_spoken_by(day.on) for authority in found):
        lines.append(Text("complaint-nothing-found", count))
    return tuple(lines)


def _authorities_of(place: str, knowledge: Knowledge) -> list[Authority]:
    return [authority for authority in knowledge.authorities if authority.place == place]


def _name_and_site(authority: Authority, day: Day) -> Mapping[str, Value]:
    url = authority.url_on(day.on)
    known = "no" if url is None else "yes"
    site = urlsplit(url or "").netloc.removeprefix("www.")
    return {"authority": authority.id, "known": known, "url": url or "", "site": site}


def _sources(place: str, region: Region, day: Day, knowledge: Knowledge) -> tuple[Text, ...]:
    """Return the lines of the sources, without the pages that are linked already."""
    found = _authorities_of(place, knowledge)
    linked = {authority.url_on(day.on) for authority in found}
    sources = [*(source for authority in found for source in authority.sources), *region.sources]
    lines = tuple(
        source_line(source)
        for source in dict.fromkeys(sources)
        if source.known_on(day.on) and source.url not in linked
    )
    return (Text("complaint-sources"), *lines[:MAX_SOURCES]) if lines else ()


def letter(
    place: str, chosen: Collection[Choice], day: Day, region: Region, knowledge: Knowledge
) -> Show:
    """Return the letter to be copied, with a button for each choice that changes it."""
    args = _letter_args(chosen, day)
    choices = tuple(
        (
            Button(
                Text(f"letter-{choice.value}", attribute="yes" if choice in chosen else "no"),
                encode(LETTER, place, *_toggled(choice, chosen)),
            ),
        )
        for choice in Choice
    )
    file = (Button(Text("letter-file"), encode(LETTER_FILE, place, *chosen)),)
    return Show(
        ((Text("letter-how"),), (Text("letter-copy", args),), (Text("letter-send"),)),
        (*choices, file, *_links(region, knowledge), (_back(PLACE, place),)),
    )


def letter_file(
    chosen: Collection[Choice], day: Day, region: Region, knowledge: Knowledge
) -> SendFile:
    """Return the same letter as a text file, with where to send it."""
    file = Letter(Text("letter-name"), ((Text("letter", _letter_args(chosen, day)),),))
    return SendFile(file, Text("letter-caption"), _links(region, knowledge))


def _letter_args(chosen: Collection[Choice], day: Day) -> Mapping[str, Value]:
    wishes = {choice.value: "yes" if choice in chosen else "no" for choice in Choice}
    return {**wishes, "today": day.on}


def _toggled(choice: Choice, chosen: Collection[Choice]) -> tuple[Choice, ...]:
    return tuple(other for other in Choice if (other in chosen) != (other is choice))


def _place(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Go to the choice of the region, of the country, or to the page of a place."""
    if not action.arguments:
        return in_place(complaint(conversation, world, ""))
    region = region_of(action.arguments[0], world.knowledge)
    if region is None or len(action.arguments) > 1:
        return None
    (place,) = action.arguments
    if place == region.id and region.countries:
        show = _ask_country(region, conversation.zone)
    else:
        show = page(place, region, world.day(conversation), world.knowledge)
    return in_place(Turn(conversation, (show,)))


def _letter(conversation: Conversation, world: World, action: Action) -> Turn | None:
    """Show the letter with what was chosen, or send it as a file."""
    place, *words = action.arguments or ("",)
    region = region_of(place, world.knowledge)
    if region is None or not region.has_letter or (place == region.id and region.countries):
        return None
    chosen = tuple(choice for choice in Choice if choice in words)
    if list(chosen) != words:  # a choice that is none of ours, or in an order that is not ours
        return None
    day = world.day(conversation)
    if action.name == LETTER_FILE:
        return Turn(conversation, (letter_file(chosen, day, region, world.knowledge),))
    show = letter(place, chosen, day, region, world.knowledge)
    return in_place(Turn(conversation, (show,)))


PRESSES: Final[Mapping[str, Press]] = {PLACE: _place, LETTER: _letter, LETTER_FILE: _letter}
