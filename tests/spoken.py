"""The texts of every locale, read once for all tests."""

from typing import Final

from bot.adapters.texts import FluentTexts
from bot.resources import folder

TEXTS: Final = FluentTexts(folder("locales"))
