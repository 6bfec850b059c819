"""The command line: what it prints, and one line with exit code 1 for what goes wrong."""

import asyncio
import json
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot import cli, demo
from bot.adapters.database import open_database
from bot.adapters.encryption import ChatCipher, parse_key
from bot.adapters.store import SqlStore
from bot.cli.running import DEFAULT_PORT
from bot.core.conversation import Conversation
from bot.core.effects import Count
from bot.core.tally import Counted
from bot.matching.twin import TableMatcher
from bot.settings import Settings
from tests.test_ask import BEFORE, MATCHER, SHAPE

NOW = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)


def commands(app: typer.Typer, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield every command of *app*, and of the groups in it."""
    for command in app.registered_commands:
        assert command.callback
        yield (*before, command.name or command.callback.__name__)
    for group in app.registered_groups:
        assert group.typer_instance
        if not group.name:  # its commands stand among the others
            yield from commands(group.typer_instance, *before)
            continue
        yield (*before, group.name)
        yield from commands(group.typer_instance, *before, group.name)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, no settings, and a matcher that knows its questions by heart."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OPTOUT_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.matching.matcher.load_matcher", lambda: MATCHER)
    monkeypatch.setattr("logging.basicConfig", lambda **_: None)


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command line; what it raises is not caught."""
    return CliRunner().invoke(cli.app, list(arguments), input=stdin, catch_exceptions=False)


@pytest.fixture
def run_main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run as a process does; return the exit code and what stands in standard error."""

    def run_it(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["optout-bot", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        code = ended.value.code
        assert isinstance(code, int)
        return code, capsys.readouterr().err

    return run_it


@pytest.mark.parametrize("command", [*commands(cli.app)], ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    """--help, with exit code 0."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_the_version() -> None:
    """That of the installed package."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"optout-bot {version('optout-bot')}\n")


# ask


def test_a_question_is_answered_in_words() -> None:
    """On any day, in any language that is spoken."""
    result = run("ask", "when?", "--on", "2025-10-20", "--locale", "en")
    assert result.exit_code == 0
    assert "14 days" in result.stdout


def test_without_a_day_today_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the only thing that is taken from the clock."""

    class Now(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Now":
            assert tz is UTC
            return cls(2025, 11, 2, tzinfo=UTC)

    monkeypatch.setattr("bot.cli.asking.datetime", Now)
    assert "demain" in run("ask", "when?").stdout


def test_a_question_is_answered_as_json() -> None:
    """The same object as a line of --jsonl, without the id."""
    reply = json.loads(run("ask", "sure?", "--json").stdout)
    assert list(reply) == SHAPE[1:]


def test_many_questions_are_answered_line_by_line() -> None:
    """The order stays; empty lines are passed over."""
    lines = ['{"id": 1, "text": "sure?"}', "", '{"id": 2, "locale": "en", "text": "é?"}']
    result = run("ask", "--jsonl", stdin="\n".join(lines))
    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [list(reply) for reply in replies] == [SHAPE, SHAPE]
    assert [reply["id"] for reply in replies] == [1, 2]


def test_a_bad_line_among_many_fails_the_run_at_its_end() -> None:
    """The others are answered; the exit code says that something was wrong."""
    result = run("ask", "--jsonl", stdin='nonsense\n{"id": 2, "text": "sure?"}\n')
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert list(first) == ["id", "error"]
    assert second["id"] == 2
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("question", "--jsonl")])
def test_either_a_question_or_many(arguments: tuple[str, ...]) -> None:
    """Neither or both is a misuse, and says so."""
    result = run("ask", *arguments)
    assert result.exit_code == 2
    assert "give a question, or --jsonl" in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", [("ask", "when?", "--on"), ("demo", "--from")])
@pytest.mark.parametrize("day", ["2025-13-01", "tomorrow", "20.10.2025", ""])
def test_an_unknown_day_says_how_days_are_written(command: tuple[str, ...], day: str) -> None:
    """A misuse: exit code 2, as every command line does."""
    result = run(*command, day)
    assert result.exit_code == 2
    assert "is no day; write it as 2025-10-20" in " ".join(result.stderr.replace("│", "").split())


# demo, run, keys, database


