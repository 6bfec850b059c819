"""What the parts of the store share."""

from bot.adapters.database import Database
from bot.adapters.encryption import ChatCipher
from bot.adapters.remembered import Remembered


class StorePart:
    """A part of the store, over a database that has been migrated.

    Args:
        database: Where the rows are; whoever opened it closes it.
        cipher: Hides the numbers of chats.
    """

    def __init__(self, database: Database, cipher: ChatCipher) -> None:
        self.database = database
        self._cipher = cipher
        self._remembered = Remembered()
