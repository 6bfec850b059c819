"""Nothing secret, and nobody's words or number, in what a running bot says of itself.

The bot is a process of its own, in DEBUG; it talks with the emulator, and everything goes wrong.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, TypeAlias

import aiohttp
import pytest

from bot.adapters.encryption import new_key
from bot.cli import main
from bot.emulator import Emulator, Fault, Options
from bot.emulator.errors import ApiError, bad_request, conflict, restarting, too_many_requests
from tests.contract.conftest import free_port
from tests.contract.talk import says

TOKEN: Final = "7654321098:" + "S3cretTokenOfTheTests" + "T" * 14
WEBHOOK_SECRET: Final = "s3cret-of-the-webhook"  # noqa: S105  # of the test
KEY: Final = new_key()
OLD_KEY: Final = new_key()
ANNA: Final = 4_815_162_342
NAME: Final = "Zoraïde"
WORDS: Final = "mon-employeur-lit-ceci"
ByHand: TypeAlias = Callable[..., int]
START_SECONDS: Final = 60.0
HIDDEN: Final = (
    TOKEN,
    TOKEN.partition(":")[2],
    WEBHOOK_SECRET,
    KEY,
    OLD_KEY,
    NAME,
    WORDS,
    str(ANNA),
)
UNAUTHORIZED: Final = ApiError(401, "Unauthorized")


def environment(folder: Path, **values: str) -> dict[str, str]:
    """Return the environment of a bot, without what this process has of settings."""
    others = {key: value for key, value in os.environ.items() if not key.startswith("OPTOUT_")}
    settings = {
        "BOT_TOKEN": TOKEN,
        "DATABASE_URL": f"sqlite:///{folder / 'optout.sqlite3'}",
        "ENCRYPTION_KEY": KEY,
        "OLD_ENCRYPTION_KEYS": OLD_KEY,
        "WEBHOOK_SECRET": WEBHOOK_SECRET,
        "LOG_LEVEL": "DEBUG",
        **values,
    }
    return {**others, **{f"OPTOUT_{name}": value for name, value in settings.items()}}


@asynccontextmanager
async def started(
    folder: Path, *arguments: str, **values: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the command line with what it says in two files of *folder*; end it in the end."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments,
            env=environment(folder, **values), cwd=folder, stdout=out, stderr=err,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await process.wait()


def told(folder: Path) -> str:
    """Return everything that the process said."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in ("out", "err"))


def in_proc(pid: int) -> Iterator[str]:
    """Yield what other users of the machine can read of a process: its titles."""
    for name in ("cmdline", "comm"):
        yield (Path("/proc") / str(pid) / name).read_text(encoding="utf-8", errors="replace")


def refuse(text: str) -> None:
    """Fail where *text* has something hidden in it; the failure does not repeat it."""
    for number, hidden in enumerate(HIDDEN):
        assert hidden not in text, f"hidden text {number} in {len(text)} characters"


