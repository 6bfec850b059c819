"""Every answer on one page, for an editor to read in one sitting.

Topic by topic, language beside language, in each part of the calendar; what a later part says again
is written once. The page stands alone: no script, no other file.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, Day, Phase, day_of
from bot.core.effects import Text
from bot.core.knowledge import Certainty, Claim, Knowledge, Topic
from bot.core.ports import Texts

MAX_ANSWER: Final = 400  # characters of plain text, before "More"
_BEFORE: Final = timedelta(days=14)  # how far ahead of the start "before" is shown
_PHASES: Final[Mapping[Phase, str]] = {
    Phase.BEFORE: "Before the start",
    Phase.EVE: "The day before",
    Phase.DAY: "The day of the start",
    Phase.AFTER: "After the start",
}
_CERTAINTIES: Final[Mapping[Certainty, str]] = {
    Certainty.OFFICIAL: "LinkedIn’s own text",
    Certainty.REGULATOR: "an authority’s own page",
    Certainty.PRESS: "press",
    Certainty.BOT: "about this bot",
}
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d0d7de; --soft: #57606a;
  --tint: #f3f5f8; --link: #0a58ca; --mark: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14171c; --line: #3a414b;
  --soft: #a5aebb; --tint: #1e232a; --link: #8ab8ff; --mark: #ffc069; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; }
nav ol { columns: 20rem; column-gap: 2rem; padding-left: 2.2rem; }
article { border-top: 3px solid var(--line); margin: 3rem 0 1rem; padding-top: .5rem; }
h2 { line-height: 1.25; margin-bottom: .25rem; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1.05rem; }
h4 { margin: .75rem 0 .25rem; font-size: .95rem; }
h5 { margin: 0 0 .25rem; font-size: .85rem; color: var(--soft); font-weight: 600; }
code { font-size: .9em; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  gap: 1rem; }
.side { background: var(--tint); border: 1px solid var(--line); border-radius: .5rem;
  padding: .75rem 1rem; }
.text { white-space: pre-line; margin: 0; }
.note { color: var(--soft); margin: .25rem 0; }
.dispute { color: var(--mark); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; font-weight: 600; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left;
  vertical-align: top; }
td ul { margin: 0; padding-left: 1.1rem; }
"""


# What each language says in one part of an answer, as Telegram's HTML, by locale.
_Sides: TypeAlias = Mapping[str, str]


def page(knowledge: Knowledge, texts: Texts, locales: Mapping[str, str], *, after: date) -> str:
    """Return the page of all answers, as HTML.

    Args:
        knowledge: What is answered, and on whose word.
        texts: Says it.
        locales: The languages to set side by side, with the names they call themselves.
        after: The day for which "after the start" is written; a day before that counts as the
            first one after it.
    """
    start = LINKEDIN_AI.starts_on
    days = [
        day_of(LINKEDIN_AI, on)
        for on in (
            start - _BEFORE,
            start - timedelta(days=1),
            start,
            max(after, start + timedelta(days=1)),
        )
    ]
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Every answer</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        *_head(knowledge, texts, locales, days),
        "<main>",
        *(
            line
            for topic in knowledge.topics.values()
            for line in _article(topic, days, knowledge, texts, locales)
        ),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _head(
    knowledge: Knowledge, texts: Texts, locales: Mapping[str, str], days: Sequence[Day]
) -> Iterator[str]:
    yield "<header>"
    yield "<h1>Every answer</h1>"
    written = "; ".join(f"{_PHASES[day.phase].lower()}, {_date(day.on)}" for day in days)
    yield (
        f"<p>{len(knowledge.topics)} topics, {len(locales)} languages, four parts of the calendar: "
        f"{written}. Lengths are characters of plain text; an answer may have {MAX_ANSWER}.</p>"
    )
    yield "</header>"
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">Contents</h2>'
    yield "<ol>"
    for id_ in knowledge.topics:
        question = texts.say(Text(f"topic-{id_}"), next(iter(locales)))
        lang = _attribute(next(iter(locales)))
        yield f'<li><a href="#{_attribute(id_)}"><span lang="{lang}">{question}</span></a></li>'
    yield "</ol>"
    yield "</nav>"


