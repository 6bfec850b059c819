"""Reads two public sets of questions and intents, from where the person has put them.

CLINC150: ``data_full.json`` of github.com/clinc/oos-eval. BANKING77: ``train.csv`` and ``test.csv``
of github.com/PolyAI-LDN/task-specific-datasets, folder banking_data. Neither is part of this
project.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.evaluation.bars import Bar
from bot.evaluation.errors import UnusableFile

OOS: Final = "oos"  # CLINC150's label of what is out of scope
_CLINC150: Final = ("train", "val", "test", "oos_train", "oos_val", "oos_test")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts, each with its label in the same place."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    def __add__(self, other: "Labelled") -> "Labelled":
        return Labelled(self.texts + other.texts, self.labels + other.labels)


@dataclass(frozen=True, slots=True)
class Result:
    """One figure on one set.

    Attributes:
        set_name: The set, and how much of it was learnt from.
        figure: What the value is.
        value: 0 to 1.
        bar: What it is held against; None for nothing.
        published: What others reached, and where that is said.
    """

    set_name: str
    figure: str
    value: float
    bar: Bar | None
    published: str


def read_clinc150(path: Path) -> Mapping[str, Labelled]:
    """Return CLINC150's parts: train, val and test, each with what is out of scope in it.

    Raises:
        UnusableFile: The file is missing or is not CLINC150's data_full.json.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableFile(path, "file", str(error)) from error
    if not isinstance(content, dict):
        raise UnusableFile(path, "file", "expected an object, as in data_full.json")
    parts: dict[str, Labelled] = {}
    for name in _CLINC150:
        rows = content.get(name)
        if not isinstance(rows, list) or not rows:
            raise UnusableFile(path, name, "expected a list of [text, label]")
        for number, row in enumerate(rows, start=1):
            if (
                not isinstance(row, list)
                or len(row) != 2  # noqa: PLR2004  # a text and its label
                or not all(isinstance(cell, str) for cell in row)
            ):
                raise UnusableFile(path, f"{name} {number}", "expected [text, label]")
        parts[name] = Labelled(tuple(text for text, _ in rows), tuple(label for _, label in rows))
    return {name: parts[name] + parts[f"oos_{name}"] for name in ("train", "val", "test")}


def read_banking77(folder: Path) -> Mapping[str, Labelled]:
    """Return BANKING77's parts, train and test, from *folder*.

    Raises:
        UnusableFile: A file is missing or lacks the columns text and category.
    """
    return {name: _read_csv(folder / f"{name}.csv") for name in ("train", "test")}


def _read_csv(path: Path) -> Labelled:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableFile(path, "file", str(error)) from error
    if not rows:
        raise UnusableFile(path, "file", "has no rows")
    for number, row in enumerate(rows, start=1):
        if not row.get("text") or not row.get("category"):
            raise UnusableFile(path, f"row {number}", "expected the columns text and category")
    return Labelled(tuple(row["text"] for row in rows), tuple(row["category"] for row in rows))
