"""Inline mode: a member types "@bot some words" in any chat and inserts what is found."""

import sqlite3
from typing import Any

import pytest

from bot.core.knowledge import OUT_OF_SCOPE
from bot.emulator import Fault, Visitor
from bot.emulator.errors import bad_request
from bot.settings import Settings
from tests.contract.conftest import Running


async def ask(member: Visitor, text: str) -> list[dict[str, Any]]:
    """Type *text* after the bot's name; return what can be inserted."""
    answer = await member.answer_to(member.ask_inline(text))
    found: list[dict[str, Any]] = answer["results"]
    return found


def words(result: dict[str, Any]) -> str:
    """Return what *result* inserts."""
    return str(result["input_message_content"]["message_text"])


def rows(settings: Settings) -> int:
    """Return how many rows the database holds."""
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if name != "alembic_version"]
        count = sum(
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        )
    database.close()
    return int(count)


async def test_a_question_finds_sourced_answers_in_the_persons_language(bot: Running) -> None:
    """The answer first: its question, its words, who says so and when, and a way to the bot."""
    member = bot.emulator.visitor(language_code="fr")
    first, *others = await ask(member, "mes messages privés")
    assert first["id"] == "private-messages"
    assert first["title"] == "Mes messages privés sont-ils utilisés\u202f?"
    assert first["description"].startswith("Vos messages privés")
    assert words(first).startswith(f"{first['title']}\n\nVos messages privés")
    assert "vérifié le" in words(first)
    assert '<a href="https://' in words(first)
    assert first["input_message_content"]["link_preview_options"] == {"is_disabled": True}
    (((button,),),) = (first["reply_markup"]["inline_keyboard"],)
    link = f"https://t.me/{bot.emulator.username}?start=faq_private-messages"
    assert button == {"text": "💬 Demander au bot", "url": link}
    assert len(others) <= 4
    english = bot.emulator.visitor(language_code="en-GB")
    assert words((await ask(english, "my messages"))[0]).startswith("Are my private messages")


async def test_the_language_that_was_chosen_comes_before_that_of_the_app(bot: Running) -> None:
    """Whoever set one in the chat with the bot has it everywhere."""
    member = bot.emulator.visitor(language_code="fr")
    member.send("/language en")
    await member.until(lambda person: len(person.bot_messages) == 2)
    assert words((await ask(member, "my messages"))[0]).startswith("Are my private messages")


async def test_no_words_and_unknown_words_find_what_most_ask(bot: Running) -> None:
    """Below an honest "I don't know" in the second case."""
    member = bot.emulator.visitor(language_code="fr")
    useful = [result["id"] for result in await ask(member, "")]
    assert len(useful) == 5
    unknown, *below = await ask(member, "il fera beau demain")
    assert unknown["id"] == OUT_OF_SCOPE
    assert "je préfère ne pas deviner" in words(unknown)
    assert "<code>/help</code>" in words(unknown)  # no command is sent where the bot is not
    assert [result["id"] for result in below] == useful[:4]


async def test_an_answer_is_remembered_by_telegram_for_this_person_alone(bot: Running) -> None:
    """Somebody else may speak another language."""
    member = bot.emulator.visitor(language_code="fr")
    answer = await member.answer_to(member.ask_inline("mes messages"))
    assert answer["cache_time"] == 300
    assert answer["is_personal"]


async def test_nothing_is_kept_of_an_inline_query(bot: Running, settings: Settings) -> None:
    """No row of any table, not even that an update was seen; and nothing is sent to anybody."""
    member = bot.emulator.visitor(language_code="fr")
    before = rows(settings)
    for text in ("", "mes messages", "il fera beau demain"):
        await ask(member, text)
    assert rows(settings) == before
    assert member.bot_messages == []
    assert not bot.emulator.calls("sendMessage")


@pytest.mark.parametrize("text", ["x" * 256, "🦄" * 128, "<b>&</i> {$x}", "\u202e", "?" * 200])
async def test_any_words_are_answered(bot: Running, text: str) -> None:
    """Whatever is typed, there is something to insert."""
    member = bot.emulator.visitor(language_code="fr")
    assert await ask(member, text)


async def test_a_query_that_waited_too_long_harms_nobody(bot: Running) -> None:
    """Telegram refuses the answer; the bot goes on."""
    too_old = bad_request("query is too old and response timeout expired or query ID is invalid")
    bot.emulator.faults.script("answerInlineQuery", Fault(error=too_old))
    member = bot.emulator.visitor(language_code="fr")
    member.ask_inline("mes messages")
    await bot.emulator.until(lambda: bot.emulator.faults.left == 0)
    assert await ask(member, "mes messages")
