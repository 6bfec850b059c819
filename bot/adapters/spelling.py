"""The few things that SQLAlchemy spells per database."""

import json
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

from sqlalchemy import BigInteger, ColumnElement, Table, any_, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

Kind: TypeAlias = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")
_ID_LIST = postgresql.ARRAY(BigInteger)


def inserting(kind: Kind) -> Callable[[Table], Any]:
    """Return the INSERT that knows what to do with a key that is taken already."""
    return postgresql.insert if kind == "postgresql" else sqlite.insert


def among(kind: Kind, column: ColumnElement[int], parameter: str) -> ColumnElement[bool]:
    """Return the condition that *column* is one of the ids that *parameter* brings.

    One parameter however many they are, so that the statement is prepared once.
    """
    if kind == "postgresql":
        return column == any_(bindparam(parameter, type_=_ID_LIST))
    values = func.json_each(bindparam(parameter)).table_valued("value")
    return column.in_(select(values.c.value))


def id_list(kind: Kind, ids: Iterable[int]) -> Any:  # noqa: ANN401  # what the driver takes
    """Return *ids* as the parameter of among()."""
    return list(ids) if kind == "postgresql" else json.dumps(list(ids))
