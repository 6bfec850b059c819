"""The long form of the fuzzers: at least a million turns. Off by default: `pytest -m fuzz`.

OPTOUT_FUZZ_TURNS says how many; each run draws anew, and its seed stands in the failure.
"""

import os
import secrets
from typing import Final

import pytest

from tests.security.rambling import ramble

TURNS: Final = int(os.environ.get("OPTOUT_FUZZ_TURNS", "1000000"))


@pytest.mark.fuzz
@pytest.mark.timeout(0)
def test_a_million_turns_fail_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever somebody does in thousands of chats: every answer can be sent, and is harmless."""
    seed = secrets.randbits(32)
    with capsys.disabled():
        print(f"\nseed {seed}")  # noqa: T201  # to be repeated with
    assert ramble(seed, TURNS) >= TURNS


def test_two_thousand_turns_fail_nowhere() -> None:
    """The short form, always alike."""
    assert ramble(20251103, 2000) >= 2000
