"""Sharing chats with another bot: what is ours carries a prefix, on the way out and back in."""

import pytest

from bot.core.actions import MAX_CALLBACK_DATA
from bot.core.commands import COMMANDS
from bot.core.errors import SettingsError
from bot.core.events import Commanded, Event, Said
from bot.core.links import MAX_PARAMETER
from bot.core.ports import RenderedButton, RenderedMessage
from bot.frontends.messages import Me, Written, read
from bot.frontends.prefix import MAX_PREFIX, PrefixedMessenger, require_prefix
from tests.core.worlds import KNOWLEDGE
from tests.security.drawing import SHOWN

ME = Me(1, "optout_bot")
MAX_COMMAND = 32  # symbols. Source: Bot API, BotCommand


class Tray:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.messages: list[RenderedMessage] = []
        self.removed: list[tuple[int, int]] = []

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Keep a message."""
        del chat_id, thread_id
        self.messages.append(message)
        return 7

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Keep a message."""
        del chat_id, message_id
        self.messages.append(message)

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Note a message to be taken away."""
        self.removed.append((chat_id, message_id))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/optout_start", Commanded("start")),
        ("/OPTOUT_Start@optout_bot  remind", Commanded("start", "remind")),
        ("/optout_ask are my messages read?", Said("are my messages read?")),
        ("/optout_ask", Commanded("help")),
        ("/start", None),
        ("/start optout_faq_minors", Commanded("start", "faq_minors")),
        ("/start@optout_bot optout_start", Commanded("start", "start")),
        ("/start@another_bot optout_start", None),
        ("/start faq_minors", None),
        ("/start Optout_", None),
        ("/optout", None),
        ("/optout_start@another_bot", None),
        ("are my messages read?", None),
    ],
)
def test_only_what_carries_the_prefix_is_ours(text: str, event: Event | None) -> None:
    """Commands without it, and all free words, are the host's."""
    written = Written(text, (), "text", is_private=True)
    assert read(written, ME, "optout_") == event


def test_a_reply_to_the_bot_is_the_hosts() -> None:
    """Host and guest are one bot to the person, so a reply does not say whom it means."""
    written = Written("why?", (), "text", is_private=False, replies_to=ME.id)
    assert read(written, ME, "optout_") is None
    assert read(written, ME) == Said("why?")


async def test_commands_in_texts_lead_back_to_us() -> None:
    """Addresses and tags that look alike stay as they are."""
    tray = Tray()
    messenger = PrefixedMessenger(tray, "optout_")
    html = (
        "<b>/remind</b> or (/stop), /settings. "
        '<a href="https://www.linkedin.com/help/linkedin/answer/a1">https://x.org/help</a> '
        "/helpful and/or /stop/it"
    )
    buttons = (
        (RenderedButton("a", data="do:help"), RenderedButton("b", url="https://x.org/stop")),
    )
    assert await messenger.send(1, RenderedMessage(html, buttons)) == 7
    await messenger.edit(1, 7, RenderedMessage("/help"))
    await messenger.remove(1, 7)
    assert tray.removed == [(1, 7)]
    sent, edited = tray.messages
    assert sent.html == html.replace("/remind<", "/optout_remind<").replace(
        "(/stop), /settings", "(/optout_stop), /optout_settings"
    )
    assert sent.keyboard == (
        (RenderedButton("a", data="optout_do:help"), RenderedButton("b", url="https://x.org/stop")),
    )
    assert edited.html == "/optout_help"


@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_every_command_is_known_in_texts(command: str) -> None:
    """The one that is added next is marked too."""
    tray = Tray()
    await PrefixedMessenger(tray, "p_").send(1, RenderedMessage(f"/{command}."))
    assert tray.messages[0].html == f"/p_{command}."


def test_the_longest_prefix_leaves_room() -> None:
    """In every command, every button and every link of ours."""
    longest = "p" * MAX_PREFIX
    require_prefix(longest)
    require_prefix("")
    assert all(len(longest + command) <= MAX_COMMAND for command in COMMANDS)
    assert all(len((longest + data).encode()) <= MAX_CALLBACK_DATA for data in SHOWN)
    assert all(len(f"{longest}faq_{topic}") <= MAX_PARAMETER for topic in KNOWLEDGE.topics)
    assert len(f"{longest}c_{'x' * 20}") <= MAX_PARAMETER


@pytest.mark.parametrize(
    "prefix", ["p" * (MAX_PREFIX + 1), "Optout_", "opt-out", "/x", "1x", "é", "_"]
)
def test_a_prefix_that_no_command_can_begin_with_is_refused(prefix: str) -> None:
    """At the start, with what it has to be."""
    with pytest.raises(SettingsError, match="small letters"):
        require_prefix(prefix)
