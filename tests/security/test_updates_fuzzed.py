"""Whatever is delivered, by Telegram or not: no exception leaves, and no log tells it."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from bot.frontends.frontend import FrontEndName
from tests.security.fuzzing import fuzzed
from tests.security.trials import corpus
from tests.security.updates import ANNA, TEMPLATES, WORDS, changed, reader, updates

NAMES: tuple[FrontEndName, ...] = ("aiogram", "ptb")


class Listener(logging.Handler):
    """Fails where a log tells something of an update."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line as it would be written, with its traceback."""
        self.lines.append(logging.Formatter().format(record))

    def check(self) -> None:
        """Fail, and forget what was heard."""
        told = "\n".join(self.lines)
        self.lines.clear()
        assert WORDS not in told
        assert str(ANNA) not in told


@pytest.fixture
def listener() -> Any:  # noqa: ANN401  # pytest knows
    """Everything that is logged, at any level."""
    heard = Listener()
    root = logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    yield heard
    root.removeHandler(heard)
    root.setLevel(level)


async def _read(name: FrontEndName, update: Mapping[str, Any]) -> int:
    async with reader(name) as (read, ears):
        await read(update)
        return len(ears.heard)


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_are_heard(name: FrontEndName, listener: Listener) -> None:
    """What is changed below is something to begin with."""
    heard = [asyncio.run(_read(name, changed(template, []))) for template in TEMPLATES]
    assert heard == [1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0]
    listener.check()


@pytest.mark.parametrize("name", NAMES)
def test_any_update_is_read_or_passed_over(name: FrontEndName, listener: Listener) -> None:
    """Without an exception, and without a word of it in a log at any level."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        async with reader(name) as (read, ears):

            async def take(update: dict[str, Any]) -> None:
                await read(update)

            @fuzzed(250)
            @given(updates)
            def try_one(update: dict[str, Any]) -> None:
                asyncio.run_coroutine_threadsafe(take(update), loop).result(10)
                listener.check()

            await asyncio.to_thread(try_one)
            assert ears.heard

    asyncio.run(run())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", corpus("updates"), ids=lambda case: case["why"])
def test_what_was_found_stays_mended(
    name: FrontEndName, case: dict[str, Any], listener: Listener
) -> None:
    """Each once left as an exception, or stood in a log."""
    asyncio.run(_read(name, case["update"]))
    listener.check()
