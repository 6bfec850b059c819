"""What a picture shows and where, as plain values: made by the screens, consumed by the painting.

Coordinates are pixels of a canvas of 720 x 900 from its top left; shapes are painted in their
order, and all words above them.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

WIDTH: Final = 720
HEIGHT: Final = 900


class Box(NamedTuple):
    """A rectangle; right and bottom are the first pixels outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[int, int]:
        """The point in the middle."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def grown(self, by: int) -> "Box":
        """Return it larger by *by* on each side; smaller where that is below zero."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: "Box") -> bool:
        """Tell whether *other* lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Tell whether *other* covers a part of it."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


CANVAS: Final = Box(0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Plate:
    """A rectangle with round corners; a circle where *radius* is half its side."""

    box: Box
    fill: str
    outline: str | None = None
    thickness: int = 0
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled polygon."""

    points: tuple[tuple[int, int], ...]
    fill: str

    @property
    def box(self) -> Box:
        """What it covers at most."""
        return _around(self.points, 0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, round at the joints."""

    points: tuple[tuple[int, int], ...]
    ink: str
    thickness: int

    @property
    def box(self) -> Box:
        """What it covers at most."""
        return _around(self.points, self.thickness // 2)


Shape: TypeAlias = Plate | Outline | Stroke


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place.

    Attributes:
        text: All of it.
        lines: The same, broken; each with the box that it covers.
        room: What it must not leave.
        size: Pixels.
        ink: Colour of the letters.
        ground: Colour below them.
    """

    text: str
    lines: tuple[tuple[str, Box], ...]
    room: Box
    size: int
    bold: bool
    ink: str
    ground: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture.

    Attributes:
        shapes: Painted first, in this order.
        words: Painted above.
        target: The one thing to tap or to look at, outlined; None where there is nothing to tap.
        tip: Where the arrow to the target ends; None where there is none.
    """

    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    target: Box | None = None
    tip: tuple[int, int] | None = None


def _around(points: tuple[tuple[int, int], ...], margin: int) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys)).grown(margin)
