"""Inline queries: what "@bot some words", typed in any chat, finds there.

Nothing is kept of them, nothing is counted, and the chat in which they were typed is not known.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

from bot.adapters.texts import choose_locale
from bot.core.commands import IN_TEXT
from bot.core.conversation import Conversation
from bot.core.inline import Article, articles
from bot.core.ports import Conversations, RenderedArticle, Texts
from bot.core.reminders import guess_zone
from bot.core.world import World
from bot.flood import Admission, Flood
from bot.rendering import plain_words, render

MAX_PREVIEW: Final = 120  # symbols; apps show two lines


class Inline:
    """Finds answers for inline queries.

    Args:
        conversations: Tells the language that a person chose, where they did.
        texts: Puts answers into words.
        world: Returns the surroundings as they are now.
    """

    def __init__(
        self, conversations: Conversations, texts: Texts, world: Callable[[], World]
    ) -> None:
        self._conversations = conversations
        self._texts = texts
        self._world = world
        self._flood = Flood()

    async def find(
        self, user_id: int, language_code: str, text: str
    ) -> tuple[RenderedArticle, ...] | None:
        """Return the answers to *text* for a person, best first.

        None leaves the query without an answer: too many of them are under way, and the person
        has typed on since.

        Args:
            user_id: Who asks; also the number of their private chat with the bot.
            language_code: The language of their app, as Telegram reports it; maybe empty.
            text: What they typed; may be empty.
        """
        now = asyncio.get_running_loop().time()
        if self._flood.admit(user_id, now) is not Admission.TAKE:
            return None
        self._flood.begin(user_id)
        try:
            kept = await self._conversations.load(user_id)
            conversation = kept.conversation if kept else self._newcomer(language_code)
            # Matching takes milliseconds of computing: not on the event loop.
            found = await asyncio.to_thread(articles, conversation, self._world(), text)
        finally:
            self._flood.end(user_id)
        return render_articles(found, self._texts, conversation.locale)

    def _newcomer(self, language_code: str) -> Conversation:
        return Conversation(
            locale=choose_locale(language_code, self._texts.locales),
            zone=guess_zone(language_code),
        )


def render_articles(
    found: Iterable[Article], texts: Texts, locale: str
) -> tuple[RenderedArticle, ...]:
    """Return *found* in words."""
    return tuple(_render(article, texts, locale) for article in found)


def _render(article: Article, texts: Texts, locale: str) -> RenderedArticle:
    message = render(article.show, texts, locale)
    glimpse = texts.say(article.show.paragraphs[article.preview][0], locale)
    return RenderedArticle(
        id=article.topic,
        title=texts.label(article.title, locale),
        description=_shortened(" ".join(plain_words(glimpse).split())),
        # A command would be sent into a chat in which the bot may not be.
        html=IN_TEXT.sub(r"<code>/\1</code>", message.html),
        keyboard=message.keyboard,
    )


def _shortened(words: str) -> str:
    return words if len(words) <= MAX_PREVIEW else f"{words[: MAX_PREVIEW - 1].rstrip()}…"
