"""What the bot is made of: every package pinned and hashed, from one registry, freely licensed."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import pytest

from tests.security.audit import judge
from tests.security.licences import ROOT, Licence, is_acceptable, licences, pinned, table

LOCKS: Final = ("requirements.txt", "requirements-dev.txt")
_ENTRY: Final = re.compile(
    r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[A-Za-z0-9.+!_-]+(?: ; [^\\\n]+?)?"
    r"((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
)


def entries(lock: str) -> list[str]:
    """Return the entries of a lock file, each with the lines that belong to it."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines(keepends=True)
    joined = "".join(line for line in lines if not line.lstrip().startswith("#"))
    return re.split(r"(?m)^(?=\S)", joined)[1:]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_to_what_was_looked_at(lock: str) -> None:
    """By version and by hash; no address, no other index, no option: nothing else can slip in."""
    found = entries(lock)
    assert len(found) > 40
    wrong = [entry.splitlines()[0] for entry in found if not _ENTRY.fullmatch(entry)]
    assert wrong == []


def test_both_locks_agree() -> None:
    """What was tested is what runs."""
    run, dev = (set(pinned(lock)) for lock in LOCKS)
    names = {name for name, _ in run}
    assert {(name, one) for name, one in dev if name in names} <= run


def test_what_is_installed_is_what_is_pinned() -> None:
    """Else everything here was tested with something else."""
    known = set(pinned("requirements.txt"))
    for name in {name for name, _ in known}:
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue  # for another system
        assert (name, installed) in known


def test_the_installation_insists_on_the_hashes() -> None:
    """In the Makefile and in the image: a package that was changed is refused."""
    for name in ("Makefile", "Dockerfile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        installs = re.findall(r"pip install[^\n]*-r\s*\S*requirements\S*", text)
        assert installs, name
        assert all("--require-hashes" in line for line in installs), name


def test_the_bot_needs_few_packages() -> None:
    """Each one is somebody else's code that sees what the bot sees."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked_for = tomllib.load(file)["project"]["dependencies"]
    assert len(asked_for) <= 25
    assert len({name for name, _ in pinned()}) <= 65


def test_every_licence_is_known_and_asks_nothing_of_who_runs_the_bot() -> None:
    """Permissive, or of the two named exceptions, which ask it of who changes them."""
    assert [each for each in licences() if not is_acceptable(each)] == []


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0"])
def test_another_licence_is_refused(licence: str) -> None:
    """As one that is not told."""
    assert not is_acceptable(Licence("x", "1", licence))
    assert not is_acceptable(Licence("certifi", "1", licence))


def test_the_readme_lists_the_licences() -> None:
    """As they are now; `python -m tests.security.licences` writes them anew."""
    assert "\n".join(table()) in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lock_itself_is_consistent() -> None:
    """Nothing that is installed contradicts what another package needs."""
    done = subprocess.run(  # our own interpreter
        [sys.executable, "-m", "uv", "pip", "check", "--python", sys.executable],
        capture_output=True, text=True, check=False, cwd=Path(ROOT),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_audit_fails_where_a_vulnerability_is_known_and_only_there() -> None:
    """And says it where nobody could be asked, instead of calling it well."""
    well = {"name": "a", "version": "1", "vulns": []}
    ill = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
    skipped = {"name": "c", "skip_reason": "not found"}
    assert judge([well]) == (0, ["audit: 1 packages, 0 known vulnerabilities"])
    code, lines = judge([well, ill, skipped])
    assert code == 1
    assert lines[0] == "b 2: PYSEC-1, mended in ['2.1']"
    for nothing in (None, [skipped]):
        code, (line,) = judge(nothing)
        assert code == 0
        assert "cannot be asked" in line
