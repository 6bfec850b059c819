"""Free text, at any moment: a short reply to what was said before, or a question."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from bot.core import faq, interface, walkthrough
from bot.core.commands import COMMANDS
from bot.core.conversation import Context, Conversation
from bot.core.effects import CountMiss
from bot.core.replies import LONGEST, Reply, plain
from bot.core.turn import Turn, none_of_these, show_topic, stand_at, standing
from bot.core.walkthrough import CHECKS, Answer, Device, Place, Step, Walk, begin, follow
from bot.core.world import World

FollowUp: TypeAlias = Callable[[Conversation, World, Context], Turn | None]


def answer(conversation: Conversation, world: World, text: str) -> Turn:
    """Answer *text*; in the middle of the walkthrough, the step returns below the answer."""
    reply = world.knowledge.replies.get(plain(text)) if len(text) <= LONGEST else None
    if reply is not None:
        turn = FOLLOW_UPS[reply](conversation, world, conversation.context or Context())
        if turn is not None:
            return turn
    verdict = faq.understand(text, conversation.locale, world.matcher.match)
    day = world.day(conversation)
    shows = [faq.reply(verdict, day, world.knowledge, conversation.locale)]
    here = standing(conversation)
    if here is not None:
        step = walkthrough.show(here, day, world.knowledge, conversation.locale)
        shows.append(replace(step, replace=False))
    misses = (CountMiss(verdict.nearest),) if isinstance(verdict, faq.Decline) else ()
    return Turn(replace(conversation, context=_context(verdict)), (*misses, *shows))


def _context(verdict: faq.Verdict) -> Context | None:
    match verdict:
        case faq.Answer(topic, others):
            return Context(topic, others)
        case faq.AskBack(topics):
            return Context(options=topics)
        case faq.Decline():
            return None


# Follow-ups. None means: nothing was said before that the reply could be about.


def _option(number: int) -> FollowUp:
    def choose(conversation: Conversation, world: World, context: Context) -> Turn | None:
        if number >= len(context.options):
            return None
        return show_topic(conversation, world, context.options[number])

    return choose


def _yes(conversation: Conversation, world: World, context: Context) -> Turn | None:
    if not context.options:
        return None
    # Yes to which? A fresh context, so that the options stay on the table.
    conversation = replace(conversation, context=Context(options=context.options))
    return Turn(conversation, (faq.ask_back(context.options),))


def _no(conversation: Conversation, world: World, context: Context) -> Turn | None:
    return none_of_these(conversation, world) if context.options else None


def _more(conversation: Conversation, world: World, context: Context) -> Turn | None:
    if context.topic is None:
        return None
    return show_topic(conversation, world, context.topic, faq.more)


def _who(conversation: Conversation, world: World, context: Context) -> Turn | None:
    if context.topic is None:
        return None
    return show_topic(conversation, world, context.topic, faq.who_says)


def _speak(locale: str) -> FollowUp:
    def speak(conversation: Conversation, world: World, context: Context) -> Turn | None:
        conversation = replace(conversation, locale=locale)
        if context.topic is not None:
            return show_topic(conversation, world, context.topic)
        return Turn(conversation, (interface.locale_set(),))

    return speak


def _done(conversation: Conversation, world: World, context: Context) -> Turn | None:
    """Seeing is believing: the checks come before the end."""
    here = standing(conversation) or begin(Device.LINK)
    step = here.place.step if here.place.step in CHECKS else Step.CHECK_PAGE
    return stand_at(conversation, world, Walk(here.device, Place(step)))


def _on_again(conversation: Conversation, world: World, context: Context) -> Turn | None:
    return stand_at(replace(conversation, refused_on=None), world, begin(Device.LINK))


def _lost(conversation: Conversation, world: World, context: Context) -> Turn | None:
    here = standing(conversation)
    if here is None:
        return COMMANDS["optout"](conversation, world, "")
    return stand_at(conversation, world, follow(here, Answer.LOST))


def _back(conversation: Conversation, world: World, context: Context) -> Turn | None:
    here = standing(conversation)
    if here is None:
        return None
    if here == begin(here.device):
        return COMMANDS["optout"](conversation, world, "")
    return stand_at(conversation, world, follow(here, Answer.BACK))


def _stop(conversation: Conversation, world: World, context: Context) -> Turn | None:
    return COMMANDS["stop"](conversation, world, "")


FOLLOW_UPS: Final[Mapping[Reply, FollowUp]] = {
    Reply.YES: _yes,
    Reply.NO: _no,
    Reply.FIRST: _option(0),
    Reply.SECOND: _option(1),
    Reply.THIRD: _option(2),
    Reply.MORE: _more,
    Reply.WHO: _who,
    Reply.SPEAK_FR: _speak("fr"),
    Reply.SPEAK_EN: _speak("en"),
    Reply.DONE: _done,
    Reply.ON_AGAIN: _on_again,
    Reply.LOST: _lost,
    Reply.BACK: _back,
    Reply.STOP: _stop,
}
