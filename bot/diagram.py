"""Draws the walkthrough as Mermaid diagrams, from the table that the bot walks by.

``python -m bot.diagram README.md`` puts them into the section of the README; a test keeps them
fresh. Places that are alike on several devices are drawn once.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from bot import sections
from bot.core.walkthrough import (
    CHECKS,
    PATHS,
    TRANSITIONS,
    WAYS_OUT,
    Answer,
    Device,
    Page,
    Step,
    Walk,
    begin,
)

SECTION: Final = "walkthrough"
_CHOICE: Final = "choose the way"
_HELP: Final = (Answer.LOST, Answer.RETURN, Answer.WORDS, *WAYS_OUT)
_ENDS: Final = frozenset({Step.DONE.value, Step.RECEIPT.value})

_Edges: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]  # from, to: the answers that lead


def lines() -> Iterator[str]:
    """Yield the lines of the section: the way from the choice to the receipt, then the help."""
    yield "The way; every arrow with two heads leads back as well:"
    yield ""
    yield from _mermaid(_way())
    yield ""
    yield "“I can’t see it”, which every step, check and the form offer:"
    yield ""
    yield from _mermaid(_help())


def write(path: Path) -> None:
    """Put the diagrams into the file *path*.

    Raises:
        UnusableSection: It is missing, or has not the markers.
    """
    sections.replace(path, SECTION, tuple(lines()))


def _way() -> _Edges:
    """Return the arrows between the steps themselves."""
    edges: dict[tuple[str, str], tuple[str, ...]] = {}
    # The longest way first, and forwards before back: so it is laid out from top to bottom.
    ways = sorted(Device, key=lambda device: -len(PATHS[device]))
    for device in ways:
        _add(edges, _CHOICE, begin(device).place.step.value, device.value)
        _add(edges, begin(device).place.step.value, _CHOICE, Answer.BACK.value)
    ordered = sorted(
        TRANSITIONS.items(),
        key=lambda edge: (edge[0][1] is not Answer.NEXT, ways.index(edge[0][0].device)),
    )
    for (here, answer), there in ordered:
        if answer not in _HELP:
            _add(edges, here.place.step.value, there.place.step.value, answer.value)
    return edges


def _help() -> _Edges:
    """Return the arrows to, from and within the help of any step."""
    edges: dict[tuple[str, str], tuple[str, ...]] = {}
    for (here, answer), there in TRANSITIONS.items():
        if answer in _HELP:
            end = "the first step of that way" if answer in WAYS_OUT else _kind(there)
            _add(edges, _kind(here), end, answer.value)
    return edges


def _kind(walk: Walk) -> str:
    """Return what a place is, as far as its help is concerned."""
    step, page = walk.place
    if page is Page.STEP:
        return "a check" if step in CHECKS else "a step, or the form"
    return {Page.LOST: "its help", Page.WORDS: "its name in other languages"}[page]


def _add(edges: dict[tuple[str, str], tuple[str, ...]], here: str, there: str, answer: str) -> None:
    known = edges.get((here, there), ())
    edges[here, there] = known if answer in known else (*known, answer)


def _mermaid(edges: _Edges) -> Iterator[str]:
    """Yield a flowchart, each pair of opposite arrows drawn as one."""
    yield "```mermaid"
    yield "flowchart TD"
    for name in dict.fromkeys(name for edge in edges for name in edge):
        left, right = ('(["', '"])') if name in _ENDS or name == _CHOICE else ('["', '"]')
        yield f"    {_id(name)}{left}{name.replace('-', ' ')}{right}"
    drawn: set[tuple[str, str]] = set()
    for (here, there), answers in edges.items():
        if (there, here) in drawn:
            continue
        drawn.add((here, there))
        back = edges.get((there, here), ()) if here != there else ()
        arrow = "<-->" if back else "-->"
        said = ", ".join(dict.fromkeys((*answers, *back)))
        yield f"    {_id(here)} {arrow}|{said}| {_id(there)}"
    yield "```"


def _id(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "README.md"))
