"""Writes what is kept of a chat as JSON, with what each column means (/mydata)."""

import json

from bot.core.effects import Record, Text
from bot.core.ports import Texts


def record_file(record: Record, texts: Texts, locale: str) -> bytes:
    """Return *record* as the bytes of a JSON file: the rows by table, and their meaning.

    Args:
        record: What is kept.
        texts: Says what a column means.
        locale: In which language.
    """
    tables: dict[str, list[dict[str, object]]] = {}
    meaning: dict[str, dict[str, str]] = {}
    for entry in record.entries:
        rows = tables.setdefault(entry.table, [])
        if len(rows) < entry.row:
            rows.append({})
        rows[-1][entry.column] = entry.value
        line = texts.label(Text(f"stored-{entry.line}"), locale)
        meaning.setdefault(entry.table, {})[entry.column] = line.removeprefix("• ")
    content = {"stored": tables, "meaning": meaning}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
