"""Our buttons as the Bot API takes them: plain JSON, for any library.

Each library has objects for them, which cost more to make than the rest of a message.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from bot.core.ports import RenderedButton

Keyboard: TypeAlias = dict[str, Any]  # an InlineKeyboardMarkup of the Bot API


def keyboard_of(rows: Sequence[Sequence[RenderedButton]]) -> Keyboard | None:
    """Return *rows* of buttons; None where there are none."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: RenderedButton) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data or ""}
