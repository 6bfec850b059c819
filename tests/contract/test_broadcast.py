"""/broadcast as an owner lives it, and as those who follow the changes get it."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.emulator import Emulator, Visitor
from bot.settings import Settings
from tests.contract.conftest import Running, WayIn, make_settings, run_bot
from tests.contract.talk import labels, press, says, sees

OWNER, SECOND = 4_815_162_342, 4_815_162_343
NEWS = "LinkedIn changed its <yardsticks>:\n\nlook at the switch & tell others. /optout"


@pytest.fixture
def settings(emulator: Emulator, tmp_path: Path, tables: Path, way_in: WayIn) -> Settings:
    """Those of an installation that has two owners."""
    shutil.copy(tables, tmp_path)
    settings = make_settings(emulator, tmp_path, way_in)
    return settings.model_copy(update={"owners": f"{OWNER}, {SECOND}"})


@pytest.fixture(params=["aiogram", "ptb"])
def way_in(request: pytest.FixtureRequest) -> WayIn:
    """Each front end; that of the updates makes no difference here."""
    return WayIn(request.param, is_webhook=False)


async def follower(bot: Running, language_code: str = "fr") -> Visitor:
    """Let somebody ask to hear of changes."""
    member = bot.emulator.visitor(language_code=language_code)
    member.send("/changes")
    words = {"fr": "M’écrire en cas", "en": "Write to me about"}[language_code]
    await sees(member, words)
    await press(member, words)
    return member


async def owner(bot: Running, user_id: int = OWNER) -> Visitor:
    """Return an owner who has met the bot."""
    person = bot.emulator.visitor("Olga", user_id=user_id, language_code="en")
    person.send("/start")
    await person.next_message()
    return person


async def draft(person: Visitor, text: str = NEWS) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write a broadcast; return what it will look like, and the question that follows."""
    person.send(f"/broadcast {text}")
    return await person.next_message(), await person.next_message()


async def test_an_owner_tells_everybody_who_follows(bot: Running) -> None:
    """Looked at, sent, watched to its end; each gets it once, and nobody else does."""
    anna, bela = await follower(bot), await follower(bot, "en")
    dora = bot.emulator.visitor(language_code="en")  # does not follow
    dora.send("/start")
    await dora.next_message()
    olga = await owner(bot)
    preview, question = await draft(olga)
    assert NEWS in says(preview)
    assert says(preview).startswith("📣 A word from A union, who runs this bot:")
    assert says(preview).endswith("To end that: /settings.")
    assert labels(preview) == []
    assert "1 chat in French" in says(question)
    assert labels(question) == [
        "📣 Send to readers of English (1)",
        "📣 Send to readers of French (1)",
        "📣 Send to everybody (2)",
        "🗑 Do not send",
    ]
    for member in (anna, bela, dora):
        assert "yardsticks" not in says(member.last_message)
    progress = await press(olga, "Send to everybody")
    assert progress["message_id"] == question["message_id"]  # one message edited
    assert "Waiting: 2" in says(progress)
    assert await bot.send_due() == 2
    assert await bot.send_due() == 0
    over = await press(olga, "Refresh")
    assert says(over).startswith("✅ All done")
    assert "Sent: 2" in says(over)
    assert labels(over) == []
    assert says(bela.last_message) == says(preview)
    assert NEWS in says(anna.last_message)
    assert says(anna.last_message).startswith("📣 Un mot de A union")
    assert "yardsticks" not in says(dora.last_message)
    olga.send("/broadcast")
    usage = await olga.next_message()
    assert "You see it first" in says(usage)
    assert says(await olga.next_message()) == says(over)
    olga.send("/stats")
    stats = [says(await olga.next_message()) for _ in range(2)]
    assert any("broadcast" in text and "Reminders sent" in text for text in stats)


async def test_only_those_who_read_a_language(bot: Running) -> None:
    """A text in French is for who reads French."""
    anna, bela = await follower(bot), await follower(bot, "en")
    olga = await owner(bot)
    await draft(olga)
    assert "For readers of French" in says(await press(olga, "readers of French"))
    assert await bot.send_due() == 1
    assert "yardsticks" in says(anna.last_message)
    assert "yardsticks" not in says(bela.last_message)


