"""The conversation about reminders: offering, previewing, confirming, stopping, sending."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.core import snoozes, wishes
from bot.core.actions import encode
from bot.core.calendar import Day, Phase
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, Picture, ReminderPlan, Show, Text
from bot.core.faq import DO
from bot.core.reminders import (
    COUNTDOWN,
    ZONES,
    Cadence,
    ReminderKind,
    at_local,
    kind_of,
    offered_cadences,
)
from bot.core.snoozes import SNOOZE, Snooze
from bot.core.turn import standing
from bot.core.walkthrough import WALK, Answer, Device, Step, Walk, standing_data
from bot.core.wishes import Wish
from bot.core.world import World

# A wish is <cadence>:<hour>, or own:<hour>:<day>.
RHYTHMS: Final = "rhythms"  # back to the choice of the rhythm
PREVIEW: Final = "plan"  # plan:<wish>
ASK_DAY: Final = "days"  # days, for a day of one's own
ASK_HOUR: Final = "hours"  # hours:<wish>
ASK_ZONE: Final = "zones"  # zones, or zones:<wish>
SET_ZONE: Final = "zone"  # zone:<zone>, or zone:<zone>:<wish>
KEEP: Final = "keep"  # keep:<wish>
CALENDAR: Final = "ics"  # ics:<wish>
# undo:<what ended it>:<wish>:<day of subscribing>; undo:stop-all alone where only changes ended
UNDO: Final = "undo"

ENDED_BY_STOP: Final = "stop"
ENDED_BY_STOP_ALL: Final = "stop-all"  # the news of changes too
ENDED_BY_DONE: Final = "done"
_COUNTS: Final = frozenset({ReminderKind.COUNTDOWN, ReminderKind.OWN})


def offer(conversation: Conversation, world: World) -> Show:
    """Return the choice of rhythms that make sense now, after what is true today."""
    day = world.day(conversation)
    refused = conversation.refused_on is not None
    head = Text(
        "reminders-offer",
        {
            "phase": day.phase.value,
            "days": day.days,
            "start": day.starts_on,
            "refused": "yes" if refused else "no",
        },
    )
    paragraphs = [(head,)]
    rows: list[tuple[Button, ...]] = []
    days = wishes.days_left(conversation, world)
    if not days and not refused and day.phase is not Phase.AFTER:
        paragraphs.append((Text("reminders-not-in-time"),))
        rows.append(_act_now())
    if conversation.cadence is not None:
        paragraphs.append((_current(conversation),))
    known: set[ReminderPlan] = set()
    for cadence in offered_cadences(day.phase, refused=refused):
        if cadence is Cadence.OWN:
            if days:
                rows.append((Button(_cadence(cadence), encode(ASK_DAY)),))
            continue
        wish = wishes.fitting(cadence, conversation, world)
        plan = wishes.planned(wish, conversation, world) if wish else ()
        if wish is not None and plan not in known:  # close to the start, rhythms come to the same
            known.add(plan)
            first = plan[0].due_at.astimezone(ZoneInfo(conversation.zone)).date()
            next_ = (day.starts_on - first).days
            rows.append((Button(_cadence(cadence, next_), encode(PREVIEW, *wish.arguments)),))
    if conversation.cadence is not None:
        rows.append(_stop())
    return Show(tuple(paragraphs), tuple(rows))


def _cadence(cadence: Cadence, next_: int = 0) -> Text:
    return Text("reminders-cadence", {"next": next_}, cadence.value)


def _current(conversation: Conversation) -> Text:
    assert conversation.cadence is not None  # noqa: S101  # for the type checker
    args = {"cadence": conversation.cadence.value}
    if conversation.own_on is None:
        return Text("reminders-current", args)
    return Text("reminders-current", {**args, "on": conversation.own_on})


def preview(wish: Wish, plan: ReminderPlan, conversation: Conversation, world: World) -> Show:
    """Return the plan as it would be kept, to be confirmed or changed."""
    if not plan:
        return none_left()
    head = Text("reminders-plan", {"zone": zone_name(conversation.zone), "count": len(plan)})
    paragraphs = [(head,), plan_lines(plan, conversation.zone)]
    is_late = wish.cadence in COUNTDOWN and not wishes.in_time(plan, conversation, world)
    if is_late:
        paragraphs.append((Text("reminders-plan-on-the-day"),))
    carried = wish.arguments
    keyboard: Keyboard = (
        *((_act_now(),) if is_late else ()),
        (Button(Text("reminders-keep"), encode(KEEP, *carried)),),
        (
            Button(Text("reminders-other-hour"), encode(ASK_HOUR, *carried)),
            Button(Text("reminders-other-zone"), encode(ASK_ZONE, *carried)),
        ),
        _calendar(wish, "instead"),
        (Button(Text("reminders-other-cadence"), encode(RHYTHMS)),),
    )
    return Show(tuple(paragraphs), keyboard, replace=True)


def plan_lines(plan: ReminderPlan, zone: str) -> tuple[Text, ...]:
    """Return a line for each reminder, in local time."""
    tz = ZoneInfo(zone)
    return tuple(
        Text("reminders-plan-line", {"at": reminder.due_at.astimezone(tz)}) for reminder in plan
    )


def ask_day(days: Iterable[date], hour: int) -> Show:
    """Return the choice of a day of one's own; the hour comes next."""
    buttons = [
        Button(Text("reminders-day", {"on": day}), encode(ASK_HOUR, Cadence.OWN, hour, day))
        for day in days
    ]
    back = (Button(Text("back"), encode(RHYTHMS)),)
    return Show(((Text("reminders-ask-day"),),), (*_in_rows(buttons, 1), back), replace=True)


