"""``python -m tests.security.fuzz_readers -runs=1000000``: the small functions that read a text.

Whatever they are given, they return; and what they say of it holds.
"""

from tests.security.guided import FromBytes, fuzz, watching

with watching("bot.core", "bot.frontends.messages", "bot.matching.text", "bot.rendering"):
    from bot.core import walkthrough, wishes
    from bot.core.actions import MAX_CALLBACK_DATA, Action, ActionTooLong, decode, encode
    from bot.core.events import Commanded, Said
    from bot.core.reminders import is_milestone, kind_of
    from bot.core.replies import LONGEST, plain
    from bot.frontends.messages import Me, Mention, Written, read
    from bot.matching.text import MAX_CHARACTERS, clean, fold, words

_ME = Me(1, "optout_bot")


def read_text(text: str) -> None:
    """Read *text* as data of a button, as a reply and as a question."""
    action = decode(text)
    assert isinstance(action, Action)
    try:
        again = encode(action.name, *action.arguments)
    except (ActionTooLong, UnicodeEncodeError):
        pass  # no button of ours could carry it
    else:
        assert action == Action("", ()) or again == text
        assert len(again.encode()) <= MAX_CALLBACK_DATA
    walk = walkthrough.read(action)
    if walk is not None:
        assert walkthrough.data(*walk) == encode(walkthrough.WALK, *action.arguments)
    wish = wishes.read(action.arguments)
    if wish is not None:
        assert tuple(map(str, wish.arguments)) == action.arguments or wish.own_on is not None
    if is_milestone(text):
        kind_of(text)
    assert plain(plain(text)) == plain(plain(plain(text)))
    assert len(plain(text[:LONGEST])) <= 20 * LONGEST  # one sign may stand for eighteen letters
    cleaned = clean(text)
    assert len(cleaned) <= MAX_CHARACTERS
    cleaned.encode()  # no lone surrogate is left
    words(fold(cleaned))


def read_message(chooser: FromBytes, text: str) -> None:
    """Read *text* as a message with mentions at any place."""
    mentions = tuple(
        Mention(chooser.number(-5, 200), chooser.number(-5, 200), chooser.number(0, 2) or None)
        for _ in range(chooser.number(0, 3))
    )
    written = Written(
        text,
        mentions,
        ("text", "photo", "", "pinned_message")[chooser.number(0, 3)],
        is_private=bool(chooser.number(0, 1)),
        replies_to=chooser.number(0, 2) or None,
    )
    event = read(written, _ME, ("", "optout_")[chooser.number(0, 1)])
    match event:
        case Said(said):
            assert isinstance(said, str)
        case Commanded(command, _):
            assert command == command.lower()


def try_one(data: bytes) -> None:
    """Read one text in every way."""
    chooser = FromBytes(data)
    text = chooser.text(120)
    read_text(text)
    read_message(chooser, text)


if __name__ == "__main__":
    fuzz(try_one)
