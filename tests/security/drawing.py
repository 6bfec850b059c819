"""What the fuzzers draw: texts, data of buttons, chats and moments, hostile ones above all."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from bot.core.commands import COMMANDS
from bot.core.conversation import Conversation
from bot.core.presses import PRESSES
from bot.core.reminders import HOURS, ZONES, Cadence
from bot.core.walkthrough import Answer, Device, Note, Page, Step
from tests.core.worlds import KNOWLEDGE, world
from tests.security.judging import datas_of
from tests.security.trials import FIRST, LAST
from tests.walks import INSTANTS, MILESTONES, PERSONS, effects_at

# What has broken bots before: markup, entities, template signs, invisible and combining signs.
SPITE: Final = (
    "<b>",
    "</b>",
    "</a>",
    '<a href="https://evil.example/">here</a>',
    '<a href="tg://user?id=1">x</a>',
    "<script>alert(1)</script>",
    "<tg-spoiler>",
    "&lt;b&gt;",
    "&amp;amp;",
    "&#60;",
    "&",
    "{ $days }",
    "%s",
    "{0}",
    "\\",
    "'; DROP TABLE chat; --",
    "\x00",
    "\x1b[31m",
    "\ud83d",
    "\udc00",
    "\U0001f469\u200d\U0001f4bb",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\u0300" * 30,
    "ﷺ",
    "𝓛𝓲𝓷𝓴𝓮𝓭𝓘𝓷",
    "İ",
    "ß",
    "ŉ",
    "\U0010ffff",
    "\u2028",
    "\r\n",
    "oui",
    "yes",
    "la deuxième",
    "stop",
    "in english",
    "off",
    "messages ?",
    "?",
)
LONGEST: Final = 4096  # symbols. Source: Bot API, text of a message
_surrogates = st.characters(categories=["Cs"])
_any_symbol = st.one_of(st.characters(), _surrogates)
_parts = st.one_of(
    st.sampled_from(SPITE), st.text(_any_symbol, max_size=12), st.sampled_from(HOURS).map(str)
)
# A flood of one sign is drawn as its number, since hypothesis would take long to write it out.
_floods = st.builds(
    lambda part, times: (part * times)[:LONGEST],
    st.sampled_from((*SPITE, "🦄", "a ", "é", "الخصوصية")),
    st.integers(1, LONGEST),
)
texts = st.one_of(
    st.lists(st.sampled_from(SPITE), min_size=1, max_size=4).map(" ".join),
    st.lists(_parts, max_size=8).map("".join),
    st.text(_any_symbol, max_size=80),
    _floods,
    st.sampled_from([text for text in KNOWLEDGE.replies if text]),
)

# Every button that two people meet: before the start, and a year after it.
SHOWN: Final = tuple(
    dict.fromkeys(
        data
        for now, person in ((INSTANTS[0], PERSONS[-1]), (INSTANTS[-1], PERSONS[2]))
        for data in datas_of(tuple(effects_at(now, person, world(now))))
    )
)
WORDS: Final = (
    *COMMANDS,
    *KNOWLEDGE.topics,
    *KNOWLEDGE.regions,
    *(country for region in KNOWLEDGE.regions.values() for country in region.countries),
    *ZONES,
    *MILESTONES,
    *map(str, HOURS),
    *(word for kind in (Cadence, Device, Step, Answer, Page, Note) for word in kind),
    "yes", "no", "on", "off", "keep", "drop", "stored", "rights", "stop-all", "settings",
    "h", "e", "t", "0", "-1", "99999999999", "٣", "²", "2025-11-02", "2025-W44-1", "0001-01-01",
    "9999-12-31", "past", "confirm", "reason", "form+research", "+", "",
)  # fmt: skip


def _mutated(data: str, at: int, what: str) -> str:
    at %= len(data) + 1
    return f"{data[:at]}{what}{data[at + 1 :]}"


# Valid data of buttons, forged ones of our own words, mutated ones, and anything.
datas = st.one_of(
    st.sampled_from(SHOWN),
    st.builds(
        lambda name, words: ":".join((name, *words)),
        st.sampled_from(tuple(PRESSES)),
        st.lists(st.sampled_from(WORDS), max_size=4),
    ),
    st.builds(_mutated, st.sampled_from(SHOWN), st.integers(0, 64), _parts),
    st.text(_any_symbol, max_size=70),
)
commands = st.one_of(st.sampled_from(tuple(COMMANDS)), st.text(_any_symbol, max_size=20))
arguments = st.one_of(
    st.just(""),
    st.sampled_from(("optout", "remind", "lang_en", "en", "français", "fr-CA", "faq_minors", "_")),
    st.sampled_from((*KNOWLEDGE.topics, "x")).map(lambda topic: f"faq_{topic}"),
    texts,
)
moments = st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
)
_days = st.dates(date(2025, 9, 1), date(2030, 12, 31))


def _conversation(now: datetime, drawn: dict[str, object], ago: dict[str, int]) -> Conversation:
    """Return a chat as the store may have it: its days are not after *now*, a plan is whole."""
    days = {name: now.date() - timedelta(days=days) for name, days in ago.items()}
    subscribed_on = days.pop("subscribed_on", None)
    cadence = drawn["cadence"] if subscribed_on else None
    return Conversation(
        **{**drawn, **days, "cadence": cadence},  # type: ignore[arg-type]
        subscribed_on=subscribed_on,
        own_on=now.date() + timedelta(days=3) if cadence is Cadence.OWN else None,
    )


def conversations(now: datetime) -> st.SearchStrategy[Conversation]:
    """Draw a chat in any state that it can be in at *now*."""
    drawn = st.fixed_dictionaries(
        {
            "locale": st.sampled_from(("fr", "en")),
            "zone": st.sampled_from(ZONES),
            "device": st.none() | st.sampled_from(tuple(Device)),
            "step": st.none() | st.sampled_from(tuple(Step)),
            "cadence": st.sampled_from(tuple(Cadence)),
            "hour": st.sampled_from(HOURS),
            "follows_changes": st.booleans(),
            "wants_pictures": st.booleans(),
            "thread_id": st.none() | st.integers(1, 9),
        }
    )
    ago = st.fixed_dictionaries(
        {},
        optional={name: st.integers(0, 400) for name in ("refused_on", "subscribed_on", "seen_on")},
    )
    return st.builds(_conversation, st.just(now), drawn, ago)
