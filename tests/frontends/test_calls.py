"""What a front end makes of messages, and of Telegram's errors."""

import logging
import traceback

import pytest

from bot.adapters.texts import SOURCE_LOCALE
from bot.core.effects import Picture
from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.ports import RenderedButton, RenderedFile, RenderedMessage, RenderedPicture
from bot.emulator import ApiError, Emulator, Fault
from bot.emulator.errors import bad_request, forbidden, group_upgraded, too_many_requests
from bot.pictures.emblem import draw_emblem
from tests.frontends.conftest import ANNA, WORDS, Front
from tests.spoken import TEXTS

# The library warns of how it will tell durations one day.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

KEYBOARD = (
    (RenderedButton("More", data="more"),),
    (RenderedButton("Open", url="https://example.org/"),),
)
COUNTDOWN = RenderedPicture(Picture("countdown", {"days": 7}), "fr")
PICTURED = RenderedMessage("<b>7</b> days", KEYBOARD, picture=COUNTDOWN)


async def test_a_text_is_sent_and_edited_in_its_place(front: Front) -> None:
    """With its markup, its buttons and no preview of links; the same once more is no failure."""
    member = front.emulator.visitor()
    messenger = front.end.messenger
    message_id = await messenger.send(member.id, RenderedMessage("<b>a</b>", KEYBOARD))
    assert member.last_message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert member.last_message["link_preview_options"] == {"is_disabled": True}
    rows = member.last_message["reply_markup"]["inline_keyboard"]
    assert rows == [
        [{"text": "More", "callback_data": "more"}],
        [{"text": "Open", "url": "https://example.org/"}],
    ]
    for _ in range(2):
        await messenger.edit(member.id, message_id, RenderedMessage("b"))
    assert (member.last_message["message_id"], member.last_message["text"]) == (message_id, "b")
    assert "reply_markup" not in member.last_message


async def test_a_message_goes_into_its_topic(front: Front) -> None:
    """In a forum: words, pictures and files alike."""
    group = front.emulator.group("Union", front.emulator.visitor(), has_topics=True)
    topic = group.add_topic("Data")
    file = RenderedFile("a.txt", b"a")
    for message in (RenderedMessage("a"), PICTURED, RenderedMessage("a", file=file)):
        await front.end.messenger.send(group.id, message, thread_id=topic)
    assert [each["message_thread_id"] for each in group.bot_messages] == [topic] * 3


async def test_a_picture_goes_up_once(front: Front) -> None:
    """With its caption and buttons; afterwards Telegram's own copy is shown, also to others."""
    anna, ben = front.emulator.visitor(), front.emulator.visitor()
    for member in (anna, ben):
        await front.end.messenger.send(member.id, PICTURED)
        assert member.last_message["caption"] == "7 days"
        assert member.last_message["caption_entities"][0]["type"] == "bold"
        assert len(member.last_message["reply_markup"]["inline_keyboard"]) == 2
    first, second = front.emulator.calls("sendPhoto")
    assert str(first.parameters["photo"]).startswith("upload picture.png, ")
    assert second.parameters["photo"] == anna.last_message["photo"][-1]["file_id"]
    assert front.pencil.drawn == 1


async def test_a_picture_takes_the_place_of_a_picture_and_of_a_text(front: Front) -> None:
    """One message goes along; the same picture and words once more are no failure."""
    member = front.emulator.visitor()
    messenger = front.end.messenger
    message_id = await messenger.send(member.id, RenderedMessage("words alone"))
    for _ in range(2):
        await messenger.edit(member.id, message_id, PICTURED)
    next_one = RenderedMessage("6", picture=RenderedPicture(Picture("countdown"), "fr"))
    await messenger.edit(member.id, message_id, next_one)
    (shown,) = member.bot_messages
    assert (shown["caption"], "text" in shown) == ("6", False)
    assert len(shown["photo"]) == 1


