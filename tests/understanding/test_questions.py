"""Question files: read as written, and refused with a line that says where they are wrong."""

from pathlib import Path

import pytest

from bot.core.errors import BotError
from bot.evaluation import questions
from bot.evaluation.errors import EvaluationError, UnusableFile
from bot.knowledge.phrasings import known_topics

GOOD = '[[question]]\ntext = "Quand ?"\ntopics = ["when", "after-deadline"]\nkind = "plain"\n'


def file_with(folder: Path, content: str, name: str = "development-fr.toml") -> Path:
    """Return a new file in *folder*."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_question_is_read_as_written(tmp_path: Path) -> None:
    """Text, topics and kind from the entry; the locale from the file's name."""
    (question,) = questions.read(file_with(tmp_path, GOOD, "mine-pt-BR.toml"), known_topics())
    assert question == questions.Question("Quand ?", ("when", "after-deadline"), "plain", "pt-BR")
    assert question.is_in_scope


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[question", "development-fr.toml: file: "),
        ("", "has no [[question]]"),
        ("question = 3", "has no [[question]]"),
        ("question = [3]", "question 1: expected a table"),
        (GOOD.replace("Quand ?", " "), "question 1: text must be"),
        (GOOD.replace('"plain"', "7"), "question 1: kind must be"),
        (GOOD.replace('["when", "after-deadline"]', "[]"), "question 1: topics must be"),
        (GOOD.replace("when", "whenn"), "question 1: there is no topic 'whenn'"),
        (GOOD + GOOD, "question 2: 'Quand ?' stands twice"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """The error names the file and the entry."""
    path = file_with(tmp_path, content)
    with pytest.raises(UnusableFile) as refused:
        questions.read(path, known_topics())
    assert said in str(refused.value)
    assert path.name in str(refused.value)


def test_a_missing_file_and_a_name_without_locale_are_refused(tmp_path: Path) -> None:
    """Neither is passed over."""
    with pytest.raises(UnusableFile, match="nothing-fr"):
        questions.read(tmp_path / "nothing-fr.toml", known_topics())
    with pytest.raises(UnusableFile, match="locale"):
        questions.read(file_with(tmp_path, GOOD, "questions.toml"), known_topics())


def test_no_question_at_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed wheel has no questions, and says what to do."""
    monkeypatch.setattr(questions, "folder", lambda name: tmp_path / name)
    with pytest.raises(EvaluationError, match="--questions"):
        questions.default_files()
    with pytest.raises(BotError, match="no question"):
        questions.load([], known_topics())


def test_the_key_follows_what_is_asked_and_expected() -> None:
    """A changed text, topic or language is another question; a changed kind is not."""
    one = questions.Question("When?", ("when",), "plain", "en")
    assert one.key == questions.Question("When?", ("when",), "typo", "en").key
    others = {
        questions.Question("When??", ("when",), "plain", "en").key,
        questions.Question("When?", ("when", "minors"), "plain", "en").key,
        questions.Question("When?", ("when",), "plain", "fr").key,
    }
    assert len(others | {one.key}) == 4


def test_the_checkout_has_questions_in_both_languages() -> None:
    """Enough of them, in scope and out of it, for a share to mean something."""
    asked = questions.load(questions.default_files(), known_topics())
    for locale in ("fr", "en"):
        inside = [one for one in asked if one.locale == locale and one.is_in_scope]
        outside = [one for one in asked if one.locale == locale and not one.is_in_scope]
        assert len(inside) >= 400
        assert len(outside) >= 100
