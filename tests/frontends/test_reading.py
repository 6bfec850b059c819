"""What a front end makes of Telegram's updates, whichever library reads them."""

import logging
from typing import Any

import pytest

from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.incoming import Incoming
from tests.frontends.conftest import ANNA, CHANNEL, GROUP, GROUP_ID, PERSON, PRIVATE, WORDS, Front

FILE = {"file_id": "f", "file_unique_id": "u"}
TIMED = {**FILE, "duration": 1}
SIZED = {**FILE, "width": 1, "height": 1}
PLACE = {"latitude": 48.85, "longitude": 2.35}


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


async def test_an_upgraded_group_is_followed(front: Front) -> None:
    """Told once, by the message in the group that was; the one in the new group says the same."""
    old = {"id": -4711, "type": "group", "title": "Union"}
    assert await front.read(old, migrate_to_chat_id=GROUP_ID) == []
    assert await front.read(GROUP, migrate_from_chat_id=-4711) == []
    assert front.ears.moved == [(-4711, GROUP_ID)]


async def test_who_is_nobody_is_not_answered(front: Front) -> None:
    """Channels, and other bots."""
    post = {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/start"}
    assert await front.hear("channel_post", post) == []
    assert await front.hear("edited_channel_post", {**post, "edit_date": 2}) == []
    nobody = {"message_id": 1, "date": 1, "chat": GROUP, "text": "/start"}
    assert await front.hear("message", nobody) == []
    another_bot = {"id": 7, "is_bot": True, "first_name": "Other"}
    assert await front.read(GROUP, text="/start", **{"from": another_bot}) == []
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


async def test_a_failed_turn_is_told_to_whoever_brought_the_update(front: Front) -> None:
    """Who polls logs it and goes on; a webhook has it delivered again."""
    front.ears.failure = ValueError(WORDS)
    with pytest.raises(ValueError, match=WORDS):
        await front.read(text=WORDS)


@pytest.mark.parametrize(
    "broken",
    [
        {"message_id": 1, "date": [WORDS], "chat": PRIVATE, "from": PERSON, "text": WORDS},
        {"message_id": 1, "date": 1, "chat": WORDS, "from": PERSON, "text": WORDS},
        {"message_id": 1, "date": 1, "chat": PRIVATE, "from": ANNA, "text": WORDS},
        [WORDS],
    ],
)
async def test_what_cannot_be_read_is_passed_over(
    front: Front,
    caplog: pytest.LogCaptureFixture,
    broken: Any,  # noqa: ANN401  # anything at all
) -> None:
    """One line says where it failed, and nothing of what it said."""
    caplog.set_level(logging.DEBUG)
    assert await front.hear("message", broken) == []
    assert "an update cannot be read: " in caplog.text
    assert WORDS not in caplog.text
    assert str(ANNA) not in caplog.text


async def test_kinds_that_nobody_knows_yet_are_passed_over(front: Front) -> None:
    """Telegram grows, and the bot stays up."""
    assert await front.hear("telepathy", {"from": PERSON, "text": WORDS}) == []
    assert await front.hear("poll", POLL) == []


async def test_edited_words_are_read_anew(front: Front) -> None:
    """New words deserve a new answer, in a text or a caption; a live location has none."""
    fields = {"message_id": 1, "date": 1, "edit_date": 2, "chat": PRIVATE, "from": PERSON}
    assert await front.hear("edited_message", {**fields, "text": "why?"}) == [Said("why?")]
    pictured = {**fields, "photo": [SIZED]}
    assert await front.hear("edited_message", {**pictured, "caption": "why?"}) == [Said("why?")]
    assert await front.hear("edited_message", pictured) == []
    assert await front.hear("edited_message", {**fields, "location": PLACE}) == []


async def part(front: Front, update_id: int, album: str, **fields: object) -> list[Event]:
    """Take a photo of an album; return what was made of it."""
    before = len(front.ears.heard)
    message = {"message_id": update_id, "date": 1, "chat": PRIVATE, "from": PERSON}
    photo = {**message, "photo": [SIZED], "media_group_id": album, **fields}
    await front.read_update({"update_id": update_id, "message": photo})
    return [incoming.event for incoming in front.ears.heard[before:]]


async def test_an_album_is_answered_once(front: Front) -> None:
    """Its other photos say nothing more; the update of the first may come again."""
    assert [await part(front, n, "7") for n in (1, 2, 3, 1)] == [[Attached()], [], [], [Attached()]]
    assert await part(front, 4, "8", caption="why?") == [Said("why?")]
    assert await part(front, 5, "8") == []
    assert await part(front, 6, "8", caption="and then?") == [Said("and then?")]
    assert await part(front, 7, "9") == [Attached()]


async def test_only_so_many_albums_are_remembered(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts of one come together, so an old one is forgotten."""
    monkeypatch.setattr("bot.frontends.reading._MAX_ALBUMS", 2)
    for n, album in enumerate("123"):
        assert await part(front, n, album) == [Attached()]
    assert await part(front, 8, "3") == []
    assert await part(front, 9, "1") == [Attached()]


async def test_our_own_inline_answer_is_no_question(front: Front) -> None:
    """Whoever inserts it into the chat with the bot is not answered; another bot’s is a text."""
    me = {"id": front.emulator.bot_id, "is_bot": True, "first_name": "Opt-out"}
    assert await front.read(text="Are my messages read? No.", via_bot=me) == []
    assert await front.read(text="/help", via_bot=me) == []
    assert await front.read(text="why?", via_bot={**me, "id": 7}) == [Said("why?")]


ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymous"}


async def test_an_anonymous_administrator_speaks_as_the_group(front: Front) -> None:
    """By their number nobody can be told from another; a channel has no say in its group."""
    as_group = {"from": ANONYMOUS, "sender_chat": GROUP}
    assert await front.read(GROUP, text="/remind", **as_group) == [Commanded("remind")]
    assert front.ears.heard[-1].user_id == GROUP_ID
    as_channel = {"from": {**ANONYMOUS, "id": 136817688}, "sender_chat": CHANNEL}
    assert await front.read(GROUP, text="/remind", **as_channel) == []
    forwarded = {"from": {**PERSON, "id": 777000}, "sender_chat": CHANNEL}
    assert await front.read(GROUP, text="/remind", **forwarded) == []


@pytest.mark.parametrize("field", ["forward_origin", "external_reply"])
async def test_an_origin_of_a_new_kind_hides_no_message(front: Front, field: str) -> None:
    """Nor in the message that this one replies to."""
    origin: dict[str, Any] = {"type": "telepathy", "date": 1}
    unknown = {field: origin if field == "forward_origin" else {"origin": origin}}
    assert await front.read(text="why?", **unknown) == [Said("why?")]
    replied = {"message_id": 2, "date": 1, "chat": PRIVATE, "from": PERSON, **unknown}
    assert await front.read(text="why?", reply_to_message=replied) == [Said("why?")]


async def test_where_and_who_is_told_with_the_event(front: Front) -> None:
    """Chat, topic, language and person, alike for words and for presses."""
    forum = {**GROUP, "is_forum": True}
    place = {"chat": forum, "message_thread_id": 7, "is_topic_message": True}
    await front.read(forum, text="/help", message_thread_id=7, is_topic_message=True)
    message = {"message_id": 5, "date": 1, **place}
    await front.hear("callback_query", query(message=message, data="x"))
    words, press = front.ears.heard
    assert words == Incoming(
        1, GROUP_ID, Commanded("help"), "fr", is_group=True, thread_id=7, user_id=ANNA
    )
    assert press == Incoming(
        1, GROUP_ID, Pressed("x"), "fr", is_group=True, message_id=5, thread_id=7, user_id=ANNA
    )


@pytest.mark.parametrize(
    ("status", "events"), [("kicked", [Blocked()]), ("left", [Blocked()]), ("member", [])]
)
async def test_a_block_is_heard(front: Front, status: str, events: list[Event]) -> None:
    """From a person, or as a group throws the bot out; coming back says nothing yet."""
    me = {"id": front.emulator.bot_id, "is_bot": True, "first_name": "Opt-out"}
    was, now = ("member", status) if status != "member" else ("kicked", status)
    changed = {
        "chat": PRIVATE,
        "from": PERSON,
        "date": 1,
        "old_chat_member": {"user": me, "status": was, "until_date": 0},
        "new_chat_member": {"user": me, "status": now, "until_date": 0},
    }
    assert await front.hear("my_chat_member", changed) == events
