"""A member talks with the bot over HTTP: send, press, see."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.adapters.clocks import SimulatedClock
from bot.core.errors import SettingsError
from bot.emulator import ApiError, Emulator, Fault, Visitor
from bot.settings import Settings
from tests.contract.conftest import Running, run_bot
from tests.contract.talk import labels, press, says, sees, walk_to_off


async def subscribe(visitor: Visitor, rhythm: str = "Léger") -> dict[str, Any]:
    """Ask for reminders and confirm the plan."""
    visitor.send("/remind")
    await sees(visitor, rhythm)
    plan = await press(visitor, rhythm)
    assert "Rien n’est conservé" in says(plan)
    return await press(visitor, "Oui, rappelez-le-moi")


async def test_a_question_is_answered_with_its_sources(bot: Running) -> None:
    """In the member's language, with "Who says so?" behind a button."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("mes messages privés sont lus ?")
    disclosed = await member.next_message()
    assert "indépendant de LinkedIn" in says(disclosed)
    answer = await member.next_message()
    assert says(answer).startswith("Vos messages privés")
    sources = await press(member, "Qui le dit")
    assert any(entity["type"] == "text_link" for entity in sources["entities"])
    english = bot.emulator.visitor(language_code="en-GB")
    english.send("are my messages read?")
    await english.next_message()
    assert says(await english.next_message()).startswith("Your private messages")


async def test_an_unsure_question_is_asked_back_and_an_unknown_one_declined(bot: Running) -> None:
    """Buttons to choose from, or an honest "I don't know"."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    member.send("et ça ?")
    asked = await member.next_message()
    assert len(labels(asked)) == 4
    answered = await press(member, labels(asked)[1])
    assert says(answered)
    member.send("il fera beau demain")
    assert "je ne sais pas" in says(await member.next_message()).lower()


async def test_the_walkthrough_edits_one_message_down_to_off(bot: Running) -> None:
    """Step after step in the same place; done is dated, and kept by the member."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    done = await walk_to_off(member)
    assert "20 octobre 2025" in says(done)
    # Words alone cannot take the place of a picture: they come below, and the picture goes.
    welcome, receipt = await member.until(
        lambda person: person.bot_messages if len(person.bot_messages) == 2 else None
    )
    assert receipt == done
    assert "photo" not in receipt
    assert labels(welcome)


