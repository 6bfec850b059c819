"""A member's whole walk in a browser, from the first question to the erasure."""

from datetime import date

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, SMALL_PHONE, Arrive
from tests.browser.member import Member

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

QUESTION = "Mes messages privés sont-ils utilisés ?"


async def subscribe(member: Member) -> None:
    """Ask for reminders in the standard rhythm, and confirm the plan."""
    await member.writes("/remind")
    await member.sees("À quel rythme")
    await member.presses("Normal", then="Voici les 4 rappels")
    await member.looks("reminder-plan")
    await member.presses("Oui, rappelez-le-moi", then="C’est noté")


async def walk_to_off(member: Member) -> None:
    """Go the direct way to the switch, saying yes all along."""
    await member.writes("/optout")
    await member.sees("Par quel chemin")
    await member.looks("walkthrough-ways")
    await member.presses("Par le lien direct", then="Étape 1 sur 5")
    await member.presses("Je vois la page", then="Étape 2 sur 5")
    await member.looks("walkthrough-switch")
    await member.presses("Il est désactivé", then="Étape 3 sur 5")
    await member.presses("Oui", then="Étape 4 sur 5")
    await member.presses("Oui, désactivé", then="Étape 5 sur 5")
    await member.button("Oui, toujours désactivé").click()


async def test_a_question_is_answered_and_its_sources_open(arrive: Arrive) -> None:
    """From the first press to who says so, then on to the switch."""
    member = await arrive()
    await expect(member.page.get_by_text("Que peut faire ce bot")).to_be_visible()
    await expect(member.page.locator("#timeline")).to_be_visible()
    await member.looks("welcome")
    await member.starts()
    await member.sees("indépendant de LinkedIn")
    await member.looks("started")
    await member.writes(QUESTION)
    await member.sees("messages privés ne servent pas")
    await member.looks("readme")  # .github/screenshot.png is a copy
    await member.presses("Qui le dit", then="Chaque point a été vérifié")
    assert await member.latest.locator("a[href^='https://']").count() > 2
    heading = member.latest.locator(".text").get_by_text("Chaque point a été vérifié")
    await expect(heading).to_be_in_viewport()  # a long message is read from its beginning
    await member.looks("sources")
    await member.presses("Revenir à la réponse", then="messages privés ne servent pas")
    await member.presses("Désactiver, pas à pas", then="Par quel chemin")
    await member.presses("Par le lien direct", then="Étape 1 sur 5")


async def test_the_countdown_arrives_and_stops_at_off(arrive: Arrive) -> None:
    """Each reminder tells the days that the calendar shows; after Off, none comes any more."""
    member = await arrive()
    await member.starts()
    await member.sees("indépendant de LinkedIn")
    next_reminder = member.page.get_by_test_id("next-reminder")
    await expect(next_reminder).to_have_attribute("aria-disabled", "true")
    await subscribe(member)
    await expect(next_reminder).to_have_attribute("aria-disabled", "false")

    await member.moves_time("next-reminder", days_left=7)
    await member.sees("Plus que 7 jours")
    await member.looks("reminder")
    await member.moves_time("next-day", days_left=6)
    await member.moves_time("next-reminder", days_left=3)
    await member.sees("Plus que 3 jours")
    await member.moves_time("next-reminder", days_left=1)
    await member.sees("Plus qu’un jour")

    day = member.page.get_by_test_id("calendar-day")
    hour = await day.text_content() or ""
    await member.page.get_by_test_id("play").click()
    await expect(member.page.get_by_test_id("play")).to_have_text("Pause")
    await expect(day).not_to_have_text(hour)
    await member.page.get_by_test_id("play").click()
    await expect(member.page.get_by_test_id("play")).to_have_text("Lecture")

    await walk_to_off(member)
    await member.sees("Vos rappels sont arrêtés")
    await expect(member.messages.nth(-2)).to_contain_text("le 2 novembre 2025, vous avez vu")
    await member.looks("off")
    await expect(next_reminder).to_have_attribute("aria-disabled", "true")
    said = await member.messages.count()
    for days in (0, 1, 2):
        await member.moves_time("next-day", days_left=days)
    await expect(member.page.locator("#timeline")).to_be_hidden()  # it led up to the start
    await member.looks("after-the-start")
    assert await member.messages.count() == said

    await member.writes("/remind")
    await member.sees("Dans combien de mois")
    await expect(member.latest.get_by_test_id("button")).to_have_count(3)
    await member.writes("/delete")
    await member.sees("Oui, tout effacer")
    await member.presses("Oui, tout effacer", then="C’est fait")
    await member.looks("erased")

    await member.chooses("start-over")
    await member.starts()
    await member.sees("indépendant de LinkedIn")
    await member.writes("/remind")
    await member.sees("a commencé le 3 novembre 2025")
    await expect(member.button("avant")).to_have_count(0)  # no countdown to what has begun
    await expect(member.button("Me relancer")).to_be_visible()
    await member.looks("remind-after-the-start")


