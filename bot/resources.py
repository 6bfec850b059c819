"""Where the files beside the code are: locales/ and migrations/.

In a checkout they lie beside the package, as the owner wants them; a wheel carries them inside.
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder *name* ("locales", "migrations")."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
