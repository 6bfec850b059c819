"""Groups come, become others and go; people block the bot, come back, and change their words."""

import functools
import sqlite3
from datetime import UTC, datetime
from typing import Any

from bot.adapters.clocks import SimulatedClock
from bot.emulator import Group, Visitor
from bot.settings import Settings
from tests.contract.conftest import Running
from tests.contract.talk import labels, says
from tests.contract.test_conversation import subscribe


async def heard_all(bot: Running) -> None:
    """Wait until the bot has taken every update."""
    await bot.emulator.until(lambda: not bot.emulator.updates.pending)


async def answered(group: Group, member: Visitor, text: str, words: str) -> dict[str, Any]:
    """Write *text* in the group; return the bot's next message there that says *words*."""
    before = len(group.bot_messages)
    member.send(text, to=group)

    def newest(_: Visitor) -> dict[str, Any] | None:
        said = group.bot_messages[before:]
        return next((m for m in said if words in "\n".join([says(m), *labels(m)])), None)

    return await member.until(newest)


async def press_in(group: Group, member: Visitor, words: str) -> None:
    """Press the button of the group's last message that says *words*; wait for what follows."""
    message = group.bot_messages[-1]
    (label,) = [label for label in labels(message) if words in label]
    before = group.messages
    member.press(message, label=label, to=group)
    await member.until(lambda _: group.messages != before)


async def group_with_reminders(bot: Running, owner: Visitor) -> Group:
    """Return a basic group that speaks English and wants reminders."""
    group = bot.emulator.group("Union", owner)
    await answered(group, owner, "/language en", "English")
    await answered(group, owner, "/remind", "Light")
    await press_in(group, owner, "Light")
    await press_in(group, owner, "Yes, remind")
    return group


def rows_of_chats(settings: Settings) -> dict[str, int]:
    """Return how many rows each table holds that is about chats."""
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as database:
        counts = {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("chat", "subscription", "reminder", "kept_question")
        }
    database.close()
    return counts


NO_ROWS = {"chat": 0, "subscription": 0, "reminder": 0, "kept_question": 0}


async def test_a_group_that_became_a_supergroup_is_followed(
    bot: Running, clock: SimulatedClock
) -> None:
    """Its language and its reminders go on in the new chat; of the old one nothing is left."""
    owner = bot.emulator.visitor(language_code="fr")
    group = await group_with_reminders(bot, owner)
    upgraded = group.upgrade()
    await heard_all(bot)
    assert await bot.app.store.load(group.id, fresh=True) is None
    said = len(group.bot_messages)
    await answered(upgraded, owner, "/help", "before your question, or reply to me")
    clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
    assert await bot.send_due() == 1
    assert "7 days" in says(upgraded.bot_messages[-1])
    assert len(group.bot_messages) == said


async def test_a_group_of_which_nothing_is_kept_leaves_nothing_when_it_moves(
    bot: Running, settings: Settings
) -> None:
    """No row appears, for neither chat."""
    bot.emulator.group("Union", bot.emulator.visitor()).upgrade()
    await heard_all(bot)
    assert rows_of_chats(settings) == NO_ROWS


async def test_a_group_that_removes_the_bot_leaves_no_trace(
    bot: Running, settings: Settings, clock: SimulatedClock
) -> None:
    """Thrown out for good or not: its settings and reminders are erased at once."""
    owner = bot.emulator.visitor(language_code="fr")
    for ban in (True, False):
        group = await group_with_reminders(bot, owner)
        assert rows_of_chats(settings)["chat"] == 1
        group.remove_bot(ban=ban)
        await heard_all(bot)
        assert rows_of_chats(settings) == NO_ROWS
    clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
    assert await bot.send_due() == 0


async def test_a_group_that_brings_the_bot_in_keeps_nothing(
    bot: Running, settings: Settings
) -> None:
    """The bot is silent until it is spoken to, and nothing is stored of who added it."""
    group = bot.emulator.group("Union", bot.emulator.visitor(), has_bot=False)
    group.add_bot()
    group.add_bot(as_admin=True)
    await heard_all(bot)
    assert group.bot_messages == []
    assert rows_of_chats(settings) == NO_ROWS


async def test_who_unblocks_the_bot_starts_clean(bot: Running, settings: Settings) -> None:
    """Nothing is kept, nothing is sent; the first words are those for a newcomer."""
    member = bot.emulator.visitor(language_code="fr")
    await subscribe(member)
    member.send("/language en")
    await member.until(lambda person: "English" in says(person.last_message))
    member.block()
    member.unblock()
    await heard_all(bot)
    assert rows_of_chats(settings) == NO_ROWS
    said = len(member.bot_messages)
    member.send("mes messages ?")
    await member.until(lambda person: len(person.bot_messages) == said + 2)
    disclosed, answer = member.bot_messages[said:]
    assert "indépendant de LinkedIn" in says(disclosed)
    assert says(answer).startswith("Vos messages privés")


async def test_an_edited_question_is_answered_anew(bot: Running) -> None:
    """In private and in a group, below."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    question = member.send("il fera beau demain")
    assert "je ne sais pas" in says(await member.next_message()).lower()
    member.edit(question["message_id"], "mes messages ?")
    assert says(await member.next_message()).startswith("Vos messages privés")
    group = bot.emulator.group("Union", member)
    name = f"@{bot.emulator.username}"
    first = member.send(f"{name} il fera beau", to=group)
    await member.until(lambda _: len(group.bot_messages) == 2)
    member.edit(first["message_id"], f"{name} mes messages ?", to=group)
    await member.until(lambda _: len(group.bot_messages) == 3)
    assert says(group.bot_messages[-1]).startswith("Vos messages privés")


async def test_a_voice_without_words_in_a_group_is_left_alone(bot: Running) -> None:
    """It is not for the bot; in private it gets a kind answer."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    group = bot.emulator.group("Union", member)
    group.add_bot(as_admin=True)  # it hears everything there
    member.send_sticker(to=group)
    member.send("mes messages ?", to=group)
    await heard_all(bot)
    assert group.bot_messages == []
    member.send_voice()
    assert "que des mots" in says(await member.next_message())


async def test_an_anonymous_administrator_decides_and_is_answered(bot: Running) -> None:
    """Only administrators can speak as their group; nobody else of it can decide."""
    owner = bot.emulator.visitor(language_code="fr")
    group = bot.emulator.group("Union", owner)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    entity = {"type": "bot_command", "offset": 0, "length": 9}
    for number, (text, words) in enumerate((("/language en", "English"), ("/remind", "Light"))):
        message = {
            "message_id": 100 + number,
            "date": 1,
            "chat": group.chat.as_json(),
            "from": anonymous,
            "sender_chat": group.chat.as_json(),
            "text": text,
            "entities": [entity],
        }
        bot.emulator.updates.add("message", message, group.id)
        said = functools.partial(_is_said_last, group, words)
        await bot.emulator.until(said)


def _is_said_last(group: Group, words: str) -> bool:
    return words in str(group.bot_messages[-1:])
