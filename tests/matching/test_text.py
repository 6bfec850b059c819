"""Cleaning: whatever is typed, the matcher reads plain text of a bounded length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import MAX_CHARACTERS, clean, fold, replace_words, words


@given(st.text(st.characters(), max_size=600))
def test_any_text_becomes_clean(text: str) -> None:
    """Lone surrogates and control characters included, what remains can be encoded and is short."""
    cleaned = clean(text)
    cleaned.encode()
    assert len(cleaned) <= MAX_CHARACTERS
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert all(character.isprintable() for character in cleaned)
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  C'est\n\nquand ?\t", "C'est quand ?"),
        ("e\u0301tat", "état"),
        ("op\u00adt\u200b out\x00", "opt out"),
        ("help\ud83d", "help"),
        ("heeeeeeelp !!!!!!", "heeelp !!!"),
        ("\u202eout of order\u202c", "out of order"),
    ],
)
def test_what_is_invisible_or_repeated_goes(typed: str, cleaned: str) -> None:
    """A person sees the same sentence before and after."""
    assert clean(typed) == cleaned


def test_a_long_message_is_cut_between_words() -> None:
    """No half of a word is left at the end."""
    cleaned = clean("données " * 200)
    assert MAX_CHARACTERS - len("données ") <= len(cleaned) <= MAX_CHARACTERS
    assert set(cleaned.split()) == {"données"}


def test_folding_forgets_capitals_and_accents() -> None:
    """People on a phone leave them out."""
    assert fold("Où est le CŒUR de l’été ? Straße") == "ou est le coeur de l'ete ? straße"


def test_words_are_letters_and_digits() -> None:
    """Marks and apostrophes part words."""
    assert words("l'IA, le 3_nov. !") == ["l", "IA", "le", "3", "nov"]


def test_only_whole_words_are_replaced() -> None:
    """Inside "mail", the letters "ai" are no word."""
    assert replace_words("ai mail AI", {"ai": "AI"}) == "AI mail AI"
