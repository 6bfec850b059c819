"""The image and the composition, as far as can be seen without a container engine."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from bot.emulator import Emulator
from bot.settings import Settings
from tests.dockerfile import Build, Stage, files, steps

ROOT: Final = Path(__file__).parents[1]
DOCKERFILE: Final = (ROOT / "Dockerfile").read_text(encoding="utf-8")
UV: Final = "ghcr.io/astral-sh/uv:0.13.9"
SECONDS: Final = 60.0  # within which a bot is up; usually 3
# What .env holds; the values can be told from everything else.
SECRETS: Final = {
    "OPTOUT_BOT_TOKEN": "1:token",
    "OPTOUT_DOMAIN": "bot.example.org",
    "OPTOUT_OPERATOR": "Union",
    "OPTOUT_CONTACT": "dpo@example.org",
    "OPTOUT_ENCRYPTION_KEY": "the-key",
    "OPTOUT_WEBHOOK_SECRET": "the-secret-of-many-signs",
    "POSTGRES_PASSWORD": "the-password",
}


def program(name: str) -> str:
    """Return the path of a tool that a package of the development brings."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            raise FileNotFoundError(name)
        pytest.skip(f"{name} is not here: make test brings it")
    return found


# The image


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """What the steps of the Dockerfile make, each carried out in an empty folder."""
    uv = Path(program("uv"))
    return Build(tmp_path_factory.mktemp("image"), {(UV, "/uv"): uv}).run(DOCKERFILE, ROOT)


def test_it_holds_no_tool_to_build_or_install(image: Stage) -> None:
    """Only the bot and its libraries come from the stage that builds; nothing of the checkout."""
    assert sorted(path.name for path in image.root.iterdir()) == ["data", "opt", "usr"]
    assert [*(image.root / "data").iterdir()] == []
    (packages,) = image.root.glob("opt/bot/lib/python3*/site-packages")
    names = {re.split(r"[-.]", path.name)[0] for path in packages.iterdir()}
    assert {"bot", "aiogram", "telegram", "asyncpg", "sqlalchemy"} <= names
    tools = {"pip", "uv", "setuptools", "hatchling", "pytest", "mypy", "ruff", "Cython", "tests"}
    assert names & tools == set()
    programs = {path.name for path in (image.root / "opt/bot/bin").iterdir()}
    assert programs & {"pip", "uv", "gcc", "cc"} == set()


def test_it_knows_the_languages_it_speaks_and_carries_no_others(image: Stage) -> None:
    """What is left out of the image is not missed: each language still says its dates."""
    (packages,) = image.root.glob("opt/bot/lib/python3*/site-packages")
    spoken = {path.name for path in (ROOT / "locales").iterdir()}
    known = {path.name.partition("_")[0].removesuffix(".dat") for path in _locale_data(packages)}
    assert known == {"root"} | {tag.partition("-")[0] for tag in spoken}
    variables = image.variables()
    program = _path_of("optout-bot", variables)
    for tag, question, month in (("fr", "c'est quand ?", "novembre"), ("en", "when?", "November")):
        said = subprocess.run(  # noqa: S603  # our own command
            [program, "ask", question, "--locale", tag, "--on", "2025-10-20"],
            env=variables,
            cwd=image.place("."),
            check=True,
            capture_output=True,
            text=True,
        )
        assert month in said.stdout
    assert not [path for path in packages.glob("*/**/tests") if path.is_dir()]


def _locale_data(packages: Path) -> list[Path]:
    return [*(packages / "babel/locale-data").iterdir()]


def test_it_runs_as_nobody_in_particular_and_writes_to_one_place(image: Stage) -> None:
    """A number, which an engine can tell from root without looking into the image."""
    assert image.said["USER"] == "1000:1000"
    assert image.said["VOLUME"] == image.cwd == "/data"
    assert stat.S_IMODE((image.root / "data").stat().st_mode) == 0o700


async def test_it_starts_is_healthy_and_ends(image: Stage) -> None:
    """Its command answers a member; it writes below /data alone, and ends on SIGTERM."""
    before = files(image.root, "data/*")
    async with Emulator() as emulator:
        variables = image.variables() | {
            "OPTOUT_BOT_TOKEN": emulator.token,
            "OPTOUT_API_URL": emulator.url,
            "OPTOUT_HTTP_HOST": "127.0.0.1",  # the image's is for its own network
            "OPTOUT_HTTP_PORT": str(_free_port()),
            "HOME": "/nowhere",
        }
        assert await _ends_well(image, variables) is False  # nobody is there yet
        command = image.command("ENTRYPOINT") + image.command("CMD")
        bot = await asyncio.create_subprocess_exec(
            _path_of(command[0], variables), *command[1:], env=variables, cwd=image.place(".")
        )
        try:
            anna = emulator.visitor("Anna")
            anna.send("/help")
            await anna.next_message(within_seconds=SECONDS)
            assert await _ends_well(image, variables) is True
        finally:
            bot.send_signal(signal.SIGTERM)
            async with asyncio.timeout(SECONDS):
                assert await bot.wait() == 0
    assert files(image.root, "data/*") == before
    assert {"optout.sqlite3", "optout.key"} <= files(image.root / "data").keys()


