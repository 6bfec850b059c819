"""The plan of reminders as a calendar file, also for who wants nothing kept here."""

from zoneinfo import ZoneInfo

from bot.core.calendar import Campaign, day_of
from bot.core.effects import Agenda, Appointment, ReminderPlan, SendFile, Text
from bot.core.links import deep_link
from bot.core.reminders import ReminderKind, kind_of

# A countdown says so; a day of one's own before the start is one, and any other a nudge.
_COUNTS: frozenset[ReminderKind] = frozenset({ReminderKind.COUNTDOWN, ReminderKind.OWN})


def agenda(
    plan: ReminderPlan, *, zone: str, campaign: Campaign, bot_username: str, prefix: str = ""
) -> Agenda:
    """Return *plan* as a calendar; each entry says what is true on its own day.

    Args:
        plan: Not empty.
        zone: IANA zone of the person.
        campaign: What is counted down to.
        bot_username: Telegram name of the bot, without "@"; each entry leads to it.
        prefix: What its links begin with in another bot; see World.prefix.
    """
    tz = ZoneInfo(zone)
    url = deep_link(bot_username, f"{prefix}optout")
    appointments = []
    for reminder in plan:
        at = reminder.due_at.astimezone(tz)
        day = day_of(campaign, at.date())
        kind = kind_of(reminder.milestone)
        name = f"agenda-{(ReminderKind.COUNTDOWN if kind in _COUNTS else kind).value}"
        args = {"phase": day.phase.value, "days": day.days, "start": day.starts_on}
        appointments.append(
            Appointment(
                uid=f"{campaign.id}-{reminder.milestone}@{bot_username}",
                at=at,
                title=Text(name, args),
                body=Text(name, args, "body"),
                url=url,
            )
        )
    return Agenda(Text("agenda-name"), tuple(appointments))


def send(plan_agenda: Agenda, *, has_reminders: bool) -> SendFile:
    """Return the file, with a word on how to use it and on what is kept here."""
    args = {
        "count": len(plan_agenda.appointments),
        "reminders": "yes" if has_reminders else "no",
    }
    return SendFile(plan_agenda, Text("agenda-caption", args))
