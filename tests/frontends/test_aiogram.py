"""What the front end makes of Telegram's updates and errors; the emulator is the wire."""

import logging
import traceback
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from aiogram import Bot, Dispatcher

from bot.adapters.texts import SOURCE_LOCALE, FluentTexts
from bot.core.errors import MessengerError, MessengerUnavailable, RecipientGone
from bot.core.events import Attached, Commanded, Event, Pressed, Said
from bot.core.ports import RenderedMessage
from bot.emulator import ApiError, Emulator, Fault
from bot.emulator.errors import bad_request, forbidden, group_upgraded, too_many_requests
from bot.frontends.aiogram import AiogramMessenger, introduce, make_dispatcher, open_bot
from bot.resources import folder
from bot.turns import Incoming, Turns

ANNA = 4_815_162_342
WORDS = "my-employer-reads-this"
FILE = {"file_id": "f", "file_unique_id": "u"}
TIMED = {**FILE, "duration": 1}
SIZED = {**FILE, "width": 1, "height": 1}
PLACE = {"latitude": 48.85, "longitude": 2.35}
PERSON = {"id": ANNA, "is_bot": False, "first_name": "Anna", "language_code": "fr"}
PRIVATE = {"id": ANNA, "type": "private", "first_name": "Anna"}
GROUP = {"id": -100200300, "type": "supergroup", "title": "Union"}
CHANNEL = {"id": -100200301, "type": "channel", "title": "News"}


class Ears:
    """Hears every turn, and answers none; may fail."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.failure: Exception | None = None

    async def take(self, incoming: Incoming) -> None:
        """Keep the turn for the test to look at."""
        self.heard.append(incoming)
        if self.failure is not None:
            raise self.failure


class Front:
    """The front end between the emulator and a listener."""

    def __init__(self, emulator: Emulator, bot: Bot) -> None:
        self.emulator = emulator
        self.bot = bot
        self.ears = Ears()
        self._dispatcher: Dispatcher = make_dispatcher(cast("Turns", self.ears))

    async def hear(self, kind: str, payload: dict[str, Any]) -> list[Event]:
        """Take an update; return what was made of it."""
        before = len(self.ears.heard)
        await self._dispatcher.feed_raw_update(self.bot, {"update_id": 1, kind: payload})
        return [incoming.event for incoming in self.ears.heard[before:]]

    async def read(self, chat: dict[str, Any] = PRIVATE, /, **fields: object) -> list[Event]:
        """Take a message with these fields; return what was made of it."""
        message = {"message_id": 1, "date": 1, "chat": chat, "from": PERSON, **fields}
        return await self.hear("message", message)


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    """A front end whose bot is the emulator's."""
    async with Emulator() as emulator:
        bot = open_bot(emulator.token, emulator.url)
        try:
            yield Front(emulator, bot)
        finally:
            await bot.session.close()


@pytest.mark.parametrize("field", ["text", "caption"])
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", Commanded("start")),
        ("/start foo", Commanded("start", "foo")),
        ("/start\nfoo", Commanded("start", "foo")),
        ("/start\tfoo bar\nbaz", Commanded("start", "foo bar\nbaz")),
        ("/START@{NAME}\u00a0foo", Commanded("start", "foo")),
        ("/", Commanded("")),
    ],
)
async def test_a_command_ends_at_any_blank(
    front: Front, field: str, text: str, event: Event
) -> None:
    """In a text and in a caption alike, with the bot's name in any case of letters."""
    name = front.emulator.username.upper()
    extra = {"photo": [SIZED]} if field == "caption" else {}
    assert await front.read(**{field: text.replace("{NAME}", name)}, **extra) == [event]


async def test_a_command_for_another_bot_is_not_ours(front: Front) -> None:
    """Not even where the other's name begins with ours."""
    for name in ("another_bot", f"{front.emulator.username}2"):
        assert await front.read(GROUP, text=f"/help@{name}\nfoo") == []


def mention(text: str, word: str, **fields: object) -> dict[str, Any]:
    """Return the entity for *word* in *text*, counted in UTF-16 as Telegram does."""
    offset = len(text[: text.index(word)].encode("utf-16-le")) // 2
    length = len(word.encode("utf-16-le")) // 2
    return {"type": "mention", "offset": offset, "length": length, **fields}


@pytest.mark.parametrize("where", ["text", "caption"])
async def test_a_mention_is_cut_where_it_stands(front: Front, where: str) -> None:
    """Whatever the case of its letters; a longer name that begins alike stays."""
    name = f"@{front.emulator.username}"
    odd = name.upper()
    text = f"🦄 {odd} is {name}2 {name}_x you?"
    entities = [mention(text, odd), mention(text, f"{name}2"), mention(text, f"{name}_x")]
    key = "entities" if where == "text" else "caption_entities"
    extra = {"photo": [SIZED]} if where == "caption" else {}
    heard = await front.read(GROUP, **{where: text, key: entities}, **extra)
    assert heard == [Said(f"🦄  is {name}2 {name}_x you?")]


