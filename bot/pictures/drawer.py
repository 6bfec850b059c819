"""Fulfils the port Pictures: from the name of a picture to its PNG, its layout, its words."""

from collections.abc import Mapping

from bot.core.effects import Picture, Text
from bot.core.knowledge import Label
from bot.core.ports import Texts
from bot.pictures.bars import bars
from bot.pictures.countdown import count_down, countdown_args
from bot.pictures.layout import Layout
from bot.pictures.painting import paint
from bot.pictures.screens import SCREENS, lay_out
from bot.pictures.wording import Wording

COUNTDOWN = "countdown"
STATS = "stats"


class Drawer:
    """Draws in any locale; it keeps no state, so that threads may share it.

    Args:
        texts: Says the words that are ours.
        labels: Those of LinkedIn's interface, by locale and id.
    """

    def __init__(self, texts: Texts, labels: Mapping[str, Mapping[str, Label]]) -> None:
        self._texts = texts
        self._labels = labels

    def names(self) -> frozenset[str]:
        """Return the name of every picture that can be drawn."""
        return frozenset({*SCREENS, COUNTDOWN, STATS})

    def draw(self, picture: Picture, locale: str) -> bytes:
        """Return *picture* as PNG, in the words of *locale*; the same bytes every time.

        Raises:
            KeyError: No picture has that name, or "countdown" lacks ``days`` or ``start``,
                or "stats" what bars() says.
            ValueError: Fewer days are left than none.
            NoRoom: A message or a label has grown too long to be drawn.
        """
        return paint(self.layout(picture, locale))

    def layout(self, picture: Picture, locale: str) -> Layout:
        """Return what *picture* shows and where; draw() says the errors."""
        wording = Wording(self._texts, self._labels, locale)
        if picture.name == COUNTDOWN:
            return count_down(wording, picture.args)
        if picture.name == STATS:
            return bars(wording, picture.args)
        return lay_out(picture.name, wording)

    def alternative(self, picture: Picture, locale: str) -> str:
        """Return the sentence that stands for *picture* where it cannot be seen.

        Raises:
            KeyError: As for draw().
            ValueError: As for draw().
        """
        if picture.name not in self.names():
            raise KeyError(picture.name)
        wording = Wording(self._texts, self._labels, locale)
        args = countdown_args(picture.args) if picture.name == COUNTDOWN else wording.label_args()
        return self._texts.label(Text(f"picture-{picture.name}", args), locale)
