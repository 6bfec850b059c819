"""People who write, what they keep and plan, and short ways to do it in a test."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.conversation import Conversation
from bot.core.effects import Effect, PlannedReminder, ReminderPlan, Subscribe
from bot.core.ports import DueReminder, Outcome
from bot.core.reminders import Cadence
from bot.core.walkthrough import Device, Step
from tests.adapters.conftest import Store

NOW = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ANNA, BELA = 1_234_567_890, 9_876_543_210  # Telegram's ids take more than 32 bits
CAMPAIGN = "linkedin-ai-2025"
SENT, DROPPED = Outcome(sent=True), Outcome(sent=False)

ASKED = Conversation(locale="fr", zone="Europe/Paris", seen_on=NOW.date())
REMINDED = replace(ASKED, cadence=Cadence.LIGHT, subscribed_on=NOW.date(), hour=18)
FULL = replace(
    REMINDED, device=Device.PHONE, step=Step.FIND_ENTRY, refused_on=date(2025, 10, 19), locale="en"
)
GROUP = replace(
    REMINDED,
    cadence=Cadence.NUDGE,
    own_on=date(2025, 10, 25),
    follows_changes=True,
    wants_pictures=False,
    thread_id=2**40,
)


def plan_of(*days: int) -> ReminderPlan:
    """Return a countdown due so many days after NOW."""
    return tuple(planned(day) for day in days)


def planned(
    day: float, milestone: str | None = None, *, latest: timedelta = timedelta(hours=12)
) -> PlannedReminder:
    """Return a reminder due so many days after NOW, of full use until *latest* after that."""
    due_at = NOW + day * DAY
    return PlannedReminder(due_at, milestone or f"countdown-{day}", due_at + latest)


async def keep(
    store: Store,
    chat_id: int,
    conversation: Conversation | None,
    *effects: Effect,
    update_id: int | None = None,
    now: datetime = NOW,
    version: int | None = None,
) -> bool:
    """Commit a turn of *chat_id*."""
    return await store.commit(chat_id, update_id, conversation, effects, now=now, version=version)


async def known(store: Store, chat_id: int) -> Conversation | None:
    """Return what is kept of the chat: what is remembered of it is what its row holds."""
    remembered = await store.load(chat_id)
    assert await store.load(chat_id, fresh=True) == remembered
    return None if remembered is None else remembered.conversation


async def version_of(store: Store, chat_id: int) -> int:
    """Return the version of the chat, 0 where nothing is kept."""
    kept = await store.load(chat_id, fresh=True)
    return 0 if kept is None else kept.version


async def subscribe(store: Store, chat_id: int, *days: int) -> None:
    """Keep a subscription with reminders on *days*."""
    await keep(store, chat_id, REMINDED, Subscribe(CAMPAIGN, plan_of(*days)))


async def claim(store: Store, now: datetime, limit: int = 10) -> list[DueReminder]:
    """Claim what is due, for two minutes."""
    return await store.claim(now=now, limit=limit, lease_seconds=120)


async def claim_one(store: Store, now: datetime) -> DueReminder:
    """Claim the one reminder that is due."""
    (due,) = await claim(store, now)
    return due
