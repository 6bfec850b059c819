"""The aiogram front end: updates become events; see aiogram_calls.py for the way back."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiogram import Bot, Router
from aiogram.client.telegram import TelegramAPIServer
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatMemberStatus, ChatType, MessageEntityType
from aiogram.exceptions import AiogramError
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineQuery,
    Message,
    MessageEntity,
    Update,
)

from bot.core.errors import MessengerError
from bot.core.events import Blocked, Pressed
from bot.core.ports import Members, Messenger, Texts
from bot.frontends.aiogram_calls import (
    AiogramMessenger,
    AiogramProfile,
    answer_inline,
    our_errors,
)
from bot.frontends.aiogram_session import JsonSession
from bot.frontends.failures import place_of
from bot.frontends.frontend import Gallery, Reader
from bot.frontends.introduction import introduce
from bot.frontends.members import CachedMembers
from bot.frontends.messages import Me, Mention, Written
from bot.frontends.prefix import PrefixedMessenger
from bot.frontends.reading import Reading, Received, take_press
from bot.frontends.shape import without_origins
from bot.incoming import Incoming
from bot.turns import Turns

_log = logging.getLogger(__name__)

CALL_SECONDS: Final = 15  # a call that takes longer counts as unanswered


def open_bot(token: str, api_url: str) -> Bot:
    """Return a bot that talks to the Bot API server at *api_url*."""
    session = JsonSession(api=TelegramAPIServer.from_base(api_url), timeout=CALL_SECONDS)
    return Bot(token, session=session)


class AiogramFrontEnd:
    """aiogram, as the app uses it; see FrontEnd.

    Args:
        bot: Who talks with Telegram; a host's own is left as it is.
        gallery: Knows the pictures that Telegram has.
        prefix: What our commands begin with in another bot, as "optout_"; empty where we are alone
            or come after the host.
    """

    def __init__(self, bot: Bot, gallery: Gallery, *, prefix: str = "") -> None:
        self._bot = bot
        self._prefix = prefix
        messenger = AiogramMessenger(bot, gallery)
        self.messenger: Messenger = PrefixedMessenger(messenger, prefix) if prefix else messenger
        self.members: Members = CachedMembers(self._standing)

    async def username(self) -> str:
        """Return the username of the bot; see FrontEnd."""
        async with our_errors():
            return (await self._bot.me()).username or ""

    async def introduce(
        self, texts: Texts, default_locale: str, draw_photo: Callable[[], bytes]
    ) -> None:
        """Set what Telegram shows of the bot; see FrontEnd."""
        await introduce(AiogramProfile(self._bot), texts, default_locale, draw_photo)

    def reader(self, turns: Turns) -> Reader:
        """Return what hands updates to *turns*."""
        hearing = _Hearing(turns, self._prefix)

        async def read_update(update: Mapping[str, Any]) -> None:
            try:
                kept = without_origins(update)
                parsed = Update.model_validate(kept, context={"bot": self._bot})
            except ValueError as error:
                _log.error("an update cannot be read: %s", place_of(error))
                return
            await hearing.hear(parsed, self._bot)

        return read_update

    async def close(self) -> None:
        """Close the connections to Telegram."""
        await self._bot.session.close()

    async def _standing(self, chat_id: int, user_id: int) -> str:
        async with our_errors():
            return str((await self._bot.get_chat_member(chat_id, user_id)).status)


def make_router(turns: Turns) -> Router:
    """Return a router that hands updates to *turns*; include it in the dispatcher of a host.

    Include it last: it takes what no other handler took. Where the app was opened with a prefix,
    include it first: it takes only commands, buttons and links that carry it.
    """
    router = Router(name="optout")
    prefix = turns.prefix
    hearing = _Hearing(turns, prefix)

    async def is_ours(event: Message, bot: Bot, event_update: Update) -> bool | dict[str, Any]:
        incoming = await hearing.read_message(event, event_update.update_id, bot)
        return {"incoming": incoming} if incoming else False

    async def is_migrated(message: Message) -> bool:
        return message.migrate_to_chat_id is not None

    async def on_migrated(message: Message) -> None:
        await hearing.hear_migrated(message)
        raise SkipHandler  # the host may want to know too

    async def is_our_press(query: CallbackQuery) -> bool:
        return (query.data or "").startswith(prefix)

    async def on_message(_: Message, incoming: Incoming) -> None:
        await turns.take(incoming)

    async def on_press(query: CallbackQuery, event_update: Update) -> None:
        await hearing.hear_press(query, event_update.update_id)

    async def on_membership(update: ChatMemberUpdated, event_update: Update) -> None:
        await hearing.hear_membership(update, event_update.update_id)
        raise SkipHandler  # the host may want to know too

    router.message.register(on_migrated, is_migrated)
    router.message.register(on_message, is_ours)
    router.edited_message.register(on_message, is_ours)
    router.callback_query.register(on_press, is_our_press)
    router.my_chat_member.register(on_membership)
    if not prefix:  # a query carries none
        router.inline_query.register(hearing.hear_inline)
    return router


class _Hearing:
    """Hands updates to turns."""

    def __init__(self, turns: Turns, prefix: str) -> None:
        self._turns = turns
        self._prefix = prefix
        self._reading = Reading(prefix)

    async def read_message(self, message: Message, update_id: int, bot: Bot) -> Incoming | None:
        """Return what *message* says to the bot, or None when it does not speak to it."""
        me = Me(bot.id, (await bot.me()).username or "")
        return self._reading.read(_received(message), update_id, me)

    async def hear(self, update: Update, bot: Bot) -> None:
        """Take *update* to the end of its turn, if it is one of ours."""
        message = update.message or update.edited_message
        if message is not None:
            await self.hear_migrated(message)
            incoming = await self.read_message(message, update.update_id, bot)
            if incoming is not None:
                await self._turns.take(incoming)
        elif update.callback_query is not None:
            await self.hear_press(update.callback_query, update.update_id)
        elif update.inline_query is not None:
            await self.hear_inline(update.inline_query, bot)
        elif update.my_chat_member is not None:
            await self.hear_membership(update.my_chat_member, update.update_id)

    async def hear_press(self, query: CallbackQuery, update_id: int) -> None:
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

    async def hear_migrated(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            await self._turns.move(message.chat.id, message.migrate_to_chat_id)

    async def hear_inline(self, query: InlineQuery, bot: Bot) -> None:
        person = query.from_user
        found = await self._turns.inline.find(person.id, person.language_code or "", query.query)
        if found is None:
            return
        try:
            await answer_inline(bot, query.id, found)
        except MessengerError as error:
            _log.info("an inline query was not answered: %s", error)

    async def hear_membership(self, update: ChatMemberUpdated, update_id: int) -> None:
        if update.new_chat_member.status in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT):
            await self._turns.take(Incoming(update_id, update.chat.id, Blocked()))


async def _stop_spinner(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except (AiogramError, TimeoutError):
        _log.info("a press could not be answered; it may be too old")


def _topic(message: Message | InaccessibleMessage) -> int | None:
    """Return the topic of the forum that *message* is in, if it is one."""
    if isinstance(message, InaccessibleMessage) or not message.is_topic_message:
        return None
    return message.message_thread_id


def _received(message: Message) -> Received:
    user, reply = message.from_user, message.reply_to_message
    return Received(
        written=Written(
            text=message.text or message.caption or "",
            mentions=tuple(_mentions(message.entities or message.caption_entities or [])),
            content_type=message.content_type,
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


def _mentions(entities: list[MessageEntity]) -> list[Mention]:
    return [
        Mention(entity.offset, entity.length, entity.user.id if entity.user else None)
        for entity in entities
        if entity.type in (MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION)
    ]
