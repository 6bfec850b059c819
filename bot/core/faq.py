"""The FAQ: what a match allows us to say, and the answer composed from its claims."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final, TypeAlias

from bot.core.actions import encode
from bot.core.calendar import Day
from bot.core.effects import Button, Keyboard, LinkButton, Show, Text, Value
from bot.core.knowledge import GREETING, OUT_OF_SCOPE, Certainty, Claim, Knowledge, Source, Topic

MAX_OPTIONS: Final = 3  # more would be a menu, not a question
MAX_RUNNERS_UP: Final = 2
MAX_QUESTIONS: Final = 3  # in one message; each is matched
_END: Final = re.compile(r"(?<=[.!?…\n])")  # of a sentence
MAX_SOURCES: Final = 5  # under an answer; /sources has them all
SOURCES_PER_PAGE: Final = 8
THIS_BOT: Final = "this-bot"  # the key of the source that is the bot itself

ANSWER: Final = "faq"  # actions: faq:<topic>, more:<topic>, who:<topic>, sources:<page>
AGAIN: Final = "again"  # again:<topic>, in the place of who says so
MORE: Final = "more"
WHO: Final = "who"
SOURCES: Final = "sources"
DO: Final = "do"  # do:<command>, as if the command had been typed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that a question may mean, with its calibrated *probability* (0 to 1)."""

    topic: str
    probability: float


@dataclass(frozen=True, slots=True)
class Match:
    """What the matcher made of a question.

    Attributes:
        candidates: Topics in scope, most likely first; at least three.
        confidence: Calibrated probability that the first candidate is right (0 to 1).
        answer_from: At or above it, the answer is given.
        ask_from: At or above it, and below *answer_from*, we ask back; below it, we decline.
        plain_from: Below it, an answer opens with the question that was understood, and the
            runners-up are offered.
    """

    candidates: tuple[Candidate, ...]
    confidence: float
    answer_from: float
    ask_from: float
    plain_from: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Verdict: answer *topic*.

    Attributes:
        others: Topics to offer beside it: runners-up, or what was asked in the same message.
        is_plain: The question was understood beyond doubt, and need not be said again.
    """

    topic: str
    others: tuple[str, ...] = ()
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class AskBack:
    """Verdict: ask which of *topics* is meant; most likely first."""

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decline:
    """Verdict: say honestly that we do not know.

    Attributes:
        nearest: The topic that came nearest; counted, never answered.
    """

    nearest: str


Verdict: TypeAlias = Answer | AskBack | Decline


def judge(match: Match) -> Verdict:
    """Return what *match* allows us to say: a wrong answer is the worst, asking is cheap."""
    first, *others = (candidate.topic for candidate in match.candidates)
    if match.confidence >= max(match.answer_from, match.plain_from):
        return Answer(first)
    if match.confidence >= match.answer_from:
        return Answer(first, tuple(others[:MAX_RUNNERS_UP]), is_plain=False)
    if match.confidence >= match.ask_from:
        return AskBack((first, *others)[:MAX_OPTIONS])
    return Decline(first)


def understand(text: str, locale: str, ask: Callable[[str, str], Match]) -> Verdict:
    """Return the verdict on a message: one question, or the first of two with the second offered.

    Args:
        text: What a person typed.
        locale: The language of the chat.
        ask: Matches one text.
    """
    whole = judge(ask(text, locale))
    parts = questions(text)
    if len(parts) < 2:  # noqa: PLR2004  # two questions
        return whole
    verdicts = (judge(ask(part, locale)) for part in parts)
    asked = [v.topic for v in verdicts if isinstance(v, Answer) and v.topic != GREETING]
    first, *others = dict.fromkeys(asked) or [None]
    if first is None or not others:
        return whole
    return Answer(first, tuple(filter(None, others))[:MAX_RUNNERS_UP])


def questions(text: str) -> tuple[str, ...]:
    """Return the sentences of *text* that end with a question mark, the first few."""
    parts = (part.strip() for part in _END.split(text))
    asked = (part for part in parts if part.endswith("?") and any(map(str.isalnum, part)))
    return tuple(asked)[:MAX_QUESTIONS]


def reply(verdict: Verdict, day: Day, knowledge: Knowledge, locale: str) -> Show:
    """Return what is said on *verdict*: the answer, the question back, or "I don't know"."""
    match verdict:
        case Answer(topic, others, is_plain):
            show = answer(knowledge.topics[topic], day, knowledge, locale)
            head = () if is_plain else ((Text(f"topic-{topic}"),),)
            rows = tuple((topic_button(other),) for other in others)
            return replace(
                show, paragraphs=(*head, *show.paragraphs), keyboard=(*show.keyboard, *rows)
            )
        case AskBack(topics):
            return ask_back(topics)
        case Decline():
            return answer(knowledge.topics[OUT_OF_SCOPE], day, knowledge, locale)


def claim_args(day: Day, knowledge: Knowledge, locale: str) -> Mapping[str, Value]:
    """Return the variables that every claim may use: the day, and the interface's labels."""
    labels = knowledge.labels.get(locale) or knowledge.labels["en"]
    return {
        "phase": day.phase.value,
        "days": day.days,
        "start": day.starts_on,
        "today": day.on,
        **{f"label-{id_}": label.text for id_, label in labels.items()},
    }