async def _ends_well(image: Stage, variables: dict[str, str]) -> bool:
    """Carry out the health check; tell whether it says that the bot is healthy."""
    command = image.command("HEALTHCHECK")
    check = await asyncio.create_subprocess_exec(
        _path_of(command[0], variables),
        *command[1:],
        env=variables,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await check.wait() == 0


def _path_of(name: str, variables: dict[str, str]) -> str:
    found = shutil.which(name, path=variables["PATH"])
    assert found
    return found


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_everything_in_it_is_locked() -> None:
    """Images by version, packages by hash, and the same uv as everywhere."""
    commands = " && ".join(argument for name, argument in steps(DOCKERFILE) if name == "RUN")
    installs = re.findall(r"uv (?:pip install|build)[^&]*", commands)
    assert len(installs) == 3
    for install in installs:
        assert "--require-hashes" in install or "--no-deps" in install
    assert f"COPY --from={UV} /uv " in DOCKERFILE
    assert f"uv=={UV.partition(':')[2]}" in (ROOT / "Makefile").read_text(encoding="utf-8")
    bases = [argument.split()[0] for name, argument in steps(DOCKERFILE) if name == "FROM"]
    assert all(re.fullmatch(r"python:3\.\d+-slim-[a-z]+", base) for base in bases)


def test_the_linter_of_dockerfiles_finds_nothing() -> None:
    """Every rule of hadolint, shellcheck's among them."""
    done = subprocess.run(  # noqa: S603  # found by us
        [program("hadolint"), "--failure-threshold", "style", ROOT / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0


# The composition


def composed(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Let Docker Compose read and resolve the file, with *variables* as .env."""
    shutil.copy(ROOT / "compose.yaml", folder)
    lines = [f"{name}={value}\n" for name, value in variables.items()]
    (folder / ".env").write_text("".join(lines), encoding="utf-8")
    return subprocess.run(  # noqa: S603  # found by us
        [program("docker-compose"), "config", "--format", "json"],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def composition(tmp_path: Path) -> dict[str, Any]:
    """The composition as it is started."""
    done = composed(tmp_path, **SECRETS)
    assert (done.returncode, done.stderr) == (0, "")
    resolved: dict[str, Any] = json.loads(done.stdout)
    return resolved


def test_two_bots_share_a_database_behind_a_proxy(composition: dict[str, Any]) -> None:
    """One service migrates before they start; the proxy alone can be reached from outside."""
    services = composition["services"]
    assert services["bot"]["deploy"]["replicas"] == 2
    assert services["migrate"]["command"] == ["db", "upgrade"]
    migrated = services["bot"]["depends_on"]["migrate"]
    assert migrated["condition"] == "service_completed_successfully"
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert composition["networks"]["inside"]["internal"] is True
    assert services["database"]["networks"].keys() == {"inside"}
    assert "inside" not in services["proxy"]["networks"]


def test_no_service_may_do_more_than_it_must(composition: dict[str, Any]) -> None:
    """Versions are pinned; what faces the internet is read-only and without privileges."""
    services = composition["services"]
    for name, service in services.items():
        assert "build" in service or re.search(r":\d+\.\d+", service["image"])
        assert "healthcheck" in service or "build" in service  # that of the image
        if name != "database":
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
            assert service["security_opt"] == ["no-new-privileges:true"]
    assert services["proxy"]["cap_add"] == ["NET_BIND_SERVICE"]


def test_the_bot_takes_its_settings_as_they_are_given(
    composition: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Telegram comes in where the proxy passes it on."""
    monkeypatch.chdir(tmp_path / "..")
    given = composition["services"]["bot"]["environment"]
    own = [argument for name, argument in steps(DOCKERFILE) if name == "ENV"][-1]
    of_image = dict(re.findall(r"(OPTOUT_\w+)=(\S+)", own))
    for name, value in {**of_image, **given}.items():
        monkeypatch.setenv(name, value)
    settings = Settings.load()
    assert settings.webhook_url == "https://bot.example.org/telegram"
    assert settings.database_url == "postgresql://optout:the-password@database/optout"
    assert not settings.migrate_on_start
    assert (settings.http_host, settings.http_port) == ("0.0.0.0", 8080)  # noqa: S104  # inside
    names = {f"OPTOUT_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in given if name.startswith("OPTOUT_")} - names == {"OPTOUT_DOMAIN"}
    proxy = composition["configs"]["caddyfile"]["content"]
    assert proxy.startswith("bot.example.org {")
    assert "handle /telegram {" in proxy
    assert "dynamic a bot 8080" in proxy


@pytest.mark.parametrize("missing", sorted(SECRETS.keys() - {"OPTOUT_BOT_TOKEN"}))
def test_without_a_secret_nothing_starts(tmp_path: Path, missing: str) -> None:
    """The one that is missing is named; the token, the bot asks for itself."""
    done = composed(tmp_path, **{n: v for n, v in SECRETS.items() if n != missing})
    optional = missing in {"OPTOUT_OPERATOR", "OPTOUT_CONTACT"}
    assert (done.returncode == 0) == optional
    if not optional:
        assert f"required variable {missing} is missing a value: set it in .env" in done.stderr


def test_no_secret_stands_in_the_file() -> None:
    """Each comes from .env, which git does not keep."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    for name in ("OPTOUT_ENCRYPTION_KEY", "OPTOUT_WEBHOOK_SECRET", "POSTGRES_PASSWORD"):
        values = re.findall(rf"^ +{name}: (.*)$", text, re.MULTILINE)
        assert values
        assert all(value.startswith(f"${{{name}:?") for value in values)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