async def test_words_alone_cannot_take_the_place_of_a_picture(front: Front) -> None:
    """Telegram refuses that, so the message counts as gone and is said anew."""
    member = front.emulator.visitor()
    message_id = await front.end.messenger.send(member.id, PICTURED)
    with pytest.raises(MessageGone, match=r"^there is no text in the message to edit$"):
        await front.end.messenger.edit(member.id, message_id, RenderedMessage("a"))
    file = RenderedMessage("a", file=RenderedFile("a.txt", b"a"))
    with pytest.raises(MessageGone):
        await front.end.messenger.edit(member.id, message_id, file)


async def test_a_message_is_taken_away(front: Front) -> None:
    """Or its buttons at least, where it is too old; one that is not there is no surprise."""
    member = front.emulator.visitor()
    messenger = front.end.messenger
    for message in (RenderedMessage("words", KEYBOARD), PICTURED):
        message_id = await messenger.send(member.id, message)
        await messenger.remove(member.id, message_id)
        assert member.bot_messages == []
        with pytest.raises(MessageGone):
            await messenger.remove(member.id, message_id)
        message_id = await messenger.send(member.id, message)
        for _ in range(2):
            too_old = Fault(error=bad_request("message can't be deleted"))
            front.emulator.faults.script("deleteMessage", too_old)
            await messenger.remove(member.id, message_id)
            assert "reply_markup" not in member.last_message
        await messenger.remove(member.id, message_id)


async def test_a_picture_that_telegram_lost_goes_up_again(front: Front) -> None:
    """As after a change of the token: sent and edited alike, and remembered anew."""
    member = front.emulator.visitor()
    messenger = front.end.messenger
    front.gallery.note(COUNTDOWN, "AgACAgIAAx0-of-another-bot")
    message_id = await messenger.send(member.id, PICTURED)
    assert await front.gallery.get(COUNTDOWN) == member.last_message["photo"][-1]["file_id"]
    front.gallery.note(COUNTDOWN, "AgACAgIAAx0-of-another-bot")
    await messenger.edit(member.id, message_id, PICTURED)
    assert await front.gallery.get(COUNTDOWN) == member.last_message["photo"][-1]["file_id"]


async def test_a_picture_that_telegram_does_not_take_is_refused(front: Front) -> None:
    """Whoever sends it can go on with the words alone."""
    front.emulator.faults.script("sendPhoto", Fault(error=bad_request("IMAGE_PROCESS_FAILED")))
    with pytest.raises(MessageRefused, match=r"^image_process_failed$"):
        await front.end.messenger.send(front.emulator.visitor().id, PICTURED)


async def test_a_file_is_sent_with_its_name_and_words(front: Front) -> None:
    """As a document, that the member opens or keeps."""
    member = front.emulator.visitor()
    file = RenderedFile("rappels.ics", b"BEGIN:VCALENDAR")
    await front.end.messenger.send(member.id, RenderedMessage("<i>a</i>", KEYBOARD, file=file))
    shown = member.last_message
    assert (shown["document"]["file_name"], shown["caption"]) == ("rappels.ics", "a")
    assert shown["document"]["file_size"] == len(file.content)
    assert len(shown["reply_markup"]["inline_keyboard"]) == 2


MEANINGS = [
    (too_many_requests(35), TooManyRequests),
    (group_upgraded(-100 * ANNA), ChatMigrated),
    (forbidden("bot was blocked by the user"), RecipientGone),
    (forbidden("bot was kicked from the supergroup chat"), RecipientGone),
    (bad_request("chat not found"), RecipientGone),
    (bad_request("message can't be edited"), MessageGone),
    (bad_request("message to edit not found"), MessageGone),
    (bad_request(f'can\'t parse entities: Unsupported tag "{WORDS}" at byte 3'), MessageRefused),
    (bad_request(f"inline keyboard button URL 'https://{WORDS}.org' is wrong"), MessageRefused),
    (bad_request(f"chat {ANNA} is odd"), MessageRefused),
    (ApiError(413, "Request Entity Too Large"), MessageRefused),
    (ApiError(401, "Unauthorized"), MessengerUnavailable),
    (ApiError(404, "Not Found"), MessengerUnavailable),
    (ApiError(500, "Internal Server Error"), MessengerUnavailable),
]
FAULTS = [(Fault(error=error), ours) for error, ours in MEANINGS]
FAULTS += [
    (Fault(html_status=502), MessengerUnavailable),
    (Fault(is_cut=True), MessengerUnavailable),
]


