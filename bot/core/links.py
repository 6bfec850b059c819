"""Links into the bot, that work in any app and in any place where a link can stand.

They carry what they open and nothing else: nothing tells who shared one, or who followed it.
"""

from typing import Final
from urllib.parse import urlencode

MAX_PARAMETER: Final = 64  # of A-Z, a-z, 0-9, _ and -. Source: Telegram, Deep linking


def deep_link(bot_username: str, parameter: str) -> str:
    """Return the address that opens a private chat and sends ``/start <parameter>``."""
    return f"https://t.me/{bot_username}?start={parameter}"


def group_link(bot_username: str, parameter: str) -> str:
    """Return the address that opens the choice of a group, and sends ``/start`` there."""
    return f"https://t.me/{bot_username}?startgroup={parameter}"


def share_link(url: str) -> str:
    """Return the address that lets a person choose a chat to send *url* to."""
    return f"https://t.me/share/url?{urlencode({'url': url})}"
