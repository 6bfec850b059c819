"""Makes the numbers of chats unreadable in the database, and findable all the same.

The key lives outside the database. A chat is found through a keyed hash of its number, and its
number is kept only encrypted, so that a stolen database alone names nobody.
"""

import base64
import binascii
import hmac
import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.errors import BotError, SettingsError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12  # Source: NIST SP 800-38D, the length that GCM is made for
_NUMBER_BYTES: Final = 8  # Telegram's ids fit into 52 bits, with a sign


class CannotDecrypt(BotError):
    """The key is not the one that the database was written with; the message names the setting."""


class ChatCipher:
    """Hides chat numbers under a master key.

    Args:
        key: 32 random bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._index_key = _derive(key, b"chat index")
        self._aead = AESGCM(_derive(key, b"chat number"))

    def index(self, chat_id: int) -> bytes:
        """Return what the chat is found by: the same for the same chat and key, 32 bytes."""
        return hmac.digest(self._index_key, _pack(chat_id), sha256)

    def seal(self, chat_id: int) -> bytes:
        """Return the number encrypted and authenticated, 36 bytes; different at each call."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, _pack(chat_id), None)

    def open(self, sealed: bytes) -> int:
        """Return the number that was sealed.

        Raises:
            CannotDecrypt: Another key sealed it, or it was changed.
        """
        nonce, box = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return int.from_bytes(self._aead.decrypt(nonce, box, None), signed=True)
        except (InvalidTag, ValueError) as error:  # ValueError: it is too short
            raise CannotDecrypt(
                "OPTOUT_ENCRYPTION_KEY (or its file): not the key that this database was "
                "written with; bring that key back, or begin a new database"
            ) from error


def new_key() -> str:
    """Return a new key as text, as OPTOUT_ENCRYPTION_KEY wants it."""
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def parse_key(text: str) -> bytes:
    """Return the key that *text* spells.

    Raises:
        SettingsError: It is not 32 bytes in URL-safe base64.
    """
    try:
        key = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError("OPTOUT_ENCRYPTION_KEY: not a key; make one with: optout-bot new-key")
    return key


def key_from_file(path: Path) -> bytes:
    """Return the key kept in *path*, making the file (mode 600) where there is none.

    Raises:
        SettingsError: The file cannot be read or made, others may read it, or holds no key.
    """
    try:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(new_key() + "\n")
        if path.stat().st_mode & 0o077:
            raise SettingsError(
                f"OPTOUT_ENCRYPTION_KEY_FILE: others may read {path}; run: chmod 600 {path}"
            )
        text = path.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise SettingsError(f"OPTOUT_ENCRYPTION_KEY_FILE: {error}") from error
    try:
        return parse_key(text)
    except SettingsError as error:
        reason = f"OPTOUT_ENCRYPTION_KEY_FILE: {path} holds no key; bring back the one that it held"
        raise SettingsError(reason) from error


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)


def _pack(chat_id: int) -> bytes:
    return chat_id.to_bytes(_NUMBER_BYTES, signed=True)
