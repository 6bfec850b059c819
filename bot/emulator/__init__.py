"""A faithful Telegram Bot API on loopback, with a web chat.

It is the wire of the tests, the server of the demonstration and the target of benchmarks: real
bots, whichever library they use, talk with it over HTTP as with Telegram.
"""

from bot.emulator.calendar import Calendar, CalendarAction, CalendarControl
from bot.emulator.errors import ApiError
from bot.emulator.faults import Fault
from bot.emulator.groups import Group
from bot.emulator.rates import Limits
from bot.emulator.recorder import Call
from bot.emulator.server import DEFAULT_TOKEN, Emulator
from bot.emulator.visitors import NoSuchButton, Visitor
from bot.emulator.world import Options, Query

__all__ = [
    "DEFAULT_TOKEN",
    "ApiError",
    "Calendar",
    "CalendarAction",
    "CalendarControl",
    "Call",
    "Emulator",
    "Fault",
    "Group",
    "Limits",
    "NoSuchButton",
    "Options",
    "Query",
    "Visitor",
]
