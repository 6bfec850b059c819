"""What understanding costs: measured in a fresh process with one thread, as on a small server.

Run as ``python -m bot.evaluation.cost``, this module is that process: it reads questions as JSON
lines, answers them, and prints what it took.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final

from bot.evaluation.errors import EvaluationError
from bot.evaluation.questions import Question

ROUNDS: Final = (
    3  # each question's time is the median of them: a neighbour's work is no cost of ours
)
LIMIT_SECONDS: Final = 600
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Cost:
    """What understanding took.

    Attributes:
        half_ms: Half of the questions took at most this, in milliseconds: p50.
        nearly_all_ms: 99 % of them did: p99.
        startup_seconds: From an interpreter that has loaded nothing to a matcher that answers.
        memory_mb: What the process grew by, in 2**20 bytes, all questions answered.
        core_share: How much of one core it had (0 to 1): well below 1, other work took the
            rest, and the times tell of that too.
    """

    half_ms: float
    nearly_all_ms: float
    startup_seconds: float
    memory_mb: float
    core_share: float


def measure(questions: Sequence[Question], *, with_encoder: bool) -> Cost:
    """Return what *questions* cost in a process of their own.

    Raises:
        EvaluationError: That process failed.
    """
    lines = "".join(json.dumps([one.text, one.locale]) + "\n" for one in questions)
    command = [sys.executable, "-m", "bot.evaluation.cost"]
    ran = subprocess.run(  # noqa: S603  # our own interpreter and module
        command if with_encoder else [*command, "--without-encoder"],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=LIMIT_SECONDS,
        env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1")},
    )
    if ran.returncode:
        raise EvaluationError(f"measuring the cost failed: {ran.stderr.strip() or ran.returncode}")
    return Cost(**json.loads(ran.stdout))


def _resident_mb() -> float:
    statm = Path("/proc/self/statm")
    if statm.exists():
        pages = int(statm.read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource  # noqa: PLC0415  # not on every system

    # No /proc: macOS, where the most that was ever resident is told in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _percentile(sorted_values: Sequence[float], share: float) -> float:
    return sorted_values[min(int(len(sorted_values) * share), len(sorted_values) - 1)]


def _measure_here(lines: Sequence[str], *, with_encoder: bool) -> Cost:
    questions: list[tuple[str, str]] = [tuple(json.loads(line)) for line in lines]
    memory_before, started_at = _resident_mb(), perf_counter()
    # Loading is what is measured.
    from bot.core import faq  # noqa: PLC0415
    from bot.matching.encoder import load_encoder  # noqa: PLC0415
    from bot.matching.matcher import TopicMatcher  # noqa: PLC0415
    from bot.matching.model import load  # noqa: PLC0415

    matcher = TopicMatcher(load(), load_encoder() if with_encoder else None)
    startup_seconds = perf_counter() - started_at
    times: list[list[float]] = [[] for _ in questions]
    asking_at, used_before = perf_counter(), process_time()
    for text, locale in questions[:20]:  # warm up
        faq.understand(text, locale, matcher.match)
    for _ in range(ROUNDS):
        for taken, (text, locale) in zip(times, questions, strict=True):
            started_at = perf_counter()
            faq.understand(text, locale, matcher.match)
            taken.append(1000 * (perf_counter() - started_at))
    core_share = (process_time() - used_before) / (perf_counter() - asking_at)
    ranked = sorted(map(median, times))
    return Cost(
        half_ms=_percentile(ranked, 0.50),
        nearly_all_ms=_percentile(ranked, 0.99),
        startup_seconds=startup_seconds,
        memory_mb=_resident_mb() - memory_before,
        core_share=min(1.0, core_share),
    )


if __name__ == "__main__":
    _measured = _measure_here(
        sys.stdin.readlines(), with_encoder="--without-encoder" not in sys.argv
    )
    sys.stdout.write(json.dumps(asdict(_measured)))
