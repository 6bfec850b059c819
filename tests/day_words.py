"""An oracle of the calendar: what words may say on a day, whoever wrote them.

It knows the start and how the languages speak of time, and nothing of the messages or of the code
of the bot.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal, TypeAlias

Phase: TypeAlias = Literal["before", "eve", "day", "after"]

START: Final = date(2025, 11, 3)
FIRST: Final = date(2025, 9, 1)
LAST: Final = date(2030, 12, 31)
DAYS: Final = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
# A day to come may be named when it was announced: the start, and duties of the law on AI.
ANNOUNCED_ON: Final[Mapping[date, date]] = {START: FIRST, date(2027, 12, 2): date(2026, 6, 1)}

MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
WEEKDAYS: Final = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# A count of days until the start, with its unit. "Dans 3 jours après" counts something else.
COUNTS: Final = {
    "fr": r"(?:dans|reste|plus que) (\d+) (jours?)\b(?! après)|(\d+) (jours?) restants?",
    "en": r"\bin (\d+) (days?)\b|(\d+) (days?) (?:is |are )?left",
}

B, E, D, A = "before", "eve", "day", "after"
# Nobody may say the words on a day of these phases.
FORBIDDEN: Final[Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    "fr": (
        # A count, or tomorrow, from the start on; the words for another day.
        ((D, A), r"(?:dans|reste|plus que) \d+ jours?|\d+ jours? restants?|plus qu’un jour"),
        ((D, A), r"compte à rebours jusqu’au"),
        ((B, D, A), r"\bdemain, (?:le )?3|(?:à partir de|commence) demain|dernier jour entier"),
        ((B, E, A), r"commence aujourd’hui|à partir d’aujourd’hui|aujourd’hui, (?:le )?3 novembre"),
        # The future, and advice that is only good before, from the start on.
        ((D, A), r"\b(?:entraînera|entraîneront|utilisera|commencera|débutera)\b"),
        ((D, A), r"\bser(?:a|ont) utilisés?\b|\bserviront à\b|pas encore commencé"),
        ((D, A), r"doit commencer|commence (?:demain|le )|avant que LinkedIn n’entraîne"),
        ((A,), r"doit s’étendre"),
        ((D, A), r"si vous refusez avant|conseillent de refuser avant"),
        ((D, A), r"encore temps|refuser avant (?:ce jour|le début|le 3)|pour refuser avant"),
        # The past, and the present of what has not begun, before the start.
        ((B, E), r"\ba (?:déjà )?commencé\b|depuis le 3 novembre|a entraîné|désormais son IA"),
        ((B, E), r"\b(?:est|sont) utilisés?, (?:selon|sauf)|servent à (?:l’)?entraîne"),
        (
            (B, E),
            r"LinkedIn utilise (?:votre|vos|le)\b|LinkedIn entraîne son IA avec",
        ),
        ((B, E), r"ce que vous publiez désormais|il n’est pas trop tard|devait s’étendre"),
        ((D,), r"\ba commencé le\b"),
        ((A,), r"entraîne désormais"),
        ((B, E, D, A), r"(?<!pas )trop tard|date limite (?:est|était|du|le)|protège tout\b"),
    ),
    "en": (
        ((D, A), r"\bin \d+ days?\b|\d+ days? (?:is |are )?left|one day left"),
        ((D, A), r"countdown to"),
        ((B, D, A), r"\btomorrow, 3|(?:from|starts?|begins?) tomorrow|last full day"),
        ((B, E, A), r"(?:begins|starts|start) today|from today|today, 3 November"),
        (
            (D, A),
            r"\bLinkedIn will (?:use|begin|start|train)|(?:data|profile|AI) will be",
        ),
        ((D, A), r"\bwill (?:be used\b(?! for it)|not train)|due to start|not started"),
        ((D, A), r"(?:begins|starts) (?:tomorrow|on)\b|before LinkedIn (?:begins|trains)"),
        ((A,), r"is due to extend"),
        ((D, A), r"if you refuse before|advise refusing before|better to refuse before"),
        ((D, A), r"still time|refusing before that day|to refuse before"),
        (
            (B, E),
            r"training (?:has )?(?:started|began|begun)|LinkedIn (?:has )?(?:started|began)",
        ),
        ((B, E), r"since 3 November|publish from now on|not too late|was due to"),
        ((B, E), r"(?<!before LinkedIn )trains its AI on members’ data(?! from tomorrow)"),
        ((B, E), r"\b(?:is|are) used,? (?:says|to train|for the training|unless)"),
        ((B, E), r"LinkedIn uses (?:your|the)\b"),
        ((D,), r"(?:began|started) on\b"),
        ((A,), r"trains its AI on members’ data from now on"),
        ((B, E, D, A), r"(?<!not )too late|deadline (?:is|was|of)|protects everything"),
    ),
}
# Before the start, what knows its phase shows that the start is still to come: by one of these.
AHEAD: Final = {
    "fr": r"\b{days}\b|(?:à partir du|avant le|jusqu’au|commence le|doit s’étendre le|début :)"
    r" 3 novembre 2025|\b(?:sera|seront|serviront|servira|utilisera|n’entraîneront)\b|demain"
    r"|dernier jour entier|refusé avant le début|jours restants",
    "en": r"\b{days}\b|(?:from|before|on|to|begins) 3 November 2025|\bwill\b|tomorrow"
    r"|last full day|refused before|days left",
}


def phase_of(on: date) -> Phase:
    """Return the part of the calendar that a day lies in."""
    if on >= START:
        return "day" if on == START else "after"
    return "eve" if on == START - timedelta(days=1) else "before"


def plain(markup: str) -> str:
    """Return the words of a message: no tags, and each space an ordinary one."""
    return re.sub(r"[\u00a0\u202f]", " ", re.sub(r"<[^>]*>", "", markup))


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say about time.

    Attributes:
        counts: Each count of days, with its unit.
        dates: The days, or the first days of the months and years, that they name.
        weekdays: Each day of the week beside the day that it is said of.
        forbidden: For each phase, words that may not be said in it.
    """

    counts: tuple[tuple[int, str], ...]
    dates: frozenset[date]
    weekdays: tuple[tuple[str, date], ...]
    forbidden: Mapping[str, str]


