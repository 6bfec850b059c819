"""The check of an installation: what is wrong, what to do about it, and never a secret."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest
from pydantic import SecretStr

from bot.adapters.database import downgrade, migrate, open_database
from bot.adapters.encryption import ChatCipher, new_key, parse_key
from bot.adapters.store import SqlStore
from bot.adapters.texts import BrokenMessages
from bot.check import Finding, check
from bot.core.conversation import Conversation
from bot.core.errors import KnowledgeError
from bot.emulator import Emulator, Options
from bot.frontends.updates import UpdatesApi
from bot.settings import Settings
from tests.core.worlds import KNOWLEDGE
from tests.spoken import TEXTS
from tests.test_ask import MATCHER

NOW: Final = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
ANNA: Final = 4_815_162_342
SUBJECTS: Final = (
    "settings",
    "database",
    "key",
    "locales",
    "knowledge",
    "matcher",
    "token",
    "profile",
    "webhook",
)
KEY, OTHER_KEY = new_key(), new_key()
SECRET: Final = "webhook-s3cret-of-many-signs"  # noqa: S105  # of the test
PATH: Final = "/hidden-path-of-the-webhook"
PASSWORD: Final = "pa55-word"  # noqa: S105
# Port 1 of this machine: nobody listens there.
HOOK: Final = f"https://127.0.0.1:1{PATH}"


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the package brings takes a second to load; tests/test_cli.py does it once."""
    monkeypatch.setattr("bot.matching.matcher.load_matcher", lambda: MATCHER)
    monkeypatch.setattr("bot.knowledge.load", lambda: KNOWLEDGE)
    monkeypatch.setattr("bot.check.FluentTexts", lambda _: TEXTS)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Telegram."""
    async with Emulator() as running:
        yield running


@pytest.fixture
async def settings(tmp_path: Path, emulator: Emulator) -> Settings:
    """A healthy installation that polls, and keeps one chat."""
    url = f"sqlite:///{tmp_path / 'optout.sqlite3'}"
    database = open_database(url)
    await migrate(database)
    store = SqlStore(database, ChatCipher(parse_key(KEY)))
    await store.commit(ANNA, 1, Conversation("fr", "UTC", seen_on=date(2025, 10, 20)), (), now=NOW)
    await database.dispose()
    return Settings.model_construct(
        bot_token=SecretStr(emulator.token),
        api_url=emulator.url,
        database_url=url,
        encryption_key=SecretStr(KEY),
        old_encryption_keys=SecretStr(OTHER_KEY),
        operator="Union",
        contact="dpo@example.org",
    )


async def found(settings: Settings, **changes: object) -> Mapping[str, Finding]:
    """Check *settings* with some of them changed; no secret of theirs is shown."""
    changed = settings.model_copy(update=changes)
    findings = [finding async for finding in check(changed)]
    assert tuple(finding.subject for finding in findings) == SUBJECTS
    for finding in findings:
        assert len(finding.detail.splitlines()) == 1
        token = changed.bot_token.get_secret_value()
        for secret in (token.partition(":")[2], KEY, OTHER_KEY, SECRET, PATH, PASSWORD):
            assert not secret or secret not in finding.detail
        assert str(ANNA) not in finding.detail
    return {finding.subject: finding for finding in findings}


async def failure(settings: Settings, subject: str, **changes: object) -> str:
    """Return what is said of *subject*, which is the only one that fails."""
    findings = await found(settings, **changes)
    failed = {name for name, finding in findings.items() if finding.outcome == "failed"}
    assert failed == {subject}
    return findings[subject].detail


async def test_a_healthy_installation(settings: Settings) -> None:
    """Everything is looked at, and everything is well."""
    findings = await found(settings)
    assert {finding.outcome for finding in findings.values()} == {"ok"}
    assert findings["settings"].detail == "aiogram, by polling"
    assert findings["key"].detail == "it opens what is stored"
    assert findings["token"].detail == "it is that of @optout_bot"
    assert findings["webhook"].detail == "none, the bot polls; updates waiting: 0"


async def test_through_the_other_front_end(settings: Settings) -> None:
    """The one that is set is the one that asks Telegram."""
    findings = await found(settings, frontend="ptb")
    assert findings["settings"].detail == "ptb, by polling"
    assert findings["token"].detail == "it is that of @optout_bot"


async def test_before_the_first_start(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first start makes is not missed, and not made by looking for it."""
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    findings = await found(
        settings,
        database_url="sqlite:///optout.sqlite3",
        encryption_key=SecretStr(""),
        operator="",
    )
    assert {finding.outcome for finding in findings.values()} == {"ok"}
    assert findings["database"].detail.endswith("not there yet, the first start makes it")
    assert findings["key"].detail == "none yet, the first start makes optout.key"
    assert "OPTOUT_OPERATOR" in findings["settings"].detail
    assert [*folder.iterdir()] == []


