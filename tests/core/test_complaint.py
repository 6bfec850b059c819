"""Objecting and complaining: every place, every choice of the letter, in every locale."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from bot import knowledge
from bot.adapters.texts import LOCALE_NAMES
from bot.core import complaint
from bot.core.calendar import LINKEDIN_AI, Day, day_of
from bot.core.complaint import Choice
from bot.core.effects import Button, Letter, LinkButton, SendFile, Show, Text, Value
from bot.core.errors import KnowledgeError
from bot.core.events import Commanded, Pressed
from bot.core.reminders import ZONES
from bot.core.turn import Turn
from bot.rendering import render
from tests.core.worlds import AFTER, KNOWLEDGE, NEWCOMER, Person, said, world
from tests.fluent import needs, patterns_of
from tests.spoken import TEXTS

LOCALES: Final = tuple(LOCALE_NAMES)
SOURCES: Final = {source.url: source for source in KNOWLEDGE.sources.values()}
MAX_MESSAGE: Final = 4096  # characters. Source: Bot API, sendMessage
MAX_CAPTION: Final = 1024  # characters. Source: Bot API, sendDocument
DAYS: Final = (
    date(2025, 9, 1),
    date(2025, 9, 25),
    date(2025, 11, 2),
    date(2025, 11, 3),
    date(2025, 11, 8),
    date(2026, 11, 22),
)
TODAY: Final = day_of(LINKEDIN_AI, AFTER.date())
COUNTRIES: Final = KNOWLEDGE.regions["eu"].countries
PLACES: Final = tuple(
    place for region in KNOWLEDGE.regions.values() for place in region.countries or (region.id,)
)
CHOICES: Final = tuple(
    chosen for size in range(len(Choice) + 1) for chosen in combinations(Choice, size)
)

# The addresses that are known of the authorities: written here a second time, so that a new one is
# a decision. The complaint form of none is known.
ADDRESSES: Final = {
    "cnil": "https://www.cnil.fr",
    "apd": "https://www.autoriteprotectiondonnees.be/citoyen/actualites/2025/09/29/entrainement-de-l-ia-de-linkedin-sur-vos-donnees-comment-faire-si-vous-voulez-vous-y-opposer",
    "cnpd-lu": "https://cnpd.public.lu/fr/actualites/international/2025/10/linkedin-ia.html",
    "hessen": "https://datenschutz.hessen.de/presse/linkedin-trainiert-seine-ki-kuenftig-mit-daten-von-nutzerinnen-und-nutzern-widerspruch-ist-moeglich",
    "niedersachsen": "https://www.lfd.niedersachsen.de/startseite/infothek/linkedin-startet-ki-training-mit-nutzerdaten-wir-geben-hinweise-zur-widerspruchsmoglichkeit-245909.html",
    "sachsen": "https://www.datenschutz.de/tag/sachsen",
    "mecklenburg-vorpommern": "https://www.datenschutz-mv.de/Blickpunkte/",
    "dss": "https://www.datenschutzstelle.li/aktuelles/wichtiger-hinweis-ki-training-durch-linkedin-widerspruch-bis-2-november-2025",
    "ico": "https://cy.ico.org.uk/about-the-ico/media-centre/news-and-blogs/2024/09/our-statement-on-changes-to-linkedin-ai-data-policy",
    "opc": "https://priv.gc.ca/en/opc-news/news-and-announcements/2024/nr-c_241210b",
    "pcpd": "https://pcpd.org.hk/english/news_events/media_statements/press_20241015.html",
}
# Authorities that are known by name alone; nothing that they say about LinkedIn was found.
SILENT: Final = {"es", "pl", "pt", "ch"}

# What the letter says where it was chosen, and nowhere else.
CHOSEN: Final = {
    "fr": {
        Choice.PAST: "déjà publié ou fourni",
        Choice.CONFIRM: "confirmer par écrit",
        Choice.REASON: "Mes raisons",
    },
    "en": {
        Choice.PAST: "already published or provided",
        Choice.CONFIRM: "confirm to me in writing",
        Choice.REASON: "My reasons",
    },
}


def pressed(data: str, now: datetime = AFTER) -> Turn:
    """Return what a button does, pressed by somebody who is known already."""
    person = Person(replace(NEWCOMER, seen_on=DAYS[0]), now=now)
    return person.does(Pressed(data))


def show_of(data: str, now: datetime = AFTER) -> Show:
    """Return the one message that a button leads to."""
    (show,) = pressed(data, now).effects
    assert isinstance(show, Show)
    return show


def page_on(place: str, on: date) -> Show:
    """Return the page of a place on a day."""
    region = complaint.region_of(place, KNOWLEDGE)
    assert region is not None
    return complaint.page(place, region, day_of(LINKEDIN_AI, on), KNOWLEDGE)


def buttons_of(show: Show) -> dict[str, Button]:
    """Return the buttons that come back to us, by the id of their label."""
    return {b.label.id: b for row in show.keyboard for b in row if isinstance(b, Button)}


def ids(show: Show) -> set[str]:
    """Return the ids of everything said."""
    return {line.id for paragraph in show.paragraphs for line in paragraph}


def words(show: Show, locale: str) -> str:
    """Return what is read, with plain spaces."""
    return re.sub(r"[\u00a0\u202f]", " ", re.sub(r"<[^>]*>", "", render(show, TEXTS, locale).html))


# The places


def test_the_places_are_the_regions_concerned() -> None:
    """Each region, the countries with an authority, and a way for everybody else."""
    assert list(KNOWLEDGE.regions) == ["eu", "uk", "ch", "ca", "hk", "other"]
    assert {a.place for a in KNOWLEDGE.authorities} == set(PLACES) - {"eu-other", "other"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_authority_has_a_name(locale: str) -> None:
    """In each language, and there is no name without an authority."""
    named = needs(locale, patterns_of(locale)["authority", None]).keys["authority"]
    assert named - {"other"} == {authority.id for authority in KNOWLEDGE.authorities}


def test_the_place_is_asked_for_and_not_kept() -> None:
    """The region, then the country; the chat stays as it was."""
    person = Person(replace(NEWCOMER, seen_on=AFTER.date()), now=AFTER)
    before = person.conversation
    assert said(person.does(Commanded("complaint"))) == ["complaint-ask-region"]
    assert said(person.press("place-eu")) == ["complaint-ask-country"]
    assert "complaint-steps-eu" in said(person.press("place-fr"))
    assert "letter-copy" in said(person.press("letter-open"))
    assert person.conversation == before


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Tokyo"])
def test_the_place_nearest_to_the_zone_is_offered_first(zone: str) -> None:
    """A guess from the time zone, and every other place below it."""
    nearest = {"Europe/London": "uk", "Asia/Hong_Kong": "hk"}.get(zone, "eu")
    nearest = "ca" if zone.startswith("America/") else nearest
    country = {"Europe/London": "ie", "Europe/Lisbon": "pt"}.get(zone, "fr")
    around = replace(NEWCOMER, zone=zone, seen_on=DAYS[0])
    for data, first, everyone in (
        ("complaint", nearest, tuple(KNOWLEDGE.regions)),
        ("complaint:eu", country, COUNTRIES),
    ):
        (show,) = Person(around).does(Pressed(data)).effects
        assert isinstance(show, Show)
        offered = [id_ for id_ in buttons_of(show) if id_.startswith("place-")]
        assert offered[0] == f"place-{first}"
        assert sorted(offered) == sorted(f"place-{place}" for place in everyone)


@pytest.mark.parametrize("place", PLACES)
def test_every_way_back_leads_back(place: str) -> None:
    """From the letter to the page, from there to the country, and to the region."""
    page = show_of(f"complaint:{place}")
    parent = "complaint:eu" if place in COUNTRIES else "complaint"
    assert buttons_of(page)["back"].data == parent
    assert ids(show_of(parent)) <= {"complaint-ask-region", "complaint-ask-country"}
    assert buttons_of(show_of("complaint:eu"))["back"].data == "complaint"
    if place in COUNTRIES:
        for chosen in CHOICES:
            letter = show_of(":".join(("letter", place, *chosen)))
            assert show_of(buttons_of(letter)["back"].data) == page


def test_walking_through_replaces_the_message() -> None:
    """One message changes; /complaint itself writes a new one."""
    (first,) = Person(replace(NEWCOMER, seen_on=DAYS[0])).does(Commanded("complaint")).effects
    assert isinstance(first, Show)
    assert not first.replace
    for data in ("complaint", "complaint:eu", "complaint:ca", "letter:fr:past"):
        assert show_of(data).replace


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", PLACES)
def test_every_page_says_what_to_do_first_and_what_is_not_known(place: str, locale: str) -> None:
    """On every day: the switch, the form, the authority or that none is known, no advice."""
    for on in DAYS:
        show = page_on(place, on)
        message = render(show, TEXTS, locale)
        assert len(message.html) <= MAX_MESSAGE
        assert buttons_of(show)["act-optout"].data == "do:optout"
        links = [b.url for row in show.keyboard for b in row if isinstance(b, LinkButton)]
        assert KNOWLEDGE.links["objection-form"] in links
        assert {"complaint-no-advice", f"place-{place}"} <= ids(show)
        authorities = [a for a in KNOWLEDGE.authorities if a.place == place]
        assert ("complaint-no-authority" in ids(show)) == (not authorities)
        unknown = {"fr": "je ne connais pas son adresse", "en": "I do not know its address"}
        missing = [a for a in authorities if a.url_on(on) is None]
        assert words(show, locale).count(unknown[locale]) == len(missing)
        # Where a site is known, its form is not, and it is said.
        assert ("complaint-form-unknown" in ids(show)) == (len(missing) < len(authorities))


@pytest.mark.parametrize("place", PLACES)
def test_silence_of_an_authority_is_said(place: str) -> None:
    """Where nothing was found; and before 18 September 2025 nothing was there to be found."""
    assert ("complaint-nothing-found" in ids(page_on(place, AFTER.date()))) == (place in SILENT)
    if place == "nl":
        assert "complaint-nothing-found" in ids(page_on(place, date(2025, 9, 1)))
        assert "complaint-nothing-found" not in ids(page_on(place, date(2025, 9, 25)))


def test_no_page_names_an_address_that_is_not_known() -> None:
    """Every link of every page stands in the table above, or among links and sources."""
    known = {a.id: a.url for a in KNOWLEDGE.authorities if a.url is not None}
    assert known == ADDRESSES
    allowed = {*ADDRESSES.values(), *SOURCES}
    for place in PLACES:
        for on in DAYS:
            show = page_on(place, on)
            html = unescape(render(show, TEXTS, "fr").html)
            linked = re.findall(r'href="([^"]*)"', html)
            assert set(linked) <= allowed
            assert len(linked) == len(set(linked)), place
            assert "@" not in html
            for row in show.keyboard:
                for button in row:
                    assert isinstance(button, Button) or button.url in KNOWLEDGE.links.values()


def test_no_page_links_what_was_not_out_yet() -> None:
    """In September 2025 nobody can read a page of October."""
    for authority in KNOWLEDGE.authorities:
        for on in DAYS:
            lines = [line for part in page_on(authority.place, on).paragraphs for line in part]
            (line,) = [line for line in lines if line.args.get("authority") == authority.id]
            is_out = authority.as_of is None or authority.as_of <= on
            assert line.args["url"] == (authority.url if authority.url and is_out else "")
            read = [line for line in lines if "title" in line.args]
            assert all(SOURCES[str(line.args["url"])].known_on(on) for line in read)


# The letter


def letter_of(place: str, chosen: tuple[Choice, ...], locale: str, day: Day = TODAY) -> str:
    """Return the letter as it is copied, in plain words."""
    region = complaint.region_of(place, KNOWLEDGE)
    assert region is not None
    show = complaint.letter(place, chosen, day, region, KNOWLEDGE)
    message = render(show, TEXTS, locale)
    assert len(message.html) <= MAX_MESSAGE
    (block,) = re.findall(r"<pre>(.*?)</pre>", message.html, re.DOTALL)
    return str(block)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("chosen", CHOICES, ids="+".join)
def test_the_letter_says_what_was_chosen_and_nothing_else(
    chosen: tuple[Choice, ...], locale: str
) -> None:
    """The same in every country; without markup, blanks doubled, or an address not known."""
    letters = {letter_of(place, chosen, locale) for place in COUNTRIES}
    assert len(letters) == 1
    (letter,) = letters
    for choice, part in CHOSEN[locale].items():
        assert (part in letter) == (choice in chosen), choice
    body = {
        "fr": "Je m’oppose, en vertu de l’article 21 du RGPD",
        "en": "I object, under Article 21",
    }
    assert letter.count(body[locale]) == 1
    assert "LinkedIn Ireland Unlimited Company" in letter
    assert "Wilton Plaza, Dublin 2" in letter
    assert not re.search(r"[<>&@]|https?:|\{|\n\n\n|[ \n]$|^[ \n]| \n", letter)
    assert letter.count("[") == letter.count("]") == 4 + (Choice.REASON in chosen)
    assert {"fr": "22 novembre 2026", "en": "22 November 2026"}[locale] in letter
    paragraphs = letter.split("\n\n")
    assert len(paragraphs) == 6 + len(chosen)


@pytest.mark.parametrize("chosen", CHOICES, ids="+".join)
def test_each_button_of_the_letter_turns_one_choice_round(chosen: tuple[Choice, ...]) -> None:
    """Every combination can be reached, and the mark tells the state."""
    show = show_of(":".join(("letter", "fr", *chosen)))
    for choice in Choice:
        button = buttons_of(show)[f"letter-{choice}"]
        assert button.label.attribute == ("yes" if choice in chosen else "no")
        after = set(chosen) ^ {choice}
        assert button.data == ":".join(("letter", "fr", *(c for c in Choice if c in after)))


def test_the_letter_begins_with_what_sources_advise() -> None:
    """Older content and a confirmation are asked for until the person takes them out."""
    button = buttons_of(show_of("complaint:fr"))["letter-open"]
    assert button.data == "letter:fr:past:confirm"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("chosen", CHOICES, ids="+".join)
def test_the_file_says_the_same_as_the_message(chosen: tuple[Choice, ...], locale: str) -> None:
    """Word for word, and comes as a message of its own, with where to send it."""
    data = ":".join(("letter-file", "fr", *chosen))
    assert buttons_of(show_of(data.replace("-file", "")))["letter-file"].data == data
    (file,) = pressed(data).effects
    assert isinstance(file, SendFile)
    assert isinstance(file.file, Letter)
    ((text,),) = file.file.paragraphs
    assert TEXTS.label(text, locale) == letter_of("fr", chosen, locale)
    name = TEXTS.label(file.file.name, locale)
    assert re.fullmatch(r"[a-z-]+", name)
    assert 0 < len(TEXTS.say(file.caption, locale)) <= MAX_CAPTION
    links = [b.url for row in file.keyboard for b in row if isinstance(b, LinkButton)]
    assert links == [KNOWLEDGE.links["objection-form"], KNOWLEDGE.links["dpo-form"]]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", sorted(set(PLACES) - set(COUNTRIES)))
def test_there_is_no_letter_where_its_law_does_not_hold(place: str, locale: str) -> None:
    """No button, a forged one is none of ours, and the page says for whom the letter is."""
    show = show_of(f"complaint:{place}")
    assert "letter-open" not in buttons_of(show)
    assert "complaint-no-letter" in ids(show)
    assert "article 21" not in words(show, locale).lower()
    for name in ("letter", "letter-file"):
        assert said(pressed(f"{name}:{place}:past")) == ["old-button"]


@pytest.mark.parametrize("place", COUNTRIES)
def test_there_is_a_letter_where_its_law_holds(place: str) -> None:
    """In the European Union and the rest of the European Economic Area."""
    show = show_of(f"complaint:{place}")
    assert "letter-open" in buttons_of(show)
    assert "complaint-no-letter" not in ids(show)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_dates_of_the_letter_follow_the_day(locale: str) -> None:
    """The first of a month, in French as it is written there."""
    letter = letter_of("fr", (), locale, day_of(LINKEDIN_AI, date(2026, 12, 1)))
    assert {"fr": "1er décembre 2026", "en": "1 December 2026"}[locale] in letter


@pytest.mark.parametrize(
    "data",
    [
        "complaint:xx",
        "complaint:",
        "complaint:fr:x",
        "complaint:eu:eu",
        "letter",
        "letter:eu",
        "letter:xx",
        "letter:fr:nothing",
        "letter:fr:past:past",
        "letter:fr:confirm:past",
        "letter-file",
        "letter-file:eu:past",
        "letter-file:fr:",
    ],
)
def test_a_malformed_button_is_answered(data: str) -> None:
    """As one that no longer works."""
    assert said(pressed(data)) == ["old-button"]


def test_it_works_in_a_group_too() -> None:
    """Nothing of it is about one person."""
    group = Person(replace(NEWCOMER, seen_on=DAYS[0]), is_group=True)
    assert said(group.does(Commanded("complaint"))) == ["complaint-ask-region"]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_too_long(locale: str) -> None:
    """Two lines on a small screen; the letter is addressed to lawyers, and may take three."""
    for place in PLACES:
        for line in words(page_on(place, AFTER.date()), locale).splitlines():
            if "–" in line:  # a source, under its own title
                continue
            for sentence in re.split(r"(?<=[.!?:]) ", line):
                assert len(sentence) <= 140, sentence
    wishes: dict[str, Value] = {choice.value: "yes" for choice in Choice}
    everything = {**wishes, "today": TODAY.on}
    for sentence in re.split(r"(?<=[.!?])\s|\n", TEXTS.label(Text("letter", everything), locale)):
        assert len(sentence) <= 200, sentence


# The data


@pytest.mark.parametrize(
    ("wrong", "entry", "reason"),
    [
        ("authorities.x", 'place = "atlantis"', "no place"),
        ("authorities.x", 'url = "https://example.org"', "place must be a text"),
        ("authorities.x", 'place = "fr"\nsources = ["x"]', "no source"),
        ("authorities.x", 'place = "fr"\nurl = 7', "url must be a text"),
        ("authorities.x", 'place = "fr"\nas_of = 2025-01-01T00:00:00', "as_of must be a day"),
        ("regions.x", 'links = ["x"]', "no link"),
        ("regions.x", 'sources = ["x"]', "no source"),
        ("regions.x", 'countries = "fr"', "countries must be a list"),
    ],
)
def test_an_entry_that_contradicts_is_refused(
    tmp_path: Path, wrong: str, entry: str, reason: str
) -> None:
    """With its name, before the bot starts."""
    copy = shutil.copytree(knowledge.FOLDER, tmp_path / "k", ignore=shutil.ignore_patterns("*.py"))
    with (copy / "authorities.toml").open("a") as file:
        file.write(f"\n[{wrong}]\n{entry}\n")
    with pytest.raises(KnowledgeError, match=reason) as refused:
        knowledge.load(copy)
    assert (refused.value.file, refused.value.entry) == ("authorities", "x")


def test_the_day_is_that_of_the_person() -> None:
    """A letter written in Hong Kong bears the date of Hong Kong."""
    around = world(datetime(2026, 11, 22, 20, 0, tzinfo=UTC))
    assert around.day(replace(NEWCOMER, zone="Asia/Hong_Kong")).on == date(2026, 11, 23)
    (show,) = (
        Person(replace(NEWCOMER, zone="Asia/Hong_Kong", seen_on=DAYS[0]), now=around.now)
        .does(Pressed("letter:fr"))
        .effects
    )
    assert isinstance(show, Show)
    assert show.paragraphs[1][0].args["today"] == date(2026, 11, 23)
