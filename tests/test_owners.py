"""/stats in a bot that runs: what people did shows as counts, to the owners alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.adapters.encryption import new_key
from bot.app import App, open_app
from bot.emulator import Emulator
from bot.settings import Settings
from tests.contract.talk import says
from tests.test_ask import MATCHER

OWNER, ANNA = 4_815_162_342, 4_815_162_999


@asynccontextmanager
async def running(tmp_path: Path, emulator: Emulator) -> AsyncIterator[App]:
    """Run a whole bot that has an owner."""
    settings = Settings.model_construct(
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=f"sqlite:///{tmp_path / 'optout.sqlite3'}",
        encryption_key=SecretStr(new_key()),
        owners=f"1, {OWNER}",
    )
    async with open_app(settings, matcher=MATCHER) as app:
        stop = asyncio.Event()
        task = asyncio.create_task(app.run(stop))
        yield app
        stop.set()
        await task


async def test_an_owner_sees_counts_and_nobody_else_does(tmp_path: Path) -> None:
    """Tables, a picture and a file; no text that somebody typed, and no name."""
    async with Emulator() as emulator, running(tmp_path, emulator):
        anna = emulator.visitor("Anna-Lena", user_id=ANNA, language_code="en")
        anna.send("/start c_flyer-2")
        await anna.next_message()
        for text in ("sure?", "my-employer reads this"):
            anna.send(text)
            await anna.next_message()
        owner = emulator.visitor("Olga", user_id=OWNER, language_code="en")
        owner.send("/start")
        await owner.next_message()
        owner.send("/stats")
        tables = says(await owner.next_message())
        ways = says(await owner.next_message())
        picture = await owner.next_message()
        file = await owner.next_message()
        assert "private-messages" in tables
        assert "c_flyer-2" in ways
        assert "photo" in picture
        assert file["document"]["file_name"].endswith(".txt")
        for word in ("employer", "Anna", str(ANNA)):
            assert word not in tables + ways
        before = says(anna.last_message)
        anna.send("/stats")
        answer = says(await anna.next_message())
        anna.send("/weather")
        assert says(await anna.next_message()) == answer != before
