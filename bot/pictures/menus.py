"""The screens on the way to the setting: app and website, from the start page to the entry.

Where each thing is found follows the steps in locales/<tag>/walkthrough.ftl.
"""

from typing import Final

from bot.pictures.colours import FAINT, FRAME, MARK, SHADE, SHEET
from bot.pictures.layout import Box, Plate
from bot.pictures.parts import (
    GAP,
    ROW,
    back,
    bar,
    entry,
    gear,
    heading,
    lines,
    person,
    rows,
    unfold,
)
from bot.pictures.sheet import ON_MARK, Hand, Sheet, measure
from bot.pictures.wording import Wording

_MARGIN: Final = 22  # between the edge of a screen and what is in it
_PHOTO: Final = 60
_POST: Final = 240
_SIDE: Final = 24  # around the label in a mark


# The app


def phone_menu(sheet: Sheet, _: Wording, room: Box, pointer: str) -> None:
    """Show the start page of the app: the photo at the top left opens the menu."""
    photo = Box(room.left + 26, room.top + 22, room.left + 26 + _PHOTO, room.top + 22 + _PHOTO)
    field = Box(photo.right + 30, photo.top + 4, room.right - 90, photo.bottom - 4)
    sheet.put(Plate(field, FAINT, radius=14), bar(field.right + 22, field.middle[1], 44))
    sheet.mark(photo.grown(14), radius=photo.width // 2 + 14)
    sheet.put(*person(photo))
    inside = room.grown(-_MARGIN)
    said = sheet.point(pointer, inside, from_below=True)
    _posts(sheet, Box(inside.left, said.bottom + 34, inside.right, room.bottom))


def phone_settings(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the panel that opened: the settings are at its bottom, with a gear."""
    sheet.put(Plate(room, SHADE, radius=26))
    panel = Box(room.left, room.top, room.right - 70, room.bottom)
    sheet.put(Plate(panel, SHEET, radius=26))
    left, top = panel.left + 28, panel.top + 30
    sheet.put(
        *person(Box(left, top, left + 92, top + 92)),
        bar(left + 116, top + 32, 240),
        bar(left + 116, top + 66, 160),
    )
    text = wording.label("settings-app")
    height = 92
    target = Box(panel.left + 20, panel.bottom - height - 24, panel.right - 20, panel.bottom - 24)
    sheet.mark(target)
    _, y = target.middle
    sheet.put(*gear(target.left + 48, y, hole=MARK))
    words = Box(target.left + 90, target.top + 10, target.right - 16, target.bottom - 10)
    sheet.write(text, words, ON_MARK._replace(size=36))
    said = sheet.point(pointer, panel.grown(-_MARGIN), from_below=False)
    rows(sheet, Box(left, top + 130, panel.right - 28, said.top - 10))


def phone_privacy(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the settings of the app: one entry of the list."""
    _phone_list(sheet, room, pointer, ("settings-app", "data-privacy"), wording)


def phone_entry(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show what data privacy opens: the entry among others."""
    _phone_list(sheet, room, pointer, ("data-privacy", "entry"), wording)


def _phone_list(
    sheet: Sheet, room: Box, pointer: str, labels: tuple[str, str], wording: Wording
) -> None:
    """Show a list headed by the first label, with the second one to be tapped."""
    title, wanted = labels
    inside = room.grown(-_MARGIN)
    x, y = inside.left + 14, inside.top + 30
    sheet.put(back(x, y))
    head = heading(
        sheet, wording.label(title), Box(x + 34, inside.top + 8, inside.right, inside.bottom)
    )
    sheet.put(Plate(Box(room.left, head.bottom + 16, room.right, head.bottom + 19), FAINT))
    first = Box(inside.left, head.bottom + 26, inside.right, head.bottom + 26 + ROW)
    rows(sheet, first)
    box = entry(
        sheet,
        wording.label(wanted),
        Box(inside.left, first.bottom + 8, inside.right, inside.bottom),
    )
    said = sheet.point(pointer, inside, from_below=True)
    rows(sheet, Box(box.left, said.bottom + 16, box.right, inside.bottom))


# The website


def computer_menu(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the start page of the website: the photo with its word is at the top right."""
    photo, target = _top(sheet, room, wording.label("me"), marked=True)
    inside = room.grown(-_MARGIN)
    said = sheet.point(pointer, inside, from_below=True, at=photo.middle[0])
    _posts(sheet, Box(inside.left, target.bottom + 40, said.left - 30, room.bottom))


def computer_settings(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the menu that opened below the photo: one entry of it."""
    _, top = _top(sheet, room, wording.label("me"), marked=False)
    menu = Box(room.right - 480, top.bottom + 10, room.right - 14, room.bottom - 40)
    lines(sheet, Box(room.left + _MARGIN, menu.top, menu.left - 24, room.bottom - 24))
    sheet.put(Plate(menu, SHEET, FRAME, 4, 20))
    left, y = menu.left + 24, menu.top + 24
    sheet.put(
        *person(Box(left, y, left + 76, y + 76)),
        bar(left + 98, y + 24, 220),
        bar(left + 98, y + 54, 150),
    )
    inside = Box(menu.left + 18, y + 100, menu.right - 18, menu.bottom - 14)
    box = entry(sheet, wording.label("settings-web"), inside, sign=False)
    said = sheet.point(pointer, inside, from_below=True)
    rows(sheet, Box(box.left + 8, said.bottom + 14, box.right - 8, inside.bottom))


def computer_privacy(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the settings of the website: the entry is in the column on the left."""
    inside = room.grown(-_MARGIN)
    column = Box(inside.left, inside.top, inside.left + 360, inside.bottom)
    first = Box(column.left, column.top + 6, column.right - 12, column.top + 6 + ROW * 2)
    rows(sheet, first)
    box = entry(
        sheet,
        wording.label("data-privacy"),
        Box(column.left, first.bottom + 10, column.right - 12, column.bottom),
        sign=False,
    )
    said = sheet.point(pointer, column, from_below=True)
    rows(sheet, Box(box.left, said.bottom + 14, box.right, column.bottom))
    sheet.put(Plate(Box(column.right, room.top, column.right + 4, room.bottom), FAINT))
    right = Box(column.right + 28, inside.top + 6, inside.right, inside.bottom)
    sheet.put(bar(right.left, right.top + 30, 200, ink=SHADE, height=22))
    lines(sheet, Box(right.left, right.top + 70, right.right, right.bottom))


def computer_entry(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show data privacy on the website: the entry is in the first group."""
    inside = room.grown(-_MARGIN)
    column = Box(inside.left, inside.top, inside.left + 96, inside.bottom)
    for number, ink in enumerate((FAINT, FAINT, SHADE, FAINT, FAINT, FAINT)):
        sheet.put(bar(column.left, column.top + 40 + number * ROW, 72, ink=ink))
    sheet.put(Plate(Box(column.right, room.top, column.right + 4, room.bottom), FAINT))
    right = Box(column.right + 28, inside.top + 6, inside.right, inside.bottom)
    head = heading(sheet, wording.label("usage-group"), right)
    group = Box(right.left, head.bottom + GAP, right.right, right.bottom)
    box = entry(sheet, wording.label("entry"), group)
    said = sheet.point(pointer, right, from_below=True)
    rows(sheet, Box(box.left, said.bottom + 14, box.right, right.bottom))


def _top(sheet: Sheet, room: Box, word: str, *, marked: bool) -> tuple[Box, Box]:
    """Draw the top of the website; return the photo, and what it is in with its word below."""
    text = measure(word, 200, ON_MARK)
    width = max(text.width + 26, _PHOTO) + 2 * _SIDE
    box = Box(room.right - width - 12, room.top + 14, room.right - 12, room.top + 14 + 132)
    x, _ = box.middle
    photo = Box(x - 32, box.top + 14, x + 32, box.top + 14 + 64)
    field = Box(room.left + _MARGIN, box.top + 30, room.left + 200, box.top + 30 + 46)
    sheet.put(Plate(field, FAINT, radius=14))
    for number in range(3):
        left = field.right + 36 + number * 88
        if left + 44 < box.left - 10:
            sheet.put(Plate(Box(left, box.top + 28, left + 44, box.top + 72), FAINT, radius=12))
            sheet.put(bar(left - 6, box.top + 104, 56))
    ground = MARK if marked else SHEET
    if marked:
        sheet.mark(box)
    sheet.put(*person(photo))
    hand = Hand(size=32, bold=True, ground=ground)
    start = x - (text.width + 26) // 2
    below = Box(start, photo.bottom + 4, start + text.width, box.bottom - 8)
    sheet.write(word, below, hand)
    y = below.middle[1]
    sheet.put(unfold(below.right + 18, y))
    sheet.put(Plate(Box(room.left, box.bottom + 4, room.right, box.bottom + 7), FAINT))
    return photo, box


def _posts(sheet: Sheet, room: Box) -> None:
    """Draw as many posts of a start page as *room* has place for."""
    for top in range(room.top, room.bottom - _POST, _POST):
        post = Box(room.left, top, room.right, top + _POST - GAP)
        sheet.put(
            Plate(post, SHEET, FAINT, 4, 18),
            Plate(Box(post.left + 20, top + 20, post.left + 68, top + 68), FAINT, radius=24),
            bar(post.left + 86, top + 44, (post.width - 110) * 6 // 10),
        )
        lines(sheet, Box(post.left + 20, top + 78, post.right - 20, post.bottom - 6))
