"""What python-telegram-bot is asked to do: messages become calls, and its errors become ours."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputFile,
    InputMediaPhoto,
    InputProfilePhotoStatic,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.errors import ChatMigrated as GroupMigrated
from bot.core.errors import (
    MessageGone,
    MessageRefused,
    MessengerUnavailable,
    RecipientGone,
    TooManyRequests,
)
from bot.core.inline import CACHE_SECONDS
from bot.core.menus import Scope
from bot.core.ports import RenderedArticle, RenderedButton, RenderedMessage
from bot.frontends.failures import Unchanged, bad_request, reason
from bot.frontends.frontend import Gallery
from bot.frontends.introduction import Menu, Part
from bot.frontends.keyboards import keyboard_of
from bot.frontends.photos import put_picture

_SCOPES: Final[Mapping[Scope, BotCommandScope]] = {
    "everywhere": BotCommandScopeDefault(),
    "groups": BotCommandScopeAllGroupChats(),
    "group admins": BotCommandScopeAllChatAdministrators(),
}
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_PICTURE: Final = "picture.png"


class PtbMessenger:
    """Carries messages to Telegram.

    Args:
        bot: Who sends; initialized.
        gallery: Knows the pictures that Telegram has.
    """

    def __init__(self, bot: Bot, gallery: Gallery) -> None:
        self._bot = bot
        self._gallery = gallery

    async def send(
        self, chat_id: int, message: RenderedMessage, *, thread_id: int | None = None
    ) -> int:
        """Send *message*; return its id."""
        # Keyboards go as they are: objects of the library are made only to be taken apart again.
        keyboard = {"reply_markup": keyboard_of(message.keyboard)}
        sent: list[Message] = []

        async def put_photo(source: str | bytes) -> str | None:
            async with our_errors():
                shown = await self._bot.send_photo(
                    chat_id,
                    source if isinstance(source, str) else InputFile(source, _PICTURE),
                    caption=message.html,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=thread_id,
                    api_kwargs=keyboard,
                )
            sent.append(shown)
            return _file_id(shown)

        if message.picture is not None:
            await put_picture(self._gallery, message.picture, put_photo)
            return sent[-1].message_id
        async with our_errors():
            if message.file is not None:
                document = await self._bot.send_document(
                    chat_id,
                    InputFile(message.file.content, message.file.name),
                    caption=message.html or None,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=thread_id,
                    api_kwargs=keyboard,
                )
                return document.message_id
            text = await self._bot.send_message(
                chat_id,
                message.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=thread_id,
                api_kwargs=keyboard,
            )
            return text.message_id

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
        keyboard = {"reply_markup": keyboard_of(message.keyboard)}

        async def put_photo(source: str | bytes) -> str | None:
            photo = InputMediaPhoto(
                source, caption=message.html, parse_mode=ParseMode.HTML, filename=_PICTURE
            )
            async with our_errors():
                shown = await self._bot.edit_message_media(
                    photo, chat_id=chat_id, message_id=message_id, api_kwargs=keyboard
                )
            return _file_id(shown) if isinstance(shown, Message) else None

        if message.picture is not None:
            await put_picture(self._gallery, message.picture, put_photo)
            return
        async with our_errors():
            await self._bot.edit_message_text(
                message.html,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                api_kwargs=keyboard,
            )


async def answer_inline(bot: Bot, query_id: str, articles: Iterable[RenderedArticle]) -> None:
    """Offer *articles* to who asked by an inline query; only to them, since they have a language.

    Raises:
        MessengerError: They were not offered.
    """
    results = [
        InlineQueryResultArticle(
            article.id,
            article.title,
            InputTextMessageContent(
                article.html, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
            ),
            reply_markup=_markup(article.keyboard),
            description=article.description,
        )
        for article in articles
    ]
    async with our_errors():
        await bot.answer_inline_query(query_id, results, cache_time=CACHE_SECONDS, is_personal=True)


def _file_id(message: Message) -> str | None:
    """Return the file_id of a photo, in its largest size, which comes last."""
    return message.photo[-1].file_id if message.photo else None


@asynccontextmanager
async def our_errors() -> AsyncIterator[None]:
    """Translate the errors of the library into ours.

    "from None" throughout: theirs quote the message, name the chat or even the token, and a
    traceback would too. Its BadRequest is a NetworkError by class, and so is a file too large.
    """
    try:
        yield
    except RetryAfter as error:
        # The public attribute warns, and is a number or a duration as the environment says.
        seconds = error._retry_after.total_seconds()  # noqa: SLF001
        raise TooManyRequests(seconds) from None
    except ChatMigrated as error:
        raise GroupMigrated(error.new_chat_id) from None
    except Forbidden as error:
        raise RecipientGone(reason(error.message)) from None
    except BadRequest as error:
        raise bad_request(error.message) from None
    except NetworkError as error:
        if reason(error.message).startswith("request entity too large"):
            raise MessageRefused("request entity too large") from None
        raise MessengerUnavailable(type(error).__name__) from None
    except TelegramError as error:
        # An error of the server, a refused token, or an answer that is no JSON.
        raise MessengerUnavailable(type(error).__name__) from None


def _markup(keyboard: tuple[tuple[RenderedButton, ...], ...]) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, callback_data=button.data, url=button.url)
                for button in row
            ]
            for row in keyboard
        ]
    )


class PtbProfile:
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
        commands = [BotCommand(name, words) for name, words in menu]
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
                InputProfilePhotoStatic(InputFile(jpeg, "profile.jpg", attach=True))
            )
