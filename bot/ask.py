"""One question outside Telegram: for the terminal, for scripts, for measuring."""

import html
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.adapters.texts import choose_locale
from bot.core import faq
from bot.core.calendar import LINKEDIN_AI, day_of
from bot.core.knowledge import Knowledge
from bot.core.ports import Matcher, Texts
from bot.rendering import render

_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot makes of a question.

    Attributes:
        verdict: "answer", "ask-back" or "decline".
        topic: The topic answered; None unless the verdict is "answer".
        options: The topics offered: to choose from, or beside an answer; maybe none.
        confidence: Calibrated probability that the likeliest topic is right (0 to 1).
        text: The words, without markup.
    """

    verdict: str
    topic: str | None
    options: tuple[str, ...]
    confidence: float
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "verdict": self.verdict,
            "topic": self.topic,
            "options": list(self.options),
            "confidence": round(self.confidence, 4),
            "text": self.text,
        }


class Asker:
    """Answers questions as the bot does on one day.

    Args:
        matcher: Recognises questions.
        knowledge: What can be answered.
        texts: Puts it into words.
        on: The day.
    """

    def __init__(self, matcher: Matcher, knowledge: Knowledge, texts: Texts, on: date) -> None:
        self._matcher = matcher
        self._knowledge = knowledge
        self._texts = texts
        self._day = day_of(LINKEDIN_AI, on)

    def ask(self, text: str, locale: str) -> Reply:
        """Return what the bot says to the question *text* in *locale* (or what is nearest)."""
        locale = choose_locale(locale, self._texts.locales)
        matches = []

        def ask(part: str, spoken: str) -> faq.Match:
            matches.append(self._matcher.match(part, spoken))
            return matches[-1]

        verdict = faq.understand(text, locale, ask)
        show = faq.reply(verdict, self._day, self._knowledge, locale)
        said = html.unescape(_TAG.sub("", render(show, self._texts, locale).html))
        match verdict:
            case faq.Answer(topic, others):
                of_topic = [match for match in matches if match.candidates[0].topic == topic]
                return Reply("answer", topic, others, of_topic[0].confidence, said)
            case faq.AskBack(options):
                return Reply("ask-back", None, options, matches[0].confidence, said)
            case faq.Decline():
                return Reply("decline", None, (), matches[0].confidence, said)

    def ask_line(self, line: str, locale: str) -> dict[str, Any]:
        """Answer one JSON line {"id", "locale", "text"}; *locale* serves where it names none.

        Returns:
            The reply as a JSON object with the question's id; where the line is no question, an
            object with an "error" instead.
        """
        try:
            question = json.loads(line)
            json.dumps(question, ensure_ascii=False).encode()  # half a surrogate is no text
        except json.JSONDecodeError as error:
            return {"id": None, "error": f"not JSON: {error}"}
        except (UnicodeEncodeError, RecursionError) as error:
            return {"id": None, "error": f"not a question: {type(error).__name__}"}
        if not isinstance(question, dict):
            return {"id": None, "error": "not a JSON object"}
        text, spoken = question.get("text"), question.get("locale") or locale
        if not isinstance(text, str) or not isinstance(spoken, str):
            return {"id": question.get("id"), "error": '"text" and "locale" must be texts'}
        return {"id": question.get("id"), **self.ask(text, spoken).as_json()}
