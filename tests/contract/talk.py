"""What a member does in a chat and sees of it, in few words."""

from typing import Any

from bot.emulator import Visitor


def says(message: dict[str, Any]) -> str:
    """Return what *message* says, be it a text or a caption."""
    return str(message.get("text") or message["caption"])


def labels(message: dict[str, Any]) -> list[str]:
    """Return the words on the buttons of *message*."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def sees(visitor: Visitor, words: str) -> dict[str, Any]:
    """Return the bot's newest message, as soon as it says *words* in text or buttons."""

    def newest(person: Visitor) -> dict[str, Any] | None:
        messages = person.bot_messages[-1:]
        return next((m for m in messages if words in "\n".join([says(m), *labels(m)])), None)

    return await visitor.until(newest)


async def press(visitor: Visitor, words: str) -> dict[str, Any]:
    """Press the button of the last message that says *words*; return what is seen then."""
    message = visitor.last_message
    (label,) = [label for label in labels(message) if words in label]
    before = visitor.messages
    query = visitor.press(message, label=label)
    await visitor.answer_to(query)
    await visitor.until(lambda person: person.messages != before)
    if len(visitor.messages) > len(before):  # not in the place of the old one
        while (await visitor.next_message()) != visitor.last_message:
            pass
    return visitor.last_message


async def walk_to_off(visitor: Visitor) -> dict[str, Any]:
    """Walk the direct way to the switch, saying yes all along."""
    visitor.send("/optout")
    await sees(visitor, "lien direct")
    for words in ("Par le lien direct", "Je vois la page", "Il est désactivé", "Oui"):
        await press(visitor, words)
    await press(visitor, "Oui, désactivé")
    return await press(visitor, "Oui, toujours désactivé")
