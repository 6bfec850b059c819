"""The commands of whoever looks after an installation: check, keys rotate, db copy, webhook."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from bot.adapters.database import open_database
from bot.adapters.encryption import ChatCipher, new_key, parse_key
from bot.adapters.store import SqlStore
from bot.core.conversation import Conversation
from bot.emulator import Emulator
from bot.frontends.updates import UpdatesApi
from bot.settings import Settings
from tests.test_ask import MATCHER
from tests.test_cli import run

NOW: Final = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
ANNA: Final = 4_815_162_342
CHAT: Final = Conversation("fr", "Europe/Paris", seen_on=date(2025, 10, 20))
URL: Final = "sqlite:///optout.sqlite3"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder, no settings, and a matcher that knows its questions by heart."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OPTOUT_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.matching.matcher.load_matcher", lambda: MATCHER)
    return tmp_path


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of an installation that keeps one chat."""
    key = new_key()
    monkeypatch.setenv("OPTOUT_ENCRYPTION_KEY", key)
    assert run("db", "upgrade").exit_code == 0
    at_store(URL, (key,), lambda store: store.commit(ANNA, 1, CHAT, (), now=NOW))
    return key


def at_store(url: str, keys: tuple[str, ...], work: Callable[[SqlStore], object]) -> object:
    """Return what *work* does with the store at *url*."""

    async def do() -> object:
        database = open_database(url)
        try:
            return await work(SqlStore(database, ChatCipher(*map(parse_key, keys))))  # type: ignore[misc]
        finally:
            await database.dispose()

    return asyncio.run(do())


def kept(url: str, *keys: str) -> object:
    """Return what the store at *url* knows of the chat."""
    return getattr(at_store(url, keys, lambda store: store.load(ANNA)), "conversation", None)


# check


