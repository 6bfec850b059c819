"""The README's table of threats: each is prevented by something that a test covers."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
WHO: Final = (
    "member",
    "other member",
    "group admin",
    "stranger with the webhook address",
    "stranger on the operator’s network",
    "thief of a backup",
    "operator’s mistake",
    "hostile text",
    "supplier",
)
_TEST: Final = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> list[list[str]]:
    """Return the cells of each row of the table."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, rest = readme.partition("<!-- threats -->")
    block, end, _ = rest.partition("<!-- /threats -->")
    assert end, "the README has no table of threats"
    lines = [line for line in block.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def defined(path: str) -> set[str]:
    """Return the names of the tests that a file defines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_every_threat_names_what_prevents_it_and_a_test_that_exists() -> None:
    """A test that is renamed or removed is missed here."""
    found = rows()
    assert len(found) >= 20
    for who, threat, prevention, tests in found:
        assert threat, who
        assert prevention, threat
        named = _TEST.findall(tests)
        assert named, threat
        assert _TEST.sub("", tests).strip(" ,") == "", threat  # and nothing else stands there
        for path, name in named:
            assert name in defined(path), f"{path}::{name}"


@pytest.mark.parametrize("who", WHO)
def test_nobody_is_forgotten(who: str) -> None:
    """Each of those who could do harm has a row of their own."""
    assert who in {row[0] for row in rows()}
