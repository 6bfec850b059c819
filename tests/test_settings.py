"""A wrong setting stops the start with one line that names it; a secret is never printed."""

from pathlib import Path

import pytest

from bot.core.errors import SettingsError
from bot.settings import Settings

SECRETS = {
    "OPTOUT_BOT_TOKEN": "123456:secret-token",
    "OPTOUT_ENCRYPTION_KEY": "secret-key",
    "OPTOUT_OLD_ENCRYPTION_KEYS": "secret-old-key",
    "OPTOUT_WEBHOOK_SECRET": "secret-webhook-word",
    "OPTOUT_DATABASE_URL": "postgresql://bot:secret-password@localhost/bot",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and an environment without our settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OPTOUT_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_a_default_and_a_meaning() -> None:
    """Nothing needs to be set to ask, to try and to read the help."""
    settings = Settings.load()
    assert settings.bot_token.get_secret_value() == ""
    assert settings.messages_per_second == 28
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MESSAGES_PER_SECOND", "0"),
        ("MESSAGES_PER_SECOND", "-1"),
        ("MESSAGES_PER_SECOND", "1001"),
        ("MESSAGES_PER_SECOND", "nan"),
        ("MESSAGES_PER_SECOND", "inf"),
        ("MESSAGES_PER_SECOND", "fast"),
        ("LOG_LEVEL", "debug"),
        ("LOG_LEVEL", ""),
        ("API_URL", "api.telegram.org"),
        ("API_URL", "ftp://api.telegram.org"),
        ("API_URL", "https://"),
        ("MIGRATE_ON_START", "perhaps"),
        ("FRONTEND", "telethon"),
        ("WEBHOOK_URL", "http://bot.example.org"),
        ("LOG_FORMAT", "xml"),
        ("HTTP_PORT", "65536"),
        ("OWNERS", "anna"),
        ("OWNERS", "1;2"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The line says what is expected and what the setting is for."""
    monkeypatch.setenv(f"OPTOUT_{name}", value)
    with pytest.raises(SettingsError) as wrong:
        Settings.load()
    (line,) = str(wrong.value).splitlines()
    assert line.startswith(f"OPTOUT_{name}: ")
    assert str(Settings.model_fields[name.lower()].description) in line


@pytest.mark.parametrize(("given", "missing"), [("OPERATOR", "CONTACT"), ("CONTACT", "OPERATOR")])
def test_who_runs_the_bot_can_be_reached(
    monkeypatch: pytest.MonkeyPatch, given: str, missing: str
) -> None:
    """/privacy names both or neither."""
    monkeypatch.setenv(f"OPTOUT_{given}", "somebody")
    with pytest.raises(SettingsError, match=rf"^OPTOUT_{missing}: set it too"):
        Settings.load()
    monkeypatch.setenv(f"OPTOUT_{missing}", "somebody@example.org")
    assert Settings.load()


def test_a_webhook_needs_a_secret_and_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a webhook would leave the bot deaf, or open to everybody."""
    monkeypatch.setenv("OPTOUT_WEBHOOK_URL", "https://bot.example.org/updates")
    for secret in ("", "too-short", "sixteen letters!"):
        monkeypatch.setenv("OPTOUT_WEBHOOK_SECRET", secret)
        with pytest.raises(SettingsError, match=r"^OPTOUT_WEBHOOK_SECRET: "):
            Settings.load()
    monkeypatch.setenv("OPTOUT_WEBHOOK_SECRET", "a-secret-of-16_or_more")
    with pytest.raises(SettingsError, match=r"^OPTOUT_HTTP_PORT: "):
        Settings.load()
    monkeypatch.setenv("OPTOUT_HTTP_PORT", "8080")
    assert Settings.load().http_port == 8080


@pytest.mark.parametrize("port", ["9000", "8080", "65536", "x"])
def test_a_webhook_is_where_telegram_delivers(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    """Any other port it would refuse only once the bot has started."""
    monkeypatch.setenv("OPTOUT_WEBHOOK_SECRET", "a-secret-of-16_or_more")
    monkeypatch.setenv("OPTOUT_HTTP_PORT", "8080")
    for allowed in ("", ":443", ":80", ":88", ":8443"):
        monkeypatch.setenv("OPTOUT_WEBHOOK_URL", f"https://bot.example.org{allowed}/updates")
        assert Settings.load()
    monkeypatch.setenv("OPTOUT_WEBHOOK_URL", f"https://bot.example.org:{port}/updates")
    with pytest.raises(SettingsError, match=r"^OPTOUT_WEBHOOK_URL: .* 443, 80, 88 or 8443"):
        Settings.load()


def test_owners_are_numbers_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody by default."""
    assert Settings.load().owner_ids == frozenset()
    monkeypatch.setenv("OPTOUT_OWNERS", "12, 345")
    assert Settings.load().owner_ids == {12, 345}


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by repr nor by str, nor in the complaint about another setting."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    settings = Settings.load()
    assert settings.bot_token.get_secret_value() == SECRETS["OPTOUT_BOT_TOKEN"]
    assert settings.database_url == SECRETS["OPTOUT_DATABASE_URL"]
    assert "secret-" not in f"{settings!r} {settings}"
    monkeypatch.setenv("OPTOUT_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as wrong:
        Settings.load()
    assert "secret-" not in str(wrong.value)


def test_a_file_beside_the_bot_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """.env, in UTF-8; settings of other programs in it are nobody's business."""
    content = (
        'OPTOUT_OPERATOR="Fédération"\nOPTOUT_CONTACT=a@example.org\nOTHER=1\nOPTOUT_LATER=1\n'
    )
    (tmp_path / ".env").write_text(content, encoding="utf-8")
    monkeypatch.setenv("OPTOUT_CONTACT", "b@example.org")
    settings = Settings.load()
    assert (settings.operator, settings.contact) == ("Fédération", "b@example.org")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    """As an old Windows editor leaves it."""
    (tmp_path / ".env").write_bytes("OPTOUT_OPERATOR=Fédération".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"^\.env: .*UTF-8"):
        Settings.load()
