"""The commands about reminders: what a plan looks like, and a whole campaign replayed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from bot.cli.console import day, fail, show_progress
from bot.core.reminders import DEFAULT_ZONE, Cadence

app: Final = typer.Typer()
MAX_SUBSCRIBERS: Final = 100_000_000  # beyond it, the rate of a day would not even serve an hour


@app.command()
def plan(  # noqa: PLR0913, PLR0917  # a parameter per option
    cadence: Annotated[
        Cadence | None,
        typer.Option(help="The rhythm. [default: standard, or nudge after the start]"),
    ] = None,
    zone: Annotated[str, typer.Option(help="IANA zone of the person.")] = DEFAULT_ZONE,
    at: Annotated[str, typer.Option(metavar="HH:00", help="The local hour.")] = "09:00",
    on: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="The day of subscribing. [default: now]"
        ),
    ] = None,
    own_day: Annotated[
        date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day, for the rhythm own."),
    ] = None,
    locale: Annotated[str, typer.Option(help="The language of the titles, as fr or en.")] = "fr",
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the plan as a calendar file.")
    ] = None,
    bot: Annotated[
        str, typer.Option(metavar="NAME", help="Username of the bot that the file links to.")
    ] = "",
    subscribers: Annotated[
        int | None,
        typer.Option(
            min=1, max=MAX_SUBSCRIBERS, help="How many ask for it: shows when sending must begin."
        ),
    ] = None,
    rate: Annotated[
        float, typer.Option(help="Messages a second, 1 to 1000, with --subscribers.")
    ] = 28.0,
    is_spread: Annotated[
        bool,
        typer.Option(
            "--spread", help="Spread them over the zones and hours on offer, not all at once."
        ),
    ] = False,
) -> None:
    """Show the reminders that somebody would get, or how a large audience is served in time."""
    from bot import plan as plans
    from bot.adapters.texts import FluentTexts
    from bot.resources import folder

    hour, zone = plans.read_hour(at), plans.read_zone(zone)
    now = datetime.now(UTC) if on is None else plans.beginning(on, zone)
    rhythm = cadence or (Cadence.OWN if own_day else plans.usual_cadence(now, zone))
    if subscribers is not None:
        people = plans.crowds(subscribers, zone=zone, hour=hour, is_spread=is_spread)
        for line in plans.audience_lines(people, rhythm, rate=rate, now=now):
            typer.echo(line)
        return
    texts = FluentTexts(folder("locales"))
    reminders = plans.make(rhythm, zone=zone, hour=hour, now=now, own_on=own_day)
    typer.echo("\n".join(plans.lines(reminders, zone=zone, texts=texts, locale=locale)))
    if ics is None:
        return
    if not bot:
        fail("--ics needs --bot NAME: each entry links to the bot")
    content = plans.calendar(
        reminders, zone=zone, texts=texts, locale=locale, now=now, bot_username=bot
    )
    _write(ics, content)


@app.command()
def replay(  # noqa: PLR0913, PLR0917  # a parameter per option
    subscribers: Annotated[
        int, typer.Option(min=1, max=MAX_SUBSCRIBERS, help="How many people ask for reminders.")
    ] = 1000,
    start: Annotated[
        date,
        typer.Option("--from", parser=day, metavar="YYYY-MM-DD", help="The first simulated day."),
    ] = date(2025, 10, 20),
    end: Annotated[
        date,
        typer.Option("--to", parser=day, metavar="YYYY-MM-DD", help="The last simulated day."),
    ] = date(2025, 11, 4),
    cadence: Annotated[Cadence, typer.Option(help="Everybody's rhythm.")] = Cadence.STANDARD,
    at: Annotated[str, typer.Option(metavar="HH:00", help="Everybody's local hour.")] = "09:00",
    zone: Annotated[
        list[str] | None,
        typer.Option(help="An IANA zone people live in; repeatable. [default: all on offer]"),
    ] = None,
    rate: Annotated[float, typer.Option(help="Messages a second, 1 to 1000.")] = 28.0,
    outage: Annotated[
        str | None,
        typer.Option(metavar="DAY/DAY", help="The bot is off, as 2025-10-26/2025-11-01."),
    ] = None,
    database_url: Annotated[
        str | None, typer.Option(help="An empty database. [default: SQLite in a temporary folder]")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw messages per hour (PNG or SVG).")
    ] = None,
    wire: Annotated[
        Literal["memory", "http"],
        typer.Option(help="The way to the emulated Telegram; http is slower, for some thousands."),
    ] = "memory",
    frontend: Annotated[
        Literal["aiogram", "ptb"] | None,
        typer.Option(help="The library that sends, with --wire http. [default: aiogram]"),
    ] = None,
) -> None:
    """Replay a campaign on a simulated clock, with the store, dispatcher and pace of production.

    Telegram is emulated in this process. Exits with 1 when anything was lost, false, doubled, at
    night, or too fast.
    """
    from bot import plan as plans
    from bot import replay as replays
    from bot.core.reminders import ZONES
    from bot.replay.report import draw

    if end < start:
        raise typer.BadParameter("--to lies before --from")
    if frontend is not None and wire != "http":
        raise typer.BadParameter("--frontend needs --wire http: no library sends in memory")
    script = replays.Script(
        subscribers=subscribers,
        starts_on=start,
        ends_on=end,
        per_second=plans.read_rate(rate),
        cadence=cadence,
        hour=plans.read_hour(at),
        zones=tuple(plans.read_zone(name) for name in zone) if zone else ZONES,
        outage=_outage(outage) if outage else None,
        database_url=database_url,
        front_end=(frontend or "aiogram") if wire == "http" else None,
    )
    with show_progress() as progress:
        report = replays.replay(script, progress)
    typer.echo("\n".join(report.lines()))
    if plot is not None:
        draw(report, plot)
    if not report.is_sound:
        fail("the replay shows reminders that went wrong; see the table")


def _outage(text: str) -> tuple[datetime, datetime]:
    """Return from when to when, both days at midnight UTC, the second one not included."""
    first, _, last = text.partition("/")
    begins_on, ends_on = day(first), day(last)
    if ends_on <= begins_on:
        raise typer.BadParameter(f"{text!r}: the second day must lie after the first")
    begins, ends = (datetime(on.year, on.month, on.day, tzinfo=UTC) for on in (begins_on, ends_on))
    return begins, ends


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        fail(f"{path}: {error.strerror}")
    typer.echo(f"written: {path}", err=True)
