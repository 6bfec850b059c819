"""Due reminders claimed and ended, beside raw SQL in the same loop and beside other schedulers.

BENCHMARK_ROWS sets how many are due (1,000,000 by default); the peers get BENCHMARK_JOBS.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final, TypedDict

import psycopg
import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from procrastinate import App, PsycopgConnector

from tests.benchmarks.filling import fill
from tests.postgres import Cluster, open_cluster, or_skip

ROWS: Final = int(os.environ.get("BENCHMARK_ROWS", "1000000"))
JOBS: Final = int(os.environ.get("BENCHMARK_JOBS", "1000"))
ROUNDS: Final = 3
FLOOR: Final = 0.5  # of raw SQL; the figures are printed, this guards against a slip

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


class Figures(TypedDict):
    """What a run of draining.py prints."""

    rows: int
    seconds: float
    cpu_seconds: float
    peak_mb: float


@pytest.fixture(scope="module")
def durable_cluster() -> Iterator[Cluster]:
    """A server that writes to the disk as it does in production."""
    cluster = or_skip(lambda: open_cluster({"shared_buffers": "256MB", "max_wal_size": "4GB"}))
    yield cluster
    cluster.close()


class SqliteFiles:
    """Copies of a filled file."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._full, self._copy = folder / f"full-{rows}.sqlite3", folder / "copy.sqlite3"
        asyncio.run(fill(f"sqlite:///{self._full}", rows))

    def fresh(self) -> str:
        """Return the URL of a database from which nothing has been taken."""
        for path in self._copy.parent.glob(f"{self._copy.name}*"):
            path.unlink()
        shutil.copy(self._full, self._copy)
        return f"sqlite:///{self._copy}"


class PostgresCopies:
    """Copies of a filled database."""

    def __init__(self, cluster: Cluster, rows: int) -> None:
        self._cluster = cluster
        self._full = asyncio.run(cluster.create_database())
        asyncio.run(fill(cluster.url(self._full), rows))
        self._copy: str | None = None

    def fresh(self) -> str:
        """Return the URL of a database from which nothing has been taken."""
        if self._copy is not None:
            asyncio.run(self._cluster.drop_database(self._copy))
        self._copy = asyncio.run(self._cluster.create_database(self._full))
        asyncio.run(self._cluster.execute("CHECKPOINT"))
        return self._cluster.url(self._copy)


def drain(way: str, url: str) -> Figures:
    """Run draining.py to its end."""
    script = str(Path(__file__).with_name("draining.py"))
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, script, way, url],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def show(capsys: pytest.CaptureFixture[str], lines: list[str]) -> None:
    """Print *lines* past pytest."""
    with capsys.disabled():
        print("\n" + "\n".join(lines))  # noqa: T201


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_reminders_claimed_and_ended(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against raw SQL, the ways in turn; prints the medians."""
    copies: SqliteFiles | PostgresCopies
    if kind == "sqlite":
        copies = SqliteFiles(tmp_path, ROWS)
    else:
        copies = PostgresCopies(request.getfixturevalue("durable_cluster"), ROWS)
    runs: dict[str, list[Figures]] = {"ours": [], "raw": [], "bare": []}
    for _ in range(ROUNDS):
        for way, figures in runs.items():
            figures.append(drain(way, copies.fresh()))
    assert all(run["rows"] == ROWS for figures in runs.values() for run in figures)
    rates = {
        way: median(run["rows"] / run["seconds"] for run in figures)
        for way, figures in runs.items()
    }
    lines = [f"{kind}, {ROWS:,} due    rows/s  of raw  CPU us/row  peak MB"]
    for way, figures in runs.items():
        cpu = median(run["cpu_seconds"] / run["rows"] for run in figures) * 1e6
        peak = max(run["peak_mb"] for run in figures)
        ratio = rates[way] / rates["raw"]
        lines.append(f"{way:20} {rates[way]:10,.0f} {ratio:7.2f} {cpu:11.1f} {peak:8.0f}")
    show(capsys, lines)
    assert rates["ours"] >= FLOOR * rates["raw"]


def test_memory_does_not_grow_with_the_audience(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten thousand, a hundred thousand, or a million: a batch is in memory."""
    peaks: dict[int, float] = {}
    for rows in (10_000, 100_000, 1_000_000):
        if rows <= max(ROWS, 100_000):
            peaks[rows] = drain("ours", SqliteFiles(tmp_path, rows).fresh())["peak_mb"]
    lines = [f"{rows:>9,} due {peak:6.0f} MB at most" for rows, peak in peaks.items()]
    show(capsys, ["memory of the process", *lines])
    assert max(peaks.values()) < 1.2 * min(peaks.values())


async def fire() -> None:
    """Do nothing; APScheduler keeps a job by the name of its function."""


async def _run_apscheduler(url: str) -> float:
    """Run JOBS jobs that are due; return how many ran in a second."""
    left, all_fired = JOBS, asyncio.Event()

    def note(_: JobExecutionEvent) -> None:
        nonlocal left
        left -= 1
        if not left:
            all_fired.set()

    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url)})
    scheduler.add_listener(note, EVENT_JOB_EXECUTED)
    scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    for _ in range(JOBS):
        scheduler.add_job(fire, "date", run_date=due, misfire_grace_time=None)
    started = time.perf_counter()
    scheduler.resume()
    await all_fired.wait()
    rate = JOBS / (time.perf_counter() - started)
    scheduler.shutdown()
    return rate


async def _run_procrastinate(url: str) -> float:
    """Run JOBS tasks that wait; return how many ran in a second."""
    app = App(connector=PsycopgConnector(conninfo=url))

    @app.task(name="fire")
    async def task() -> None:
        pass

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await task.batch_defer_async(*({} for _ in range(JOBS)))
        started = time.perf_counter()
        await app.run_worker_async(
            wait=False, concurrency=100, install_signal_handlers=False, delete_jobs="never"
        )
        return JOBS / (time.perf_counter() - started)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_one_job_a_reminder(
    durable_cluster: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """APScheduler and procrastinate with a job for each reminder; ours on the same server."""
    rows = max(JOBS, 10_000)
    postgres = PostgresCopies(durable_cluster, rows)
    lines = [f"one job a reminder, {JOBS:,} jobs          jobs/s"]
    rates: dict[str, float] = {}
    name = asyncio.run(durable_cluster.create_database())
    url = durable_cluster.url(name)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT 1")  # the peers' driver reaches it
    sync_url = url.replace("postgresql://", "postgresql+psycopg://")
    rates["APScheduler, PostgreSQL"] = asyncio.run(_run_apscheduler(sync_url))
    sqlite_url = f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    rates["APScheduler, SQLite"] = asyncio.run(_run_apscheduler(sqlite_url))
    rates["procrastinate, PostgreSQL"] = asyncio.run(_run_procrastinate(url))
    ours = {
        "ours, PostgreSQL": drain("ours", postgres.fresh()),
        "ours, SQLite": drain("ours", SqliteFiles(tmp_path, rows).fresh()),
    }
    rates |= {name: run["rows"] / run["seconds"] for name, run in ours.items()}
    show(capsys, lines + [f"{name:32} {rate:14,.0f}" for name, rate in rates.items()])
    assert rates["ours, PostgreSQL"] > rates["procrastinate, PostgreSQL"]
    assert rates["ours, PostgreSQL"] > rates["APScheduler, PostgreSQL"]
    assert rates["ours, SQLite"] > rates["APScheduler, SQLite"]
