"""Finds the question within a longer message: people tell their story first.

A message of several sentences is scored as a whole and sentence by sentence. The sentence that is
surest of a topic then counts as much as the whole: it finds more, at the same rate of wrong
answers, than the whole alone, their mean, the last sentence, or training on messages with talk.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from bot.core.knowledge import GREETING, OUT_OF_SCOPE
from bot.matching.lexical import Floats, log_softmax
from bot.matching.text import words

MAX_SENTENCES: Final = 6  # bounds the time of a match; the first ones and the last ones are read

_ENDS: Final = re.compile(r"(?<=[.!?…;])\s+")


def passages(text: str) -> list[str]:
    """Return the clean *text*, and after it its sentences if it has more than one."""
    sentences = [sentence for sentence in _ENDS.split(text) if words(sentence)]
    if len(sentences) <= 1:
        return [text]
    half = MAX_SENTENCES // 2
    if len(sentences) > MAX_SENTENCES:
        sentences = sentences[:half] + sentences[-half:]
    return [text, *sentences]


def asides(topics: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of those *topics* that never make a sentence the question."""
    return tuple(n for n, topic in enumerate(topics) if topic in {GREETING, OUT_OF_SCOPE})


def settle(logs: Floats, aside: Collection[int]) -> Floats:
    """Return the topics' log probabilities for a message.

    Args:
        logs: Those of its passages: the whole first, then its sentences.
        aside: The columns that never make a sentence the question.
    """
    whole: Floats = logs[0]
    sentences = logs[1:]
    if not len(sentences):
        return whole
    surest = np.delete(sentences, list(aside), axis=1).max(axis=1).argmax()
    return log_softmax((whole + sentences[surest]) / 2)
