"""What fuzzing found in turns, and what was tried by hand: each stays mended."""

from typing import Any

import pytest

from tests.security.trials import corpus, play


@pytest.mark.parametrize("trial", corpus("turns"), ids=lambda trial: trial["why"])
def test_what_was_found_stays_mended(trial: dict[str, Any]) -> None:
    """Every turn of it is judged as it is taken."""
    assert play(trial).turns
