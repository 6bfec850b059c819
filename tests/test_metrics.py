"""What the bot counts of itself: each kind of thing, and no word of a person among the labels."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.effects import Count, Picture, Show
from bot.core.errors import (
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.ports import RenderedMessage, RenderedPicture
from bot.core.reminders import Cadence
from bot.core.tally import Counted
from bot.delivery.outbox import Outbox, Parcel, Priority
from bot.delivery.pacing import Pacing
from bot.emulator import Emulator
from bot.metrics import Metrics
from tests.delivery.office import open_office, paris
from tests.test_serving import opened
from tests.virtual_time import in_virtual_time
from tests.wire import Wire

ANNA = 1


def read(page: str) -> Mapping[tuple[str, ...], float]:
    """Return the samples of a page of metrics, by name and values of labels, as sorted there."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def samples(metrics: Metrics) -> Mapping[tuple[str, ...], float]:
    """Return what *metrics* show."""
    return read(metrics.page().decode())


async def test_a_conversation_is_counted(tmp_path: Path) -> None:
    """Read over HTTP from a bot that runs: what came, what came of it, what was sent."""
    async with Emulator() as emulator, opened(tmp_path, emulator) as (app, site):
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(stop))
        member = emulator.visitor(language_code="fr")
        member.send("/start secret-of-mine")
        await member.next_message()
        for text in ("sure?", "unsure?", "my-employer reads this"):
            member.send(text)
            await member.next_message()
        member.send("/my-employer")
        await member.next_message()
        await app.turns.drain()
        status, page = await site.get("/metrics")
        stop.set()
        await running
    assert status == 200  # OK
    seen = read(page)
    assert seen["optout_updates_total", "command"] == 2
    assert seen["optout_updates_total", "text"] == 3
    assert seen["optout_turn_seconds_count",] == 5
    assert seen["optout_sends_total", "sent", "answer"] == 5
    assert seen["optout_verdicts_total", "answer"] == 1
    assert seen["optout_verdicts_total", "ask-back"] == 1
    assert seen["optout_verdicts_total", "decline"] == 1
    assert seen["optout_backlog",] == 0
    for word in ("secret", "employer", "private-messages", "minors"):
        assert word not in page


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (Said("my-employer"), "text"),
        (Commanded("my-employer"), "command"),
        (Pressed("my-employer"), "press"),
        (Attached(), "attachment"),
        (Blocked(), "block"),
    ],
)
def test_each_kind_of_event(event: Event, kind: str) -> None:
    """Counted by its kind alone."""
    metrics = Metrics()
    metrics.note_turn(event, (Show(()),), 0.2)
    assert samples(metrics)["optout_updates_total", kind] == 1
    assert "my-employer" not in metrics.page().decode()


def test_a_verdict_is_one_on_what_was_typed() -> None:
    """A press counts its topic for /stats, but could not be misunderstood."""
    metrics = Metrics()
    answered = Count(Counted.ANSWERED, "when", "fr")
    metrics.note_turn(Pressed("faq:when"), (answered,), 0.1)
    assert ("optout_verdicts_total", "answer") not in samples(metrics)
    metrics.note_turn(Said("when?"), (Count(Counted.REACHED, "link-done", "fr"), answered), 0.1)
    assert samples(metrics)["optout_verdicts_total", "answer"] == 1


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (None, "sent"),
        (RecipientGone("blocked"), "gone"),
        (MessageRefused("empty"), "refused"),
        (TooManyRequests(3600), "too-many"),
        (MessengerUnavailable("502"), "unavailable"),
    ],
)
@in_virtual_time
async def test_each_outcome_of_a_reminder(failure: MessengerError | None, outcome: str) -> None:
    """One call, one count."""
    metrics, wire = Metrics(), Wire()
    wire.expect(ANNA, failure)
    outbox = Outbox(wire, Pacing(), watch=metrics)
    parcel = Parcel(ANNA, RenderedMessage("words"), Priority.REMINDER)
    (result,) = await asyncio.gather(outbox.deliver(parcel), return_exceptions=True)
    await outbox.close()
    assert result is failure
    sends = {key: n for key, n in samples(metrics).items() if key[0] == "optout_sends_total"}
    assert sends == {("optout_sends_total", outcome, "reminder"): 1}


@in_virtual_time
async def test_an_answer_that_is_tried_again_counts_each_call() -> None:
    """So that a limit of Telegram shows, although the answer arrived."""
    metrics, wire = Metrics(), Wire()
    wire.expect(ANNA, TooManyRequests(2), None)
    outbox = Outbox(wire, Pacing(), watch=metrics)
    await outbox.deliver(Parcel(ANNA, RenderedMessage("words"), Priority.ANSWER))
    await outbox.close()
    assert samples(metrics)["optout_sends_total", "too-many", "answer"] == 1
    assert samples(metrics)["optout_sends_total", "sent", "answer"] == 1


@in_virtual_time
async def test_a_simpler_form_is_counted() -> None:
    """Without its picture, and then without its markup."""
    metrics, wire = Metrics(), Wire()
    wire.expect(ANNA, MessageRefused("photo"), MessageRefused("entities"), None)
    outbox = Outbox(wire, Pacing(), watch=metrics)
    picture = RenderedPicture(Picture("countdown"), "fr")
    message = RenderedMessage("<b>words</b>", picture=picture)
    await outbox.deliver(Parcel(ANNA, message, Priority.ANSWER))
    await outbox.close()
    seen = samples(metrics)
    assert seen["optout_simpler_total", "bare"] == seen["optout_simpler_total", "plain"] == 1
    assert seen["optout_sends_total", "sent", "answer"] == 1


@in_virtual_time
async def test_what_waits_is_seen() -> None:
    """Behind the pace, until it is sent."""
    wire = Wire()
    wire.expect(ANNA, times=9)
    outbox = Outbox(wire, Pacing())
    parcels = [Parcel(ANNA, RenderedMessage("words"), Priority.ANSWER) for _ in range(9)]
    sending = [asyncio.create_task(outbox.deliver(parcel)) for parcel in parcels]
    await asyncio.sleep(0.5)  # of virtual time
    assert outbox.waiting == 4, "a chat takes five at once"
    await asyncio.gather(*sending)
    assert outbox.waiting == 0
    await outbox.close()


@in_virtual_time
async def test_how_late_a_reminder_is() -> None:
    """From its planned moment to the one at which Telegram has it."""
    metrics = Metrics()
    async with open_office(watch=metrics) as office:
        await office.subscribe(ANNA, Cadence.LIGHT)
        office.wire.expect(ANNA)
        assert await office.tick_at(paris(27, 10) + timedelta(seconds=90)) == 1
    seen = samples(metrics)
    assert seen["optout_reminder_lateness_seconds_count",] == 1
    assert seen["optout_reminder_lateness_seconds_sum",] == 90  # as above
