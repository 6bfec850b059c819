"""The aiogram front end: updates become events, messages become calls, errors become ours."""

import asyncio
import logging
import re
import traceback
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus, ChatType, ContentType, MessageEntityType, ParseMode
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
    MessageEntity,
    Update,
    User,
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
# The beginning of an error text, before what it quotes: a tag, an address, a number of a chat.
_REASON: Final = re.compile(r"(?:[a-z_:, ]|(?<=[a-z])')*")
_COMMAND: Final = re.compile(
    r"/(?P<name>[^\s@]*)(?:@(?P<addressee>\S*))?\s*(?P<argument>.*)", re.DOTALL
)
# What a person sends without words. All else without words is Telegram's own: a member joined, a
# title changed, and so on.
_WORDLESS: Final = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)


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
    """Translate aiogram's errors into ours.

    "from None" throughout: theirs name the chat and quote the message, and a traceback would too.
    """
    try:
        yield
    except TelegramRetryAfter as error:
        raise TooManyRequests(error.retry_after) from None
    except TelegramMigrateToChat as error:
        raise ChatMigrated(error.migrate_to_chat_id) from None
    except TelegramForbiddenError as error:
        raise RecipientGone(_reason(error)) from None
    except TelegramBadRequest as error:
        reason = _reason(error)
        if reason.startswith(_GONE):
            raise RecipientGone(reason) from None
        if reason.startswith(_TOO_OLD):
            raise MessageGone(reason) from None
        raise MessageRefused(reason) from None
    except (TelegramAPIError, ClientDecodeError) as error:
        # The network, an error of the server, or an answer that is no JSON.
        raise MessengerUnavailable(type(error).__name__) from None
    except AiogramError as error:
        raise MessengerError(type(error).__name__) from None


def _reason(error: TelegramAPIError) -> str:
    """Return what Telegram complains of, in small letters and without what it quotes."""
    found = _REASON.match(error.message.lower().removeprefix("bad request: "))
    return found[0].strip(" :,") if found else ""


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
        user = message.from_user
        if user is None or user.is_bot or message.sender_chat is not None:
            return  # a channel, or an admin who stays anonymous: there is nobody to answer
        event = _read_message(message, await bot.me())
        if event is None:
            return
        await turns.take(
            Incoming(
                update_id=event_update.update_id,
                chat_id=message.chat.id,
                event=event,
                language_code=user.language_code or "",
                is_group=message.chat.type != ChatType.PRIVATE,
                thread_id=_topic(message),
            )
        )

    @router.callback_query()
    async def on_press(query: CallbackQuery, event_update: Update) -> None:
        # Until it is answered, the button shows a spinner. Side by side with the turn, which must
        # queue at once to keep the order of its chat.
        answering = asyncio.create_task(_stop_spinner(query))
        message = query.message
        try:
            if message is None or query.data is None:
                return  # of an inline message, or a game; we send none
            await turns.take(
                Incoming(
                    update_id=event_update.update_id,
                    chat_id=message.chat.id,
                    event=Pressed(query.data),
                    language_code=query.from_user.language_code or "",
                    is_group=message.chat.type != ChatType.PRIVATE,
                    message_id=message.message_id,
                    thread_id=_topic(message),
                )
            )
        finally:
            await answering

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


def _topic(message: Message | InaccessibleMessage) -> int | None:
    """Return the topic of the forum that *message* is in, if it is one."""
    if isinstance(message, InaccessibleMessage) or not message.is_topic_message:
        return None
    return message.message_thread_id


def _read_message(message: Message, me: User) -> Event | None:
    """Return what *message* says to *me*, the bot, or None when it does not speak to it."""
    text = message.text or message.caption or ""
    if command := _COMMAND.match(text):
        addressee = command["addressee"]
        if addressee and addressee.lower() != (me.username or "").lower():
            return None
        return Commanded(command["name"].lower(), command["argument"].strip())
    words = text
    if message.chat.type != ChatType.PRIVATE:
        words = _without_mentions(text, message.entities or message.caption_entities or [], me)
        reply = message.reply_to_message
        to_us = reply is not None and reply.from_user is not None and reply.from_user.id == me.id
        if not to_us and words == text:
            return None
    if words.strip():
        return Said(words.strip())
    if message.content_type in _WORDLESS:
        return Attached()
    return Said(text) if text else None  # the bot's name alone is a call too


def _without_mentions(text: str, entities: list[MessageEntity], me: User) -> str:
    """Return *text* without the places where it mentions *me*."""
    units = text.encode("utf-16-le", "surrogatepass")  # in these Telegram counts
    for entity in sorted(entities, key=lambda each: each.offset, reverse=True):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        name = units[start:end].decode("utf-16-le", "replace").lower()
        if (entity.type == MessageEntityType.MENTION and name == f"@{me.username}".lower()) or (
            entity.type == MessageEntityType.TEXT_MENTION
            and entity.user
            and entity.user.id == me.id
        ):
            units = units[:start] + units[end:]
    return units.decode("utf-16-le", "surrogatepass")


async def introduce(bot: Bot, texts: Texts, default_locale: str) -> None:
    """Set the menu, the name and the descriptions where they differ from what Telegram shows.

    Telegram allows few changes of a name in a day, so what is right already is left alone.

    Args:
        bot: Who is introduced.
        texts: The words, by locale.
        default_locale: What those see whose language is none of ours.

    Raises:
        MessengerError: Telegram did not take them.
    """
    languages = [(locale, locale.partition("-")[0]) for locale in texts.locales]
    async with _our_errors():
        for locale, code in (*languages, (default_locale, None)):
            menu = [
                BotCommand(command=name, description=texts.label(Text(f"command-{name}"), locale))
                for name in MENU
            ]
            shown = await bot.get_my_commands(language_code=code)
            if [(c.command, c.description) for c in shown] != [
                (c.command, c.description) for c in menu
            ]:
                await bot.set_my_commands(menu, language_code=code)
            name, short, description = (
                texts.label(Text(f"profile-{part}"), locale)
                for part in ("name", "short", "description")
            )
            if (await bot.get_my_name(language_code=code)).name != name:
                await bot.set_my_name(name, language_code=code)
            short_shown = await bot.get_my_short_description(language_code=code)
            if short_shown.short_description != short:
                await bot.set_my_short_description(short, language_code=code)
            if (await bot.get_my_description(language_code=code)).description != description:
                await bot.set_my_description(description, language_code=code)


def make_dispatcher(turns: Turns) -> Dispatcher:
    """Return a dispatcher of our own, for the bot that runs alone; its logs quote nobody."""
    for name in ("aiogram.dispatcher", "aiogram.event"):
        logging.getLogger(name).addFilter(_name_the_error_alone)
    warnings.filterwarnings("ignore", "Detected unknown update type")  # it quotes the update
    dispatcher = Dispatcher()
    dispatcher.include_router(make_router(turns))
    return dispatcher


def _name_the_error_alone(record: logging.LogRecord) -> bool:
    """Reduce a record about an error to its type and place: its text may quote a member."""
    found = record.exc_info[1] if record.exc_info else None
    args = record.args if isinstance(record.args, tuple) else ()
    error = found or next((each for each in args if isinstance(each, BaseException)), None)
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        record.msg, record.args = f"{type(error).__name__}{place}", ()
        record.exc_info = record.exc_text = None
    return True
