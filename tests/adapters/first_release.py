"""A database as the first release wrote it, with its cipher, written apart from today's code."""

import hmac
import os
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, text

from bot.adapters.database import Database


class FirstCipher:
    """Seals the number of a chat under the master key itself."""

    def __init__(self, key: bytes) -> None:
        self._index_key, number_key = (
            HKDF(SHA256(), 32, salt=None, info=purpose).derive(key)
            for purpose in (b"chat index", b"chat number")
        )
        self._aead = AESGCM(number_key)

    def index(self, chat_id: int) -> bytes:
        """Return what the chat is found by."""
        return hmac.digest(self._index_key, chat_id.to_bytes(8, "big", signed=True), sha256)

    def seal(self, chat_id: int) -> bytes:
        """Return the number, encrypted."""
        nonce = os.urandom(12)
        return nonce + self._aead.encrypt(nonce, chat_id.to_bytes(8, "big", signed=True), None)


async def fill(database: Database, cipher: FirstCipher, due_at: Mapping[int, datetime]) -> None:
    """Write chats with one reminder each, by their numbers, over the tables of 0001."""
    statements = [
        text(words)
        for words in (
            """INSERT INTO chat (chat_index, chat_number, locale, zone, last_seen_on)
            VALUES (:index, :number, 'fr', 'Europe/Paris', '2025-10-20')""",
            "INSERT INTO subscription VALUES (:chat, 'light', 18, '2025-10-20')",
            """INSERT INTO reminder (chat_id, campaign, milestone, due_at, state)
            VALUES (:chat, 'linkedin-ai-2025', 'countdown-1', :at, 'waiting')""",
        )
    ]

    def write(connection: Connection) -> None:
        for id_, (chat_id, at) in enumerate(due_at.items(), 1):
            is_sqlite = connection.dialect.name == "sqlite"
            row = {
                "index": cipher.index(chat_id),
                "number": cipher.seal(chat_id),
                "at": f"{at:%Y-%m-%d %H:%M:%S.%f}" if is_sqlite else at,
                "chat": id_,
            }
            for statement in statements:
                connection.execute(statement, row)

    await database.write(write)