@cache
def read(words: str, locale: str) -> Reading:
    """Read *words*, each once."""
    words = re.sub(r"«[^»]*»|“[^”]*”", "…", words)  # a name that is quoted says nothing
    found = []
    for match in re.finditer(COUNTS[locale], words, re.IGNORECASE):
        number, unit = [value for value in match.groups() if value]
        found.append((int(number), unit))
    forbidden: dict[str, str] = {}
    for phases, pattern in FORBIDDEN[locale]:
        if wrong := re.search(pattern, words, re.IGNORECASE):
            forbidden |= dict.fromkeys(phases, wrong.group())
    return Reading(tuple(found), *_dates(words, locale), forbidden)


def _dates(words: str, locale: str) -> tuple[frozenset[date], tuple[tuple[str, date], ...]]:
    names = MONTHS[locale].split()
    month = "|".join(names)
    weekday = "|".join(WEEKDAYS[locale].split())
    pattern = rf"(?:({weekday}),? )?(?:\b(\d\d?)(?:er)? )?\b({month}) (20\d\d)\b"
    days = set()
    named = []
    for week, day, name, year in re.findall(pattern, words):
        days.add(date(int(year), names.index(name) + 1, int(day or 1)))
        if week:
            named.append((week, date(int(year), names.index(name) + 1, int(day))))
    rest = re.sub(rf"(?:{month}) 20\d\d", "", words)
    for year, number, day in re.findall(r"\b(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?\b", rest):
        days.add(date(int(year), int(number or 1), int(day or 1)))
    return frozenset(days), tuple(named)


def falsehood(words: str, locale: str, on: date) -> str | None:
    """Return what is false in *words* on a day, or None: tense, count, plural, date, weekday."""
    reading = read(words, locale)
    if found := reading.forbidden.get(phase_of(on)):
        return f"{found!r} on {phase_of(on)}"
    left = (START - on).days
    for number, unit in reading.counts:
        if number != left or unit.endswith("s") != (number > 1):
            return f"{number} {unit}, where {left} are left"
    for named in reading.dates:
        if named > on and on < ANNOUNCED_ON.get(named, date.max):
            return f"{named} has not come"
    return wrong_weekday(words, locale)


def wrong_weekday(words: str, locale: str) -> str | None:
    """Return which day *words* call by another day of the week, or None."""
    for weekday, day in read(words, locale).weekdays:
        if weekday != WEEKDAYS[locale].split()[day.weekday()]:
            return f"{day} is no {weekday}"
    return None


@cache
def is_ahead(words: str, locale: str, days: int) -> bool:
    """Tell whether *words* show that the start is still to come, in so many *days*."""
    return bool(re.search(AHEAD[locale].format(days=days), words, re.IGNORECASE))