def ask_hour(wish: Wish, hours: Iterable[int]) -> Show:
    """Return the choice among the local *hours*, with the way back."""
    buttons = [
        Button(
            Text("reminders-hour", {"hour": hour}),
            encode(PREVIEW, *wish._replace(hour=hour).arguments),
        )
        for hour in hours
    ]
    back = encode(PREVIEW, *wish.arguments) if wish.own_on is None else encode(ASK_DAY)
    rows = (*_in_rows(buttons, 3), (Button(Text("back"), back),))
    return Show(((Text("reminders-ask-hour"),),), rows, replace=True)


def ask_zone(wish: Wish | None = None) -> Show:
    """Return the choice of the time zone; *wish* is the plan to come back to, if any."""
    then = () if wish is None else wish.arguments
    buttons = [
        Button(Text("zone", {"zone": zone_name(zone)}), encode(SET_ZONE, zone, *then))
        for zone in ZONES
    ]
    back = (Button(Text("back"), encode(PREVIEW, *then) if then else encode(DO, "settings")),)
    return Show(((Text("reminders-ask-zone"),),), (*_in_rows(buttons, 2), back), replace=True)


def kept(wish: Wish, plan: ReminderPlan, conversation: Conversation) -> Show:
    """Return the confirmation of a subscription."""
    first_at = plan[0].due_at.astimezone(ZoneInfo(conversation.zone))
    text = Text("reminders-kept", {"count": len(plan), "at": first_at})
    return Show(((text,),), (_act_now(), _calendar(wish, "also"), _stop()), replace=True)


def restored(plan: ReminderPlan, zone: str, *, now: datetime) -> Show:
    """Return the news of what waits again; *plan* may be empty, and what is due comes *now*."""
    if not plan:
        return none_left()
    first_at = max(plan[0].due_at, now).astimezone(ZoneInfo(zone))
    text = Text("reminders-kept", {"count": len(plan), "at": first_at})
    return Show(((text,),), (_act_now(), _stop()), replace=True)


def none_left() -> Show:
    """Return the news that no moment of the rhythm is left, and what to do instead."""
    return Show(((Text("reminders-none-left"),),), (_act_now(),), replace=True)


def stopped(*, any_left: bool, undo: str | None = None) -> Show:
    """Return the confirmation that nothing more will be sent; *undo* is made by undo_of()."""
    text = Text("reminders-stopped" if any_left else "reminders-nothing-to-stop")
    rows = () if undo is None else ((Button(Text("reminders-undo"), undo),),)
    return Show(((text,),), rows)


