"""The python-telegram-bot front end: updates become events; ptb_calls.py has the way back."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from telegram import (
    Bot,
    CallbackQuery,
    ChatMemberUpdated,
    InlineQuery,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType
from telegram.error import TelegramError
from telegram.ext import BaseHandler
from telegram.helpers import effective_message_type
from telegram.request import HTTPXRequest

from bot.core.errors import MessengerError
from bot.core.events import Blocked, Pressed
from bot.core.ports import Members, Messenger, Texts
from bot.frontends.failures import place_of
from bot.frontends.frontend import Gallery, Reader
from bot.frontends.introduction import introduce
from bot.frontends.members import CachedMembers
from bot.frontends.messages import Me, Mention, Written, read
from bot.frontends.prefix import PrefixedMessenger
from bot.frontends.ptb_calls import PtbMessenger, PtbProfile, answer_inline, our_errors
from bot.frontends.shape import require_shape
from bot.incoming import Incoming
from bot.turns import Turns

_log = logging.getLogger(__name__)

CALL_SECONDS: Final = 15.0  # a call that takes longer counts as unanswered
MAX_CONNECTIONS: Final = 128  # more than the outbox has calls under way, so that none waits here
MEMBERSHIP_GROUP: Final = 4711  # of handlers: one that no host is likely to use
Handlers: TypeAlias = dict[int, Sequence[BaseHandler[Update, Any, None]]]


def open_bot(token: str, api_url: str) -> Bot:
    """Return a bot that talks to the Bot API server at *api_url*; username() initializes it."""
    # They log addresses, which hold the token, and what they cannot read; what matters of it comes
    # to us as an error.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    request = HTTPXRequest(
        connection_pool_size=MAX_CONNECTIONS,
        read_timeout=CALL_SECONDS,
        write_timeout=CALL_SECONDS,
        connect_timeout=CALL_SECONDS,
        pool_timeout=CALL_SECONDS,
        media_write_timeout=2 * CALL_SECONDS,
    )
    base = api_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,  # never used: see polling.py
    )


class PtbFrontEnd:
    """python-telegram-bot, as the app uses it; see FrontEnd.

    Args:
        bot: Who talks with Telegram; a host's own is left as it is.
        gallery: Knows the pictures that Telegram has.
        prefix: What our commands begin with in another bot, as "optout_"; empty where we are alone
            or come after the host.
    """

    def __init__(self, bot: Bot, gallery: Gallery, *, prefix: str = "") -> None:
        self._bot = bot
        self._prefix = prefix
        messenger = PtbMessenger(bot, gallery)
        self.messenger: Messenger = PrefixedMessenger(messenger, prefix) if prefix else messenger
        self.members: Members = CachedMembers(self._standing)

    async def username(self) -> str:
        """Return the username of the bot; see FrontEnd."""
        async with our_errors():
            await self._bot.initialize()
        return self._bot.username

    async def introduce(
        self, texts: Texts, default_locale: str, draw_photo: Callable[[], bytes]
    ) -> None:
        """Set what Telegram shows of the bot; see FrontEnd."""
        await introduce(PtbProfile(self._bot), texts, default_locale, draw_photo)

    def reader(self, turns: Turns) -> Reader:
        """Return what hands updates to *turns*; the bot has to know its name by then."""
        hearing = _Hearing(turns, self._prefix)

        async def read_update(update: Mapping[str, Any]) -> None:
            try:
                require_shape(update)
                parsed = Update.de_json(dict(update), self._bot)
                incoming = hearing.read_message(parsed)
            except Exception as error:  # noqa: BLE001  # it takes what comes, and fails anyhow
                _log.error("an update cannot be read: %s", place_of(error))
                return
            if incoming is not None:
                await turns.take(incoming)
            await hearing.hear_others(parsed)

        return read_update

    async def close(self) -> None:
        """Close the connections to Telegram."""
        await self._bot.shutdown()

    async def _standing(self, chat_id: int, user_id: int) -> str:
        async with our_errors():
            return str((await self._bot.get_chat_member(chat_id, user_id)).status)


def make_handlers(turns: Turns, *, prefix: str = "", group: int = 0) -> Handlers:
    """Return handlers that hand updates to *turns*, for ``Application.add_handlers`` of a host.

    Add them after the host's own of the same *group*: they take what no other handler there took.
    With a *prefix* they take only commands and buttons that carry it, so any group will do; give
    the front end the same prefix. That the bot was blocked, or a group upgraded, is heard beside
    the host, in a group of its own.
    """
    hearing = _Hearing(turns, prefix)

    async def on_message(update: Update, _: object) -> None:
        incoming = hearing.read_message(update)
        if incoming is not None:
            await turns.take(incoming)

    async def on_other(update: Update, _: object) -> None:
        await hearing.hear_others(update)

    def is_our_query(update: Update) -> bool:
        query = update.callback_query
        if query is None:
            return update.inline_query is not None and not prefix  # a query carries none
        return (query.data or "").startswith(prefix)

    return {
        group: (
            _Handler(on_message, lambda update: hearing.read_message(update) is not None),
            _Handler(on_other, is_our_query),
        ),
        MEMBERSHIP_GROUP: (_Handler(on_other, _is_about_us),),
    }


class _Handler(BaseHandler[Update, Any, None]):
    """Takes the updates that are ours.

    Beside the others (block=False): the turns keep the order of a chat, and a host whose updates
    come one at a time need not wait for ours. An Application that stops waits for them.
    """

    def __init__(self, callback: Any, is_ours: Callable[[Update], bool]) -> None:  # noqa: ANN401  # of any context
        super().__init__(callback, block=False)
        self._is_ours = is_ours

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and self._is_ours(update)


class _Hearing:
    """Hands updates to turns."""

    def __init__(self, turns: Turns, prefix: str) -> None:
        self._turns = turns
        self._prefix = prefix

    def read_message(self, update: Update) -> Incoming | None:
        """Return what a message says to the bot, or None when none speaks to it."""
        message = update.message or update.edited_message
        if message is None:
            return None
        bot = update.get_bot()
        return _read_message(message, update.update_id, Me(bot.id, bot.username), self._prefix)

    async def hear_others(self, update: Update) -> None:
        """Take what is no message to the bot: a query, or news of how it stands to a chat."""
        if update.message is not None and update.message.migrate_to_chat_id is not None:
            await self._turns.move(update.message.chat.id, update.message.migrate_to_chat_id)
        elif update.callback_query is not None:
            await self._hear_press(update.callback_query, update.update_id)
        elif update.inline_query is not None:
            await self._hear_inline(update.inline_query)
        elif update.my_chat_member is not None:
            await self._hear_membership(update.my_chat_member, update.update_id)

    async def _hear_press(self, query: CallbackQuery, update_id: int) -> None:
        # Until it is answered, the button shows a spinner. Side by side with the turn, which must
        # queue at once to keep the order of its chat.
        answering = asyncio.create_task(_stop_spinner(query))
        message = query.message
        try:
            if message is None or query.data is None:
                return  # of an inline message, or a game; we send none
            await self._turns.take(
                Incoming(
                    update_id=update_id,
                    chat_id=message.chat.id,
                    event=Pressed(query.data.removeprefix(self._prefix)),
                    language_code=query.from_user.language_code or "",
                    is_group=message.chat.type != ChatType.PRIVATE,
                    message_id=message.message_id,
                    thread_id=_topic(message),
                    user_id=query.from_user.id,
                )
            )
        finally:
            await answering

    async def _hear_inline(self, query: InlineQuery) -> None:
        person = query.from_user
        found = await self._turns.inline.find(person.id, person.language_code or "", query.query)
        if found is None:
            return
        try:
            await answer_inline(query.get_bot(), query.id, found)
        except MessengerError as error:
            _log.info("an inline query was not answered: %s", error)

    async def _hear_membership(self, update: ChatMemberUpdated, update_id: int) -> None:
        if update.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
            await self._turns.take(Incoming(update_id, update.chat.id, Blocked()))


def _is_about_us(update: Update) -> bool:
    """Tell whether *update* is about a chat and the bot, which a host may want to know too."""
    message = update.message
    is_migrated = message is not None and message.migrate_to_chat_id is not None
    return is_migrated or update.my_chat_member is not None


async def _stop_spinner(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except TelegramError:
        _log.info("a press could not be answered; it may be too old")


def _topic(message: MaybeInaccessibleMessage) -> int | None:
    """Return the topic of the forum that *message* is in, if it is one."""
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


def _read_message(message: Message, update_id: int, me: Me, prefix: str) -> Incoming | None:
    """Return what *message* says to *me*, the bot, or None when it does not speak to it."""
    user = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None:
        return None  # a channel, or an admin who stays anonymous: there is nobody to answer
    if message.edit_date is not None and message.text is None:
        return None  # of an edit, only new words are read
    reply = message.reply_to_message
    event = read(
        Written(
            text=message.text or message.caption or "",
            mentions=tuple(_mentions(message.entities or message.caption_entities)),
            content_type=str(effective_message_type(message) or ""),
            is_private=message.chat.type == ChatType.PRIVATE,
            replies_to=reply.from_user.id if reply and reply.from_user else None,
        ),
        me,
        prefix,
    )
    if event is None:
        return None
    return Incoming(
        update_id=update_id,
        chat_id=message.chat.id,
        event=event,
        language_code=user.language_code or "",
        is_group=message.chat.type != ChatType.PRIVATE,
        thread_id=_topic(message),
        user_id=user.id,
    )


def _mentions(entities: Sequence[MessageEntity]) -> list[Mention]:
    return [
        Mention(entity.offset, entity.length, entity.user.id if entity.user else None)
        for entity in entities
        if entity.type in (MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION)
    ]
