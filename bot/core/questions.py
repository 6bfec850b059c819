"""Free text, at any moment: a short reply to what was said before, or a question."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from bot.core import faq, interface, kept_questions, signposts, walking
from bot.core.commands import COMMANDS
from bot.core.conversation import Context, Conversation
from bot.core.effects import Count
from bot.core.replies import LONGEST, Reply, plain
from bot.core.tally import Counted
from bot.core.turn import Turn, answer_topic, none_of_these, show_topic, stand_at, standing
from bot.core.walkthrough import CHECKS, Answer, Device, Place, Step, Walk, begin, offered
from bot.core.world import World

# A word in passing decides nothing for a group; buttons and commands do, for who may.
_DECIDING: Final = frozenset(Reply) - {
    Reply.YES,
    Reply.NO,
    Reply.FIRST,
    Reply.SECOND,
    Reply.THIRD,
    Reply.MORE,
    Reply.WHO,
}

FollowUp: TypeAlias = Callable[[Conversation, World, Context], Turn | None]


def answer(conversation: Conversation, world: World, text: str) -> Turn:
    """Answer *text*; in the middle of the walkthrough, the step returns below the answer."""
    reply = world.knowledge.replies.get(plain(text)) if len(text) <= LONGEST else None
    if reply is not None and not (world.is_group and reply in _DECIDING):
        turn = FOLLOW_UPS[reply](conversation, world, conversation.context or Context())
        if turn is not None:
            return turn
    verdict = faq.understand(text, conversation.locale, world.matcher.match)
    day = world.day(conversation)
    context = _context(verdict, text, world)
    show = faq.reply(verdict, day, world.knowledge, conversation.locale)
    if isinstance(verdict, faq.Decline) and context is not None:
        show = kept_questions.with_offer(show, context.unanswered)
    shows = [show]
    here = standing(conversation)
    if here is not None:
        step = signposts.show(here, conversation, day, world.knowledge)
        shows.append(replace(step, replace=False))
    counted = _count(verdict, conversation.locale)
    return Turn(replace(conversation, context=context), (*shows, counted))


def _count(verdict: faq.Verdict, locale: str) -> Count:
    match verdict:
        case faq.Answer(topic):
            return Count(Counted.ANSWERED, topic, locale)
        case faq.AskBack(topics):
            return Count(Counted.ASKED_BACK, topics[0], locale)
        case faq.Decline(nearest):
            return Count(Counted.MISSED, nearest, locale)


def _context(verdict: faq.Verdict, text: str, world: World) -> Context | None:
    match verdict:
        case faq.Answer(topic, others):
            return Context(topic, others)
        case faq.AskBack(topics):
            asked = kept_questions.unanswered(text, topics[0], world)
            return Context(options=topics, unanswered=asked)
        case faq.Decline(nearest):
            asked = kept_questions.unanswered(text, nearest, world)
            return None if asked is None else Context(unanswered=asked)


# Follow-ups. None means: nothing was said before that the reply could be about.


def _option(number: int) -> FollowUp:
    def choose(conversation: Conversation, world: World, context: Context) -> Turn | None:
        if number >= len(context.options):
            return None
        return answer_topic(conversation, world, context.options[number])

    return choose


def _yes(conversation: Conversation, world: World, context: Context) -> Turn | None:
    if not context.options:
        here = standing(conversation)
        if here is None or here.place.step is Step.OBJECTION:
            return None
        return walking.go(conversation, world, here, Answer.NEXT)
    # Yes to which? A fresh context, so that the options stay on the table.
    conversation = replace(conversation, context=replace(context, topic=None))
    return Turn(conversation, (faq.ask_back(context.options),))


def _no(conversation: Conversation, world: World, context: Context) -> Turn | None:
    if context.options:
        return none_of_these(conversation, world)
    here = standing(conversation)
    if here is None:
        return None
    # On a check and on the form, no has its own way; before them, it is not seen.
    answer = Answer.NO if Answer.NO in offered(here) else Answer.LOST
    return walking.go(conversation, world, here, answer)


def _next(conversation: Conversation, world: World, context: Context) -> Turn | None:
    here = standing(conversation)
    if here is None or context.options:
        return None
    if here.place.step in CHECKS:  # what is asked there wants a yes or a no
        return stand_at(conversation, world, here)
    is_form = here.place.step is Step.OBJECTION  # going on does not mean that it was sent
    return walking.go(conversation, world, here, Answer.NO if is_form else Answer.NEXT)


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
    if here.place.step is Step.OBJECTION:
        return walking.go(conversation, world, here, Answer.NEXT)
    step = here.place.step if here.place.step in CHECKS else Step.CHECK_PAGE
    return stand_at(conversation, world, Walk(here.device, Place(step)))


def _on_again(conversation: Conversation, world: World, context: Context) -> Turn | None:
    return walking.begin(replace(conversation, refused_on=None), world, Device.LINK)


def _lost(conversation: Conversation, world: World, context: Context) -> Turn | None:
    here = standing(conversation)
    if here is None:
        return walking.optout(conversation, world, "")
    return walking.go(conversation, world, here, Answer.LOST)


def _back(conversation: Conversation, world: World, context: Context) -> Turn | None:
    here = standing(conversation)
    if here is None:
        return None
    if here == begin(here.device):
        return walking.choose_anew(conversation)
    return walking.go(conversation, world, here, Answer.BACK)


def _stop(conversation: Conversation, world: World, context: Context) -> Turn | None:
    """Stop what is sent, and what was begun: nothing of it comes back by itself."""
    return COMMANDS["stop"](replace(conversation, step=None), world, "")


FOLLOW_UPS: Final[Mapping[Reply, FollowUp]] = {
    Reply.YES: _yes,
    Reply.NO: _no,
    Reply.NEXT: _next,
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