async def test_a_healthy_installation(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line each, and exit code 0; with everything that the package brings."""
    del key
    async with Emulator() as emulator:
        monkeypatch.setenv("OPTOUT_BOT_TOKEN", emulator.token)
        monkeypatch.setenv("OPTOUT_API_URL", emulator.url)
        result = await asyncio.to_thread(run, "check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[1] for line in lines] == [
        *("settings", "database", "key", "locales", "knowledge", "matcher", "token", "profile"),
        "webhook",
    ]
    assert {line.split()[0] for line in lines} == {"ok"}
    assert result.stderr == ""


def test_what_failed_makes_exit_code_1() -> None:
    """The others are looked at all the same."""
    result = run("check")
    assert result.exit_code == 1
    outcomes = [line[:9].strip() for line in result.stdout.splitlines()]
    assert outcomes == ["ok"] * 6 + ["failed", "not tried", "not tried"]


def test_a_wrong_setting_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be looked at then."""
    monkeypatch.setenv("OPTOUT_HTTP_PORT", "many")
    result = run("check")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("failed     settings   OPTOUT_HTTP_PORT: ")


# check --privacy


def test_nothing_can_be_read_without_the_key(key: str) -> None:
    """Where was looked is shown; the key and the chats are not."""
    result = run("check", "--privacy", "--known", "Anna", "--known", "Zoë")
    assert result.exit_code == 0
    assert "chat numbers: 1, kept questions: 0, broadcasts: 0, known texts: 2;" in result.stdout
    assert "nothing of it can be read without the key" in result.stdout
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert int(rows["chat.chat_number"][0]) >= 36
    assert {rows[name][1] for name in rows if "." in name} == {"0"}
    assert rows.keys() >= {"seen_update.update_id", "reminder.milestone", "optout.sqlite3-wal"}
    assert key not in result.output
    assert str(ANNA) not in result.output


def test_what_can_be_read_is_told_without_repeating_it(key: str, folder: Path) -> None:
    """Exit code 1, the place and the form."""
    del key
    with closing(sqlite3.connect(folder / "optout.sqlite3")) as other:
        other.execute("CREATE TABLE note (text TEXT)")
        other.execute("INSERT INTO note VALUES (?)", (f"Zoë Müller is {ANNA}",))
        other.commit()
    result = run("check", "--privacy", "--known", "Zoë Müller")
    assert result.exit_code == 1
    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    found = rows["note.text"].partition("26")[2].strip().split(", as text (1)")
    assert {what.strip(", ") for what in found} == {"a chat number", "known text 1", ""}
    assert "can be read without it" in result.stderr
    for secret in (str(ANNA), "Zoë", "Müller"):
        assert secret not in result.output


def test_where_nothing_is_kept_nothing_is_proven() -> None:
    """It says so."""
    assert run("check", "--privacy").exit_code == 1
    run("db", "upgrade")
    result = run("check", "--privacy")
    assert result.exit_code == 0
    assert "nothing that could be read" in result.stdout


def test_where_nothing_is_kept_a_known_text_is_looked_for(folder: Path) -> None:
    """No key is needed for that, and none is made."""
    run("db", "upgrade")
    known = ("check", "--privacy", "--known", "Anna Kowalska")
    result = run(*known)
    assert result.exit_code == 0
    assert "chat numbers: 0, kept questions: 0, broadcasts: 0, known texts: 1;" in result.stdout
    with closing(sqlite3.connect(folder / "optout.sqlite3")) as other:
        other.execute("CREATE TABLE note (text TEXT)")
        other.execute("INSERT INTO note VALUES ('ANNA KOWALSKA')")
        other.commit()
    assert run(*known).exit_code == 1
    assert not (folder / "optout.key").exists()


def test_known_texts_are_read_from_standard_input(key: str) -> None:
    """One a line: others on the machine see the command."""
    del key
    lines = "Anna\n\n  Zoë Müller \n"
    result = run("check", "--privacy", "--known", "-", "--known", "Bela", stdin=lines)
    assert result.exit_code == 0
    assert "known texts: 3;" in result.stdout
    assert run("check", "--privacy", "--known", "-", stdin="\n").exit_code == 2


def test_what_was_left_out_is_not_promised(key: str) -> None:
    """The last line says no more than was looked at."""
    at_store(URL, (key,), lambda store: store.commit(1234567, 2, CHAT, (), now=NOW))
    result = run("check", "--privacy")
    assert result.exit_code == 0
    assert "left out, so short that they stand anywhere by chance: 1" in result.stdout
    *_, last = result.stdout.splitlines()
    assert "without the key" not in last
    assert "what was left out" in last


def test_a_known_text_needs_a_place_to_look() -> None:
    """A misuse, not a check that passes."""
    assert run("check", "--known", "Anna").exit_code == 2
    assert run("check", "--privacy", "--known", "").exit_code == 2


# keys rotate


def test_keys_are_rotated(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards the old key opens nothing, and is not needed."""
    new = new_key()
    monkeypatch.setenv("OPTOUT_ENCRYPTION_KEY", new)
    monkeypatch.setenv("OPTOUT_OLD_ENCRYPTION_KEYS", key)
    result = run("keys", "rotate")
    assert (result.exit_code, result.stdout) == (0, "chats brought under the current key: 1\n")
    assert kept(URL, new) == CHAT
    assert kept(URL, key) is None
    assert run("keys", "rotate").stdout == "chats brought under the current key: 0\n"


def test_without_the_old_key_nothing_is_rotated(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says why, and what is stored stays."""
    monkeypatch.setenv("OPTOUT_ENCRYPTION_KEY", new_key())
    with pytest.raises(Exception, match="not the key that this database was written with"):
        run("keys", "rotate")
    assert kept(URL, key) == CHAT


def test_keys_of_a_database_that_is_not_up_to_date(folder: Path) -> None:
    """Nothing is done, and no file is made."""
    result = run("keys", "rotate")
    assert result.exit_code == 1
    assert "optout-bot db upgrade" in result.stderr
    assert not any(folder.iterdir())


def test_where_nothing_is_kept_no_key_is_needed(folder: Path) -> None:
    """Nor is any called lost."""
    run("db", "upgrade")
    result = run("keys", "rotate")
    assert (result.exit_code, result.stdout) == (0, "chats brought under the current key: 0\n")
    assert "nothing is stored that a key has sealed" in result.stderr
    assert not (folder / "optout.key").exists()


def test_what_a_reader_holds_open_is_told(
    key: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chats are rotated; the file is not clear of the old key yet."""
    monkeypatch.setenv("OPTOUT_ENCRYPTION_KEY", new := new_key())
    monkeypatch.setenv("OPTOUT_OLD_ENCRYPTION_KEYS", key)
    with closing(sqlite3.connect(folder / "optout.sqlite3")) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM chat").fetchall()
        result = run("keys", "rotate")
    assert (result.exit_code, result.stdout) == (1, "chats brought under the current key: 1\n")
    assert "run it again" in result.stderr
    assert kept(URL, new) == CHAT
    assert run("keys", "rotate").exit_code == 0


# db copy


def test_everything_is_copied(key: str, postgres_url: str) -> None:
    """To a PostgreSQL, with the key that it had; what is there is never mixed with it."""
    result = run("db", "copy", URL, postgres_url)
    assert result.exit_code == 0
    assert "; set OPTOUT_DATABASE_URL, and start the bot" in result.stdout
    assert "copied" in result.stderr
    assert "compared" in result.stderr
    assert kept(postgres_url, key) == CHAT
    with pytest.raises(Exception, match="TO: chat holds 1 rows already"):
        run("db", "copy", URL, postgres_url)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("nonsense", URL), "FROM: "),
        ((URL, "mysql://host/name"), "TO: "),
    ],
)
def test_a_wrong_end_is_told(ends: tuple[str, str], words: str) -> None:
    """In one line that says which."""
    result = run("db", "copy", *ends)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"optout-bot: {words}")


# webhook remove


async def test_a_webhook_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot can poll then."""
    async with Emulator() as emulator, UpdatesApi(emulator.token, emulator.url) as updates:
        monkeypatch.setenv("OPTOUT_BOT_TOKEN", emulator.token)
        monkeypatch.setenv("OPTOUT_API_URL", emulator.url)
        await updates.set_webhook("https://127.0.0.1:1/hook", "s3cret-of-16-signs")
        result = await asyncio.to_thread(run, "webhook", "remove")
        assert result.exit_code == 0
        assert (await updates.webhook_info())["url"] == ""


def test_without_a_token_no_webhook_can_be_removed() -> None:
    """It says where to get one."""
    result = run("webhook", "remove")
    assert result.exit_code == 1
    assert "@BotFather" in result.stderr
