"""Draws the pictures of the walkthrough and the countdown: schematic, our own, no screenshots.

``screens`` says what each step shows, ``countdown`` draws the days; both only lay out, as plain
values (``layout``), and ``painting`` turns a layout into PNG. Words come from Fluent and from the
table of LinkedIn's labels (``wording``).

fonts/ carries DejaVu Sans (free; its licence lies beside it), so that no font of the machine is
needed. Made from the files in matplotlib 3.10 (matplotlib/mpl-data/fonts/ttf), each by::

    pyftsubset DejaVuSans.ttf --unicodes=U+20-7E,U+A0-17F,U+218-21B,U+2010-2026,U+202F,\
U+2030-203A,U+20AC,U+2122,U+2190-2199,U+2212,U+2713,U+2717 --layout-features= --legacy-kern \
--no-hinting --drop-tables+=GPOS,GSUB,GDEF,FFTM,MATH --notdef-outline --name-IDs='*'
"""

from bot.pictures.drawer import Drawer

__all__ = ["Drawer"]