def test_the_demo_begins_on_the_day_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """And without one, two weeks before the start."""
    begun: list[tuple[date, int, bool, str]] = []

    async def record(
        start: date, *, port: int, opens_browser: bool, say: object, frontend: str
    ) -> None:
        assert say is typer.echo
        begun.append((start, port, opens_browser, frontend))

    monkeypatch.setattr(demo, "run", record)
    assert run("demo").exit_code == 0
    other = ("--port", "0", "--no-browser", "--frontend", "ptb")
    assert run("demo", "--from", "2026-01-02", *other).exit_code == 0
    assert begun == [
        (BEFORE, DEFAULT_PORT, True, "aiogram"),
        (date(2026, 1, 2), 0, False, "ptb"),
    ]


@pytest.mark.parametrize(
    ("arguments", "frontend"), [((), "ptb"), (("--frontend", "aiogram"), "aiogram")]
)
def test_the_front_end_of_the_command_goes_before_that_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], frontend: str
) -> None:
    """The rest of the settings stays."""
    run_with: list[Settings] = []

    async def record(settings: Settings) -> None:
        run_with.append(settings)

    monkeypatch.setattr("bot.app.run", record)
    monkeypatch.setenv("OPTOUT_FRONTEND", "ptb")
    monkeypatch.setenv("OPTOUT_HTTP_PORT", "8080")
    assert run("run", *arguments).exit_code == 0
    assert [(s.frontend, s.http_port) for s in run_with] == [(frontend, 8080)]


def test_an_unknown_front_end_is_a_misuse() -> None:
    """With those that there are."""
    result = run("run", "--frontend", "telethon")
    assert result.exit_code == 2
    assert "ptb" in result.stderr


def test_a_port_in_use_is_told_in_one_line(run_main: Callable[..., tuple[int, str]]) -> None:
    """With what to do instead."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, error = run_main("demo", "--no-browser", "--port", str(port))
    assert code == 1
    assert error == f"optout-bot: port {port} is taken, or not for everybody; try --port 0\n"


def test_without_a_token_the_bot_says_where_to_get_one(
    run_main: Callable[..., tuple[int, str]],
) -> None:
    """One line, exit code 1."""
    code, error = run_main("run")
    assert code == 1
    (line,) = error.splitlines()
    assert line.startswith("optout-bot: OPTOUT_BOT_TOKEN: not set; @BotFather")


@pytest.mark.parametrize(
    ("setting", "value"),
    [("LOG_LEVEL", "loud"), ("DATABASE_URL", "nonsense"), ("DATABASE_URL", "sqlite:////no/where")],
)
def test_a_wrong_setting_is_told_in_one_line(
    run_main: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    value: str,
) -> None:
    """The line names the setting."""
    monkeypatch.setenv(f"OPTOUT_{setting}", value)
    code, error = run_main("db", "upgrade")
    assert code == 1
    (line,) = error.splitlines()
    assert line.startswith(f"optout-bot: OPTOUT_{setting}: ")


@pytest.mark.parametrize("way", ["upgrade", "downgrade"])
def test_an_unknown_revision_is_told_in_one_line(
    run_main: Callable[..., tuple[int, str]], way: str
) -> None:
    """Nothing is changed then."""
    code, error = run_main("db", way, "nonsense")
    assert code == 1
    (line,) = error.splitlines()
    assert line == "optout-bot: Can't locate revision identified by 'nonsense'"


def test_a_new_key_can_be_used() -> None:
    """Another one each time."""
    first, second = run("new-key"), run("new-key")
    assert parse_key(first.stdout) != parse_key(second.stdout)
    assert len(first.stdout.splitlines()) == 1


def test_a_matcher_by_heart_is_what_these_tests_use() -> None:
    """The trained one is tested where it is made."""
    assert isinstance(MATCHER, TableMatcher)


def test_what_was_not_answered_is_listed_without_texts() -> None:
    """Day, language, how many, and the nearest topic: nothing else is known."""
    assert "optout-bot db upgrade" in run("phrasings", "misses").output
    run("db", "upgrade")

    async def miss() -> None:
        engine = open_database("sqlite:///optout.sqlite3")
        store = SqlStore(engine, ChatCipher(bytes(32)))
        chat = Conversation("fr", "Europe/Paris", seen_on=BEFORE)
        await store.commit(1, None, chat, (Count(Counted.MISSED, "minors", "fr"),), now=NOW)
        await engine.dispose()

    asyncio.run(miss())
    assert run("phrasings", "misses").output.split() == ["2025-10-20", "fr", "1", "minors"]