async def test_pressed_twice_at_once_by_two_owners_it_is_sent_once(bot: Running) -> None:
    """A second draft would be another broadcast; the same draft is one."""
    anna = await follower(bot)
    olga, otto = await owner(bot), await owner(bot, SECOND)
    _, question = await draft(olga)
    otto.send("/broadcast")  # shows the draft to him too
    await sees(otto, "Send to everybody")
    (data,) = [
        button["callback_data"]
        for row in question["reply_markup"]["inline_keyboard"]
        for button in row
        if "everybody" in button["text"]
    ]
    queries = [
        person.press_data(person.last_message["message_id"], data)
        for _ in range(2)
        for person in (olga, otto)
    ]
    await asyncio.gather(
        *(person.answer_to(query) for person, query in zip((olga, otto) * 2, queries, strict=True))
    )
    await sees(olga, "Waiting: 1")
    await sees(otto, "Waiting: 1")
    assert await bot.send_due() == 1
    assert await bot.send_due() == 0
    assert sum("yardsticks" in says(message) for message in anna.bot_messages) == 1


async def test_what_waits_can_be_cancelled(bot: Running) -> None:
    """And a draft can be left unsent; a button below an old draft sends nothing."""
    anna = await follower(bot)
    olga = await owner(bot)
    _, old = await draft(olga, "Old news")
    await draft(olga)
    (send_old,) = [
        button["callback_data"]
        for row in old["reply_markup"]["inline_keyboard"]
        for button in row
        if "everybody" in button["text"]
    ]
    await olga.answer_to(olga.press_data(old["message_id"], send_old))
    assert await bot.send_due() == 0
    await olga.until(lambda o: any("no longer" in says(m) for m in o.bot_messages) or None)
    await press(olga, "Send to everybody")
    assert says(await press(olga, "Cancel what waits")).startswith("✋ Cancelled")
    assert await bot.send_due() == 0
    assert "Dropped: 1" in says(await press(olga, "Refresh"))
    await draft(olga)
    assert "nothing more of it will be sent" in says(await press(olga, "Do not send"))
    assert await bot.send_due() == 0
    assert all("news" not in says(m) and "yardsticks" not in says(m) for m in anna.bot_messages)


async def test_nobody_else_can(bot: Running) -> None:
    """To a member the command is unknown, and a forged button is an old one."""
    anna = bot.emulator.visitor(language_code="fr")
    anna.send("/start")
    await anna.next_message()
    olga = await owner(bot)
    await follower(bot)
    _, question = await draft(olga)
    anna.send("/weather")
    unknown = says(await anna.next_message())
    for text in ("/broadcast", f"/broadcast {NEWS}"):
        anna.send(text)
        assert says(await anna.next_message()) == unknown
    for row in question["reply_markup"]["inline_keyboard"]:
        for button in row:
            anna.press_data(anna.last_message["message_id"], button["callback_data"])
            assert says(await anna.next_message()) != says(question)
    assert await bot.send_due() == 0
    group = bot.emulator.group("Union", olga)
    olga.send(f"/broadcast@{bot.emulator.username} {NEWS}", to=group)
    olga.send(f"/help@{bot.emulator.username}", to=group)
    await olga.until(lambda _: group.bot_messages or None)
    assert not any("yardsticks" in says(message) for message in group.bot_messages)


async def test_too_long_and_nobody_there_are_said_kindly(bot: Running) -> None:
    """With the limit; the longest text that fits arrives whole."""
    olga = await owner(bot)
    olga.send(f"/broadcast {'x' * 3900}")
    assert "3,789 at most" in says(await olga.next_message())
    _, question = await draft(olga)
    assert "no chat follows" in says(question)
    assert labels(question) == ["🗑 Do not send"]
    anna = await follower(bot)
    longest = "<&" * 1894 + "!"
    preview, _ = await draft(olga, longest)
    assert longest in says(preview)
    await press(olga, "Send to everybody")
    assert await bot.send_due() == 1
    assert longest in says(anna.last_message)


async def test_a_restart_between_press_and_sending_loses_nothing(
    emulator: Emulator, settings: Settings, bot: Running
) -> None:
    """What is planned is rows; a draft is still one afterwards."""
    anna = await follower(bot)
    olga = await owner(bot)
    await draft(olga)
    await press(olga, "Send to everybody")
    _, question = await draft(olga, "The next one")
    bot.clock.set(bot.clock.now() + timedelta(minutes=5))
    async with run_bot(emulator, settings, bot.clock) as again:
        assert await again.send_due() == 1
    assert NEWS in says(anna.last_message)
    assert says(olga.last_message) == says(question)
    await press(olga, "Send to everybody")
    assert await bot.send_due() == 1
    assert "The next one" in says(anna.last_message)
