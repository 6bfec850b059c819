"""Every setting of the bot: environment variables that begin with OPTOUT_, or a .env file.

The demo and the tests build a Settings by hand; nothing else reads the environment.
"""

import re
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.errors import SettingsError
from bot.delivery.pacing import OVERALL_PER_SECOND

_WEBHOOK_PORTS: Final = (None, 443, 80, 88, 8443)  # Source: Bot API, setWebhook
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")  # Source: Bot API, setWebhook


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix="OPTOUT_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    bot_token: SecretStr = Field(
        default=SecretStr(""), description="The token that @BotFather gave; needed to run."
    )
    frontend: Literal["aiogram", "ptb"] = Field(
        default="aiogram", description="The library that talks to Telegram: aiogram or ptb."
    )
    database_url: str = Field(
        default="sqlite:///optout.sqlite3",
        repr=False,  # it may hold a password
        description="Where chats and reminders are kept.",
    )
    migrate_on_start: bool = Field(
        default=True, description="Bring the tables of the database up to date at start."
    )
    encryption_key: SecretStr = Field(
        default=SecretStr(""),
        description="Encrypts chat numbers: 32 bytes in base64; empty takes the key file.",
    )
    encryption_key_file: Path = Field(
        default=Path("optout.key"),
        description="Holds the key where none is set; made at first start, mode 600.",
    )
    old_encryption_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Keys used before, separated by commas, while chats are moved to the new one.",
    )
    operator: str = Field(default="", description="Who runs this installation, for /privacy.")
    contact: str = Field(default="", description="How to reach the operator, for /privacy.")
    messages_per_second: float = Field(
        default=OVERALL_PER_SECOND,
        gt=0,
        le=1000,
        description="The pace of sending; Telegram grants about 30.",
    )
    api_url: str = Field(
        default="https://api.telegram.org",
        pattern=r"^https?://\S+$",
        description="The Bot API server.",
    )
    webhook_url: str = Field(
        default="",
        pattern=r"^(https://\S+)?$",
        description="Where Telegram reaches this bot (https); empty polls instead.",
    )
    webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        description="What Telegram sends with each update, 16 to 256 letters, digits, _ and -.",
    )
    http_host: str = Field(
        default="127.0.0.1", description="Where /healthz, /readyz, /metrics and updates are served."
    )
    http_port: int = Field(
        default=0, ge=0, le=65535, description="Its port; 0 serves nothing, which polling allows."
    )
    owners: str = Field(
        default="",
        pattern=r"^\s*([0-9]{1,19}(\s*,\s*[0-9]{1,19})*)?\s*$",
        description="Telegram user ids, separated by commas, that may use /stats and /broadcast.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged; never texts, chat numbers or tokens."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How: lines to read, or a JSON object a line."
    )

    @model_validator(mode="after")
    def _operator_is_reachable(self) -> Self:
        if bool(self.operator) != bool(self.contact):
            missing = "contact" if self.operator else "operator"
            raise ValueError(f"OPTOUT_{missing.upper()}: set it too, /privacy shows both")
        return self

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if not self.webhook_url:
            return self
        if not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("OPTOUT_WEBHOOK_SECRET: 16 to 256 letters, digits, _ and -")
        if not self.http_port:
            raise ValueError("OPTOUT_HTTP_PORT: set it, updates arrive there")
        if not _has_port_of_telegram(self.webhook_url):
            raise ValueError("OPTOUT_WEBHOOK_URL: Telegram delivers to port 443, 80, 88 or 8443")
        return self

    @property
    def owner_ids(self) -> frozenset[int]:
        """Who may use /stats and /broadcast, by Telegram user id."""
        return frozenset(int(part) for part in self.owners.split(",") if part.strip())

    @classmethod
    def load(cls) -> Self:
        """Return the settings of the environment.

        Raises:
            SettingsError: One is wrong; the message names it and says what is expected.
        """
        try:
            return cls()
        except UnicodeDecodeError as error:
            raise SettingsError(f".env: {error.reason}; save it as UTF-8") from None
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = "OPTOUT_" + "_".join(str(part).upper() for part in first["loc"])
            reason = first["msg"].removeprefix("Value error, ")
            if not first["loc"]:
                raise SettingsError(reason) from None
            expected = cls.model_fields[str(first["loc"][0])].description
            raise SettingsError(f"{name}: {reason} ({expected})") from None


def _has_port_of_telegram(url: str) -> bool:
    try:
        return urlsplit(url).port in _WEBHOOK_PORTS
    except ValueError:  # it is no number of a port
        return False