async def test_only_our_own_mention_addresses_us(front: Front) -> None:
    """A longer name, a mere spelling and a link to somebody else do not."""
    name = f"@{front.emulator.username}"
    longer = f"{name}2 hello"
    assert await front.read(GROUP, text=longer, entities=[mention(longer, f"{name}2")]) == []
    assert await front.read(GROUP, text=f"mail me{name} now") == []
    other = mention("Anna hello", "Anna", type="text_mention", user=PERSON)
    assert await front.read(GROUP, text="Anna hello", entities=[other]) == []


async def test_a_mention_without_a_username_addresses_us(front: Front) -> None:
    """Telegram links the bot's id to any word."""
    me = {"id": front.emulator.bot_id, "is_bot": True, "first_name": "Opt-out"}
    entity = mention("é Robot, hello", "Robot", type="text_mention", user=me)
    assert await front.read(GROUP, text="é Robot, hello", entities=[entity]) == [Said("é , hello")]


async def test_the_name_alone_is_a_call(front: Front) -> None:
    """Whoever calls is answered."""
    name = f"@{front.emulator.username}"
    assert await front.read(GROUP, text=name, entities=[mention(name, name)]) == [Said(name)]


POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
STICKER = {**SIZED, "type": "regular", "is_animated": False, "is_video": False}
WORDLESS = {
    "photo": [SIZED],
    "sticker": STICKER,
    "voice": TIMED,
    "video": {**SIZED, "duration": 1},
    "video_note": {**TIMED, "length": 1},
    "audio": TIMED,
    "document": FILE,
    "animation": {**SIZED, "duration": 1},
    "location": PLACE,
    "venue": {"location": PLACE, "title": "x", "address": "y"},
    "contact": {"phone_number": "1", "first_name": "x"},
    "poll": POLL,
    "dice": {"emoji": "🎲", "value": 3},
    "story": {"chat": PRIVATE, "id": 1},
}
SERVICE = {
    "new_chat_members": [PERSON],
    "left_chat_member": PERSON,
    "new_chat_title": "x",
    "delete_chat_photo": True,
    "group_chat_created": True,
    "supergroup_chat_created": True,
    "migrate_to_chat_id": -1001,
    "migrate_from_chat_id": -1,
    "pinned_message": {"message_id": 2, "date": 0, "chat": PRIVATE},
    "forum_topic_created": {"name": "x", "icon_color": 1},
    "forum_topic_closed": {},
    "forum_topic_reopened": {},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "video_chat_started": {},
    "video_chat_ended": {"duration": 1},
    "write_access_allowed": {},
    "boost_added": {"boost_count": 1},
    "connected_website": "example.org",
    "not_known_yet": {"x": 1},
}


@pytest.mark.parametrize("kind", WORDLESS)
async def test_what_a_person_sends_without_words_is_attached(front: Front, kind: str) -> None:
    """It gets an answer, and its caption is read instead if it has one."""
    assert await front.read(**{kind: WORDLESS[kind]}) == [Attached()]
    assert await front.read(**{kind: WORDLESS[kind], "caption": "why?"}) == [Said("why?")]


@pytest.mark.parametrize("kind", SERVICE)
async def test_what_telegram_says_by_itself_is_not_answered(front: Front, kind: str) -> None:
    """In private, and in a group even as a reply to the bot."""
    assert await front.read(**{kind: SERVICE[kind]}) == []
    me = {"id": front.emulator.bot_id, "is_bot": True, "first_name": "Opt-out"}
    ours = {"message_id": 1, "date": 1, "chat": GROUP, "from": me, "text": "x"}
    assert await front.read(GROUP, **{kind: SERVICE[kind]}, reply_to_message=ours) == []


