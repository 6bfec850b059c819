"""What the evaluation refuses: files that it was given and cannot use."""

from pathlib import Path

from bot.core.errors import BotError


class EvaluationError(BotError):
    """The evaluation cannot be carried out as asked; the message says why."""


class UnusableFile(EvaluationError):
    """A file is missing or is not what it should be.

    Attributes:
        path: The file.
        entry: Where in it; "file" for the whole.
    """

    def __init__(self, path: Path, entry: str, reason: str) -> None:
        super().__init__(f"{path.name}: {entry}: {reason}")
        self.path = path
        self.entry = entry
