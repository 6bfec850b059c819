"""Carries out the steps of a Dockerfile in a folder, where no container engine is at hand.

The folder stands for the root of the image: absolute paths of the steps are put below it. Stages
follow one another, each in an empty folder. What needs another system (users, owners) is left out.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

_OWN: Final = re.compile(r"(?<![\w./-])/(?=(?:opt|src|data|usr/local)\b)")
# Programs that change the system, in a form that does not; the rest is what the machine has.
_STAND_INS: Final[Mapping[str, str]] = {
    "useradd": "exit 0",
    "install": """
for argument; do
    shift
    case $argument in --owner=* | --group=*) ;; *) set -- "$@" "$argument" ;; esac
done
exec /usr/bin/install "$@"
""",
}


@dataclass
class Stage:
    """What the steps so far have made.

    Attributes:
        root: The folder that stands for the root.
        image: What it began from.
        environment: Set by ENV.
        cwd: Set by WORKDIR.
        said: The arguments of USER, VOLUME, CMD and the like, by instruction.
    """

    root: Path
    image: str
    environment: dict[str, str] = field(default_factory=dict)
    cwd: str = "/"
    said: dict[str, str] = field(default_factory=dict)

    def command(self, instruction: str) -> list[str]:
        """Return a command that is given as a JSON list."""
        given = self.said[instruction]
        return [str(word) for word in json.loads(given[given.index("[") :])]

    def variables(self) -> dict[str, str]:
        """Return the environment of a process inside, its paths below the folder."""
        path = f"{self.root}/usr/local/bin:{self.root.parent}/stand-ins:/usr/bin:/bin"
        # With what the machine needs to reach packages, and without what is set for this process.
        strange = ("PYTHON", "VIRTUAL_ENV", "OPTOUT_")
        variables = {n: v for n, v in os.environ.items() if not n.startswith(strange)}
        variables["PATH"] = path
        for name, value in self.environment.items():
            variables[name] = self.inside(value).replace("$PATH", variables["PATH"])
        return variables

    def inside(self, text: str) -> str:
        """Return *text* with its absolute paths below the folder."""
        return text if str(self.root) in text else _OWN.sub(f"{self.root}/", text)

    def place(self, path: str) -> Path:
        """Return where *path* is, relative ones from the working folder."""
        return self.root / os.path.normpath(os.path.join("/", self.cwd, path)).lstrip("/")  # noqa: PTH118


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield each instruction and its argument."""
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    for step in "\n".join(lines).replace("\\\n", " ").splitlines():
        instruction, _, argument = step.partition(" ")
        yield instruction, argument.strip()


def context(source: Path, target: Path) -> None:
    """Copy what .dockerignore lets through: it names what stays, and patterns of what goes."""
    patterns = (source / ".dockerignore").read_text(encoding="utf-8").split()
    kept = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    dropped = [p.removeprefix("**/") for p in patterns if p.startswith("**/")]
    for name in kept:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns(*dropped))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, target / name)


class Build:
    """Carries out the steps; see the module.

    Args:
        folder: An empty one.
        images: What stands for files of images that COPY names, by image and path.
    """

    def __init__(self, folder: Path, images: Mapping[tuple[str, str], Path]) -> None:
        self._folder = folder
        self._images = images
        self._stages: dict[str, Path] = {}
        self._name = ""
        self.stage: Stage | None = None
        stand_ins = folder / "stand-ins"
        stand_ins.mkdir()
        for name, script in _STAND_INS.items():
            (stand_ins / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
            (stand_ins / name).chmod(0o755)

    def run(self, text: str, sources: Path) -> Stage:
        """Carry out every step with the files of *sources*; return the last stage."""
        context(sources, self._folder / "context")
        for instruction, argument in steps(text):
            if instruction == "FROM":
                self._begin(argument)
                continue
            stage = self.stage
            assert stage, "a Dockerfile begins with FROM"
            match instruction:
                case "COPY":
                    self._copy(stage, argument)
                case "RUN":
                    self._execute(stage, argument)
                case "ENV":
                    words = (word.partition("=") for word in shlex.split(argument))
                    stage.environment |= {name: value for name, _, value in words}
                case "WORKDIR":
                    stage.cwd = argument
                    stage.place(".").mkdir(parents=True, exist_ok=True)
                case "USER" | "VOLUME" | "EXPOSE" | "HEALTHCHECK" | "ENTRYPOINT" | "CMD":
                    stage.said[instruction] = argument
                case _:
                    raise NotImplementedError(instruction)
        assert self.stage
        return self.stage

    def _begin(self, argument: str) -> None:
        image, _, name = argument.partition(" AS ")
        # The same folder for each, since paths stand in what is built.
        root = self._folder / "root"
        if self.stage is not None:
            self._stages[self._name] = root.rename(self._folder / f"stage-{self._name}")
        programs = root / "usr/local/bin"
        programs.mkdir(parents=True)
        (programs / "python3").symlink_to(Path(sys.base_prefix, "bin/python3").resolve())
        self._name, self.stage = name, Stage(root, image)

    def _copy(self, stage: Stage, argument: str) -> None:
        *sources, target = shlex.split(argument)
        origin = self._folder / "context"
        if sources[0].startswith("--from="):
            name = sources.pop(0).removeprefix("--from=")
            if name not in self._stages:
                (source,) = sources
                place = stage.place(target)
                shutil.copy(self._images[name, source], place)
                return
            origin = self._stages[name]
        for source in sources:
            found, place = origin / source.lstrip("/"), stage.place(target)
            if found.is_dir():
                # Linked and not copied, which takes a second less; nobody writes to it.
                shutil.copytree(
                    found, place, symlinks=True, copy_function=os.link, dirs_exist_ok=True
                )
            else:
                shutil.copy(found, place / found.name if target.endswith("/") else place)

    def _execute(self, stage: Stage, command: str) -> None:
        done = subprocess.run(  # noqa: S603  # our own Dockerfile
            ["/bin/sh", "-ec", stage.inside(command)],
            env=stage.variables(),
            cwd=stage.place("."),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"RUN {command}\n{done.stdout}{done.stderr}"


def files(folder: Path, *besides: str) -> dict[str, int]:
    """Return every file below *folder*, and when it was written; patterns are left out."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(fnmatch(name, pattern) for pattern in besides):
            found[name] = path.stat().st_mtime_ns
    return found