async def test_who_is_nobody_is_not_answered(front: Front) -> None:
    """Channels, admins who stay anonymous, and other bots."""
    post = {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/start"}
    assert await front.hear("channel_post", post) == []
    assert await front.hear("edited_channel_post", {**post, "edit_date": 2}) == []
    nobody = {"message_id": 1, "date": 1, "chat": GROUP, "text": "/start"}
    assert await front.hear("message", nobody) == []
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    assert await front.read(GROUP, text="/start", **{"from": anonymous}, sender_chat=GROUP) == []
    assert await front.read(GROUP, text="/start", **{"from": anonymous}) == []
    assert await front.read(GROUP, text="/start", sender_chat=CHANNEL) == []


def query(**fields: object) -> dict[str, Any]:
    """Return a press on a button."""
    return {"id": "7", "from": PERSON, "chat_instance": "1", **fields}


async def test_a_press_without_message_or_data_is_only_answered(front: Front) -> None:
    """Of an inline message, or a game: the spinner ends, nothing else happens."""
    message = {"message_id": 1, "date": 0, "chat": PRIVATE}
    assert await front.hear("callback_query", query(inline_message_id="1", data="x")) == []
    assert await front.hear("callback_query", query(message=message, game_short_name="x")) == []
    assert len(front.emulator.calls("answerCallbackQuery")) == 2
    assert await front.hear("callback_query", query(message=message, data="x")) == [Pressed("x")]


async def test_the_spinner_ends_when_the_turn_fails(front: Front) -> None:
    """The press is answered before the failure goes on to the log."""
    front.ears.failure = ValueError(WORDS)
    message = {"message_id": 1, "date": 0, "chat": PRIVATE}
    with pytest.raises(ValueError, match=WORDS):
        await front.hear("callback_query", query(message=message, data="x"))
    assert len(front.emulator.calls("answerCallbackQuery")) == 1


async def test_a_failed_turn_is_logged_without_its_words(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    """The type and the place of the error, for whoever mends it."""
    caplog.set_level(logging.DEBUG)
    front.ears.failure = ValueError(f"{WORDS} {ANNA}")
    with pytest.raises(ValueError, match=WORDS):
        await front.read(text=WORDS)
    assert f"ValueError at {__file__}:" in caplog.text
    assert WORDS not in caplog.text
    assert str(ANNA) not in caplog.text


FAULTS = [
    Fault(error=too_many_requests(35)),
    Fault(error=group_upgraded(-100 * ANNA)),
    Fault(error=forbidden("bot was blocked by the user")),
    Fault(error=bad_request("chat not found")),
    Fault(error=bad_request("message can't be edited")),
    Fault(error=bad_request(f'can\'t parse entities: Unsupported start tag "{WORDS}" at byte 3')),
    Fault(error=bad_request(f"inline keyboard button URL 'https://{WORDS}.org' is invalid")),
    Fault(error=bad_request(f"chat {ANNA} is odd")),
    Fault(error=ApiError(500, "Internal Server Error")),
    Fault(html_status=502),
    Fault(is_cut=True),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_no_traceback_tells_what_was_sent_to_whom(front: Front, fault: Fault) -> None:
    """Neither the text, nor the chat, nor the token: our error stands alone."""
    front.emulator.faults.script("sendMessage", fault)
    with pytest.raises(MessengerError) as caught:
        await AiogramMessenger(front.bot).send(ANNA, RenderedMessage(WORDS))
    logged = "".join(traceback.format_exception(caught.value))
    assert "aiogram.exceptions" not in logged
    for hidden in (WORDS, str(ANNA), front.emulator.token):
        assert hidden not in logged


async def test_a_short_reason_is_kept(front: Front) -> None:
    """What Telegram complains of, up to where it quotes."""
    messenger = AiogramMessenger(front.bot)
    for error, reason in (
        (bad_request('can\'t parse entities: Unsupported tag "x"'), "can't parse entities: unsup"),
        (forbidden("bot was blocked by the user"), "forbidden: bot was blocked by the user"),
    ):
        front.emulator.faults.script("sendMessage", Fault(error=error))
        with pytest.raises(MessengerError, match=f"^{reason}"):
            await messenger.send(ANNA, RenderedMessage("x"))
    with pytest.raises(RecipientGone, match=r"^chat not found$"):
        await messenger.send(ANNA, RenderedMessage("x"))


def set_calls(emulator: Emulator) -> list[str]:
    """Return the methods of the calls that change the profile."""
    return [call.method for call in emulator.calls() if call.method.startswith("set")]


async def test_the_bot_introduces_itself_once(front: Front) -> None:
    """What is shown already is not set again, and a single change is mended alone."""
    texts = FluentTexts(folder("locales"))
    await introduce(front.bot, texts, SOURCE_LOCALE)
    assert set(set_calls(front.emulator)) == {
        "setMyCommands",
        "setMyName",
        "setMyDescription",
        "setMyShortDescription",
    }
    for code, locale in (("fr", "fr"), ("en", "en"), ("de", "en"), (None, "en")):
        shown = await front.bot.get_my_description(language_code=code)
        expected = await front.bot.get_my_description(language_code=locale)
        assert shown.description == expected.description
    front.emulator.forget_calls()
    await introduce(front.bot, texts, SOURCE_LOCALE)
    assert set_calls(front.emulator) == []
    await front.bot.set_my_short_description("old", language_code="fr")
    front.emulator.forget_calls()
    await introduce(front.bot, texts, SOURCE_LOCALE)
    assert set_calls(front.emulator) == ["setMyShortDescription"]


async def test_a_refused_introduction_is_our_error(front: Front) -> None:
    """Whoever starts the bot can go on without it."""
    front.emulator.faults.script("getMyCommands", Fault(html_status=502))
    with pytest.raises(MessengerUnavailable):
        await introduce(front.bot, FluentTexts(folder("locales")), SOURCE_LOCALE)
