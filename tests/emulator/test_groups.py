"""Groups: what the bot hears in them, topics, members, and how a group becomes another."""

import pytest

from bot.emulator import Emulator, Options, Visitor
from bot.emulator.rates import Limits

from .conftest import BareBot

MEANT = ["/help", "/help@optout_bot x", "hello @optout_bot", "hello @OptOut_Bot!"]
NOT_MEANT = ["hello", "/help@other_bot", "optout_bot", "@optout_bots", "a/help"]


async def heard(bare: BareBot) -> list[str]:
    """Return what the bot hears, and forget it."""
    updates = await bare.updates()
    if updates:
        await bare.updates(updates[-1]["update_id"] + 1)
    return [update["message"].get("text", "") for update in updates if "message" in update]


async def test_in_privacy_mode_only_what_is_meant_for_the_bot(
    bare: BareBot, visitor: Visitor
) -> None:
    """Commands, mentions and replies; from an administrator nothing is kept."""
    group = bare.emulator.group("G", visitor)
    for text in [*MEANT, *NOT_MEANT]:
        visitor.send(text, to=group)
    assert await heard(bare) == MEANT
    answer = await bare.result("sendMessage", chat_id=group.id, text="x")
    other = visitor.send("other", to=group)
    visitor.send("to the bot", to=group, reply_to=answer["message_id"])
    visitor.send("to another", to=group, reply_to=other["message_id"])
    visitor.send_photo("/help", to=group)
    visitor.send_photo("a cat", to=group)
    visitor.send_sticker(to=group)
    assert await heard(bare) == ["to the bot", ""]
    group.add_bot(as_admin=True)
    visitor.send("hello", to=group)
    assert await heard(bare) == ["hello"]


async def test_without_privacy_mode_everything(visitor: Visitor, bare: BareBot) -> None:
    """GetMe says which it is."""
    assert not (await bare.result("getMe"))["can_read_all_group_messages"]
    del visitor
    async with Emulator(options=Options(privacy_mode=False)) as emulator:
        open_bare = BareBot(emulator, bare.session)
        assert (await open_bare.result("getMe"))["can_read_all_group_messages"]
        owner = emulator.visitor()
        group = emulator.group("G", owner)
        owner.send("hello", to=group)
        assert await heard(open_bare) == ["hello"]


async def test_coming_and_going_is_told(bare: BareBot, visitor: Visitor) -> None:
    """In my_chat_member, with who did it; and nothing is heard outside."""
    group = bare.emulator.group("G", visitor, has_bot=False)
    visitor.send("/help", to=group)
    group.add_bot()
    group.add_bot(as_admin=True)
    group.remove_bot()
    visitor.send("/help", to=group)
    group.add_bot()
    group.remove_bot(ban=False)
    group.add_bot()
    await bare.result("leaveChat", chat_id=group.id)
    changes = [
        update["my_chat_member"] for update in await bare.updates() if "my_chat_member" in update
    ]
    statuses = [each["new_chat_member"]["status"] for each in changes]
    assert statuses == [
        "member",
        "administrator",
        "kicked",
        "member",
        "left",
        "member",
        "left",
    ]
    assert [each["from"]["is_bot"] for each in changes] == [False] * 6 + [True]
    joined = [
        update["message"]["new_chat_members"]
        for update in await bare.updates()
        if "message" in update
    ]
    assert [users[0]["is_bot"] for users in joined] == [True] * 3


async def test_topics_keep_their_messages(bare: BareBot, visitor: Visitor) -> None:
    """A group without topics passes over the number, one with topics knows its own."""
    forum = bare.emulator.group("F", visitor, has_topics=True)
    topic = forum.add_topic("Questions")
    visitor.send("/help", to=forum, thread_id=topic)
    (created, asked) = (update["message"] for update in await bare.updates())
    assert created["forum_topic_created"]["name"] == "Questions"
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (topic, True)
    call = {"chat_id": forum.id, "text": "x"}
    sent = await bare.result("sendMessage", message_thread_id=topic, **call)
    assert sent["message_thread_id"] == topic
    assert sent["chat"]["is_forum"] is True
    assert "message_thread_id" not in await bare.result("sendMessage", **call)
    assert await bare.error("sendMessage", message_thread_id=99, **call) == (
        "Bad Request: message thread not found"
    )
    plain = bare.emulator.group("S", visitor, is_supergroup=True)
    sent = await bare.result("sendMessage", chat_id=plain.id, message_thread_id=99, text="x")
    assert "message_thread_id" not in sent
    with pytest.raises(ValueError, match="S has no topics"):
        plain.add_topic("x")


async def test_an_upgraded_group_goes_on_elsewhere(bare: BareBot, visitor: Visitor) -> None:
    """Both sides name the other, and members are kept."""
    group = bare.emulator.group("G", visitor)
    successor = group.upgrade()
    old, new = (update["message"] for update in await bare.updates())
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, successor.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (successor.id, group.id)
    (owner,) = await bare.result("getChatAdministrators", chat_id=successor.id)
    assert (owner["user"]["id"], owner["status"]) == (visitor.id, "creator")
    with pytest.raises(ValueError, match="G is a supergroup already"):
        successor.upgrade()


async def test_a_bot_deletes_others_messages_only_as_administrator(
    bare: BareBot, visitor: Visitor
) -> None:
    """Its own it may always take away."""
    group = bare.emulator.group("G", visitor)
    theirs = visitor.send("x", to=group)["message_id"]
    own = (await bare.result("sendMessage", chat_id=group.id, text="x"))["message_id"]
    call = {"chat_id": group.id, "message_id": theirs}
    assert await bare.error("deleteMessage", **call) == "Bad Request: message can't be deleted"
    assert await bare.result("deleteMessage", chat_id=group.id, message_id=own)
    group.add_bot(as_admin=True)
    assert await bare.result("deleteMessage", **call)
    assert not [each for each in group.messages if each["message_id"] == theirs]


async def test_members_are_told_apart(bare: BareBot, visitor: Visitor) -> None:
    """Whoever never was there has left."""
    group = bare.emulator.group("G", visitor)
    member, stranger = bare.emulator.visitor(), bare.emulator.visitor()
    group.set_member(member)
    statuses = [
        (await bare.result("getChatMember", chat_id=group.id, user_id=user_id))["status"]
        for user_id in (visitor.id, member.id, stranger.id, bare.emulator.bot_id)
    ]
    assert statuses == ["creator", "member", "left", "member"]
    private = {"chat_id": visitor.id}
    assert (await bare.result("getChatMember", user_id=visitor.id, **private))["status"] == "member"
    assert await bare.error("getChatMember", user_id=member.id, **private) == (
        "Bad Request: member not found"
    )


def test_limits_are_the_published_ones() -> None:
    """About thirty a second, one a second in a chat after a burst, twenty a minute in a group."""
    assert Limits() == Limits(per_second=30, chat_burst=3, group_per_minute=20)
