"""The screens at the goal: the page of the setting, its switch, and the objection form."""

from typing import Final

from bot.pictures.colours import FAINT, FRAME, INK, SHEET
from bot.pictures.layout import Box, Plate
from bot.pictures.parts import GAP, again, bar, cross, entry, heading, lines, switch, tick
from bot.pictures.sheet import ON_MARK, Hand, Sheet, measure
from bot.pictures.wording import Wording

_MARGIN: Final = 34  # between the edge of a page and what is in it
_STATE: Final = 108  # height of a switch with the word beside it
_TITLE: Final = Hand(size=34, bold=True)


def opened(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the page that the direct link opens: its title, then the switch."""
    inside = room.grown(-_MARGIN)
    entry(sheet, wording.label("entry"), inside, sign=False)
    said = sheet.point(pointer, inside, from_below=True)
    below = Box(inside.left, said.bottom + 34, inside.right, inside.bottom)
    label = heading(sheet, wording.label("switch"), below, bold=False)
    # Nobody knows how the member's own switch stands: on is what LinkedIn starts from.
    row = _row(inside, label.bottom + GAP)
    _state(sheet, wording, row, is_on=True)
    lines(sheet, Box(inside.left, row.bottom + GAP, inside.right, inside.bottom))


def turn_off(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the switch before and after: pressed until its word says that it is off."""
    inside = _titled(sheet, wording, room)
    label = heading(sheet, wording.label("switch"), inside, bold=False)
    before = _row(inside, label.bottom + GAP)
    sheet.mark(before)
    _state(sheet, wording, before, is_on=True)
    said = sheet.point(pointer, inside, from_below=True, at=before.left + 78)
    rule = said.bottom + 28
    sheet.put(Plate(Box(inside.left, rule, inside.right, rule + 4), FAINT))
    result = wording.say("picture-walkthrough-turn-off", "result")
    then = heading(sheet, result, Box(inside.left, rule + 22, inside.right, inside.bottom))
    after = _row(inside, then.bottom + GAP)
    sheet.put(Plate(after, SHEET, INK, 4, 18), tick(after.right - 60, after.middle[1]))
    _state(sheet, wording, after, is_on=False)


def check_page(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the page of the setting: its name is what to compare."""
    text = wording.label("entry")
    left, right = room.left + 70, room.right - 16
    height = measure(text, right - left - 36, ON_MARK).height + 32
    title = Box(left, room.top - 84, right, room.top - 84 + height)
    sheet.mark(title)
    sheet.write(text, title.grown(-18), ON_MARK)
    inside = _inside(room)
    said = sheet.point(pointer, inside, from_below=True)
    below = Box(inside.left, said.bottom + 34, inside.right, inside.bottom)
    label = heading(sheet, wording.label("switch"), below, bold=False)
    row = _row(inside, label.bottom + GAP)
    _state(sheet, wording, row, is_on=False)
    lines(sheet, Box(inside.left, row.bottom + GAP, inside.right, inside.bottom))


def check_switch(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the switch as it shall be: off."""
    inside = _titled(sheet, wording, room)
    label = heading(sheet, wording.label("switch"), inside, bold=False)
    row = _row(inside, label.bottom + GAP)
    sheet.mark(row)
    _state(sheet, wording, row, is_on=False)
    said = sheet.point(pointer, inside, from_below=True, at=row.left + 78)
    lines(sheet, Box(inside.left, said.bottom + 30, inside.right, inside.bottom))


def check_again(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the page closed, opened again, and the switch still off."""
    inside = _titled(sheet, wording, room)
    top = inside.top
    for number, (act, sign) in enumerate((("close", cross), ("open", again)), start=1):
        row = Box(inside.left, top, inside.right, top + 84)
        _, y = row.middle
        badge = Box(row.left, y - 32, row.left + 64, y + 32)
        sheet.put(Plate(badge, INK, radius=32), *sign(row.right - 44, y))
        sheet.write(
            f"{number}", badge, Hand(size=36, bold=True, ink=SHEET, ground=INK, centred=True)
        )
        words = Box(badge.right + 22, row.top, row.right - 90, row.bottom)
        sheet.write(wording.say("picture-walkthrough-check-again", act), words, _TITLE)
        top = row.bottom + 6
    label = heading(
        sheet,
        wording.label("switch"),
        Box(inside.left, top + GAP, inside.right, inside.bottom),
        bold=False,
    )
    row = _row(inside, label.bottom + GAP)
    sheet.mark(row)
    _state(sheet, wording, row, is_on=False)
    sheet.point(pointer, inside, from_below=True, at=row.left + 78)


def objection(sheet: Sheet, wording: Wording, room: Box, pointer: str) -> None:
    """Show the web form: fields to fill in, and the option that means AI training."""
    inside = room.grown(-_MARGIN)
    field = Box(inside.left, inside.top + 34, inside.right, inside.top + 90)
    sheet.put(bar(inside.left, inside.top + 14, 200), Plate(field, SHEET, FAINT, 4, 12))
    note = wording.say("drawing-english-label") if wording.is_foreign("form-option") else None
    below = Box(inside.left, field.bottom + 28, inside.right, inside.bottom)
    entry(sheet, wording.label("form-option"), below, note=note, sign=False)
    said = sheet.point(pointer, inside, from_below=True)
    send = Box(inside.left, inside.bottom - 62, inside.left + 200, inside.bottom)
    lines(sheet, Box(inside.left, said.bottom + GAP, inside.right, send.top - GAP))
    sheet.put(Plate(send, FRAME, radius=31), bar(send.left + 44, send.middle[1], 112, ink=SHEET))


def _titled(sheet: Sheet, wording: Wording, room: Box) -> Box:
    """Write the name of the setting at the top of its page; return the room below."""
    text = wording.label("entry")
    title = Box(room.left + 74, room.top - 92, room.right - 24, room.top - 4)
    height = max(measure(text, title.width, _TITLE).height, title.height)
    written = sheet.write(text, title._replace(bottom=title.top + height), _TITLE)
    rule = max(written.bottom, title.bottom) + 8
    sheet.put(Plate(Box(room.left, rule, room.right, rule + 3), FAINT))
    return _inside(room)._replace(top=rule + 24)


def _inside(room: Box) -> Box:
    return Box(room.left + _MARGIN, room.top + 28, room.right - _MARGIN, room.bottom - _MARGIN + 14)


def _row(inside: Box, top: int) -> Box:
    """Return where a switch with its word stands below *top*."""
    return Box(inside.left, top, inside.right, top + _STATE)


def _state(sheet: Sheet, wording: Wording, row: Box, *, is_on: bool) -> None:
    """Draw the switch in *row*, with the word for how it stands."""
    marked = sheet.target == row
    sheet.put(*switch(row.left + 20, row.middle[1] - 32, is_on=is_on))
    word = wording.say("drawing-on" if is_on else "drawing-off")
    hand = Hand(size=40, bold=True, ground=ON_MARK.ground if marked else SHEET)
    sheet.write(word, Box(row.left + 162, row.top, row.right - 110, row.bottom), hand)
