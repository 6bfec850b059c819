"""The keys that the settings give: what opens the chats that are kept."""

from bot.adapters.encryption import ChatCipher, key_from_file, parse_key
from bot.core.errors import SettingsError
from bot.settings import Settings


def open_cipher(settings: Settings, *, may_make: bool = False) -> ChatCipher:
    """Return a cipher with the key that *settings* give, or that of the key file, and the old ones.

    Args:
        settings: Those of the installation.
        may_make: Make the file where there is none; not where chats are kept under a lost key.

    Raises:
        SettingsError: One is no key, or the file is missing or cannot be used.
    """
    return ChatCipher(_key(settings, may_make=may_make), *_old_keys(settings))


def _key(settings: Settings, *, may_make: bool) -> bytes:
    given = settings.encryption_key.get_secret_value()
    path = settings.encryption_key_file
    if not given and not may_make and not path.exists():
        reason = f"{path} is missing; bring it back, since only it opens the chats that are kept"
        raise SettingsError(f"OPTOUT_ENCRYPTION_KEY_FILE: {reason}")
    return parse_key(given) if given else key_from_file(path)


def _old_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the keys used before, newest first."""
    texts = settings.old_encryption_keys.get_secret_value().split(",")
    try:
        return tuple(parse_key(text) for text in texts if text.strip())
    except SettingsError:
        raise SettingsError("OPTOUT_OLD_ENCRYPTION_KEYS: one of them is not a key") from None