async def test_a_database_that_nobody_will_make(settings: Settings, tmp_path: Path) -> None:
    """Where starting does not migrate, somebody has to."""
    url = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    detail = await failure(settings, "database", database_url=url, migrate_on_start=False)
    assert detail.endswith("not there; run: optout-bot db upgrade")


async def test_tables_that_are_not_up_to_date(settings: Settings, tmp_path: Path) -> None:
    """A start may bring them there, or not."""
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    database = open_database(url)
    await migrate(database)
    await downgrade(database, "-1")
    await database.dispose()
    findings = await found(settings, database_url=url)
    assert findings["database"].outcome == "ok"
    assert "the next start brings" in findings["database"].detail
    detail = await failure(settings, "database", database_url=url, migrate_on_start=False)
    assert detail.endswith("run: optout-bot db upgrade")


async def test_a_database_that_does_not_answer(settings: Settings) -> None:
    """The password in its address is not shown, whatever the driver says."""
    for url in (
        f"postgresql://bot:{PASSWORD}@127.0.0.1:1/bot",
        f"nonsense://bot:{PASSWORD}@host/bot",
        f"postgresql://bot:{PASSWORD}@host:port/bot",
    ):
        assert "OPTOUT_DATABASE_URL: " in await failure(settings, "database", database_url=url)


async def test_a_database_on_postgresql(settings: Settings, postgres_url: str) -> None:
    """Named by its host, without the user."""
    findings = await found(settings, database_url=postgres_url)
    assert findings["database"].outcome == "ok"
    assert findings["database"].detail.startswith("PostgreSQL, optout_")
    assert "@" not in findings["database"].detail


async def test_a_file_in_a_folder_that_is_not_there(settings: Settings, tmp_path: Path) -> None:
    """The first start could not make it."""
    path = tmp_path / "nowhere" / "optout.sqlite3"
    detail = await failure(settings, "database", database_url=f"sqlite:///{path}")
    assert detail == f"OPTOUT_DATABASE_URL: there is no folder {path.parent}; make it"
    assert not path.parent.exists()


async def test_a_file_that_others_may_read(settings: Settings, tmp_path: Path) -> None:
    """As one that an earlier release has made; it goes on, and is told how to close it."""
    path = tmp_path / "optout.sqlite3"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    findings = await found(settings)
    assert findings["database"].outcome == "warning"
    assert findings["database"].detail.endswith(f"others may read it; run: chmod 600 {path}*")
    assert findings["key"].outcome == "ok"


async def test_a_key_that_opens_nothing(settings: Settings, tmp_path: Path) -> None:
    """Another one, a lost one, or none at all."""
    path = tmp_path / "lost.key"
    for key, old, words in (
        (new_key(), OTHER_KEY, "not the key that this database was written with"),
        ("not-a-key", OTHER_KEY, "optout-bot new-key"),
        (KEY, "not-a-key", "OPTOUT_OLD_ENCRYPTION_KEYS: one of them is not a key"),
        ("", OTHER_KEY, "is missing; bring it back, since only it opens the chats that are kept"),
    ):
        detail = await failure(
            settings,
            "key",
            encryption_key=SecretStr(key),
            old_encryption_keys=SecretStr(old),
            encryption_key_file=path,
        )
        assert words in detail
    assert not path.exists()


async def test_a_key_that_was_rotated(settings: Settings) -> None:
    """What was not brought under the new one yet is opened by the old one."""
    new = {"encryption_key": SecretStr(OTHER_KEY), "old_encryption_keys": SecretStr(KEY)}
    assert (await found(settings, **new))["key"].outcome == "ok"


