"""``python -m tests.security.fuzz_knowledge -runs=20000``: the files of the content authors."""

from tests.security.guided import FromBytes, fuzz, watching

with watching("bot.knowledge", "bot.core.knowledge", "bot.core.faq"):
    from tests.security.loads import FILES, GONE, load_with, places

from datetime import date, datetime
from typing import Final

_DAY: Final = date(2025, 11, 3)
_MOMENT: Final = datetime(2025, 11, 3)  # noqa: DTZ001  # TOML has such


def try_one(data: bytes) -> None:
    """Change one thing in one file, and load them all."""
    chooser = FromBytes(data)
    name = FILES[chooser.number(0, len(FILES) - 1)]
    ways = places(name)
    way = ways[chooser.number(0, len(ways) - 1)]
    text = chooser.text(20)
    values: tuple[object, ...] = (
        GONE, text, "", 0, 1.5, True, [], [text], {}, {text: text}, _DAY, _MOMENT, [_DAY, text],
        {"text": text}, "official", "optout", "https://example.org", "2025-13",
    )  # fmt: skip
    load_with(name, way, values[chooser.number(0, len(values) - 1)])


if __name__ == "__main__":
    fuzz(try_one)
