"""Sentences: the question counts, wherever it stands in a longer message."""

import numpy as np
import pytest

from bot.matching.sentences import MAX_SENTENCES, asides, passages, settle

TOPICS = ("when", "greeting", "minors", "out-of-scope")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quand ?", ["Quand ?"]),
        ("", [""]),
        ("Bonjour ! Quand ?", ["Bonjour ! Quand ?", "Bonjour !", "Quand ?"]),
        ("Quand ? !!! …", ["Quand ? !!! …"]),
        ("since 3.11.2025 or so", ["since 3.11.2025 or so"]),
    ],
)
def test_a_message_is_read_whole_and_by_sentence(text: str, expected: list[str]) -> None:
    """A single sentence is read once; marks alone are no sentence."""
    assert passages(text) == expected


def test_the_first_and_the_last_sentences_are_read() -> None:
    """Questions stand at either end of a story; the time of a match stays bounded."""
    read = passages(" ".join(f"Phrase {n}." for n in range(40)))
    assert len(read) == 1 + MAX_SENTENCES
    assert read[1] == "Phrase 0."
    assert read[-1] == "Phrase 39."


def test_the_surest_sentence_counts_as_much_as_the_whole() -> None:
    """A greeting or a remark is never taken for the question."""
    whole = [0.3, 0.3, 0.2, 0.2]
    hello = [0.01, 0.97, 0.01, 0.01]
    question = [0.08, 0.01, 0.9, 0.01]
    logs = np.log(np.array([whole, hello, question], dtype=np.float32))
    settled = np.exp(settle(logs, asides(TOPICS)))
    mean = np.sqrt(np.array(whole) * np.array(question))
    np.testing.assert_allclose(settled, mean / mean.sum(), rtol=1e-5)
    assert TOPICS[int(settled.argmax())] == "minors"


def test_a_single_passage_settles_itself() -> None:
    """Most messages are one sentence."""
    logs = np.log(np.array([[0.7, 0.1, 0.1, 0.1]], dtype=np.float32))
    np.testing.assert_array_equal(settle(logs, asides(TOPICS)), logs[0])
