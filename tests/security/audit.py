"""Asks pypi.org for known vulnerabilities of what the bot needs; run by ``make audit``.

Exits with 1 where there are any. Where nobody can be asked it says so and exits with 0: the pins
and hashes themselves are checked by test_dependencies.py.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

REQUIREMENTS: Final = Path(__file__).parents[2] / "requirements.txt"
SECONDS: Final = 300  # for all questions


def audit() -> list[dict[str, Any]] | None:
    """Return what pip-audit found of each package, or None where it could not ask."""
    options = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json")
    try:
        done = subprocess.run(  # noqa: S603  # a module of our own environment
            [sys.executable, "-m", "pip_audit", "-r", REQUIREMENTS, *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return packages


def judge(packages: list[dict[str, Any]] | None) -> tuple[int, list[str]]:
    """Return the exit code and the lines to print.

    Args:
        packages: Each with its name and version, its ``vulns``, or why it was skipped; None where
            nobody could be asked.
    """
    known = [one for one in packages or () if "skip_reason" not in one]
    if not known:
        return 0, ["audit: pypi.org cannot be asked from here; versions and hashes are pinned"]
    lines = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {found['fix_versions']}"
        for one in known
        for found in one["vulns"]
    ]
    skipped = len(packages or ()) - len(known)
    told = f"audit: {len(known)} packages, {len(lines)} known vulnerabilities"
    return bool(lines), [*lines, f"{told}, {skipped} not known there" if skipped else told]


if __name__ == "__main__":
    code, words = judge(audit())
    print("\n".join(words))  # noqa: T201  # it is a command
    sys.exit(code)