def _article(
    topic: Topic,
    days: Sequence[Day],
    knowledge: Knowledge,
    texts: Texts,
    locales: Mapping[str, str],
) -> Iterator[str]:
    id_ = _attribute(topic.id)
    yield f'<article id="{id_}" aria-labelledby="{id_}-name">'
    yield f'<h2 id="{id_}-name"><code>{html.escape(topic.id)}</code></h2>'
    for locale, name in locales.items():
        question = texts.say(Text(f"topic-{topic.id}"), locale)
        yield f'<p class="note">{html.escape(name)}: <q lang="{locale}">{question}</q></p>'
    parts = (("Answer", topic.answer, f" of {MAX_ANSWER}"), ("Behind “More”", topic.more, ""))
    known: dict[str, list[tuple[_Sides, Phase]]] = {name: [] for name, _, _ in parts}
    for day in days:
        yield f"<h3>{_PHASES[day.phase]} ({_date(day.on)})</h3>"
        for name, claims, bound in parts:
            sides = {tag: _said(claims, day, knowledge, texts, tag) for tag in locales}
            if not any(sides.values()):
                continue
            same = next((phase for told, phase in known[name] if told == sides), None)
            if same is not None:
                yield f'<p class="note">{name}: same as {_PHASES[same].lower()}.</p>'
                continue
            known[name].append((sides, day.phase))
            yield f"<h4>{name}</h4>"
            yield from _side_by_side(sides, locales, bound)
    yield from _sources(topic, knowledge, texts, locales)
    yield "</article>"


def _said(
    claims: Sequence[Claim], day: Day, knowledge: Knowledge, texts: Texts, locale: str
) -> str:
    shown = faq.say_claims(claims, day, knowledge, locale)
    return "\n\n".join(texts.say(text, locale) for text in shown)


def _side_by_side(sides: _Sides, locales: Mapping[str, str], bound: str) -> Iterator[str]:
    yield '<div class="sides">'
    for locale, markup in sides.items():
        yield '<section class="side">'
        yield f"<h5>{html.escape(locales[locale])}, {_length(markup)}{bound}</h5>"
        # Telegram's HTML is HTML, and Texts escapes every variable in it.
        yield f'<p class="text" lang="{_attribute(locale)}">{markup}</p>'
        yield "</section>"
    yield "</div>"


def _sources(
    topic: Topic, knowledge: Knowledge, texts: Texts, locales: Mapping[str, str]
) -> Iterator[str]:
    claims = (*topic.answer, *topic.more)
    disputed = sum(claim.disputed for claim in claims)
    yield "<details>"
    yield f"<summary>Who says so: {len(claims)} claims, {disputed} disputed</summary>"
    yield '<div class="scroll">'
    yield "<table>"
    heads = ("Claim", "Rests on", "Said", "Confirmed", "Sources")
    row = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{row}</tr></thead>"
    yield "<tbody>"
    for claim in claims:
        cells = (
            _CERTAINTIES[claim.certainty],
            _span(claim),
            ", ".join(map(_date, claim.confirmed_on)),
            _source_list(claim) + "".join(_dispute(claim, knowledge, texts, locales)),
        )
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        yield f'<tr><th scope="row"><code>{html.escape(claim.id)}</code></th>{row}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"
    yield "</details>"


def _source_list(claim: Claim) -> str:
    items = []
    for source in claim.sources:
        title = html.escape(source.title)
        if source.url:
            title = f'<a href="{_attribute(source.url)}">{title}</a>'
        dated = f", {html.escape(source.published or 'undated')}"
        items.append(f"<li>{title}, {html.escape(source.publisher)}{dated}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _dispute(
    claim: Claim, knowledge: Knowledge, texts: Texts, locales: Mapping[str, str]
) -> Iterator[str]:
    if claim.disputed:
        day = day_of(LINKEDIN_AI, claim.since or LINKEDIN_AI.announced_on)
        for locale in locales:
            args = faq.claim_args(day, knowledge, locale)
            said = texts.say(Text(f"claim-{claim.id}", args, "dispute"), locale)
            yield (
                f'<p class="dispute">Disputed: <span lang="{_attribute(locale)}">{said}</span></p>'
            )


def _span(claim: Claim) -> str:
    if claim.since is None and claim.until is None:
        return "always"
    ends = (("from", claim.since), ("until", claim.until))
    return " ".join(f"{word} {_date(on)}" for word, on in ends if on is not None)


def _length(markup: str) -> int:
    return len(html.unescape(re.sub(r"<[^>]*>", "", markup)))


def _date(on: date) -> str:
    return f'<time datetime="{on.isoformat()}">{on.isoformat()}</time>'


def _attribute(value: str) -> str:
    return html.escape(value, quote=True)
