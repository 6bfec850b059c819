"""What becomes of a message that Telegram does not take as it is: its words arrive."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.core.effects import Picture
from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    TooManyRequests,
)
from bot.core.ports import RenderedFile, RenderedMessage, RenderedPicture
from bot.delivery.gallery import CannotDraw
from bot.delivery.outbox import ANSWER_ATTEMPTS, Outbox, Parcel, Priority
from bot.delivery.pacing import GROUP_BURST, GROUP_PER_SECOND, Pacing
from tests.virtual_time import in_virtual_time, seconds
from tests.wire import Wire

ANNA, GROUP, SUPERGROUP = 1, -5, -1005
PICTURE = RenderedPicture(Picture("countdown", {"days": 7}), "fr")
FILE = RenderedFile("plan.ics", b"BEGIN:VCALENDAR")
BAD_MARKUP = "can't parse entities"
BAD_PICTURE = "photo_invalid_dimensions"
Form = tuple[str, bool, bool]  # the words; with a picture; with a file


class WholeWire(Wire):
    """A wire that also keeps with what the words came."""

    def __init__(self, seconds_per_call: float = 0.0) -> None:
        super().__init__(seconds_per_call)
        self.forms: list[Form] = []

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Take a new message."""
        self._note(message)
        return await super().send(chat_id, message, thread_id=thread_id)

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Take a message in the place of another."""
        self._note(message)
        await super().edit(chat_id, message_id, message)

    def _note(self, message: RenderedMessage) -> None:
        with_picture, with_file = message.picture is not None, message.file is not None
        self.forms.append((message.html, with_picture, with_file))


class Moves:
    """Notes which groups moved, as the store does; it may fail."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.noted: list[tuple[int, int]] = []
        self._failure = failure

    async def __call__(self, old_chat_id: int, new_chat_id: int) -> None:
        """Note one."""
        self.noted.append((old_chat_id, new_chat_id))
        if self._failure is not None:
            raise self._failure


@asynccontextmanager
async def open_outbox(wire: Wire, moves: Moves | None = None) -> AsyncIterator[Outbox]:
    """Send over *wire*; at the end, every planned call must have been made."""
    outbox = Outbox(wire, Pacing(), moves)
    try:
        yield outbox
    finally:
        await outbox.close()
    wire.check()


def levels(caplog: pytest.LogCaptureFixture) -> list[int]:
    """Return how serious each logged line is."""
    return [record.levelno for record in caplog.records]


# Markup


