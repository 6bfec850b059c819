"""How long the fuzzers run: briefly and always alike in the suite, at length on demand."""

import os
from collections.abc import Callable
from typing import Any, Final, TypeVar

from hypothesis import HealthCheck, settings

# The long form: how many times more cases, each drawn anew. `-m fuzz` takes it from here too.
TIMES: Final = int(os.environ.get("OPTOUT_FUZZ_TIMES", "1"))
Test = TypeVar("Test", bound=Callable[..., Any])


def fuzzed(cases: int) -> Callable[[Test], Test]:
    """Let hypothesis try *cases* cases, or as many times more as the environment asks for."""
    return settings(
        max_examples=cases * TIMES,
        deadline=None,
        database=None,
        derandomize=TIMES == 1,
        suppress_health_check=list(HealthCheck),
    )
