"""The calls that nearly every turn makes, with the fields that we set and read, and no others.

aiogram's own make objects of everything in the message that comes back, of which one number is
read.
"""

from typing import Final

from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, InputMediaPhoto, LinkPreviewOptions, PhotoSize, TelegramObject

from bot.frontends.keyboards import Keyboard

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class Shown(TelegramObject):
    """A message that Telegram has taken, as much of it as matters."""

    message_id: int
    photo: list[PhotoSize] | None = None

    @property
    def file_id(self) -> str | None:
        """The file_id of its photo, in the largest size, which comes last."""
        return self.photo[-1].file_id if self.photo else None


class SendText(TelegramMethod[Shown]):
    """sendMessage, as HTML and without a preview of links."""

    __returning__ = Shown
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    parse_mode: str = ParseMode.HTML
    link_preview_options: LinkPreviewOptions = NO_PREVIEW
    message_thread_id: int | None = None
    reply_markup: Keyboard | None = None


class EditText(TelegramMethod[Shown]):
    """editMessageText of a message in a chat, as HTML and without a preview of links."""

    __returning__ = Shown
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    parse_mode: str = ParseMode.HTML
    link_preview_options: LinkPreviewOptions = NO_PREVIEW
    reply_markup: Keyboard | None = None


class SendPicture(TelegramMethod[Shown]):
    """sendPhoto, its caption as HTML."""

    __returning__ = Shown
    __api_method__ = "sendPhoto"

    chat_id: int
    photo: str | InputFile
    caption: str
    parse_mode: str = ParseMode.HTML
    message_thread_id: int | None = None
    reply_markup: Keyboard | None = None


class EditPicture(TelegramMethod[Shown]):
    """editMessageMedia of a message in a chat."""

    __returning__ = Shown
    __api_method__ = "editMessageMedia"

    chat_id: int
    message_id: int
    media: InputMediaPhoto
    reply_markup: Keyboard | None = None