@pytest.mark.parametrize(("fault", "ours"), FAULTS)
async def test_an_error_means_the_same_and_tells_nothing(
    front: Front, caplog: pytest.LogCaptureFixture, fault: Fault, ours: type[MessengerError]
) -> None:
    """One of ours, and neither it nor a log holds the text, the chat or the token."""
    caplog.set_level(logging.DEBUG)
    front.emulator.faults.script("sendMessage", fault)
    with pytest.raises(MessengerError) as caught:
        await front.end.messenger.send(ANNA, RenderedMessage(WORDS))
    assert type(caught.value) is ours
    logged = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert "aiogram.exceptions" not in logged
    assert "telegram.error" not in logged
    for hidden in (WORDS, str(ANNA), front.emulator.token):
        assert hidden not in logged


async def test_errors_keep_what_they_carry(front: Front) -> None:
    """How long to wait, and where a group has gone."""
    front.emulator.faults.script("sendMessage", Fault(error=too_many_requests(35)))
    with pytest.raises(TooManyRequests) as busy:
        await front.end.messenger.send(ANNA, RenderedMessage("x"))
    assert busy.value.retry_after_seconds == 35
    front.emulator.faults.script("sendMessage", Fault(error=group_upgraded(-1005)))
    with pytest.raises(ChatMigrated) as moved:
        await front.end.messenger.send(ANNA, RenderedMessage("x"))
    assert moved.value.new_chat_id == -1005


async def test_a_short_reason_is_kept(front: Front) -> None:
    """What Telegram complains of, up to where it quotes."""
    for error, reason in (
        (bad_request('can\'t parse entities: Unsupported tag "x"'), "can't parse entities: unsup"),
        (forbidden("bot was blocked by the user"), "forbidden: bot was blocked by the user$"),
        (bad_request("chat not found"), "chat not found$"),
    ):
        front.emulator.faults.script("sendMessage", Fault(error=error))
        with pytest.raises(MessengerError, match=f"^{reason}"):
            await front.end.messenger.send(ANNA, RenderedMessage("x"))


def set_calls(emulator: Emulator) -> list[str]:
    """Return the methods of the calls that change the profile."""
    return [call.method for call in emulator.calls() if call.method.startswith("set")]


async def test_the_bot_introduces_itself_once(front: Front) -> None:
    """What is shown already is not set again, and a single change is mended alone."""
    texts = TEXTS
    await front.end.introduce(texts, SOURCE_LOCALE, draw_emblem)
    assert set(set_calls(front.emulator)) == {
        "setMyCommands",
        "setMyName",
        "setMyDescription",
        "setMyShortDescription",
        "setMyProfilePhoto",
    }
    assert front.emulator.profile_photo() == draw_emblem()
    shown = front.emulator.shown_profile
    assert shown("fr")["description"] != shown("en")["description"]
    assert shown("de") == shown(None) == shown("en")
    front.emulator.forget_calls()
    await front.end.introduce(texts, SOURCE_LOCALE, draw_emblem)
    assert set_calls(front.emulator) == []
    front.emulator.set_profile_text("short_description", "old", "fr")
    await front.end.introduce(texts, SOURCE_LOCALE, draw_emblem)
    assert set_calls(front.emulator) == ["setMyShortDescription"]


async def test_a_picture_that_somebody_chose_stays(front: Front) -> None:
    """Whoever runs the bot may give it another face."""
    await front.end.introduce(TEXTS, SOURCE_LOCALE, draw_emblem)
    chosen = front.emulator.profile_photo()
    front.emulator.forget_calls()
    await front.end.introduce(TEXTS, SOURCE_LOCALE, lambda: b"another")
    assert front.emulator.profile_photo() == chosen
    assert not front.emulator.calls("setMyProfilePhoto")


async def test_a_refused_introduction_is_our_error(front: Front) -> None:
    """Whoever starts the bot can go on without it."""
    front.emulator.faults.script("getMyCommands", Fault(html_status=502))
    with pytest.raises(MessengerUnavailable):
        await front.end.introduce(TEXTS, SOURCE_LOCALE, draw_emblem)