def say_claims(
    claims: Sequence[Claim], day: Day, knowledge: Knowledge, locale: str
) -> tuple[Text, ...]:
    """Return the texts of those *claims* that hold on *day*."""
    args = claim_args(day, knowledge, locale)
    return tuple(Text(f"claim-{claim.id}", args) for claim in claims if claim.holds_on(day.on))


def answer(topic: Topic, day: Day, knowledge: Knowledge, locale: str) -> Show:
    """Return the answer to *topic* on *day*, with what can be done next."""
    texts = say_claims(topic.answer, day, knowledge, locale)
    first = []
    if any(claim.holds_on(day.on) for claim in topic.more):
        first.append(Button(Text("answer-more"), encode(MORE, topic.id)))
    if topic.id not in (OUT_OF_SCOPE, GREETING):
        first.append(Button(Text("answer-who"), encode(WHO, topic.id)))
    rows = (tuple(first),) if first else ()
    nearby = () if topic.more else _nearby(topic)
    return Show(tuple((text,) for text in texts), (*rows, *_next(topic, knowledge), *nearby))


def more(topic: Topic, day: Day, knowledge: Knowledge, locale: str) -> Show:
    """Return what is behind "More": the further claims, and the topics nearby."""
    texts = say_claims(topic.more, day, knowledge, locale) or say_claims(
        topic.answer, day, knowledge, locale
    )
    who = (Button(Text("answer-who"), encode(WHO, topic.id)),)
    rows = (who, *_next(topic, knowledge), *_nearby(topic))
    return Show(tuple((text,) for text in texts), rows)


def who_says(topic: Topic, day: Day, knowledge: Knowledge, locale: str) -> Show:
    """Return who says what the answer says: publishers, dates and links, and what is disputed."""
    claims = [claim for claim in (*topic.answer, *topic.more) if claim.holds_on(day.on)]
    args = claim_args(day, knowledge, locale)
    said = [claim for claim in topic.answer if claim.holds_on(day.on)]
    about = [claim for claim in said if claim.certainty is not Certainty.BOT] or said
    head = Text("who-says-unconfirmed")
    if all(claim.confirmed_on[0] <= day.on for claim in about):
        kinds = [kind.value for kind in Certainty if any(c.certainty is kind for c in about)]
        as_of = min(claim.as_of(day.on) for claim in about)
        head = Text("who-says", {"as-of": as_of, "certainty": "-".join(kinds)})
    sources = sources_of(claims, day)
    lines = [source_line(source) for source in sources[:MAX_SOURCES]] or [Text("source-none-yet")]
    if len(sources) > MAX_SOURCES:
        lines.append(Text("who-says-more", {"count": len(sources) - MAX_SOURCES}))
    disputes = [Text(f"claim-{claim.id}", args, "dispute") for claim in claims if claim.disputed]
    if disputes:
        disputes.insert(0, Text("who-says-disputed"))
    back = (Button(Text("answer-again"), encode(AGAIN, topic.id)),)
    return Show(
        ((Text(f"topic-{topic.id}"),), (head,), tuple(lines), *((text,) for text in disputes)),
        (back,),
    )


