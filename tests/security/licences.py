"""The licences of everything that the bot needs to run, from the packages' own metadata.

``python -m tests.security.licences`` writes the table of the README anew.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final, NamedTuple

from bot.sections import replace

ROOT: Final = Path(__file__).parents[2]
PIN: Final = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
# Not installed here, since they serve other systems; read from their project pages.
ELSEWHERE: Final = {"colorama": "BSD-3-Clause"}
# What packages write in place of an SPDX name.
_SPDX: Final = {
    "Apache 2.0": "Apache-2.0",
    "APL 2": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
}
# Free to use, change and pass on in any product; most ask that their notice stays.
PERMISSIVE: Final = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Zlib",
    }
)
# Changes to the package itself must stay free; who only uses it is free. Each stands here by name.
WEAK_COPYLEFT: Final = {"certifi": "MPL-2.0", "python-telegram-bot": "LGPL-3.0-only"}


class Licence(NamedTuple):
    """A package and its licence, as an SPDX expression; empty where none is told."""

    package: str
    version: str
    licence: str


def pinned(name: str = "requirements.txt") -> Iterator[tuple[str, str]]:
    """Yield each package of the lock file *name* with its version."""
    for found in PIN.finditer((ROOT / name).read_text(encoding="utf-8")):
        yield found["name"], found["version"]


def licences() -> tuple[Licence, ...]:
    """Return the licence of each package that the bot needs to run."""
    return tuple(Licence(name, version, _licence(name)) for name, version in pinned())


def _licence(name: str) -> str:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License")]
    words = (
        "".join(told.get_all("License-Expression", []))
        or "".join(told.get_all("License", []))
        or "".join(classifiers[:1]).rpartition(" :: ")[2]
    )
    return _SPDX.get(words, words)


def is_acceptable(licence: Licence) -> bool:
    """Tell whether the licence is known and asks nothing of who runs or passes on the bot."""
    if WEAK_COPYLEFT.get(licence.package) == licence.licence:
        return True
    parts = re.split(r" (?:AND|OR) ", licence.licence)
    return all(part in PERMISSIVE for part in parts)


def table() -> tuple[str, ...]:
    """Return the lines of the table of the README: by licence, the packages that are under it."""
    by_licence: dict[str, list[str]] = {}
    for package, _, licence in licences():
        packages = by_licence.setdefault(licence, [])
        if package not in packages:
            packages.append(package)
    rows = sorted(by_licence.items(), key=lambda row: (-len(row[1]), row[0]))
    lines = (f"| {licence} | {', '.join(packages)} |" for licence, packages in rows)
    return ("| licence | packages |", "|---|---|", *lines)


def main() -> None:
    """Write the table into the README."""
    replace(ROOT / "README.md", "licences", table())
    sys.stdout.write("\n".join((*table(), "")))


if __name__ == "__main__":
    main()
