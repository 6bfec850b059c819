"""Whatever the files and the environment hold: it is loaded, or refused in one clear line."""

import string
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import knowledge
from bot.core.effects import Text, Value
from bot.core.errors import KnowledgeError, SettingsError
from bot.emulator.texts import parse
from bot.settings import Settings
from tests.fluent import patterns_of
from tests.security import drawing
from tests.security.fuzzing import fuzzed
from tests.security.loads import FILES, GONE, environment, load_with, places, settings_of
from tests.security.trials import corpus
from tests.spoken import TEXTS

# What TOML can hold.
_values: Final[st.SearchStrategy[Any]] = st.recursive(
    st.one_of(
        st.just(GONE),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.text(max_size=20),
        st.sampled_from(("", "official", "optout", "en", "x:y", "javascript:alert(1)")),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)
_changes = st.sampled_from(FILES).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(places(name)), _values)
)


@fuzzed(200)
@given(_changes)
def test_any_change_of_the_knowledge_is_loaded_or_refused(
    change: tuple[str, tuple[str | int, ...], object],
) -> None:
    """With the file and the entry named; no author ever sees a traceback."""
    load_with(*change)


@fuzzed(15)
@given(st.sampled_from(FILES), st.floats(0, 1), st.binary(max_size=30), st.integers(0, 400))
def test_any_bytes_in_a_knowledge_file_are_loaded_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, where: float, put: bytes, cut: int
) -> None:
    """A slip of the keyboard, a broken download, another encoding."""
    folder = tmp_path_factory.getbasetemp() / "knowledge"
    folder.mkdir(exist_ok=True)
    for file in FILES:
        (folder / f"{file}.toml").write_bytes((knowledge.FOLDER / f"{file}.toml").read_bytes())
    path = folder / f"{name}.toml"
    good = path.read_bytes()
    at = int(where * len(good))
    path.write_bytes(good[:at] + put + good[at + cut :])
    try:
        knowledge.load(folder)
    except KnowledgeError as error:
        assert error.file in FILES  # noqa: PT017  # any outcome is right but another error


_NAMES: Final = tuple(f"OPTOUT_{name.upper()}" for name in Settings.model_fields)
_words = st.one_of(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(("1,2", "-1", "nan", "inf", "1e999", "²", "9" * 5000, "https://x", "true", "")),
    st.text(string.ascii_letters + string.digits + "_-", min_size=16, max_size=20),
)


@fuzzed(150)
@given(st.dictionaries(st.sampled_from(_NAMES), _words, max_size=6))
@example({"OPTOUT_OWNERS": "9" * 5000})
def test_any_environment_is_read_or_refused_in_one_line(values: dict[str, str]) -> None:
    """The line names the setting; and no secret stands in what settings say of themselves."""
    settings_of(values)


@fuzzed(40)
@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode()))
def test_any_env_file_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Also one in another encoding."""
    folder = tmp_path_factory.getbasetemp() / "env"
    folder.mkdir(exist_ok=True)
    (folder / ".env").write_bytes(content)
    with pytest.MonkeyPatch.context() as patch, environment({}):
        patch.chdir(folder)
        try:
            Settings.load()
        except SettingsError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017  # any outcome is right but another error


_PATTERNS: Final = tuple(patterns_of("en"))
_args = st.dictionaries(
    st.sampled_from(
        ("phase", "days", "start", "today", "at", "text", "count", "values", "name", "month", "x")
    ),
    st.one_of(drawing.texts, st.integers(), st.dates(), drawing.moments),
)


@fuzzed(300)
@given(st.sampled_from(_PATTERNS), _args, st.sampled_from(("fr", "en", "fr-CA", "xx", "")))
def test_any_variables_are_said_without_an_exception_and_escaped(
    which: tuple[str, str | None], args: dict[str, Value], locale: str
) -> None:
    """Whatever a message is given, Telegram can parse it, and reads no markup in the values."""
    id_, attribute = which
    said = TEXTS.say(Text(id_, args, attribute), locale)
    kinds = (
        {entity.type for entity in parse(said[:4000], "HTML").entities}
        if len(said) < 4000
        else set()
    )
    assert "spoiler" not in kinds
    assert "<script" not in said
    assert 'https://evil.example/"' not in said
    TEXTS.label(Text(id_, args, attribute), locale)


@pytest.mark.parametrize("case", corpus("loading"), ids=lambda case: case["why"])
def test_what_was_found_stays_mended(case: dict[str, Any]) -> None:
    """Each was once an exception."""
    if "settings" in case:
        settings_of({key: value * case.get("times", 1) for key, value in case["settings"].items()})
    else:
        load_with(case["file"], tuple(case["way"]), case.get("value", GONE))
