"""/privacy tells what the tables hold: each column has a line, each line has columns and words."""

from pathlib import Path

import pytest
from sqlalchemy import Column

from bot.adapters.schema import metadata, stored_lines
from bot.adapters.texts import LOCALE_NAMES, FluentTexts
from bot.core.effects import Text
from bot.resources import folder
from tests.fluent import messages_of

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_is_covered_by_a_line(column: Column[object]) -> None:
    """Whoever adds a column says what it tells about a person."""
    assert column.info["stored"] in stored_lines()


@pytest.mark.parametrize("locale", LOCALE_NAMES)
def test_every_line_has_words_and_no_words_are_left_over(locale: str) -> None:
    """/privacy speaks of what is stored, of all of it, and of nothing else."""
    lines = {f"stored-{line}" for line in stored_lines()}
    assert {id_ for id_ in messages_of(locale) if id_.startswith("stored-")} == lines
    texts = FluentTexts(Path(folder("locales")))
    assert all(texts.say(Text(line), locale).startswith("• ") for line in lines)


def test_each_line_is_said_once() -> None:
    """Three columns about the number of a chat make one line."""
    assert len(set(stored_lines())) == len(stored_lines())
