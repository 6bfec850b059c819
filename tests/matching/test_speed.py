"""What a match costs, in time of one core: `pytest -m benchmark -s tests/matching` prints it.

Nothing is asserted of milliseconds, which are the machine's; the cost of a flood against that of
a question is the code's, and is.
"""

import subprocess
import sys
from collections.abc import Sequence
from time import thread_time

import numpy as np
import pytest

from bot.knowledge import phrasings
from bot.matching.matcher import TopicMatcher

LOADING = """
import os, sys, time
import numpy
def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
before, started_at = resident(), time.perf_counter()
from bot.matching.matcher import load_matcher
matcher = load_matcher()
matcher.match("Comment refuser ?", "fr")
print(f"loaded in {time.perf_counter() - started_at:.2f} s, {resident() - before:.0f} MB added")
"""


def milliseconds(matcher: TopicMatcher, texts: Sequence[str], locale: str) -> list[float]:
    """Return how long the match of each of *texts* took."""
    taken = []
    for text in texts:
        started_at = thread_time()
        matcher.match(text, locale)
        taken.append(1000 * (thread_time() - started_at))
    return taken


@pytest.mark.benchmark
@pytest.mark.parametrize("part", ["matcher", "lexical_matcher"])
def test_a_match_is_fast(request: pytest.FixtureRequest, part: str) -> None:
    """A flood of text costs at most thirty times a typical question: its length is bounded."""
    matcher = request.getfixturevalue(part)
    taken = [
        duration
        for locale in phrasings.locales()
        for duration in milliseconds(
            matcher, [phrasing.text for phrasing in phrasings.load(locale)[::5]], locale
        )
    ]
    # Words that are all unknown, and no two alike: the worst for spelling.
    flood = " ".join(
        f"{n:x}".translate(str.maketrans("0123456789", "ghijklmnop")) * 2 for n in range(4096, 5000)
    )
    worst = float(np.median(milliseconds(matcher, [flood] * 20, "fr")))
    half, most, nearly_all = np.percentile(taken, (50, 95, 99))
    sys.stdout.write(
        f"\n{part}: {len(taken)} phrasings, p50 {half:.1f} ms, p95 {most:.1f} ms, "
        f"p99 {nearly_all:.1f} ms; a flood {worst:.1f} ms\n"
    )
    assert worst < 30 * half


@pytest.mark.benchmark
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_loading_is_told() -> None:
    """In a process of its own: what numpy alone takes is not counted."""
    ran = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True, timeout=60
    )
    sys.stdout.write(f"\n{ran.stdout}")