@pytest.mark.parametrize("message_id", [None, 77])
@in_virtual_time
async def test_refused_markup_goes_as_plain_text(
    message_id: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    """Our mistake in a tag costs the bold type, not the answer; it is logged."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageRefused(BAD_MARKUP), None)
        message = RenderedMessage("<b>a</i> &lt; b")
        await outbox.deliver(Parcel(ANNA, message, Priority.ANSWER, message_id=message_id))
    assert wire.said_to(ANNA) == ["a &lt; b"]
    assert [call.edits for call in wire.calls] == [message_id, message_id]
    assert levels(caplog) == [logging.ERROR]


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<b>bold</b>", "bold"),
        (
            '<a href="https://example.org/?a=1&amp;b=2">a &amp; b</a>',
            "a &amp; b (https://example.org/?a=1&amp;b=2)",
        ),
        ("<i>1 &lt; 2 &gt; 0</i>", "1 &lt; 2 &gt; 0"),
        ("<i>« don’t » &quot;x&quot;</i>", '« don’t » "x"'),
    ],
)
@in_virtual_time
async def test_plain_text_has_no_tags_and_stays_escaped(markup: str, plain: str) -> None:
    """The same words, in a form that cannot be refused for its tags; links can be read."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageRefused(BAD_MARKUP), None)
        await outbox.deliver(Parcel(ANNA, RenderedMessage(markup), Priority.ANSWER))
    assert wire.said_to(ANNA) == [plain]


# Pictures and files


@pytest.mark.parametrize("failure", [MessageRefused(BAD_PICTURE), CannotDraw("countdown")])
@pytest.mark.parametrize("priority", Priority)
@in_virtual_time
async def test_a_picture_that_fails_costs_nobody_the_words(
    failure: MessengerError, priority: Priority, caplog: pytest.LogCaptureFixture
) -> None:
    """Refused by Telegram, or not to be drawn: the text alone is sent, and that is logged."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, failure, None)
        message = RenderedMessage("<b>7</b> days", picture=PICTURE)
        await outbox.deliver(Parcel(ANNA, message, priority))
    assert wire.forms == [("<b>7</b> days", True, False), ("<b>7</b> days", False, False)]
    assert levels(caplog) == [logging.ERROR]


@in_virtual_time
async def test_a_picture_with_words_that_are_refused_too_arrives_as_plain_text() -> None:
    """First without the picture, then without the markup."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageRefused(BAD_MARKUP), MessageRefused(BAD_MARKUP), None)
        message = RenderedMessage("<b>7", picture=PICTURE)
        await outbox.deliver(Parcel(ANNA, message, Priority.REMINDER))
    assert wire.forms[-1] == ("7", False, False)


@in_virtual_time
async def test_words_that_cannot_replace_a_picture_are_said_anew() -> None:
    """The picture of the next step fails, and a text cannot take the place of a photo."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageRefused(BAD_PICTURE), MessageGone(), None)
        message = RenderedMessage("step 2", picture=PICTURE)
        await outbox.deliver(Parcel(ANNA, message, Priority.ANSWER, message_id=77))
    assert [call.edits for call in wire.calls] == [77, 77, None]
    assert wire.said_to(ANNA) == ["step 2"]
    assert wire.removed == [(ANNA, 77)]


@in_virtual_time
async def test_a_file_whose_caption_is_refused_still_comes() -> None:
    """With the same words, plain."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, MessageRefused(BAD_MARKUP), None)
        await outbox.deliver(Parcel(ANNA, RenderedMessage("<b>plan", file=FILE), Priority.ANSWER))
    assert wire.forms == [("<b>plan", False, True), ("plan", False, True)]


@in_virtual_time
async def test_words_too_long_for_a_caption_go_before_the_file() -> None:
    """Once, also when the file itself must be tried again."""
    wire = WholeWire()
    words = "<b>" + "é" * 1025 + "</b>"
    async with open_outbox(wire) as outbox:
        wire.expect(ANNA, None, MessengerUnavailable(), None)
        await outbox.deliver(Parcel(ANNA, RenderedMessage(words, file=FILE), Priority.ANSWER))
    assert wire.forms == [(words, False, False), ("", False, True), ("", False, True)]


# Groups


@in_virtual_time
async def test_when_a_topic_is_gone_the_group_is_told() -> None:
    """Deleted or closed since somebody subscribed in it."""
    wire = WholeWire()
    async with open_outbox(wire) as outbox:
        wire.expect(GROUP, MessageRefused("message thread not found"), None)
        message = RenderedMessage("<b>7</b> days", picture=PICTURE)
        await outbox.deliver(Parcel(GROUP, message, Priority.REMINDER, thread_id=3))
    assert [call.thread_id for call in wire.calls] == [3, None]
    assert wire.forms[-1] == ("<b>7</b> days", True, False)


@pytest.mark.parametrize("priority", Priority)
@pytest.mark.parametrize("message_id", [None, 77])
@in_virtual_time
async def test_a_group_that_moved_is_followed(message_id: int | None, priority: Priority) -> None:
    """It became a supergroup: the store hears of it, and the message goes to its new number."""
    wire, moves = WholeWire(), Moves()
    async with open_outbox(wire, moves) as outbox:
        wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        wire.expect(SUPERGROUP)
        message = RenderedMessage("answer")
        parcel = Parcel(GROUP, message, priority, message_id=message_id)
        await outbox.deliver(parcel)
        assert parcel.chat_id == SUPERGROUP
    assert wire.said_to(SUPERGROUP) == ["answer"]
    assert [call.edits for call in wire.calls] == [message_id, None]  # it numbers them anew
    assert moves.noted == [(GROUP, SUPERGROUP)]


@in_virtual_time
async def test_what_waits_for_a_group_moves_with_it_in_order() -> None:
    """At the pace of the group that it is now, and the store is told once."""
    wire, moves = WholeWire(seconds_per_call=0.1), Moves()
    async with open_outbox(wire, moves) as outbox:
        wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        wire.expect(SUPERGROUP, times=8)
        begun_at = seconds()
        parcels = [
            Parcel(GROUP, RenderedMessage(str(number)), Priority.ANSWER) for number in range(8)
        ]
        await asyncio.gather(*(outbox.deliver(each) for each in parcels))
        assert seconds() - begun_at >= (8 - GROUP_BURST) / GROUP_PER_SECOND
    assert wire.said_to(SUPERGROUP) == [str(number) for number in range(8)]
    assert moves.noted == [(GROUP, SUPERGROUP)]


@in_virtual_time
async def test_a_new_group_that_is_silenced_does_not_forget_who_waits() -> None:
    """Its number is parked already: the reminder goes back, the answer behind it waits."""
    wire = WholeWire(seconds_per_call=0.1)
    async with open_outbox(wire, Moves()) as outbox:
        wire.expect(SUPERGROUP, TooManyRequests(20), None)
        wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        sent = [
            Parcel(SUPERGROUP, RenderedMessage("1"), Priority.REMINDER),
            Parcel(GROUP, RenderedMessage("2"), Priority.REMINDER),
        ]
        told = asyncio.gather(*(outbox.deliver(p) for p in sent), return_exceptions=True)
        await asyncio.sleep(0.05)
        await outbox.deliver(Parcel(GROUP, RenderedMessage("answer"), Priority.ANSWER))
        assert all(isinstance(reason, TooManyRequests) for reason in await told)
    assert wire.said_to(SUPERGROUP) == ["answer"]


@in_virtual_time
async def test_a_store_that_fails_does_not_keep_the_message_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The group is followed the next time as well."""
    wire = WholeWire()
    async with open_outbox(wire, Moves(OSError("no disk"))) as outbox:
        wire.expect(GROUP, ChatMigrated(SUPERGROUP))
        wire.expect(SUPERGROUP)
        await outbox.deliver(Parcel(GROUP, RenderedMessage("answer"), Priority.ANSWER))
    assert levels(caplog) == [logging.ERROR]
    assert "no disk" not in caplog.text


@in_virtual_time
async def test_a_group_that_moves_in_a_circle_is_not_followed_for_ever() -> None:
    """A few times, then whoever asked is told."""
    wire = WholeWire()
    async with open_outbox(wire, Moves()) as outbox:
        for turn in range(ANSWER_ATTEMPTS):
            here, there = (GROUP, SUPERGROUP) if turn % 2 == 0 else (SUPERGROUP, GROUP)
            wire.expect(here, ChatMigrated(there))
        with pytest.raises(ChatMigrated):
            await outbox.deliver(Parcel(GROUP, RenderedMessage("x"), Priority.REMINDER))
