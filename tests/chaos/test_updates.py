"""kill -9 of the whole bot while people write to it: what was not kept comes again, once."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bot.adapters.encryption import new_key
from bot.emulator import Emulator
from tests.chaos.conftest import Size
from tests.chaos.test_storage import locked

PEOPLE: Final = 20
START_SECONDS: Final = 60.0  # for a process to start, on a machine that does other work


@asynccontextmanager
async def polling_bot(
    emulator: Emulator, file: Path, key: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as its operator does; at the end, it is killed unless it was before."""
    environment = {
        "PATH": os.environ["PATH"],
        "OPTOUT_BOT_TOKEN": emulator.token,
        "OPTOUT_API_URL": emulator.url,
        "OPTOUT_DATABASE_URL": f"sqlite:///{file}",
        "OPTOUT_ENCRYPTION_KEY": key,
        "OPTOUT_MESSAGES_PER_SECOND": "1000",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, cwd=file.parent
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_a_kill_between_receiving_and_keeping_loses_no_update(
    size: Size, tmp_path: Path, tables: Path
) -> None:
    """Killed while the turns cannot be kept yet: the next process keeps and answers each, once."""
    shutil.copy(tables, tmp_path)
    file, key, kills = tmp_path / tables.name, new_key(), size.pick(1, 5)
    async with Emulator() as emulator:
        people = [emulator.visitor() for _ in range(PEOPLE)]
        updates = emulator.updates

        async def everybody_is_answered(times: int) -> None:
            def look() -> bool:
                answers = [len(person.bot_messages) for person in people]
                return updates.is_polled and not updates.pending and answers == [times] * PEOPLE

            await emulator.until(look, within_seconds=START_SECONDS)

        for kill in range(kills):
            async with polling_bot(emulator, file, key) as bot:
                await everybody_is_answered(kill)
                with locked(file):
                    for person in people:
                        person.send("/start")
                    asked = updates.asked
                    await emulator.until(lambda asked=asked: updates.asked >= asked + 3)  # type: ignore[misc]
                    assert len(updates.pending) == PEOPLE
                    bot.kill()
                    await bot.wait()
        async with polling_bot(emulator, file, key):
            await everybody_is_answered(kills)
            await emulator.idle(quiet_seconds=0.5)  # nothing more comes
            await everybody_is_answered(kills)
