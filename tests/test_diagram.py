"""The diagrams of the walkthrough in the README: drawn from the table, and fresh."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot import diagram, sections
from bot.core.walkthrough import TRANSITIONS, WAYS_OUT, Answer, Page, Step

README: Final = Path(__file__).parents[1] / "README.md"
ARROW: Final = re.compile(r"    (\w+) (<?-->)\|([a-z, ]+)\| (\w+)")
HELP: Final = {Answer.LOST, Answer.RETURN, Answer.WORDS, *WAYS_OUT}


def arrows() -> set[tuple[str, str, str]]:
    """Return each arrow as from, answer, to; one with two heads stands for both directions."""
    found = set()
    for line in diagram.lines():
        if match := ARROW.fullmatch(line):
            here, arrow, answers, there = match.groups()
            for answer in answers.split(", "):
                found.add((here, answer, there))
                if arrow == "<-->":
                    found.add((there, answer, here))
    return found


def test_every_transition_is_drawn_and_none_besides() -> None:
    """What the bot does and what the reader sees are one table."""
    drawn = arrows()
    steps = {step.value.replace("-", "_") for step in Step}
    wanted = {
        (
            here.place.step.value.replace("-", "_"),
            answer.value,
            there.place.step.value.replace("-", "_"),
        )
        for (here, answer), there in TRANSITIONS.items()
        if answer not in HELP
    }
    assert wanted <= drawn
    pairs = {(here, there) for here, _, there in wanted}
    between = {(here, there) for here, _, there in drawn if here in steps and there in steps}
    assert between == pairs
    helping = {answer.value for _, answer in TRANSITIONS if answer in HELP}
    assert helping <= {answer for _, answer, _ in drawn}
    assert any(here.place.page is Page.WORDS for here, _ in TRANSITIONS)


def test_the_drawing_is_mermaid() -> None:
    """Two fenced flowcharts; every node that an arrow names is declared once, with its words."""
    text = "\n".join(diagram.lines())
    blocks = re.findall(r"```mermaid\nflowchart TD\n(.*?)\n```", text, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        nodes = re.findall(r'^    (\w+)(?:\["[\w ,]+"\]|\(\["[\w ,]+"\]\))$', block, re.MULTILINE)
        ends = {name for match in ARROW.finditer(block) for name in match.group(1, 4)}
        assert len(nodes) == len(set(nodes))
        assert set(nodes) == ends
        assert len(nodes) + len(ARROW.findall(block)) == len(block.splitlines())


def test_the_readme_shows_the_table_of_today() -> None:
    """Mended by ``python -m bot.diagram README.md``."""
    text = README.read_text("utf-8")
    begin, end = sections.markers(diagram.SECTION)
    _, _, rest = text.partition(begin)
    shown, _, _ = rest.partition(end)
    assert shown.strip() == "\n".join(diagram.lines())


def test_writing_changes_the_section_alone(tmp_path: Path) -> None:
    """What stands around it stays, and writing twice changes nothing more."""
    path = tmp_path / "README.md"
    begin, end = sections.markers(diagram.SECTION)
    path.write_text(f"Before.\n{begin}old{end}\nAfter.\n", "utf-8")
    diagram.write(path)
    text = path.read_text("utf-8")
    assert text.startswith(f"Before.\n{begin}\n\nThe way")
    assert text.endswith(f"```\n\n{end}\nAfter.\n")
    diagram.write(path)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text", ["", "<!-- walkthrough -->", "<!-- /walkthrough --><!-- walkthrough -->"]
)
def test_a_file_without_the_section_is_refused(tmp_path: Path, text: str) -> None:
    """It stays as it is."""
    path = tmp_path / "README.md"
    path.write_text(text, "utf-8")
    with pytest.raises(sections.UnusableSection, match="expected"):
        diagram.write(path)
    assert path.read_text("utf-8") == text
