"""Whichever library and whichever way in: the same talk makes the same calls, one for one."""

import asyncio
import json
import random
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import pytest

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Call, Emulator, Visitor
from bot.incoming import Incoming
from bot.turns import Turns
from tests.contract.conftest import BEFORE, WAYS_IN, Running, WayIn, make_settings, run_bot

TURNS: Final = 200
LINES: Final = (
    "/start",
    "/start faq_private-messages",
    "/start lang_en",
    "/optout",
    "/remind",
    "/stop",
    "/settings",
    "/language",
    "/language fr",
    "/sources",
    "/privacy",
    "/help",
    "/delete",
    "/nonsense",
    "mes messages privés ?",
    "et ça ?",
    "il fera beau demain",
    "are my messages read?",
    "oui",
    "non",
    "<b>&</i> 🦄",
)


class Talk:
    """Three members, one of them in a group, who do what a seeded die says."""

    def __init__(self, bot: Running) -> None:
        self.emulator = bot.emulator
        self.die = random.Random(20251103)  # noqa: S311  # a die, no secret
        self.taken = 0
        languages = ("fr", "en-GB", "pt-br")
        self.members = [self.emulator.visitor(language_code=code) for code in languages]
        self.group = self.emulator.group("Union", self.members[0], has_topics=True)
        self.topic = self.group.add_topic("Data")

    async def act(self) -> None:
        """Let somebody do one thing, and wait until its turn is over."""
        after = self.taken + 1
        member = self.die.choice(self.members)
        choice = self.die.random()
        if choice < 0.6 and self._press(member):
            pass
        elif choice < 0.7:
            self._write_in_group(self.members[0])
        elif choice < 0.75:
            self.die.choice((member.send_sticker, member.send_photo))()
        else:
            member.send(self.die.choice(LINES))
        await self.emulator.until(lambda: self.taken >= after)

    def _press(self, member: Visitor) -> bool:
        """Press any button of the newest message, if it has one that asks the bot."""
        if not member.bot_messages:
            return False
        message = member.last_message
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [
            button["callback_data"] for row in rows for button in row if "callback_data" in button
        ]
        if data:
            member.press_data(message["message_id"], self.die.choice(data))
        return bool(data)

    def _write_in_group(self, member: Visitor) -> None:
        line = self.die.choice(LINES)
        if not line.startswith("/"):
            line = f"@{self.emulator.username} {line}"
        thread = self.die.choice((None, self.topic))
        member.send(line, to=self.group, thread_id=thread)


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch) -> list[Talk]:
    """Count for the talk in the list each turn that is over."""
    talks: list[Talk] = []
    take = Turns.take

    async def count(self: Turns, incoming: Incoming) -> asyncio.Future[None]:
        saying = await take(self, incoming)
        await saying  # what is pressed next depends on it
        for talk in talks:
            talk.taken += 1
            talk.emulator.wake()
        return saying

    monkeypatch.setattr(Turns, "take", count)
    return talks


def by_chat(calls: list[Call]) -> dict[str, list[Any]]:
    """Return the calls in each chat, in their order; those about no chat by their method."""
    found: dict[str, list[Any]] = defaultdict(list)
    for call in calls:
        if call.method in {"setWebhook", "getWebhookInfo"}:
            continue
        parameters = {name: _value(value) for name, value in call.parameters.items()}
        place = str(parameters.get("chat_id", call.method))
        found[place].append((call.method, parameters))
    return found


def _value(value: Any) -> Any:  # noqa: ANN401  # any JSON value
    """Return *value*, parsed where a library sent JSON inside JSON."""
    if isinstance(value, str) and value.startswith(("{", "[")):
        return json.loads(value)
    return value


async def requests_of(way_in: WayIn, folder: Path, talks: list[Talk]) -> dict[str, list[Any]]:
    """Let a bot that runs in that way talk; return its requests."""
    clock = SimulatedClock(BEFORE)
    async with Emulator(clock=clock) as emulator:
        settings = make_settings(emulator, folder, way_in)
        async with run_bot(emulator, settings, clock) as bot:
            talk = Talk(bot)
            talks[:] = [talk]
            for _ in range(TURNS):
                await talk.act()
            talks.clear()
        assert talk.taken == TURNS
        return by_chat(emulator.calls())


async def test_the_same_talk_makes_the_same_calls(
    tmp_path: Path, tables: Path, talks: list[Talk]
) -> None:
    """Two hundred turns, in private, in a group and in a topic of it."""
    made = []
    for way_in in WAYS_IN:
        shutil.copy(tables, tmp_path)  # over what the one before kept
        made.append(await requests_of(way_in, tmp_path, talks))
    first, *others = made
    assert sum(map(len, first.values())) > TURNS
    assert sum(place.startswith("-") for place in first) == 1  # the group
    methods = {method for calls in first.values() for method, _ in calls}
    assert {"sendMessage", "sendPhoto", "editMessageText", "editMessageMedia"} <= methods
    for other in others:
        assert other.keys() == first.keys()
        for place, calls in first.items():
            assert other[place] == calls
