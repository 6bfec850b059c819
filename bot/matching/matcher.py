"""Answers "which topic does this question mean?" with the trained model."""

from typing import Final

import numpy as np

from bot.core.faq import Candidate, Match
from bot.core.knowledge import OUT_OF_SCOPE
from bot.matching.encoder import BEST_FIRST, Encoder, load_encoder
from bot.matching.lexical import Floats
from bot.matching.model import PATH, PATHS, Model, ModelError, load
from bot.matching.sentences import asides, passages, settle
from bot.matching.spelling import Speller
from bot.matching.text import clean, words

CANDIDATES: Final = 5  # two more than are ever offered
MAX_SYMBOLS: Final = 8  # of a message without a word: a few may greet, a flood asks nothing


class TopicMatcher:
    """Fulfils the core's Matcher; safe to share between threads.

    Args:
        model: What training found.
        encoder: The encoder that the model was trained on, or None for the lexical part alone.

    Raises:
        ModelError: The model was trained on another encoder.
    """

    def __init__(self, model: Model, encoder: Encoder | None) -> None:
        if encoder is not None and encoder.name != model.head.encoder:
            message = (
                f"the model was trained on the encoder {model.head.encoder}, "
                f"not on {encoder.name}: run `make train`"
            )
            raise ModelError(message)
        self._model = model
        self._encoder = encoder
        self._calibration = model.without_encoder if encoder is None else model.with_encoder
        self._speller = Speller(model.vocabularies)
        self._out_of_scope = model.topics.index(OUT_OF_SCOPE)
        self._asides = asides(model.topics)
        self._in_scope = [n for n, topic in enumerate(model.topics) if topic != OUT_OF_SCOPE]

    def match(self, text: str, locale: str) -> Match:
        """Return the topics that *text* may mean; any text is accepted.

        Args:
            text: What a person typed.
            locale: The language of the chat; a message in another one is recognised as such.
        """
        cleaned = clean(text)
        log_probabilities = self._log_probabilities(cleaned, locale)
        ranked = sorted(self._in_scope, key=lambda n: -log_probabilities[n])[:CANDIDATES]
        confidence = self._calibration.confidence(
            *(float(log_probabilities[n]) for n in (*ranked[:2], self._out_of_scope))
        )
        return Match(
            candidates=tuple(
                Candidate(self._model.topics[n], float(np.exp(log_probabilities[n])))
                for n in ranked
            ),
            confidence=confidence if _asks(cleaned) else 0.0,
            plain_from=self._calibration.plain_from,
            answer_from=self._calibration.answer_from,
            ask_from=self._calibration.ask_from,
        )

    def _log_probabilities(self, cleaned: str, locale: str) -> Floats:
        language = self._speller.language(cleaned, locale)
        read = passages(self._speller.mend(cleaned, language))
        lexical = np.stack(
            [self._model.lexical.log_probabilities(passage, language) for passage in read]
        )
        encoded = None
        if self._encoder is not None:
            encoded = self._model.head.log_probabilities(self._encoder.encode(read))
        return settle(self._calibration.fuse(lexical, encoded), self._asides)


def load_matcher() -> TopicMatcher:
    """Return a matcher with the best encoder that is installed, and the model trained on it.

    Takes about a second.

    Raises:
        StaleModel: The model was not trained on the phrasings as they are.
        ModelError: It is missing, cannot be read, or was trained on another encoder.
    """
    encoder = load_encoder(*BEST_FIRST)
    return TopicMatcher(load(PATH if encoder is None else PATHS[encoder.name]), encoder)


def _asks(cleaned: str) -> bool:
    """Tell whether a clean message can mean anything at all."""
    return bool(words(cleaned)) or 0 < len(cleaned) <= MAX_SYMBOLS