async def test_the_way_through_the_app_on_a_phone(arrive: Arrive) -> None:
    """Eight steps in one message, which goes at the end; help for who is lost; in the dark too."""
    member = await arrive(PHONE)
    await member.looks("phone-welcome")
    await member.starts()
    await member.sees("indépendant de LinkedIn")
    await member.looks("phone-started")
    await member.presses("Désactiver, pas à pas", then="Par quel chemin")
    await member.looks("phone-ways")
    await member.presses("Dans l’application", then="Étape 1 sur 8")
    await member.presses("Le panneau est ouvert", then="Étape 2 sur 8")
    await member.presses("Je ne le vois pas", then="roue dentée est en haut")
    await member.looks("phone-lost")
    await member.chooses("appearance")
    await member.presses("Revenir à l’étape", then="Étape 2 sur 8")
    await member.presses("Je vois les réglages", then="Étape 3 sur 8")
    await member.presses("C’est ouvert", then="Étape 4 sur 8")
    await member.looks("phone-dark-entry")
    await member.presses("Je vois l’interrupteur", then="Étape 5 sur 8")
    await member.presses("Il est désactivé", then="Étape 6 sur 8")
    await member.presses("Oui", then="Étape 7 sur 8")
    await member.presses("Oui, désactivé", then="Étape 8 sur 8")
    await member.presses("Oui, toujours désactivé", then="le 20 octobre 2025, vous avez vu")
    await member.looks("phone-dark-off")
    await expect(member.messages).to_have_count(3)  # /start, welcome, and what to keep


async def test_the_page_and_the_bot_change_language_together(arrive: Arrive) -> None:
    """One press, and the calendar, the buttons and the bot speak the other language; then back."""
    member = await arrive(SMALL_PHONE, locale="en-GB")
    await member.starts()
    await member.sees("independent of LinkedIn")
    language = member.page.get_by_test_id("language")
    await language.click()
    await member.sees("indépendant de LinkedIn")
    await expect(member.page.get_by_test_id("calendar-days-left")).to_contain_text("jours restants")
    await language.click()
    await member.sees("independent of LinkedIn")
    await expect(member.page.get_by_test_id("calendar-days-left")).to_contain_text("days left")
    await member.writes("/remind")
    await member.sees("in 14 days")
    await member.looks("small-phone-english")


@pytest.mark.parametrize("page_address", [date(2026, 1, 10)], indirect=True)
async def test_a_demo_from_after_the_start_counts_from_it_and_plays(arrive: Arrive) -> None:
    """Nothing leads up to what is past; time runs from the first look, and Play still moves it."""
    member = await arrive(PHONE)
    left = member.page.get_by_test_id("calendar-days-left")
    await expect(left).to_contain_text("68 jours depuis le début (3 novembre 2025)")
    await expect(member.page.locator("#timeline")).to_be_hidden()
    play = member.page.get_by_test_id("play")
    await expect(play).to_have_text("Pause")
    await play.click()
    await expect(play).to_have_text("Lecture")
    await member.looks("phone-after-the-start")
    day = member.page.get_by_test_id("calendar-day")
    hour = await day.text_content() or ""
    await play.click()
    await expect(day).not_to_have_text(hour)


@pytest.mark.parametrize("page_address", [date(2025, 11, 3)], indirect=True)
async def test_a_demo_from_the_day_of_the_start_says_that_it_begins(arrive: Arrive) -> None:
    """There is no way from that day to itself."""
    member = await arrive()
    await expect(member.page.get_by_test_id("calendar-days-left")).to_have_text(
        "Ça commence aujourd’hui"
    )
    await expect(member.page.locator("#timeline")).to_be_hidden()
