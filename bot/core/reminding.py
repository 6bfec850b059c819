"""The conversation about reminders: offering, previewing, confirming, stopping, sending."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.actions import encode
from bot.core.calendar import Day
from bot.core.conversation import Conversation
from bot.core.effects import Button, Keyboard, ReminderPlan, Show, Text
from bot.core.faq import DO
from bot.core.reminders import HOURS, ZONES, Cadence, ReminderKind, kind_of, offered_cadences
from bot.core.walkthrough import WALK, Answer, Device, Step

RHYTHMS: Final = "rhythms"  # back to the choice of the rhythm
PREVIEW: Final = "plan"  # plan:<cadence>:<hour>
ASK_HOUR: Final = "hours"  # hours:<cadence>:<hour>
ASK_ZONE: Final = "zones"  # zones, or zones:<cadence>:<hour>
SET_ZONE: Final = "zone"  # zone:<zone>, or zone:<zone>:<cadence>:<hour>
KEEP: Final = "keep"  # keep:<cadence>:<hour>


def offer(conversation: Conversation, day: Day) -> Show:
    """Return the choice of rhythms that make sense on *day*, after what is true then."""
    refused = conversation.refused_on is not None
    rows = [
        (
            Button(
                Text("reminders-cadence", attribute=cadence.value),
                encode(PREVIEW, cadence, conversation.hour),
            ),
        )
        for cadence in offered_cadences(day.phase, refused=refused)
    ]
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
    if conversation.cadence is not None:
        paragraphs.append((Text("reminders-current", {"cadence": conversation.cadence.value}),))
        rows.append((Button(Text("reminders-stop"), encode(DO, "stop")),))
    return Show(tuple(paragraphs), tuple(rows))


def preview(cadence: Cadence, hour: int, plan: ReminderPlan, conversation: Conversation) -> Show:
    """Return the plan as it would be kept, to be confirmed or changed."""
    if not plan:
        return none_left()
    head = Text(
        "reminders-plan",
        {"cadence": cadence.value, "zone": zone_name(conversation.zone), "count": len(plan)},
    )
    keyboard: Keyboard = (
        (Button(Text("reminders-keep"), encode(KEEP, cadence, hour)),),
        (
            Button(Text("reminders-other-hour"), encode(ASK_HOUR, cadence, hour)),
            Button(Text("reminders-other-zone"), encode(ASK_ZONE, cadence, hour)),
        ),
        (Button(Text("reminders-other-cadence"), encode(RHYTHMS)),),
    )
    return Show(((head,), plan_lines(plan, conversation.zone)), keyboard, replace=True)


def plan_lines(plan: ReminderPlan, zone: str) -> tuple[Text, ...]:
    """Return a line for each reminder, in local time."""
    tz = ZoneInfo(zone)
    return tuple(Text("reminders-plan-line", {"at": due_at.astimezone(tz)}) for due_at, _ in plan)


def ask_hour(cadence: Cadence, hour: int) -> Show:
    """Return the choice of the local hour, with the way back to the plan at *hour*."""
    buttons = [
        Button(Text("reminders-hour", {"hour": other}), encode(PREVIEW, cadence, other))
        for other in HOURS
    ]
    back = (Button(Text("back"), encode(PREVIEW, cadence, hour)),)
    return Show(((Text("reminders-ask-hour"),),), (*_in_rows(buttons, 3), back), replace=True)


def ask_zone(*then: object) -> Show:
    """Return the choice of the time zone; *then* is the plan to come back to, if any."""
    buttons = [
        Button(Text("zone", {"zone": zone_name(zone)}), encode(SET_ZONE, zone, *then))
        for zone in ZONES
    ]
    back = (Button(Text("back"), encode(PREVIEW, *then) if then else encode(DO, "settings")),)
    return Show(((Text("reminders-ask-zone"),),), (*_in_rows(buttons, 2), back), replace=True)


def kept(plan: ReminderPlan, conversation: Conversation) -> Show:
    """Return the confirmation of a subscription."""
    first = plan[0].due_at.astimezone(ZoneInfo(conversation.zone))
    text = Text("reminders-kept", {"count": len(plan), "first": first})
    stop = (Button(Text("reminders-stop"), encode(DO, "stop")),)
    return Show(((text,),), (_act_now(), stop), replace=True)


def none_left() -> Show:
    """Return the news that no moment of the rhythm is left, and what to do instead."""
    return Show(((Text("reminders-none-left"),),), (_act_now(),), replace=True)


def stopped(*, any_left: bool) -> Show:
    """Return the confirmation that nothing more will be sent."""
    return Show(((Text("reminders-stopped" if any_left else "reminders-nothing-to-stop"),),))


def in_private(bot_username: str) -> Show:
    """Return the hint that a person subscribes in a private chat."""
    return Show(((Text("reminders-in-private", {"bot": bot_username}),),))


def reminder(milestone: str, day: Day) -> Show:
    """Return the reminder *milestone* in the words that are true on *day*."""
    kind = kind_of(milestone)
    text = Text(
        f"reminder-{kind.value}",
        {"phase": day.phase.value, "days": day.days, "start": day.starts_on},
    )
    already = Button(
        Text("reminder-already"), encode(WALK, Device.LINK, Step.TURN_OFF, Answer.NEXT)
    )
    stop = Button(Text("reminders-stop"), encode(DO, "stop"))
    if kind is ReminderKind.RECHECK:
        return Show(((text,),), ((Button(Text("reminder-check"), already.data),), (stop,)))
    return Show(((text,),), (_act_now(), (already,), (stop,)))


def zone_name(zone: str) -> str:
    """Return the city by which people know *zone*."""
    return zone.rpartition("/")[2].replace("_", " ")


def _act_now() -> tuple[Button]:
    return (Button(Text("act-optout"), encode(DO, "optout")),)


def _in_rows(buttons: Sequence[Button], width: int) -> Keyboard:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