@pytest.mark.parametrize(
    ("subject", "target", "error"),
    [
        ("locales", "bot.check.FluentTexts", BrokenMessages("fr/faq.ftl", "cannot read it")),
        ("knowledge", "bot.knowledge.load", KnowledgeError("topics", "when", "no claim")),
        ("matcher", "bot.matching.matcher.load_matcher", RuntimeError("4815162342")),
    ],
)
async def test_what_the_package_brings(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    subject: str,
    target: str,
    error: Exception,
) -> None:
    """A damaged installation is told; what a strange error says is not repeated."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(target, fail)
    detail = await failure(settings, subject)
    assert type(error).__name__ in detail or str(error) in detail


async def test_a_token_that_is_refused(settings: Settings, emulator: Emulator) -> None:
    """What needs the token is not tried."""
    for token, words in (
        ("", "not set; @BotFather on Telegram gives one"),
        ("nonsense", "not a token; copy it from @BotFather"),
        (emulator.token[:-1] + "F", "does not know it, or it was revoked"),
    ):
        detail = await failure(settings, "token", bot_token=SecretStr(token))
        assert detail.startswith("OPTOUT_BOT_TOKEN: ")
        assert words in detail
        findings = await found(settings, bot_token=SecretStr(token))
        for subject in ("profile", "webhook"):
            assert findings[subject] == Finding(subject, "not tried", "the token comes first")


async def test_what_botfather_was_not_told(settings: Settings) -> None:
    """The bot works without; each is named with its remedy, and nothing fails."""
    for options, remedies in (
        (Options(has_inline_mode=False), {"send /setinline to @BotFather"}),
        (Options(privacy_mode=False), {"send /setprivacy to @BotFather, and Enable"}),
        (
            Options(has_inline_mode=False, privacy_mode=False),
            {"send /setinline to @BotFather", "send /setprivacy to @BotFather, and Enable"},
        ),
    ):
        async with Emulator(options=options) as telegram:
            findings = await found(settings, api_url=telegram.url)
        outcomes = {name: finding.outcome for name, finding in findings.items()}
        assert outcomes == dict.fromkeys(SUBJECTS, "ok") | {"profile": "warning"}
        said = findings["profile"].detail.split("; ")
        assert {part for part in said if part.startswith("send")} == remedies


async def test_a_server_that_does_not_answer(settings: Settings) -> None:
    """That is another fault than a wrong token."""
    detail = await failure(settings, "token", api_url="http://127.0.0.1:1")
    assert detail.startswith("OPTOUT_API_URL: 127.0.0.1:1 does not answer (")


async def test_polling_where_a_webhook_is_set(settings: Settings) -> None:
    """Telegram refuses it with 409: both ways out are named."""
    async with UpdatesApi(settings.bot_token.get_secret_value(), settings.api_url) as updates:
        await updates.set_webhook(HOOK, SECRET)
    detail = await failure(settings, "webhook")
    assert "Telegram delivers to 127.0.0.1:1, so polling is refused (409)" in detail
    assert detail.endswith("set OPTOUT_WEBHOOK_URL, or run: optout-bot webhook remove")


async def test_a_webhook(settings: Settings, emulator: Emulator) -> None:
    """None yet, another one, the right one, and one that Telegram cannot reach."""
    hooked = {
        "webhook_url": HOOK,
        "webhook_secret": SecretStr(SECRET),
        "http_port": 1,
    }
    assert "Telegram has none, not to 127.0.0.1:1" in await failure(settings, "webhook", **hooked)
    async with UpdatesApi(settings.bot_token.get_secret_value(), settings.api_url) as updates:
        await updates.set_webhook("https://127.0.0.1:2/other", SECRET)
        detail = await failure(settings, "webhook", **hooked)
        assert "Telegram delivers to 127.0.0.1:2, not to 127.0.0.1:1; start the bot" in detail
        await updates.set_webhook(f"{HOOK}-before", SECRET)
        assert "127.0.0.1:1 (another path)" in await failure(settings, "webhook", **hooked)
        await updates.set_webhook(HOOK, SECRET)
    well = await found(settings, **hooked)
    assert well["settings"].detail == "aiogram, by webhook"
    assert well["webhook"].outcome == "ok"
    assert well["webhook"].detail == "Telegram delivers to 127.0.0.1:1; updates waiting: 0"

    emulator.visitor(user_id=ANNA).send("bonjour")
    async with asyncio.timeout(10):
        while "last_error_message" not in await _info(settings):
            pass  # each look is a request
    detail = await failure(settings, "webhook", **hooked)
    assert (
        "Telegram cannot deliver to 127.0.0.1:1: updates waiting: 1, the last failure, 20" in detail
    )
    assert detail.endswith("does the proxy pass the address on to it?")


async def _info(settings: Settings) -> Mapping[str, object]:
    async with UpdatesApi(settings.bot_token.get_secret_value(), settings.api_url) as updates:
        return await updates.webhook_info()