async def test_a_question_in_the_middle_brings_the_step_back(bot: Running) -> None:
    """Answered, then the step returns below."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    member.send("/optout")
    await member.next_message()
    step = await press(member, "Par le lien direct")
    member.send("mes messages ?")
    assert says(await member.next_message()).startswith("Vos messages privés")
    again = await member.next_message()
    assert says(again) == says(step)
    assert labels(again) == labels(step)


async def test_the_countdown_arrives_day_by_day_and_stops_when_done(
    bot: Running, clock: SimulatedClock
) -> None:
    """Seven days left, then the walk to Off: the reminder of the eve never comes."""
    member = bot.emulator.visitor(language_code="fr")
    assert "2 rappels" in says(await subscribe(member))
    clock.set(datetime(2025, 10, 27, 7, 59, tzinfo=UTC))
    assert await bot.send_due() == 0
    clock.set(datetime(2025, 10, 27, 8, 0, tzinfo=UTC))
    assert await bot.send_due() == 1
    assert "7 jours" in says(member.last_message)
    assert await bot.send_due() == 0
    await walk_to_off(member)
    await sees(member, "arrêtés")
    clock.set(datetime(2025, 11, 2, 12, 0, tzinfo=UTC))
    assert await bot.send_due() == 0


async def test_reminders_survive_a_restart(
    emulator: Emulator, settings: Settings, clock: SimulatedClock
) -> None:
    """What was promised before is kept by the process that comes after."""
    member = emulator.visitor(language_code="fr")
    async with run_bot(emulator, settings, clock):
        await subscribe(member, "Normal")
    clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
    async with run_bot(emulator, settings, clock) as bot:
        assert await bot.send_due() == 1
        assert "7 jours" in says(member.last_message)


async def test_after_the_start_no_countdown_is_offered(bot: Running, clock: SimulatedClock) -> None:
    """What is true now, and a nudge or a later check."""
    clock.set(datetime(2026, 11, 22, 15, 0, tzinfo=UTC))
    member = bot.emulator.visitor(language_code="fr")
    member.send("/remind")
    await member.next_message()
    offer = await member.next_message()
    assert "a commencé le 3 novembre 2025" in says(offer)
    assert len(labels(offer)) == 4
    await press(member, "Me relancer")
    await press(member, "Oui, rappelez-le-moi")
    sent = 0
    for _ in range(60):
        clock.set(clock.now() + timedelta(days=1))
        sent += await bot.send_due()
    assert sent == 3


async def test_delete_leaves_no_row(bot: Running, settings: Settings) -> None:
    """Every table but the numbers of handled updates is empty afterwards."""
    member = bot.emulator.visitor(language_code="fr")
    await subscribe(member)
    file = settings.database_url.removeprefix("sqlite:///")

    def rows() -> dict[str, int]:
        with sqlite3.connect(file) as database:
            counts = {
                table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in ("chat", "subscription", "reminder")
            }
        database.close()
        return counts

    assert rows() == {"chat": 1, "subscription": 1, "reminder": 2}
    member.send("/delete")
    await sees(member, "Oui, tout effacer")
    assert "effacé" in says(await press(member, "Oui, tout effacer"))
    assert rows() == {"chat": 0, "subscription": 0, "reminder": 0}


async def test_a_block_erases_everything(bot: Running, clock: SimulatedClock) -> None:
    """Who blocks the bot is forgotten; who comes back starts anew."""
    member = bot.emulator.visitor(language_code="fr")
    await subscribe(member)
    member.block()
    member.unblock()
    member.send("/start")
    await sees(member, "indépendant")
    clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
    assert await bot.send_due() == 0


async def test_a_silent_departure_ends_the_subscription(
    bot: Running, clock: SimulatedClock
) -> None:
    """A reminder that meets a deleted account erases what was kept of it."""
    member = bot.emulator.visitor(language_code="fr")
    await subscribe(member)
    member.deactivate()
    clock.set(datetime(2025, 10, 27, 9, 0, tzinfo=UTC))
    assert await bot.send_due() == 0
    assert await bot.app.store.load(member.id) is None


async def test_what_has_no_words_gets_a_kind_answer(bot: Running) -> None:
    """The bot says what it can read."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    wordless: tuple[Callable[[], object], ...] = (
        member.send_sticker,
        member.send_photo,
        member.send_voice,
        lambda: member.send_document("cv.pdf", b"%PDF"),
        lambda: member.send_location(48.85, 2.35),
    )
    for send in wordless:
        send()
        assert "que des mots" in says(await member.next_message())


ODD_TEXTS = (
    "x" * 4096,
    "🦄" * 2048,
    "مرحبا بالعالم",
    "你好世界",
    "<b>&</i> {$x} \u202e",
    "/" * 50,
    "/é",
    "?",
)


async def test_any_text_is_answered(bot: Running) -> None:
    """Long, foreign or broken: one fitting reply, never an exception."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    for text in ODD_TEXTS:
        member.send(text)
        assert says(await member.next_message())


async def test_a_caption_and_a_forwarded_text_are_read(bot: Running) -> None:
    """Words are words, wherever they stand."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    member.send_photo("mes messages ?")
    assert says(await member.next_message()).startswith("Vos messages privés")
    member.forward("mes messages ?")
    assert says(await member.next_message()).startswith("Vos messages privés")


FOREIGN_DATA = ("x", "walk:phone:fly:next", "erase:maybe", "🦄", "keep:weekly:9")


async def test_a_foreign_button_is_answered_at_once(bot: Running) -> None:
    """The spinner ends, and the member is shown where to go on."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    message = await member.next_message()
    for data in FOREIGN_DATA:
        query = member.press_data(message["message_id"], data)
        await member.answer_to(query)
        assert "ne fonctionne plus" in says(await member.next_message())


async def test_a_button_of_a_lost_message_still_works(bot: Running) -> None:
    """The state is in the button: a message that cannot be edited any more is said anew."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    query = member.press_data(4711, "walk:phone:open-menu:next")
    await member.answer_to(query)
    assert "Réglages" in says(await member.next_message())


