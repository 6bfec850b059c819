"""Reads the questions that measure the matcher; it never learns from them.

A file is named ``<anything>-<locale>.toml`` and lists ``[[question]]`` with ``text``, ``kind`` and
``topics``: the expected topic first; further ones would serve the person as well.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.core.knowledge import OUT_OF_SCOPE
from bot.evaluation.errors import EvaluationError, UnusableFile
from bot.resources import folder


@dataclass(frozen=True, slots=True)
class Question:
    """One message that somebody might type, and what it is about.

    Attributes:
        text: The message.
        topics: The expected topic first; any of them serves.
        kind: In what manner it is asked ("plain", "typo", ...).
        locale: The language of the chat.
    """

    text: str
    topics: tuple[str, ...]
    kind: str
    locale: str

    @property
    def is_in_scope(self) -> bool:
        """Whether the bot can answer it."""
        return self.topics[0] != OUT_OF_SCOPE

    @property
    def key(self) -> str:
        """What names this question, for as long as nothing in it is changed but its kind."""
        content = "\n".join((self.locale, self.text, *self.topics))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def default_files() -> tuple[Path, ...]:
    """Return the question files of the checkout.

    Raises:
        EvaluationError: There are none, as where the bot was installed from a wheel.
    """
    files = tuple(sorted((folder("tests") / "understanding").glob("development-*.toml")))
    if not files:
        raise EvaluationError(
            "no questions here: run this in a checkout, or name files with --questions"
        )
    return files


def load(paths: Iterable[Path], topics: frozenset[str]) -> tuple[Question, ...]:
    """Return the questions of all files, in order.

    Args:
        paths: The files.
        topics: The ids of the topics that there are, out-of-scope among them.

    Raises:
        UnusableFile: As for read.
        EvaluationError: There is no file, or no question in any.
    """
    questions = tuple(question for path in paths for question in read(path, topics))
    if not questions:
        raise EvaluationError("there is no question to measure with")
    return questions


def read(path: Path, topics: frozenset[str]) -> tuple[Question, ...]:
    """Return the questions in the file *path*.

    Args:
        path: The file; its name ends with the locale.
        topics: The ids of the topics that there are, out-of-scope among them.

    Raises:
        UnusableFile: It is missing, not TOML, its name says no locale, or an entry is wrong.
    """
    locale = path.stem.partition("-")[2]
    if not locale:
        raise UnusableFile(path, "name", "must end with its locale, as in development-fr.toml")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableFile(path, "file", str(error)) from error
    entries = content.get("question")
    if not isinstance(entries, list):
        raise UnusableFile(path, "file", "has no [[question]]")
    questions: list[Question] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        question = _question(path, f"question {number}", entry, topics, locale)
        if question.text in seen:
            raise UnusableFile(path, f"question {number}", f"{question.text!r} stands twice")
        seen.add(question.text)
        questions.append(question)
    return tuple(questions)


def _question(
    path: Path, where: str, entry: object, known: frozenset[str], locale: str
) -> Question:
    if not isinstance(entry, dict):
        raise UnusableFile(path, where, "expected a table")
    text, topics, kind = (entry.get(name) for name in ("text", "topics", "kind"))
    if not isinstance(text, str) or not text.strip():
        raise UnusableFile(path, where, "text must be a text, not empty")
    if not isinstance(kind, str) or not kind.strip():
        raise UnusableFile(path, where, "kind must be a text, not empty")
    if not isinstance(topics, list) or not topics:
        raise UnusableFile(path, where, "topics must be a list, not empty")
    if unknown := [topic for topic in topics if topic not in known]:
        raise UnusableFile(path, where, f"there is no topic {unknown[0]!r}")
    return Question(text, tuple(topics), kind, locale)