def sources_of(claims: Sequence[Claim], day: Day) -> tuple[Source, ...]:
    """Return the sources of *claims*, each once, leaving out what was not yet out on *day*.

    The strongest of each claim come first, then the second ones, and so on. There are none before
    the first one was published.
    """
    ranks = zip_longest(*(claim.sources for claim in claims))
    unique = dict.fromkeys(source for rank in ranks for source in rank if source is not None)
    return tuple(source for source in unique if source.known_on(day.on))


def source_line(source: Source) -> Text:
    """Return the line that names *source*, with its date as far as that is known."""
    args: dict[str, Value] = {"title": source.title, "publisher": source.publisher}
    if source.key == THIS_BOT:
        return Text("source-line", {"precision": "bot"})
    if not source.url:
        return Text("source-line", {**args, "precision": "page"})
    year, *rest = source.published.split("-")
    match rest:
        case [_, _]:
            precision = "day"
            args |= {"published": date.fromisoformat(source.published)}
        case [month]:
            precision = "month"
            args |= {"year": year, "month": int(month)}
        case _:
            precision = "year" if year else "none"
            args |= {"year": year}
    return Text("source-line", {**args, "url": source.url, "precision": precision})


def ask_back(topics: Sequence[str]) -> Show:
    """Return the question which of *topics* is meant."""
    rows = tuple((topic_button(topic),) for topic in topics)
    none = (Button(Text("did-you-mean-none"), encode(ANSWER, OUT_OF_SCOPE)),)
    return Show(((Text("did-you-mean"),),), (*rows, none))


def topic_button(topic: str) -> Button:
    """Return the button that asks the question of *topic*."""
    return Button(Text(f"topic-{topic}", attribute="button"), encode(ANSWER, topic))


def all_sources(page: int, day: Day, knowledge: Knowledge) -> Show:
    """Return page *page* (from 0; out of range: the nearest) of what the bot rests on by *day*."""
    listed = [s for s in knowledge.sources.values() if s.url and s.known_on(day.on)]
    pages = -(-len(listed) // SOURCES_PER_PAGE)
    page = min(max(page, 0), pages - 1)
    first = page * SOURCES_PER_PAGE
    lines = tuple(source_line(s) for s in listed[first : first + SOURCES_PER_PAGE])
    turn = []
    if page > 0:
        turn.append(Button(Text("page-previous"), encode(SOURCES, page - 1)))
    if page < pages - 1:
        turn.append(Button(Text("page-next"), encode(SOURCES, page + 1)))
    head = Text("sources", {"page": page + 1, "pages": pages, "count": len(listed)})
    return Show(((head,), lines), (tuple(turn),) if turn else ())


def link_button(key: str, knowledge: Knowledge) -> LinkButton:
    """Return the button that opens the link *key*."""
    return LinkButton(Text(f"link-{key}"), knowledge.links[key])


def _next(topic: Topic, knowledge: Knowledge) -> Keyboard:
    """Return the rows below an answer: links, and the next useful act."""
    rows: list[tuple[Button | LinkButton, ...]] = [
        (link_button(key, knowledge),) for key in topic.links
    ]
    if topic.act is not None:
        rows.append((Button(Text(f"act-{topic.act}"), encode(DO, topic.act)),))
    return tuple(rows)


def _nearby(topic: Topic) -> Keyboard:
    return tuple((topic_button(related),) for related in topic.related)