def undo_of(conversation: Conversation, *, done: bool = False) -> str:
    """Return what a button carries to bring back what *conversation* is about to lose.

    Args:
        conversation: The chat as it was.
        done: It ends since the switch was seen Off, which is undone with it.
    """
    wish = wishes.of(conversation)
    ended = ENDED_BY_STOP_ALL if conversation.follows_changes else ENDED_BY_STOP
    carried = (*wish.arguments, conversation.subscribed_on) if wish else ()
    return encode(UNDO, ENDED_BY_DONE if done else ended, *carried)


def follows_again() -> Show:
    """Return the confirmation that changes will be told again."""
    return Show(((Text("reminders-follows-again"),),), (_stop(),))


def snoozed(at: datetime) -> Show:
    """Return the confirmation that a reminder comes again at *at*, in local time."""
    return Show(((Text("reminders-snoozed", {"at": at}),),), (_stop(),))


def not_snoozed(milestone: str, choices: Iterable[Snooze]) -> Show:
    """Return the news that a reminder cannot be put off so, and how it can, if at all."""
    row = _snoozes(milestone, choices)
    text = Text("reminders-not-snoozed", {"choices": "some" if row else "none"})
    return Show(((text,),), (row,) if row else (_act_now(),))


def reminder(
    milestone: str, day: Day, conversation: Conversation, *, now: datetime | None = None
) -> Show:
    """Return the reminder *milestone* in the words that are true on *day*.

    Args:
        milestone: What was planned.
        day: What today means, on the calendar of the person.
        conversation: The chat that it goes to.
        now: The present instant, aware; decides how it can be put off. Without it, the hour of
            the reminders counts.
    """
    kind = kind_of(milestone)
    args = {"phase": day.phase.value, "days": day.days, "start": day.starts_on}
    lines = [Text(f"reminder-{kind.value}", args)]
    if kind is ReminderKind.OWN:
        lines.append(Text(f"reminder-{ReminderKind.COUNTDOWN.value}", args))
    picture = None
    if kind in _COUNTS and conversation.wants_pictures and day.phase is not Phase.AFTER:
        picture = Picture(ReminderKind.COUNTDOWN.value, args)
    rows = [*_acts(kind, standing(conversation))]
    if conversation.cadence is not None:
        now = now or at_local(day.on, conversation.hour, conversation.zone)
        rows.append(_snoozes(milestone, snoozes.offered(milestone, day, conversation, now=now)))
    keyboard = (*(row for row in rows if row), _stop())
    return Show(tuple((line,) for line in lines), keyboard, picture=picture)


def _acts(kind: ReminderKind, here: Walk | None) -> Keyboard:
    """Return what can be done about a reminder, for who stands *here* in the walkthrough."""
    off_already = encode(WALK, Device.LINK, Step.TURN_OFF, Answer.NEXT)
    already = (Button(Text("reminder-already"), off_already),)
    check = (Button(Text("reminder-check"), off_already),)
    match kind:
        case ReminderKind.RECHECK:
            return (check,)
        case ReminderKind.CHANGE:
            return ((Button(Text("reminder-changes"), encode(DO, "changes")),), check)
        case ReminderKind.RESUME if here is not None:
            return ((Button(Text("reminder-go-on"), standing_data(here)),), already)
        case _:
            return (_act_now(), already)


def zone_name(zone: str) -> str:
    """Return the city by which people know *zone*."""
    return zone.rpartition("/")[2].replace("_", " ")


def _snoozes(milestone: str, choices: Iterable[Snooze]) -> tuple[Button, ...]:
    return tuple(
        Button(
            Text("reminder-snooze", attribute=choice.name.lower()),
            encode(SNOOZE, choice, milestone),
        )
        for choice in choices
    )


def _calendar(wish: Wish, attribute: str) -> tuple[Button]:
    label = Text("reminders-calendar", attribute=attribute)
    return (Button(label, encode(CALENDAR, *wish.arguments)),)


def _stop() -> tuple[Button]:
    return (Button(Text("reminders-stop"), encode(DO, "stop")),)


def _act_now() -> tuple[Button]:
    return (Button(Text("act-optout"), encode(DO, "optout")),)


def _in_rows(buttons: Sequence[Button], width: int) -> Keyboard:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