async def test_the_same_update_twice_is_answered_once(bot: Running) -> None:
    """Telegram may repeat itself; the bot does not."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/start")
    await member.next_message()
    bot.emulator.updates.deliver_again()
    member.send("mes messages ?")
    assert says(await member.next_message()).startswith("Vos messages privés")
    assert len(member.bot_messages) == 2


async def test_in_a_group_the_bot_speaks_when_spoken_to(bot: Running) -> None:
    """Unaddressed talk is not answered; a command, a mention and a reply are."""
    member = bot.emulator.visitor(language_code="fr")
    group = bot.emulator.group("Union", member)
    member.send("mes messages ?", to=group)
    member.send("/unknown", to=group)
    member.send("/help@another_bot", to=group)
    member.send(f"@{bot.emulator.username} mes messages ?", to=group)
    answers = await member.until(lambda _: group.bot_messages[1:])
    assert [says(m).startswith("Vos messages privés") for m in answers] == [True]
    member.send("/help", to=group)
    await member.until(lambda _: len(group.bot_messages) == 3)
    member.send("et mes messages ?", to=group, reply_to=group.bot_messages[-1]["message_id"])
    await member.until(lambda _: len(group.bot_messages) == 4)
    assert says(group.bot_messages[-1]).startswith("Vos messages privés")


async def test_the_menu_name_and_descriptions_are_set_per_language(bot: Running) -> None:
    """What Telegram shows of the bot speaks the member's language; the default is English."""
    member = bot.emulator.visitor()
    member.send("/help")
    await member.next_message()  # once it answers, it has introduced itself
    for code, word in (("fr", "Effacer"), ("en", "Erase"), (None, "Erase")):
        assert any(word in command["description"] for command in bot.emulator.shown_menu(code))
        shown = bot.emulator.shown_profile(code)
        assert shown["name"]
        assert "LinkedIn" in shown["description"]
        assert shown["short_description"]


async def test_a_group_offers_what_makes_sense_there(bot: Running) -> None:
    """Its members see what they may do, its administrators also what they decide; nobody /start."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/help")
    await member.next_message()
    group = bot.emulator.group("Union", member)
    for code, word in (("fr", "Arrêter les rappels"), ("en", "Stop the reminders")):
        of_members, of_admins = (
            bot.emulator.shown_group_menu(code, is_admin=is_admin) for is_admin in (False, True)
        )
        names = {command["command"] for command in of_members}
        decisions = {"remind", "stop", "settings", "language", "mydata", "delete"}
        assert names == {"optout", "sources", "changes", "complaint", "privacy", "help"}
        assert {command["command"] for command in of_admins} == names | decisions
        assert word in {command["description"] for command in of_admins}
        assert {command["command"] for command in bot.emulator.shown_menu(code)} == {
            *names,
            *decisions,
            "start",
        }
    stranger = bot.emulator.visitor(language_code="fr")
    group.set_member(stranger)
    for command in names:
        before = len(group.bot_messages)
        stranger.send(f"/{command}", to=group)
        await stranger.until(lambda _, before=before: len(group.bot_messages) > before)  # type: ignore[misc]
        assert "administrateurs" not in says(group.bot_messages[-1])


async def test_a_busy_telegram_delays_but_loses_nothing(bot: Running) -> None:
    """Met by an error page, asked to wait, then refused its markup: the answer still comes."""
    member = bot.emulator.visitor(language_code="fr")
    faults = bot.emulator.faults
    faults.script("sendMessage", Fault(html_status=502))
    wait = ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})
    faults.script("sendMessage", Fault(error=wait))
    faults.script("sendMessage", Fault(error=ApiError(400, "Bad Request: can't parse entities")))
    member.send("/help")
    assert says(await member.next_message())
    assert faults.left == 0


async def test_a_wrong_token_stops_the_start(settings: Settings, clock: SimulatedClock) -> None:
    """One line names the setting."""
    for wrong in ("", "nonsense", "1:" + "x" * 35):
        broken = settings.model_copy(update={"bot_token": SecretStr(wrong)})
        with pytest.raises(SettingsError, match=r"^OPTOUT_BOT_TOKEN: [^\n]+$"):
            async with run_bot(None, broken, clock):  # type: ignore[arg-type]
                pass


async def test_a_lost_key_is_not_replaced(
    emulator: Emulator, settings: Settings, clock: SimulatedClock, tmp_path: Path
) -> None:
    """Chats written with a key that is gone: one line says so, and no new key file appears."""
    file = tmp_path / "optout.key"
    kept = settings.model_copy(
        update={"encryption_key": SecretStr(""), "encryption_key_file": file}
    )
    member = emulator.visitor(language_code="fr")
    async with run_bot(emulator, kept, clock):
        member.send("/language English")
        await member.next_message()
    file.rename(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match=r"^OPTOUT_ENCRYPTION_KEY_FILE: .*missing"):
        async with run_bot(emulator, kept, clock):
            pass
    assert not file.exists()
