"""CPU per update of the whole bot over HTTP, beside an echo bot of the same library and mode.

Both run as processes of their own against an emulator in this one, in the same run. Ours reads and
writes its database, chooses texts and, for questions, matches; the peer sends back what it gets.
BENCHMARK_PEOPLE sets how many people there are (200 by default); each sends ROUNDS messages.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from bot.emulator import Emulator, Visitor
from bot.evaluation.questions import default_files, load
from bot.knowledge.phrasings import known_topics

PEOPLE: Final = int(os.environ.get("BENCHMARK_PEOPLE", "200"))
ROUNDS: Final = 3
LOCALES: Final = ("fr", "en")
QUESTIONS: Final = 20  # different ones in each language
HERE: Final = Path(__file__).parent
WITHIN_SECONDS: Final = 120


@dataclass(frozen=True)
class Figures:
    """What a bot did with one kind of update."""

    per_second: float
    cpu_us: float  # of the bot's process, user and system, per update


Send = Callable[[Visitor, int], None]  # what somebody does in a round
Count = Callable[[Visitor], int]  # how much of it has been answered


@asynccontextmanager
async def process(script: str, *arguments: object) -> AsyncIterator[int]:
    """Run a bot as a process until the end of the context; give its number."""
    child = subprocess.Popen(  # noqa: ASYNC220, S603  # our own command; starting takes no time
        [sys.executable, str(HERE / script), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield child.pid
    finally:
        child.terminate()
        await asyncio.to_thread(child.wait, 30)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, user and system, of all its threads."""
    return time.clock_gettime(~pid << 3 | 2)  # the number of its clock; see clock_getcpuclockid(3)


def some_questions() -> dict[str, list[str]]:
    """Return QUESTIONS different ones by language, as people ask them, out of scope among them."""
    asked = load(default_files(), known_topics())
    chosen = {}
    for locale in LOCALES:
        texts = [question.text for question in asked if question.locale == locale]
        chosen[locale] = texts[:: len(texts) // QUESTIONS][:QUESTIONS]
    return chosen


def answers(person: Visitor) -> int:
    """Return how many messages the bot wrote to *person*."""
    return len(person.bot_messages)


async def measure(pid: int, people: list[Visitor], send: Send, count: Count) -> Figures:
    """Let everybody *send* ROUNDS times; return the figures of the bot."""
    started, used = time.perf_counter(), cpu_seconds(pid)
    await take_rounds(people, send, count)
    updates = len(people) * ROUNDS
    wall, cpu = time.perf_counter() - started, cpu_seconds(pid) - used
    return Figures(updates / wall, cpu / updates * 1e6)


async def take_rounds(people: list[Visitor], send: Send, count: Count) -> None:
    """Let everybody *send* ROUNDS times, each round once the one before is answered."""
    for number in range(ROUNDS):
        before = {person.id: count(person) for person in people}
        for person in people:
            send(person, number)

        def is_answered(person: Visitor, before: dict[int, int] = before) -> bool:
            return count(person) > before[person.id]

        for person in people:
            await person.until(is_answered, within_seconds=WITHIN_SECONDS)


async def meet(emulator: Emulator, *texts: str, number: int = PEOPLE) -> list[Visitor]:
    """Return people who have sent *texts* and been answered: no first contact is measured."""
    people = [emulator.visitor(language_code=LOCALES[n % len(LOCALES)]) for n in range(number)]
    for text in texts:
        for person in people:
            person.send(text)
        for person in people:
            await person.until(_is_answered, within_seconds=WITHIN_SECONDS)
    return people


def _is_answered(person: Visitor) -> bool:
    return person.messages[-1] in person.bot_messages[-1:]


def says(text: str) -> Send:
    """Return what sends *text* each time."""

    def say(person: Visitor, _: int) -> None:
        person.send(text)

    return say


def asks(questions: dict[str, list[str]]) -> Send:
    """Return what asks one of *questions* after another, everybody another one."""

    def ask(person: Visitor, number: int) -> None:
        texts = questions[person.person["language_code"]]
        person.send(texts[(person.id // 2 * ROUNDS + number) % len(texts)])

    return ask


class Presses:
    """Presses a button below the newest message of the bot, and sees when all of it is done."""

    def __init__(self, choose: Callable[[dict[str, Any], int], str]) -> None:
        self._choose = choose  # the data of the button, by message and round
        self._pressed: dict[int, tuple[Any, dict[str, Any]]] = {}  # query and message, by person
        self._done: dict[int, int] = {}

    def send(self, person: Visitor, number: int) -> None:
        """Press."""
        message = person.last_message
        query = person.press_data(message["message_id"], self._choose(message, number))
        self._pressed[person.id] = query, message

    def count(self, person: Visitor) -> int:
        """Return how many presses are done: the spinner stands, and the message is another."""
        query, before = self._pressed.get(person.id, (None, {}))
        if query is not None and query.answer is not None and person.last_message is not before:
            del self._pressed[person.id]
            self._done[person.id] = self._done.get(person.id, 0) + 1
        return self._done.get(person.id, 0)


def first_button(message: dict[str, Any], _: int) -> str:
    """Return the data of the first button that asks the bot: onwards, in the walkthrough."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(str(one["callback_data"]) for row in rows for one in row if "callback_data" in one)


def numbered(_: dict[str, Any], number: int) -> str:
    """Return other data in each round."""
    return f"button {number}"


async def measure_echo(emulator: Emulator, library: str, port: int) -> dict[str, Figures]:
    """Return the figures of the echo bot of *library*."""
    script = f"echo_{library}.py"
    async with process(script, emulator.url, emulator.token, port) as pid:
        people = await meet(emulator, "hello")
        presses = Presses(numbered)
        return {
            "echo": await measure(pid, people, says("hello"), answers),
            "echo of a press": await measure(pid, people, presses.send, presses.count),
        }


async def measure_ours(
    emulator: Emulator, library: str, port: int, folder: Path
) -> dict[str, Figures]:
    """Return the figures of our bot on *library*."""
    arguments = (emulator.url, emulator.token, port, library, folder)
    async with process("ours.py", *arguments) as pid:
        figures = {}
        people = await meet(emulator, "/start")
        figures["command"] = await measure(pid, people, says("/help"), answers)
        people = await meet(emulator, "/start")
        figures["question"] = await measure(pid, people, asks(some_questions()), answers)
        presses = Presses(first_button)
        pilots = await meet(
            emulator, "/start", "/optout", number=len(LOCALES)
        )  # their pictures go up only once
        await take_rounds(pilots, presses.send, presses.count)
        people = await meet(emulator, "/start", "/optout")
        figures["press"] = await measure(pid, people, presses.send, presses.count)
        return figures


@pytest.mark.benchmark
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_cpu_per_update(
    library: str, mode: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints the figures; asserts only that every update was answered."""
    is_webhook = mode == "webhook"
    async with Emulator(is_recording=False) as emulator:
        echo = await measure_echo(emulator, library, free_port() if is_webhook else 0)
    async with Emulator(is_recording=False) as emulator:
        port = free_port() if is_webhook else 0
        ours = await measure_ours(emulator, library, port, tmp_path)
    peers = {"echo": "echo", "echo of a press": "echo of a press", "press": "echo of a press"}
    lines = [f"{library}, {mode:18} updates/s  CPU us/update  of echo"]
    for name, found in (echo | ours).items():
        ratio = found.cpu_us / echo[peers.get(name, "echo")].cpu_us
        lines.append(f"{name:25} {found.per_second:9.0f} {found.cpu_us:14.0f} {ratio:8.2f}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))  # noqa: T201
