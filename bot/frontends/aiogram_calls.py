"""What aiogram is asked to do: messages become calls, and its errors become ours."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Final

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputProfilePhotoStatic,
    InputTextMessageContent,
)

from bot.core.errors import (
    ChatMigrated,
    MessageGone,
    MessageRefused,
    MessengerError,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.inline import CACHE_SECONDS
from bot.core.menus import Scope
from bot.core.ports import RenderedArticle, RenderedButton, RenderedMessage
from bot.frontends.aiogram_methods import (
    NO_PREVIEW,
    EditPicture,
    EditText,
    SendPicture,
    SendText,
    Shown,
)
from bot.frontends.failures import Unchanged, bad_request, reason
from bot.frontends.frontend import Gallery
from bot.frontends.introduction import Menu, Part
from bot.frontends.keyboards import keyboard_of
from bot.frontends.photos import put_picture

_SCOPES: Final[Mapping[Scope, BotCommandScopeUnion]] = {
    "everywhere": BotCommandScopeDefault(),
    "groups": BotCommandScopeAllGroupChats(),
    "group admins": BotCommandScopeAllChatAdministrators(),
}


class AiogramMessenger:
    """Carries messages to Telegram.

    Args:
        bot: Who sends.
        gallery: Knows the pictures that Telegram has.
    """

    def __init__(self, bot: Bot, gallery: Gallery) -> None:
        self._bot = bot
        self._gallery = gallery

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        sent: list[Shown] = []

        async def put_photo(source: str | bytes) -> str | None:
            call = SendPicture(
                chat_id=chat_id,
                photo=_photo(source),
                caption=message.html,
                message_thread_id=thread_id,
                reply_markup=keyboard_of(message.keyboard),
            )
            async with our_errors():
                sent.append(await self._bot(call))
            return sent[-1].file_id

        if message.picture is not None:
            await put_picture(self._gallery, message.picture, put_photo)
            return sent[-1].message_id
        async with our_errors():
            if message.file is not None:
                document = await self._bot.send_document(
                    chat_id,
                    BufferedInputFile(message.file.content, message.file.name),
                    caption=message.html or None,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=thread_id,
                    reply_markup=_markup(message.keyboard),
                )
                return document.message_id
            call = SendText(
                chat_id=chat_id,
                text=message.html,
                message_thread_id=thread_id,
                reply_markup=keyboard_of(message.keyboard),
            )
            return (await self._bot(call)).message_id

    async def edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        """Put *message* in the place of an earlier one."""
        with suppress(Unchanged):
            await self._edit(chat_id, message_id, message)

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take an earlier message away; one too old for that loses its buttons at least."""
        try:
            async with our_errors():
                await self._bot.delete_message(chat_id, message_id)
        except MessageGone:
            with suppress(Unchanged):
                async with our_errors():
                    await self._bot.edit_message_reply_markup(
                        chat_id=chat_id, message_id=message_id
                    )

    async def _edit(self, chat_id: int, message_id: int, message: RenderedMessage) -> None:
        if message.file is not None:
            raise MessageGone("a file is sent anew")
        keyboard = keyboard_of(message.keyboard)

        async def put_photo(source: str | bytes) -> str | None:
            photo = InputMediaPhoto(
                media=_photo(source), caption=message.html, parse_mode=ParseMode.HTML
            )
            call = EditPicture(
                chat_id=chat_id, message_id=message_id, media=photo, reply_markup=keyboard
            )
            async with our_errors():
                return (await self._bot(call)).file_id

        if message.picture is not None:
            await put_picture(self._gallery, message.picture, put_photo)
            return
        call = EditText(
            chat_id=chat_id, message_id=message_id, text=message.html, reply_markup=keyboard
        )
        async with our_errors():
            await self._bot(call)


async def answer_inline(bot: Bot, query_id: str, articles: Iterable[RenderedArticle]) -> None:
    """Offer *articles* to who asked by an inline query; only to them, since they have a language.

    Raises:
        MessengerError: They were not offered.
    """
    results = [
        InlineQueryResultArticle(
            id=article.id,
            title=article.title,
            description=article.description,
            input_message_content=InputTextMessageContent(
                message_text=article.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
            ),
            reply_markup=_markup(article.keyboard),
        )
        for article in articles
    ]
    async with our_errors():
        await bot.answer_inline_query(
            query_id, list(results), cache_time=CACHE_SECONDS, is_personal=True
        )


def _photo(source: str | bytes) -> str | BufferedInputFile:
    return source if isinstance(source, str) else BufferedInputFile(source, "picture.png")


@asynccontextmanager
async def our_errors() -> AsyncIterator[None]:
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
        raise RecipientGone(reason(error.message)) from None
    except TelegramBadRequest as error:
        raise bad_request(error.message) from None
    except TelegramEntityTooLarge:
        raise MessageRefused("request entity too large") from None
    except (TelegramAPIError, ClientDecodeError) as error:
        # The network, an error of the server, or an answer that is no JSON.
        raise MessengerUnavailable(type(error).__name__) from None
    except AiogramError as error:
        raise MessengerError(type(error).__name__) from None


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


class AiogramProfile:
    """What Telegram shows of the bot; see Profile."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def menu(self, scope: Scope, code: str | None) -> Menu:
        """Return the menu of commands that is set for *scope* itself."""
        async with our_errors():
            shown = await self._bot.get_my_commands(_SCOPES[scope], language_code=code)
        return [(command.command, command.description) for command in shown]

    async def set_menu(self, scope: Scope, menu: Menu, code: str | None) -> None:
        """Show another menu there."""
        commands = [BotCommand(command=name, description=words) for name, words in menu]
        async with our_errors():
            await self._bot.set_my_commands(commands, _SCOPES[scope], language_code=code)

    async def text(self, part: Part, code: str | None) -> str:
        """Return the name, or the short or the full description."""
        async with our_errors():
            match part:
                case "name":
                    return (await self._bot.get_my_name(language_code=code)).name
                case "short":
                    short = await self._bot.get_my_short_description(language_code=code)
                    return short.short_description
                case "description":
                    return (await self._bot.get_my_description(language_code=code)).description

    async def set_text(self, part: Part, text: str, code: str | None) -> None:
        """Show another one."""
        async with our_errors():
            match part:
                case "name":
                    await self._bot.set_my_name(text, language_code=code)
                case "short":
                    await self._bot.set_my_short_description(text, language_code=code)
                case "description":
                    await self._bot.set_my_description(text, language_code=code)

    async def has_photo(self) -> bool:
        """Tell whether there is a profile picture, whoever set it."""
        async with our_errors():
            photos = await self._bot.get_user_profile_photos(self._bot.id, limit=1)
        return photos.total_count > 0

    async def set_photo(self, jpeg: bytes) -> None:
        """Show a profile picture."""
        async with our_errors():
            await self._bot.set_my_profile_photo(
                InputProfilePhotoStatic(photo=BufferedInputFile(jpeg, "profile.jpg"))
            )