async def scripted(emulator: Emulator) -> None:
    """Let a member do what members do, while Telegram fails in every way."""
    anna = emulator.visitor(NAME, username=f"{NAME}_x", user_id=ANNA, language_code="fr")
    anna.send("/start")
    await anna.next_message(within_seconds=START_SECONDS)
    failures = (
        Fault(error=too_many_requests(1)),
        Fault(error=restarting()),
        Fault(html_status=502),
        Fault(is_cut=True),
        Fault(error=bad_request(f"chat {ANNA}: can't parse entities: <b>{WORDS}")),
        Fault(error=UNAUTHORIZED),
    )
    others = [emulator.visitor(NAME, user_id=ANNA * 10 + n) for n, _ in enumerate(failures)]
    for failure, other in zip(failures, others, strict=True):
        emulator.faults.script("sendMessage", failure)
        emulator.faults.script("answerCallbackQuery", failure)
        other.send(f"{WORDS} ?")
        anna.press_data(anna.last_message["message_id"], f"faq:{WORDS}")
    await emulator.until(lambda: emulator.faults.left == 0)
    for failure in (Fault(error=conflict(f"terminated by {TOKEN}")), Fault(is_cut=True)):
        emulator.faults.script("getUpdates", failure)
    broken = {"message_id": 1, "date": WORDS, "chat": {"id": ANNA}, "text": WORDS}
    emulator.updates.add("message", broken, ANNA)
    anna.send(f"/broadcast {WORDS}")  # she is an owner
    anna.send("/mydata")
    anna.send(f"/delete {WORDS}")
    await emulator.until(lambda: "effac" in says(anna.last_message).lower() or None)
    anna.block()
    await emulator.idle()


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc, as Linux has it")
@pytest.mark.parametrize(("front_end", "log_format"), [("aiogram", "text"), ("ptb", "json")])
async def test_a_running_bot_tells_no_secret_and_of_nobody(
    tmp_path: Path, front_end: str, log_format: str
) -> None:
    """Not in logs at DEBUG, not in tracebacks, not in metrics, not in the titles of the process."""
    port = free_port()
    async with (
        Emulator(TOKEN, options=Options()) as emulator,
        started(
            tmp_path,
            "run",
            "--frontend",
            front_end,
            LOG_FORMAT=log_format,
            API_URL=emulator.url,
            HTTP_PORT=str(port),
            OWNERS=str(ANNA),
        ) as bot,
        aiohttp.ClientSession() as http,
    ):
        await scripted(emulator)
        for page in ("metrics", "healthz", "readyz", "", WORDS):
            async with http.get(f"http://127.0.0.1:{port}/{page}") as response:
                text = await response.text()
                assert page != "metrics" or "optout_" in text
                refuse(text.replace(WORDS, "") if page == WORDS else text)
        for title in in_proc(bot.pid):
            assert title
            refuse(title)
    said = told(tmp_path)
    assert bot.returncode == 0
    assert "an update cannot be read" in said  # it was made to complain
    assert "the updates go elsewhere" in said
    refuse(said)
    if log_format == "json":
        for line in (tmp_path / "err").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)  # in ASCII as it stands, so that a name could hide in it
            assert entry.keys() >= {"time", "level", "logger", "message"}
            refuse("\n".join(entry.values()))


@pytest.fixture
def by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ByHand]:
    """Runs a command in this process, which is quicker; gives its exit code."""

    def run(*arguments: str, **values: str) -> int:
        for name, value in environment(tmp_path, **values).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["optout-bot", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    root = logging.getLogger()
    before = root.level, root.handlers[:]
    monkeypatch.chdir(tmp_path)
    yield run
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.mark.parametrize("arguments", [("check",), ("check", "--privacy"), ("keys", "rotate")])
def test_what_is_looked_at_by_hand_tells_no_secret(
    by_hand: ByHand, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """Whether all is well, or Telegram is not reached."""
    by_hand(*arguments, API_URL="http://127.0.0.1:1")
    said = "".join(capfd.readouterr())
    assert said.strip()
    refuse(said)


WRONG: Final[Mapping[str, Mapping[str, str]]] = {
    "token": {"BOT_TOKEN": f"{WORDS} {TOKEN}"},
    "key": {"ENCRYPTION_KEY": KEY + WORDS},
    "old key": {"OLD_ENCRYPTION_KEYS": f"{OLD_KEY}{WORDS}"},
    "webhook": {"WEBHOOK_URL": "https://example.org/x", "WEBHOOK_SECRET": f"{WORDS} !"},
    "database": {"DATABASE_URL": f"postgresql://bot:{WORDS}@127.0.0.1:1/optout"},
    "kind of database": {"DATABASE_URL": f"oracle://bot:{WORDS}@127.0.0.1:1/optout"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_not_repeated(
    by_hand: ByHand, capfd: pytest.CaptureFixture[str], wrong: Mapping[str, str]
) -> None:
    """The line names the setting, and says what is expected; a traceback would show its value."""
    assert by_hand("run", **{"API_URL": "http://127.0.0.1:1", "LOG_LEVEL": "INFO", **wrong}) == 1
    said = "".join(capfd.readouterr())
    refuse(said)
    assert "OPTOUT_" in said
    assert "Traceback" not in said
