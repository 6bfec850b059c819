"""``python -m tests.security.fuzz_turns -runs=100000``: turns, guided by what they reach."""

from tests.security.guided import FromBytes, fuzz, watching

with watching("bot.core", "bot.rendering"):
    from tests.security.rambling import act, begin


def try_one(data: bytes) -> None:
    """Take turns in one chat until the bytes are used up."""
    chooser = FromBytes(data)
    trial = begin(chooser)
    while chooser.left and trial.turns < 40:  # longer ones find no more
        act(chooser, trial)


if __name__ == "__main__":
    fuzz(try_one)
