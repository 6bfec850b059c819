"""Hours that the bot says: an app shows them in its own zone, and an old one the words inside."""

from datetime import UTC, datetime
from typing import Any

from bot.core.actions import encode
from bot.core.receipt import LOOK_AGAIN
from bot.emulator import Fault, Visitor
from bot.emulator.errors import bad_request
from tests.contract.conftest import Running
from tests.contract.talk import press, says, sees, walk_to_off


def moments(message: dict[str, Any]) -> list[tuple[str, datetime]]:
    """Return what *message* says as a moment: its words, and the instant (aware, UTC)."""
    entities = message.get("entities") or message.get("caption_entities") or []
    units = says(message).encode("utf-16-le")
    found = []
    for entity in entities:
        if entity["type"] == "date_time":
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            instant = datetime.fromtimestamp(entity["unix_time"], UTC)
            found.append((units[start:end].decode("utf-16-le"), instant))
            assert entity["date_time_format"] == "wDt"
    return found


async def ask_for_a_plan(visitor: Visitor) -> dict[str, Any]:
    """Ask for the light rhythm; return the plan, which takes the place of the question."""
    visitor.send("/remind")
    await sees(visitor, "Léger")
    return await press(visitor, "Léger")


async def test_a_plan_shows_each_reminder_in_the_zone_of_its_reader(bot: Running) -> None:
    """Edited, as the plan and its confirmation are; the day of the start stays the same for all."""
    member = bot.emulator.visitor(language_code="fr")
    plan = await ask_for_a_plan(member)
    assert "(fuseau réglé sur Paris)" in says(plan)
    seven_days = ("lundi 27 octobre 2025 à 09:00", datetime(2025, 10, 27, 8, 0, tzinfo=UTC))
    one_day = ("dimanche 2 novembre 2025 à 09:00", datetime(2025, 11, 2, 8, 0, tzinfo=UTC))
    assert moments(plan) == [seven_days, one_day]
    kept = await press(member, "Oui, rappelez-le-moi")
    assert moments(kept) == [seven_days]
    member.send("/remind")
    offer = await sees(member, "le 3 novembre 2025")
    assert moments(offer) == []


async def test_a_caption_shows_it_as_well(bot: Running) -> None:
    """That of the calendar file for another look at the switch."""
    member = bot.emulator.visitor(language_code="fr")
    done = await walk_to_off(member)
    member.press_data(done["message_id"], encode(LOOK_AGAIN, 3))
    file = await sees(member, "Ouvrez ce fichier")
    assert "document" in file
    at = datetime(2026, 1, 20, 8, 0, tzinfo=UTC)
    assert moments(file) == [("mardi 20 janvier 2026 à 09:00", at)]


async def test_who_refuses_the_markup_gets_the_words(bot: Running) -> None:
    """A server that does not know the tag still brings the plan, hours and all."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/remind")
    await sees(member, "Léger")
    unknown = bad_request('can\'t parse entities: Unsupported start tag "tg-time"')
    bot.emulator.faults.script("editMessageText", Fault(error=unknown))
    plan = await press(member, "Léger")
    assert moments(plan) == []
    assert "• lundi 27 octobre 2025 à 09:00" in says(plan)
