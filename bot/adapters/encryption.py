"""Makes the numbers of chats unreadable in the database, and findable all the same.

The master key lives outside the database. A chat is found through a keyed hash of its number. The
number is sealed under a data key of the chat alone, and the data key is kept only wrapped by the
master key, so that a stolen database alone names nobody, and no row can be put in the place of
another. Erasing the row destroys the only data key that opens the number.
"""

import base64
import binascii
import hmac
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.errors import BotError, SettingsError

KEY_BYTES: Final = 32
KEY_ID_BYTES: Final = 4  # at the head of a wrapped key; tells two master keys apart, and no more
_NONCE_BYTES: Final = 12  # Source: NIST SP 800-38D, the length that GCM is made for
_TEXT: Final = b"text"  # tells a sealed text from a sealed number
_NUMBER_BYTES: Final = 8  # Telegram's ids fit into 52 bits, with a sign


class CannotDecrypt(BotError):
    """The key is not the one that the database was written with; the message names the setting."""

    def __init__(self) -> None:
        super().__init__(
            "OPTOUT_ENCRYPTION_KEY (or its file): not the key that this database was "
            "written with; bring that key back, or begin a new database"
        )


@dataclass(frozen=True, slots=True)
class SealedChat:
    """The number of a chat as a row holds it.

    Attributes:
        index: What the chat is found by, 32 bytes; it binds the other two to their row.
        data_key: The key of this chat, wrapped by a master key, 64 bytes; None in a row of the
            first release, whose number is sealed under the master key itself.
        number: The sealed number, 36 bytes.
    """

    index: bytes
    data_key: bytes | None
    number: bytes


class ChatCipher:
    """Hides chat numbers under a master key.

    Args:
        key: The current master key, 32 random bytes.
        old_keys: Those of before, which open what has not been rotated yet.
    """

    def __init__(self, key: bytes, *old_keys: bytes) -> None:
        self._keys = tuple(map(_MasterKey, (key, *old_keys)))

    def index(self, chat_id: int) -> bytes:
        """Return what the chat is found by: the same for the same chat and key, 32 bytes."""
        return self._keys[0].index(chat_id)

    def indexes(self, chat_id: int) -> tuple[bytes, ...]:
        """Return what the chat may be found by, under the current key and then the old ones."""
        return tuple(key.index(chat_id) for key in self._keys)

    def seal(self, chat_id: int) -> SealedChat:
        """Return the number encrypted and authenticated, under a new data key at each call."""
        current = self._keys[0]
        index, data_key = current.index(chat_id), os.urandom(KEY_BYTES)
        return SealedChat(
            index,
            current.id + _encrypt(current.wrapping, data_key, index),
            _encrypt(AESGCM(data_key), _pack(chat_id), index),
        )

    def open(self, sealed: SealedChat) -> int:
        """Return the number that was sealed.

        Raises:
            CannotDecrypt: No key of ours sealed it, or it was changed.
        """
        if sealed.data_key is None:
            return self._open_first_form(sealed.number)
        return _unpack(AESGCM(self._unwrap(sealed)), sealed.number, sealed.index)

    def renew(self, sealed: SealedChat, *, moved_to: int | None = None) -> SealedChat:
        """Return the same number under the current master key and a new data key.

        The texts of the chat come under the new key by renew_text(): whoever has an old backup
        and its master key has the old data key, which opens nothing from then on.

        Args:
            sealed: As a row holds it.
            moved_to: The number in its place, where the chat goes on under another.

        Raises:
            CannotDecrypt: No key of ours sealed it, or it was changed.
        """
        chat_id = self.open(sealed)
        return self.seal(chat_id if moved_to is None else moved_to)

    def renew_text(self, old: SealedChat, new: SealedChat, text: bytes) -> bytes:
        """Return *text*, sealed for the chat while it was *old*, sealed for it as *new*.

        Raises:
            CannotDecrypt: It was sealed for another chat, or changed.
        """
        return self.seal_text(new, self.open_text(old, text))

    def seal_text(self, chat: SealedChat, text: str) -> bytes:
        """Return *text* encrypted under the data key of *chat*: gone as soon as that is.

        Raises:
            CannotDecrypt: No key of ours wrapped the data key, or there is none.
        """
        return _encrypt(AESGCM(self._unwrap(chat)), text.encode(), _TEXT)

    def open_text(self, chat: SealedChat, sealed: bytes) -> str:
        """Return the text that was sealed.

        Raises:
            CannotDecrypt: It was sealed for another chat, or changed.
        """
        return _decrypt(AESGCM(self._unwrap(chat)), sealed, _TEXT).decode()

    def seal_alone(self, text: str) -> bytes:
        """Return *text*, of no chat, encrypted under the master key, whose id comes first."""
        current = self._keys[0]
        return current.id + _encrypt(current.texts, text.encode(), _TEXT)

    def open_alone(self, sealed: bytes) -> str:
        """Return the text of no chat that was sealed.

        Raises:
            CannotDecrypt: No key of ours sealed it, or it was changed.
        """
        key_id, box = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
        return _decrypt(self._key_of(key_id).texts, box, _TEXT).decode()

    @property
    def key_id(self) -> bytes:
        """The head of what the current master key wrapped or sealed."""
        return self._keys[0].id

    def _unwrap(self, sealed: SealedChat) -> bytes:
        wrapped = sealed.data_key or b""
        key_id, box = wrapped[:KEY_ID_BYTES], wrapped[KEY_ID_BYTES:]
        return _decrypt(self._key_of(key_id).wrapping, box, sealed.index)

    def _key_of(self, key_id: bytes) -> "_MasterKey":
        for key in self._keys:
            if key.id == key_id:
                return key
        raise CannotDecrypt

    def _open_first_form(self, number: bytes) -> int:
        for key in self._keys[:-1]:
            try:
                return _unpack(key.first_form, number, None)
            except CannotDecrypt:
                continue
        return _unpack(self._keys[-1].first_form, number, None)


class _MasterKey:
    """What is derived from a master key, each purpose apart."""

    __slots__ = ("_index_key", "first_form", "id", "texts", "wrapping")

    def __init__(self, key: bytes) -> None:
        self.id = _derive(key, b"key id")[:KEY_ID_BYTES]
        self.wrapping = AESGCM(_derive(key, b"data key"))
        self.texts = AESGCM(_derive(key, b"text of no chat"))
        self.first_form = AESGCM(_derive(key, b"chat number"))
        self._index_key = _derive(key, b"chat index")

    def index(self, chat_id: int) -> bytes:
        return hmac.digest(self._index_key, _pack(chat_id), sha256)


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


def _encrypt(aead: AESGCM, content: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + aead.encrypt(nonce, content, bound_to)


def _decrypt(aead: AESGCM, sealed: bytes, bound_to: bytes | None) -> bytes:
    try:
        return aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:  # ValueError: it is too short
        raise CannotDecrypt from error


def _pack(chat_id: int) -> bytes:
    return chat_id.to_bytes(_NUMBER_BYTES, signed=True)


def _unpack(aead: AESGCM, sealed: bytes, bound_to: bytes | None) -> int:
    return int.from_bytes(_decrypt(aead, sealed, bound_to), signed=True)
