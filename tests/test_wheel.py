"""The wheel works where it is installed: with its locales, migrations, knowledge and model."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, far from the checkout."""
    out = tmp_path_factory.mktemp("wheel")
    build = (
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(out),
    )
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def run(installed: Path, folder: Path, *arguments: str, **environment: str) -> str:
    """Run the installed command in *folder*; return what it prints."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_it_carries_what_the_bot_needs_and_nothing_of_the_checkout(installed: Path) -> None:
    """Every message, migration, piece of knowledge and part of the page is inside."""
    for folder in ("locales", "migrations", "bot/knowledge", "bot/emulator/web"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = path.relative_to(ROOT)
                parts = inside.parts if inside.parts[0] == "bot" else ("bot", *inside.parts)
                assert installed.joinpath(*parts).is_file(), inside
    assert (installed / "bot/matching/model.npz").is_file()
    assert not (installed / "tests").exists()


def test_it_answers_a_question(installed: Path, tmp_path: Path) -> None:
    """The command of the README, in a folder that knows nothing of the checkout."""
    said = run(
        installed, tmp_path, "ask", "mes messages privés sont lus ?", "--on", "2025-10-20", "--json"
    )
    assert json.loads(said)["topic"] == "private-messages"


def test_it_makes_its_tables(installed: Path, tmp_path: Path) -> None:
    """The migrations travel with it."""
    url = f"sqlite:///{tmp_path / 'optout.sqlite3'}"
    run(installed, tmp_path, "db", "upgrade", OPTOUT_DATABASE_URL=url)
    assert (tmp_path / "optout.sqlite3").is_file()
