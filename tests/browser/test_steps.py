"""Each step of the walkthrough as a member sees it on a phone: picture, words, keys."""

from collections.abc import Iterator

import pytest

from bot.adapters.texts import LOCALE_NAMES
from bot.core.effects import Text
from bot.core.signposts import message_id
from bot.core.walkthrough import Answer, Device, Step, Walk, begin, follow, offered
from tests.browser.conftest import PHONE, Arrive
from tests.spoken import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WITHOUT_PICTURE = {Step.DONE, Step.SIBLINGS, Step.RECEIPT}  # nothing is to be found on a screen
BROWSER_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def steps(device: Device) -> Iterator[Walk]:
    """Yield each place on the way of *device*, where every answer is yes."""
    here = begin(device)
    while True:
        yield here
        if Answer.NEXT not in offered(here):
            return
        here = follow(here, Answer.NEXT)


@pytest.mark.parametrize("locale", LOCALE_NAMES)
async def test_every_step_is_seen_whole_with_its_picture(arrive: Arrive, locale: str) -> None:
    """In each language and on each way: the drawing is shown, nothing is cut, one press goes on."""
    member = await arrive(PHONE, locale=BROWSER_LOCALES[locale])
    await member.starts()
    for device in Device:
        await member.writes("/optout")
        way = TEXTS.label(Text("walkthrough-way", attribute=device.value), locale)
        await member.button(way).click()
        for number, walk in enumerate(steps(device), start=1):
            id_ = message_id(walk)
            if Answer.NEXT not in offered(walk):
                break
            forward = TEXTS.label(Text(id_, attribute="next"), locale)
            await member.button(forward).wait_for()
            if walk.place.step not in WITHOUT_PICTURE:
                drawing = member.latest.locator("img")
                await drawing.wait_for()
                assert await drawing.evaluate(
                    "image => image.decode().then(() => image.naturalWidth)"
                )
                assert await drawing.get_attribute("alt")
            await member.button(forward).scroll_into_view_if_needed()
            await member.looks(f"step-{locale}-{device}-{number:02}-{walk.place.step}")
            await member.button(forward).click()
        await member.button(TEXTS.label(Text("walkthrough-again"), locale)).wait_for()
        await member.looks(f"step-{locale}-{device}-end")
