"""The proxy of compose.yaml, carried out: which process gets what Telegram delivers."""

import asyncio
import os
import re
import shutil
import socket
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Final, cast

import aiohttp
import pytest
from aiohttp import web

ROOT: Final = Path(__file__).parents[1]
HOSTS: Final = ("127.0.0.1", "127.0.0.2", "127.0.0.3")  # a replica each
NAME: Final = "bot.test"
SECONDS: Final = 20.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others have one loopback address")


@pytest.fixture
def caddy() -> str:
    """The proxy's program, which a package of the development brings."""
    beside = Path(sys.executable).with_name("caddy")
    found = str(beside) if beside.exists() else shutil.which("caddy")
    if found is None:
        if os.environ.get("CI"):
            raise FileNotFoundError("caddy")
        pytest.skip("caddy is not here: make test brings it")
    return found


class Names(asyncio.DatagramProtocol):
    """Tells the addresses of NAME, as the network of the composition does; each time in a row."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        self._addresses = addresses
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer a question for addresses; the first one is another each time (RFC 1035)."""
        end = data.index(0, 12) + 5
        is_for_addresses = data[end - 4 : end - 2] == b"\0\1"
        self._addresses = (*self._addresses[1:], self._addresses[0])
        answers = [
            b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 1, 4) + socket.inet_aton(address)
            for address in (self._addresses if is_for_addresses else ())
        ]
        counts = struct.pack(">HHHH", 1, len(answers), 0, 0)
        assert self._transport is not None
        packet = data[:2] + b"\x81\x80" + counts + data[12:end] + b"".join(answers)
        self._transport.sendto(packet, addr)


def configuration(port: int, name_port: int, bot_port: int) -> str:
    """Return the proxy's of compose.yaml, on this machine's ports instead of its own."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    found = re.search(r"content: \|\n(.*?)\n\n", text, re.DOTALL)
    assert found is not None
    lines = found[1].replace("${OPTOUT_DOMAIN}", f"http://127.0.0.1:{port}")
    here = f"dynamic a {NAME} {bot_port} {{\nresolvers 127.0.0.1:{name_port}\nversions ipv4"
    assert "dynamic a bot 8080 {" in lines
    return "{\nadmin off\n}\n" + lines.replace("dynamic a bot 8080 {", here)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """Return a port that nobody has at any of HOSTS."""
    with closing(socket.socket(socket.AF_INET, kind)) as found:
        found.bind(("", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def replica(host: str, port: int) -> AsyncIterator[None]:
    """Run what answers with its own address."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=host)

    app = web.Application()
    app.router.add_post("/telegram", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.fixture
def ports() -> tuple[int, int, int]:
    """Of the proxy, of the names, and of the replicas."""
    return free_port(), free_port(socket.SOCK_DGRAM), free_port()


async def test_one_process_answers_and_another_takes_over(
    caddy: str, ports: tuple[int, int, int], tmp_path: Path
) -> None:
    """So that "why?" is understood; and nothing is refused while a process is missing."""
    port, name_port, bot_port = ports
    file = tmp_path / "Caddyfile"
    file.write_text(configuration(*ports), encoding="utf-8")
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        names, _ = await loop.create_datagram_endpoint(
            lambda: Names(HOSTS), local_addr=("127.0.0.1", name_port)
        )
        stack.callback(names.close)
        replicas: dict[str, AsyncExitStack] = {}
        for host in HOSTS:
            replicas[host] = await stack.enter_async_context(AsyncExitStack())
            await replicas[host].enter_async_context(replica(host, bot_port))
        proxy = await asyncio.create_subprocess_exec(
            caddy,
            "run",
            "--config",
            file,
            env={"HOME": str(tmp_path)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        stack.push_async_callback(proxy.wait)
        stack.callback(proxy.terminate)
        session = await stack.enter_async_context(aiohttp.ClientSession())

        async def deliver() -> str:
            async with session.post(f"http://127.0.0.1:{port}/telegram", data=b"{}") as answer:
                assert answer.status == 200
                return await answer.text()

        async with asyncio.timeout(SECONDS):
            while not await is_open(port):
                assert proxy.returncode is None
            first = {await deliver() for _ in range(6)}
            assert len(first) == 1
            await replicas[first.copy().pop()].aclose()  # the names still tell of it
            second = {await deliver() for _ in range(6)}
            assert len(second) == 1
            assert second != first
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                assert answer.status == 404


async def is_open(port: int) -> bool:
    """Tell whether somebody listens on *port*."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
