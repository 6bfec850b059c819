"""Which screen belongs to which step of the walkthrough: its frame, and what is seen in it.

A new picture is one line in SCREENS, its view in ``menus`` or ``setting``, and its message
``picture-<name>`` (text alternative, and what the arrow says) in locales/<tag>/pictures.ftl.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from bot.pictures import menus, setting
from bot.pictures.layout import Box, Layout
from bot.pictures.parts import around, browser, page, phone
from bot.pictures.sheet import Sheet
from bot.pictures.wording import Wording


class Frame(StrEnum):
    """What the screen is seen on; the message ``drawing-<frame>`` is written above it."""

    PHONE = "phone"
    COMPUTER = "computer"
    LINK = "link"  # a browser, on whatever device
    SETTING = "setting"  # app or browser: the page looks alike
    FORM = "form"


class Screen(NamedTuple):
    """The drawing of one step.

    Attributes:
        frame: What it is seen on.
        view: Draws what is in the frame: sheet, words, room inside, what the arrow says.
    """

    frame: Frame
    view: Callable[[Sheet, Wording, Box, str], None]


SCREENS: Final[Mapping[str, Screen]] = {
    "walkthrough-open-link": Screen(Frame.LINK, setting.opened),
    "walkthrough-phone-open-menu": Screen(Frame.PHONE, menus.phone_menu),
    "walkthrough-phone-open-settings": Screen(Frame.PHONE, menus.phone_settings),
    "walkthrough-phone-open-privacy": Screen(Frame.PHONE, menus.phone_privacy),
    "walkthrough-phone-find-entry": Screen(Frame.PHONE, menus.phone_entry),
    "walkthrough-computer-open-menu": Screen(Frame.COMPUTER, menus.computer_menu),
    "walkthrough-computer-open-settings": Screen(Frame.COMPUTER, menus.computer_settings),
    "walkthrough-computer-open-privacy": Screen(Frame.COMPUTER, menus.computer_privacy),
    "walkthrough-computer-find-entry": Screen(Frame.COMPUTER, menus.computer_entry),
    "walkthrough-turn-off": Screen(Frame.SETTING, setting.turn_off),
    "walkthrough-check-page": Screen(Frame.SETTING, setting.check_page),
    "walkthrough-check-switch": Screen(Frame.SETTING, setting.check_switch),
    "walkthrough-check-again": Screen(Frame.SETTING, setting.check_again),
    "walkthrough-objection": Screen(Frame.FORM, setting.objection),
}


def lay_out(name: str, wording: Wording) -> Layout:
    """Return the picture of the step *name*.

    Raises:
        KeyError: No step of that name has one.
        NoRoom: A text is too long.
    """
    frame, view = SCREENS[name]
    sheet = Sheet()
    around(sheet, wording.say(f"drawing-{frame}"), wording.say("drawing-note"))
    if frame is Frame.PHONE:
        room = phone(sheet)
    elif frame is Frame.SETTING:
        room = page(sheet)
    else:
        room = browser(sheet, wording.say("drawing-address"))
    view(sheet, wording, room, wording.say(f"picture-{name}", "pointer"))
    return sheet.finish()
