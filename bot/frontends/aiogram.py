"""The aiogram front end: updates become events, messages become calls, errors become ours."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus, ChatType, MessageEntityType, ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)

from bot.core.effects import Text
from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.events import Attached, Blocked, Commanded, Event, Pressed, Said
from bot.core.interface import MENU
from bot.core.ports import RenderedButton, RenderedMessage, Texts
from bot.turns import Incoming, Turns

_log = logging.getLogger(__name__)

CALL_SECONDS: Final = 15  # a call that takes longer counts as unanswered
# Bad requests that mean: there is nobody to write to. Source: Bot API server, error texts.
_GONE: Final = ("chat not found", "chat_id is empty", "private chat not found")
_TOO_OLD: Final = ("message to edit not found", "message can't be edited")
_UNCHANGED: Final = "message is not modified"


def open_bot(token: str, api_url: str) -> Bot:
    """Return a bot that talks to the Bot API server at *api_url*."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url), timeout=CALL_SECONDS)
    defaults = DefaultBotProperties(
        parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    return Bot(token, session=session, default=defaults)


class AiogramMessenger:
    """Carries messages to Telegram with *bot*."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        async with _our_errors():
            sent = await self._bot.send_message(
                chat_id,
                message.html,
                message_thread_id=thread_id,
                reply_markup=_markup(message.keyboard),
            )
            return sent.message_id

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Put *message* in the place of an earlier one."""
        async with _our_errors():
            try:
                await self._bot.edit_message_text(
                    message.html,
                    chat_id=chat_id,
                    message_id=message_id,
                    reply_markup=_markup(message.keyboard),
                )
            except TelegramBadRequest as error:
                if _UNCHANGED not in error.message:
                    raise


@asynccontextmanager
async def _our_errors() -> AsyncIterator[None]:
    """Translate aiogram's errors into ours."""
    try:
        yield
    except TelegramRetryAfter as error:
        raise TooManyRequests(error.retry_after) from error
    except TelegramMigrateToChat as error:
        raise ChatMigrated(error.migrate_to_chat_id) from error
    except TelegramForbiddenError as error:
        raise RecipientGone(error.message) from error
    except TelegramBadRequest as error:
        reason = error.message.removeprefix("Bad Request: ").lower()
        if reason.startswith(_GONE):
            raise RecipientGone(reason) from error
        if reason.startswith(_TOO_OLD):
            raise MessageGone(reason) from error
        raise MessageRefused(reason) from error
    except (TelegramAPIError, ClientDecodeError) as error:
        # The network, an error of the server, or an answer that is no JSON.
        raise MessengerUnavailable(type(error).__name__) from error
    except AiogramError as error:
        raise MessengerError(type(error).__name__) from error


def _markup(keyboard: tuple[tuple[RenderedButton, ...], ...]) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=button.label, callback_data=button.data, url=button.url)
                for button in row
            ]
            for row in keyboard
        ]
    )


def make_router(turns: Turns) -> Router:
    """Return a router that hands every update to *turns*; mount it in any dispatcher."""
    router = Router(name="optout")

    @router.message()
    @router.edited_message(F.text)
    async def on_message(message: Message, bot: Bot, event_update: Update) -> None:
        event = await _read_message(message, bot)
        if event is None:
            return
        user = message.from_user
        await turns.take(
            Incoming(
                update_id=event_update.update_id,
                chat_id=message.chat.id,
                event=event,
                language_code=(user and user.language_code) or "",
                is_group=message.chat.type != ChatType.PRIVATE,
                thread_id=message.message_thread_id if message.is_topic_message else None,
            )
        )

    @router.callback_query()
    async def on_press(query: CallbackQuery, event_update: Update) -> None:
        # Until it is answered, the button shows a spinner. Side by side with the turn, which must
        # queue at once to keep the order of its chat.
        answering = asyncio.create_task(_stop_spinner(query))
        message = query.message
        if message is None:
            return await answering  # an inline message; we send none
        in_topic = not isinstance(message, InaccessibleMessage) and message.is_topic_message
        await turns.take(
            Incoming(
                update_id=event_update.update_id,
                chat_id=message.chat.id,
                event=Pressed(query.data or ""),
                language_code=query.from_user.language_code or "",
                is_group=message.chat.type != ChatType.PRIVATE,
                message_id=message.message_id,
                thread_id=message.message_thread_id
                if isinstance(message, Message) and in_topic
                else None,
            )
        )
        return await answering

    @router.my_chat_member()
    async def on_membership(update: ChatMemberUpdated, event_update: Update) -> None:
        if update.new_chat_member.status in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT):
            await turns.take(Incoming(event_update.update_id, update.chat.id, Blocked()))

    return router


async def _stop_spinner(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except (AiogramError, TimeoutError):
        _log.info("a press could not be answered; it may be too old")


async def _read_message(message: Message, bot: Bot) -> Event | None:
    """Return what *message* says to us, or None when it does not speak to us."""
    me = await bot.me()
    name = f"@{me.username}".lower()
    is_private = message.chat.type == ChatType.PRIVATE
    text = message.text or message.caption or ""
    if message.text and message.text.startswith("/"):
        command, _, argument = message.text[1:].partition(" ")
        command, _, addressee = command.partition("@")
        if addressee and f"@{addressee}".lower() != name:
            return None
        return Commanded(command.lower(), argument.strip())
    if not is_private:
        reply = message.reply_to_message
        to_us = reply is not None and reply.from_user is not None and reply.from_user.id == me.id
        mentioned = any(
            entity.type == MessageEntityType.MENTION and entity.extract_from(text).lower() == name
            for entity in message.entities or message.caption_entities or ()
        )
        if not (to_us or mentioned):
            return None
        text = text.replace(name, "").replace(f"@{me.username}", "")
    if _is_service(message):
        return None
    return Said(text) if text.strip() else Attached()


def _is_service(message: Message) -> bool:
    """Tell whether *message* is Telegram's own: a member joined, a title changed, and so on."""
    return bool(
        message.new_chat_members
        or message.left_chat_member
        or message.new_chat_title
        or message.new_chat_photo
        or message.delete_chat_photo
        or message.group_chat_created
        or message.supergroup_chat_created
        or message.migrate_to_chat_id
        or message.migrate_from_chat_id
        or message.pinned_message
        or message.forum_topic_created
        or message.message_auto_delete_timer_changed
    )


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set the menu, the name and the descriptions, in each language and as the default.

    Raises:
        MessengerError: Telegram did not take them.
    """
    default = texts.locales[-1]
    async with _our_errors():
        for locale in texts.locales:
            for code in (locale[:2], *([""] if locale == default else [])):
                await bot.set_my_commands(
                    [
                        BotCommand(
                            command=name, description=texts.label(Text(f"command-{name}"), locale)
                        )
                        for name in MENU
                    ],
                    language_code=code or None,
                )
                said = {
                    part: texts.label(Text(f"profile-{part}"), locale)
                    for part in ("name", "short", "description")
                }
                await bot.set_my_name(said["name"], language_code=code or None)
                await bot.set_my_short_description(said["short"], language_code=code or None)
                await bot.set_my_description(said["description"], language_code=code or None)


def make_dispatcher(turns: Turns) -> Dispatcher:
    """Return a dispatcher of our own, for the bot that runs alone."""
    dispatcher = Dispatcher()
    dispatcher.include_router(make_router(turns))
    return dispatcher
