"""Puts what the core decided to show into words, in one language."""

from bot.core.effects import Button, LinkButton, Show
from bot.core.ports import RenderedButton, RenderedMessage, Texts


def render(show: Show, texts: Texts, locale: str) -> RenderedMessage:
    """Return *show* as a message in *locale*: paragraphs apart, lines below one another."""
    paragraphs = ("\n".join(texts.say(line, locale) for line in p) for p in show.paragraphs if p)
    keyboard = tuple(
        tuple(_button(button, texts, locale) for button in row) for row in show.keyboard
    )
    return RenderedMessage("\n\n".join(paragraphs), keyboard)


def _button(button: Button | LinkButton, texts: Texts, locale: str) -> RenderedButton:
    label = texts.label(button.label, locale)
    if isinstance(button, LinkButton):
        return RenderedButton(label, url=button.url)
    return RenderedButton(label, data=button.data)
