"""Imports point inwards: the core knows no framework, and only the shell knows the adapters."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot

PACKAGE = Path(bot.__file__).parent
# What each part of the package may import of the package itself.
INNER = {
    "core": {"core"},
    "knowledge": {"core", "knowledge"},
    "matching": {"core", "knowledge", "matching"},
    "adapters": {"core", "adapters", "resources"},
    "delivery": {"core", "delivery", "metrics", "rendering"},
    "frontends": {"core", "frontends", "incoming", "turns"},
    "pictures": {"core", "pictures"},
    "evaluation": {"core", "knowledge", "matching", "resources", "sections", "evaluation"},
    "emulator": {"core", "adapters", "emulator"},
}


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that the file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"{path}: relative import"
            yield node.module
            if node.module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)


def modules(part: str) -> list[Path]:
    """Return the files of a part of the package."""
    return sorted((PACKAGE / part).rglob("*.py"))


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: path.stem)
def test_the_core_needs_the_standard_library_alone(path: Path) -> None:
    """No network, database or framework can be reached from where the decisions are."""
    for name in imported(path):
        root = name.partition(".")[0]
        assert root == "bot" or root in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: path.stem)
def test_the_core_does_not_wait(path: Path) -> None:
    """What decides is pure: it is no coroutine, but for the ports that the shell fulfils."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    waits = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
    assert not waits or path.stem == "ports"


@pytest.mark.parametrize("part", INNER)
def test_imports_point_inwards(part: str) -> None:
    """A part imports what lies further inside, never the parts beside or outside it."""
    files = modules(part)
    assert files
    for path in files:
        for name in imported(path):
            root, _, rest = name.partition(".")
            if root == "bot" and rest:
                assert rest.partition(".")[0] in INNER[part], f"{path.name} imports {name}"
