"""Scripted trouble: what goes wrong with the next calls of a method."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from bot.emulator.errors import ApiError

_MAX_SCRIPTED: Final = 10_000
ANY_METHOD: Final = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one call.

    Attributes:
        error: The Bot API's own error that is answered; None keeps the true answer.
        html_status: Answer an HTML page with this status instead, as the front of Telegram does.
        is_carried_out: The call takes effect all the same, though its answer is lost.
        delay_seconds: How long the answer is held back, on the sleep of the emulator.
        is_cut: The connection is closed without any answer.
    """

    error: ApiError | None = None
    html_status: int | None = None
    is_carried_out: bool = False
    delay_seconds: float = 0.0
    is_cut: bool = False

    @property
    def html(self) -> str:
        """The page that comes with ``html_status``."""
        return (
            f"<html>\r\n<head><title>{self.html_status} Bad Gateway</title></head>\r\n"
            f"<body>\r\n<center><h1>{self.html_status} Bad Gateway</h1></center>\r\n"
            "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
        )


class Faults:
    """The trouble that still lies ahead, by method."""

    def __init__(self) -> None:
        self._scripted: dict[str, deque[Fault]] = {}

    @property
    def left(self) -> int:
        """How many faults have not happened yet."""
        return sum(map(len, self._scripted.values()))

    def script(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Let *fault* happen to the next *times* calls of *method*, after those scripted before.

        Args:
            method: Its name in any case of letters, or "*" for any but ``getUpdates``.
            fault: What goes wrong.
            times: How often.

        Raises:
            ValueError: More than ten thousand lie ahead.
        """
        if times < 0 or self.left + times > _MAX_SCRIPTED:
            message = f"at most {_MAX_SCRIPTED} faults can lie ahead"
            raise ValueError(message)
        self._scripted.setdefault(method.lower(), deque()).extend([fault] * times)

    def next_for(self, method: str) -> Fault | None:
        """Take the fault that this call of *method* meets, if any; the name is in small letters."""
        if not self._scripted:
            return None
        for name in (method, ANY_METHOD):
            if (name != ANY_METHOD or method != "getupdates") and self._scripted.get(name):
                return self._scripted[name].popleft()
        return None

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self._scripted.clear()
