"""What a day means."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.calendar import LINKEDIN_AI, Phase, day_of, local_date


def test_every_day_lies_in_one_phase_and_counts_the_days() -> None:
    """The days count down to 3 November 2025, are 0 on it, and count up afterwards."""
    day = date(2025, 9, 1)
    while day <= date(2030, 12, 31):
        found = day_of(LINKEDIN_AI, day)
        assert found.days == abs((date(2025, 11, 3) - day).days)
        expected = (
            Phase.BEFORE
            if day < date(2025, 11, 2)
            else Phase.EVE
            if day == date(2025, 11, 2)
            else Phase.DAY
            if day == date(2025, 11, 3)
            else Phase.AFTER
        )
        assert found.phase is expected
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("instant", "zone", "expected"),
    [
        (datetime(2025, 11, 2, 23, 30, tzinfo=UTC), "Europe/Paris", date(2025, 11, 3)),
        (datetime(2025, 11, 2, 23, 30, tzinfo=UTC), "Europe/London", date(2025, 11, 2)),
        (datetime(2025, 11, 2, 16, 0, tzinfo=UTC), "Asia/Hong_Kong", date(2025, 11, 3)),
        (datetime(2025, 11, 3, 3, 29, tzinfo=UTC), "America/St_Johns", date(2025, 11, 2)),
        (datetime(2025, 11, 3, 3, 30, tzinfo=UTC), "America/St_Johns", date(2025, 11, 3)),
    ],
)
def test_the_day_is_that_of_the_person(instant: datetime, zone: str, expected: date) -> None:
    """Training begins on the person's own calendar, wherever the bot runs."""
    assert local_date(instant, zone) == expected
