"""The number of a chat is unreadable without the key, and findable with it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.encryption import (
    KEY_BYTES,
    CannotDecrypt,
    ChatCipher,
    SealedChat,
    key_from_file,
    new_key,
    parse_key,
)
from bot.core.errors import SettingsError
from tests.adapters.first_release import FirstCipher

MINE, OTHER = ChatCipher(bytes(KEY_BYTES)), ChatCipher(b"o" * KEY_BYTES)
BOTH = ChatCipher(b"o" * KEY_BYTES, bytes(KEY_BYTES))
A_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
CHAT_IDS = st.integers(-(2**52), 2**52)  # Source: Bot API, Chat.id has at most 52 significant bits


@given(CHAT_IDS)
def test_what_is_sealed_can_be_opened_with_the_key_alone(chat_id: int) -> None:
    """Users, groups (negative) and the longest ids come back as they were."""
    sealed = MINE.seal(chat_id)
    assert MINE.open(sealed) == BOTH.open(sealed) == chat_id
    assert sealed.data_key is not None
    assert [len(part) for part in (sealed.index, sealed.data_key, sealed.number)] == [32, 64, 36]
    with pytest.raises(CannotDecrypt, match="OPTOUT_ENCRYPTION_KEY"):
        OTHER.open(sealed)


@given(CHAT_IDS, CHAT_IDS)
def test_a_chat_is_found_by_a_hash_that_needs_the_key(one: int, other: int) -> None:
    """The same chat has the same index, another chat or key another one."""
    assert (MINE.index(one) == MINE.index(other)) == (one == other)
    assert MINE.index(one) != OTHER.index(one)
    assert len(MINE.index(one)) == 32
    assert BOTH.indexes(one) == (OTHER.index(one), MINE.index(one))
    assert MINE.seal(one).index == MINE.index(one)


@given(CHAT_IDS)
def test_a_chat_comes_under_the_current_key(chat_id: int) -> None:
    """Afterwards the old key opens nothing of it, and the old key of the chat neither."""
    old = MINE.seal(chat_id)
    renewed = BOTH.renew(old)
    assert OTHER.open(renewed) == chat_id
    assert renewed.index == OTHER.index(chat_id)
    moved = BOTH.renew(old, moved_to=7)
    assert OTHER.open(moved) == 7
    data_key = AESGCM(MINE._unwrap(old))  # noqa: SLF001  # as whoever has the old key can
    assert data_key.decrypt(old.number[:12], old.number[12:], old.index)
    for new in (renewed, moved):
        with pytest.raises(InvalidTag):
            data_key.decrypt(new.number[:12], new.number[12:], new.index)
    with pytest.raises(CannotDecrypt):
        MINE.open(renewed)
    with pytest.raises(CannotDecrypt):
        OTHER.renew(old)


@given(CHAT_IDS)
def test_a_number_of_the_first_release_is_opened(chat_id: int) -> None:
    """It is sealed under the master key itself; renewed, it gets a key of its own."""
    first = FirstCipher(bytes(KEY_BYTES))
    sealed = SealedChat(first.index(chat_id), None, first.seal(chat_id))
    for cipher in (MINE, BOTH):
        assert cipher.open(sealed) == chat_id
        renewed = cipher.renew(sealed)
        assert renewed.data_key is not None
        assert cipher.open(renewed) == chat_id
    with pytest.raises(CannotDecrypt):
        OTHER.open(sealed)


def test_sealing_twice_looks_different() -> None:
    """A row that was written anew cannot be told from another, but by its index."""
    one, other = MINE.seal(5), MINE.seal(5)
    assert one.data_key != other.data_key
    assert one.number != other.number


def test_every_changed_byte_is_noticed() -> None:
    """A tampered row never sends a message to a stranger."""
    sealed = MINE.seal(5)
    for name in ("index", "data_key", "number"):
        part: bytes = getattr(sealed, name)
        for position in range(len(part)):
            changed = bytearray(part)
            changed[position] ^= 1
            for altered in (bytes(changed), part[:position]):
                with pytest.raises(CannotDecrypt):
                    MINE.open(replace(sealed, **{name: altered}))


def test_parts_of_two_rows_do_not_mix() -> None:
    """Whoever can write the database cannot put one chat in the place of another."""
    one, other = MINE.seal(5), MINE.seal(6)
    for mixed in (
        replace(one, number=other.number),
        replace(one, data_key=other.data_key),
        replace(one, data_key=other.data_key, number=other.number),
    ):
        with pytest.raises(CannotDecrypt):
            MINE.open(mixed)


def test_keys_are_new_each_time_and_can_be_read_back() -> None:
    """What ``new-key`` prints is what the setting takes."""
    first, second = new_key(), new_key()
    assert first != second
    assert len(parse_key(first)) == KEY_BYTES
    assert parse_key(f" {first}\n") == parse_key(first)


@pytest.mark.parametrize(
    "text", ["", "abc", "é" * 44, A_KEY[:-4], A_KEY * 2, A_KEY.replace("A", "#")]
)
def test_what_is_no_key_is_refused_with_a_remedy(text: str) -> None:
    """One line names the setting and how to make a key, and does not repeat the text."""
    with pytest.raises(SettingsError, match=r"^OPTOUT_ENCRYPTION_KEY: .*optout-bot new-key$") as no:
        parse_key(text)
    assert not text or text not in str(no.value)


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    """Later starts find the same key."""
    path = tmp_path / "optout.key"
    key = key_from_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert key_from_file(path) == key
    assert len(key) == KEY_BYTES


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """The line says which command mends it."""
    path = tmp_path / "optout.key"
    key_from_file(path)
    path.chmod(mode)
    with pytest.raises(SettingsError, match=r"^OPTOUT_ENCRYPTION_KEY_FILE: .*chmod 600"):
        key_from_file(path)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe", A_KEY.encode() * 2])
def test_a_file_without_a_key_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    """It is not replaced: the key that it held may be on a backup."""
    path = tmp_path / "optout.key"
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"^OPTOUT_ENCRYPTION_KEY_FILE: .*no key"):
        key_from_file(path)
    assert path.read_bytes() == content


def test_a_place_that_takes_no_key_is_named(tmp_path: Path) -> None:
    """A folder that is not there, or a folder instead of a file."""
    for path in (tmp_path / "nowhere" / "optout.key", tmp_path):
        with pytest.raises(SettingsError, match=r"^OPTOUT_ENCRYPTION_KEY_FILE: "):
            key_from_file(path)


def test_the_key_file_does_not_depend_on_the_umask(tmp_path: Path) -> None:
    """Even where new files are open to all, the key is not."""
    before = os.umask(0)
    try:
        key_from_file(tmp_path / "optout.key")
    finally:
        os.umask(before)
    assert (tmp_path / "optout.key").stat().st_mode & 0o777 == 0o600
