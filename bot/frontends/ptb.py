"""The python-telegram-bot front end: updates become events; ptb_calls.py has the way back."""

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
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
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType, MessageType
from telegram.error import TelegramError
from telegram.ext import BaseHandler
from telegram.helpers import effective_message_type

from bot.core.errors import MessengerError
from bot.core.events import Blocked, Pressed
from bot.core.ports import Members, Messenger, Texts
from bot.frontends.failures import place_of
from bot.frontends.frontend import Gallery, Reader
from bot.frontends.introduction import introduce
from bot.frontends.members import CachedMembers
from bot.frontends.messages import Me, Mention, Written
from bot.frontends.prefix import PrefixedMessenger
from bot.frontends.ptb_calls import PtbMessenger, PtbProfile, answer_inline, our_errors
from bot.frontends.ptb_request import AiohttpRequest
from bot.frontends.reading import Reading, Received, take_press
from bot.frontends.shape import require_shape
from bot.incoming import Incoming
from bot.turns import Turns

_log = logging.getLogger(__name__)

CALL_SECONDS: Final = 15.0  # a call that takes longer counts as unanswered
MAX_CONNECTIONS: Final = 128  # more than the outbox has calls under way, so that none waits here
MEMBERSHIP_GROUP: Final = 4711  # of handlers: one that no host is likely to use
Handlers: TypeAlias = dict[int, Sequence[BaseHandler[Update, Any, object]]]


def open_bot(token: str, api_url: str) -> Bot:
    """Return a bot that talks to the Bot API server at *api_url*; username() initializes it."""
    # It logs addresses, which hold the token, and what it cannot read; what matters of it comes to
    # us as an error.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
    request = AiohttpRequest(CALL_SECONDS, MAX_CONNECTIONS)
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


def make_handlers(turns: Turns, *, group: int = 0) -> Handlers:
    """Return handlers that hand updates to *turns*, for ``Application.add_handlers`` of a host.

    Add them after the host's own of the same *group*: they take what no other handler there took.
    Where the app was opened with a prefix, add them before: they take only commands, buttons and
    links that carry it. That the bot was blocked, or a group upgraded, is heard beside the host,
    in a group of its own.
    """
    prefix = turns.prefix
    hearing = _Hearing(turns, prefix)

    def our_query(update: Update) -> Update | None:
        query = update.callback_query
        if query is None:  # an inline query carries no prefix
            return update if update.inline_query is not None and not prefix else None
        return update if (query.data or "").startswith(prefix) else None

    return {
        group: (
            _Handler(hearing.read_message, turns.take),
            _Handler(our_query, hearing.hear_others),
        ),
        MEMBERSHIP_GROUP: (_Handler(_about_us, hearing.hear_others),),
    }


class _Handler(BaseHandler[Update, Any, object]):
    """Hands what is found of ours in an update to *take*.

    Beside the others (block=False): the turns keep the order of a chat, and a host whose updates
    come one at a time need not wait for ours. An Application that stops waits for them.
    """

    def __init__(
        self, find: Callable[[Update], object], take: Callable[..., Coroutine[Any, Any, object]]
    ) -> None:
        super().__init__(take, block=False)
        self._find = find
        self._take = take

    def check_update(self, update: object) -> object:
        return self._find(update) if isinstance(update, Update) else None

    async def handle_update(
        self, update: Update, application: object, check_result: object, context: object
    ) -> object:
        del update, application, context
        return await self._take(check_result)


class _Hearing:
    """Hands updates to turns."""

    def __init__(self, turns: Turns, prefix: str) -> None:
        self._turns = turns
        self._prefix = prefix
        self._reading = Reading(prefix)

    def read_message(self, update: Update) -> Incoming | None:
        """Return what a message says to the bot, or None when none speaks to it."""
        message = update.message or update.edited_message
        if message is None:
            return None
        bot = update.get_bot()
        return self._reading.read(_received(message), update.update_id, Me(bot.id, bot.username))

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
        message, press = query.message, None
        if message is not None and query.data is not None:  # of a message that we sent
            press = Incoming(
                update_id=update_id,
                chat_id=message.chat.id,
                event=Pressed(query.data.removeprefix(self._prefix)),
                language_code=query.from_user.language_code or "",
                is_group=message.chat.type != ChatType.PRIVATE,
                message_id=message.message_id,
                thread_id=_topic(message),
                user_id=query.from_user.id,
            )
        await take_press(self._turns, press, _stop_spinner(query))

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


def _about_us(update: Update) -> Update | None:
    """Return *update* if it is about a chat and the bot, which a host may want to know too."""
    message = update.message
    is_migrated = message is not None and message.migrate_to_chat_id is not None
    return update if is_migrated or update.my_chat_member is not None else None


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


def _received(message: Message) -> Received:
    user, reply = message.from_user, message.reply_to_message
    return Received(
        written=Written(
            text=message.text or message.caption or "",
            mentions=tuple(_mentions(message.entities or message.caption_entities)),
            content_type=_content_type(message),
            is_private=message.chat.type == ChatType.PRIVATE,
            replies_to=reply.from_user.id if reply and reply.from_user else None,
        ),
        chat_id=message.chat.id,
        user_id=user.id if user else None,
        is_by_bot=user is not None and user.is_bot,
        language_code=(user.language_code or "") if user else "",
        on_behalf_of=message.sender_chat.id if message.sender_chat else None,
        via_bot_id=message.via_bot.id if message.via_bot else None,
        thread_id=_topic(message),
        album=message.media_group_id,
        is_edited=message.edit_date is not None,
    )


def _content_type(message: Message) -> str:
    if message.text is not None:
        return str(MessageType.TEXT)  # as the function below would find, among thirty kinds
    return str(effective_message_type(message) or "")


def _mentions(entities: Sequence[MessageEntity]) -> list[Mention]:
    return [
        Mention(entity.offset, entity.length, entity.user.id if entity.user else None)
        for entity in entities
        if entity.type in (MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION)
    ]
