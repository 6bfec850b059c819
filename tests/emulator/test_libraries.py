"""Real bots over HTTP: aiogram's and python-telegram-bot's, each as its own users run it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import telegram
from aiogram import Bot, Dispatcher, F
from aiogram import exceptions as aiogram_errors
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from telegram import error as ptb_errors
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
)

from bot.emulator import ApiError, Emulator, Fault, Visitor
from bot.emulator.errors import conflict, restarting, too_many_requests
from bot.emulator.visitors import PIXEL


@pytest.fixture
async def aiogram_bot(emulator: Emulator) -> AsyncIterator[Bot]:
    """A bot of aiogram."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(emulator.url))
    async with Bot(emulator.token, session=session) as bot:
        yield bot


@pytest.fixture
async def ptb_bot(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[telegram.Bot]:
    """A bot of python-telegram-bot."""
    # Otherwise the library warns of how it will tell durations one day.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    bot = telegram.Bot(
        emulator.token,
        base_url=f"{emulator.url}/bot",
        base_file_url=f"{emulator.url}/file/bot",
    )
    async with bot:
        yield bot


async def _talk(emulator: Emulator, visitor: Visitor) -> None:
    """Walk through what both bots below do."""
    visitor.send("/start faq_optout")
    greeting = await visitor.next_message()
    assert greeting["text"] == "Hello faq_optout"
    assert greeting["entities"] == [{"offset": 0, "length": 5, "type": "bold"}]
    pressed = visitor.press(greeting, label="More")
    assert await visitor.answer_to(pressed) == {"text": "Here", "show_alert": True}
    await visitor.until(lambda each: each.last_message["text"] == "More of it")
    assert "reply_markup" not in visitor.last_message
    asked = visitor.ask_inline("data")
    answer = await visitor.answer_to(asked)
    assert answer["results"][0]["title"] == "data"
    await emulator.idle()
    assert emulator.updates.pending == []


async def test_aiogram_polls_sends_edits_and_answers(
    emulator: Emulator, visitor: Visitor, aiogram_bot: Bot
) -> None:
    """From a command to a pressed button to an inline query."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def greet(message: aiogram_types.Message) -> None:
        button = aiogram_types.InlineKeyboardButton(text="More", callback_data="more")
        markup = aiogram_types.InlineKeyboardMarkup(inline_keyboard=[[button]])
        words = (message.text or "").partition(" ")[2]
        await message.answer(f"<b>Hello</b> {words}", parse_mode="HTML", reply_markup=markup)

    @dispatcher.callback_query(F.data == "more")
    async def tell(query: aiogram_types.CallbackQuery) -> None:
        await query.answer("Here", show_alert=True)
        assert isinstance(query.message, aiogram_types.Message)
        await query.message.edit_text("More of it")

    @dispatcher.inline_query()
    async def share(query: aiogram_types.InlineQuery) -> None:
        content = aiogram_types.InputTextMessageContent(message_text="x")
        article = aiogram_types.InlineQueryResultArticle(
            id="1", title=query.query, input_message_content=content
        )
        await query.answer([article])

    polling = asyncio.create_task(dispatcher.start_polling(aiogram_bot, handle_signals=False))
    await _talk(emulator, visitor)
    await dispatcher.stop_polling()
    await polling


async def test_python_telegram_bot_polls_sends_edits_and_answers(
    emulator: Emulator, visitor: Visitor
) -> None:
    """The same conversation."""

    async def greet(update: telegram.Update, _: object) -> None:
        button = telegram.InlineKeyboardButton("More", callback_data="more")
        assert update.message is not None
        words = (update.message.text or "").partition(" ")[2]
        await update.message.reply_html(
            f"<b>Hello</b> {words}", reply_markup=telegram.InlineKeyboardMarkup([[button]])
        )

    async def tell(update: telegram.Update, _: object) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Here", show_alert=True)
        await update.callback_query.edit_message_text("More of it")

    async def share(update: telegram.Update, _: object) -> None:
        assert update.inline_query is not None
        content = telegram.InputTextMessageContent("x")
        title = update.inline_query.query
        await update.inline_query.answer([telegram.InlineQueryResultArticle("1", title, content)])

    builder = ApplicationBuilder().token(emulator.token).base_url(f"{emulator.url}/bot")
    application: Application = builder.build()  # type: ignore[type-arg]
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(tell))
    application.add_handler(InlineQueryHandler(share))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        await _talk(emulator, visitor)
        await application.updater.stop()
        await application.stop()


ERRORS = [
    (
        ApiError(400, "Bad Request: chat not found"),
        aiogram_errors.TelegramBadRequest,
        ptb_errors.BadRequest,
    ),
    (
        ApiError(403, "Forbidden: bot was blocked by the user"),
        aiogram_errors.TelegramForbiddenError,
        ptb_errors.Forbidden,
    ),
    (too_many_requests(35), aiogram_errors.TelegramRetryAfter, ptb_errors.RetryAfter),
    (
        ApiError(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1005}),
        aiogram_errors.TelegramMigrateToChat,
        ptb_errors.ChatMigrated,
    ),
    (
        ApiError(401, "Unauthorized"),
        aiogram_errors.TelegramUnauthorizedError,
        ptb_errors.InvalidToken,
    ),
    (
        ApiError(404, "Not Found: method not found"),
        aiogram_errors.TelegramNotFound,
        ptb_errors.InvalidToken,
    ),
    (conflict("x"), aiogram_errors.TelegramConflictError, ptb_errors.Conflict),
    (restarting(), aiogram_errors.RestartingTelegram, ptb_errors.NetworkError),
    (
        ApiError(413, "Request Entity Too Large"),
        aiogram_errors.TelegramEntityTooLarge,
        ptb_errors.NetworkError,
    ),
]


@pytest.mark.parametrize(("error", "aiogram_class", "ptb_class"), ERRORS)
async def test_errors_become_the_libraries_own(
    emulator: Emulator,
    aiogram_bot: Bot,
    ptb_bot: telegram.Bot,
    *,
    error: ApiError,
    aiogram_class: type[Exception],
    ptb_class: type[Exception],
) -> None:
    """What a front end has to translate."""
    emulator.faults.script("getMyName", Fault(error=error), times=2)
    with pytest.raises(aiogram_class) as by_aiogram:
        await aiogram_bot.get_my_name()
    with pytest.raises(ptb_class) as by_ptb:
        await ptb_bot.get_my_name()
    assert type(by_aiogram.value) is aiogram_class
    assert type(by_ptb.value) is ptb_class
    if isinstance(by_aiogram.value, aiogram_errors.TelegramRetryAfter):
        assert by_aiogram.value.retry_after == 35


async def test_the_fronts_page_is_no_telegram_error(
    emulator: Emulator, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """Aiogram cannot decode it; python-telegram-bot calls it a network error."""
    emulator.faults.script("getMyName", Fault(html_status=502), times=2)
    with pytest.raises(aiogram_errors.ClientDecodeError):
        await aiogram_bot.get_my_name()
    with pytest.raises(ptb_errors.NetworkError):
        await ptb_bot.get_my_name()


async def test_a_cut_connection_is_a_network_error(
    emulator: Emulator, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """It is not known whether the call took effect."""
    emulator.faults.script("getMyName", Fault(is_cut=True), times=2)
    with pytest.raises(aiogram_errors.TelegramNetworkError):
        await aiogram_bot.get_my_name()
    with pytest.raises(ptb_errors.NetworkError):
        await ptb_bot.get_my_name()


async def test_aiogram_sends_and_loads_files(visitor: Visitor, aiogram_bot: Bot) -> None:
    """An upload, the same file once more by its id, another in its place, and the download."""
    upload = aiogram_types.BufferedInputFile(b"BEGIN:VCALENDAR", "rappels.ics")
    sent = await aiogram_bot.send_document(
        visitor.id, upload, caption="<b>x</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("rappels.ics", "text/calendar")
    again = await aiogram_bot.send_document(visitor.id, sent.document.file_id)
    assert again.document == sent.document
    loaded = await aiogram_bot.download(sent.document)
    assert loaded is not None
    assert loaded.read() == b"BEGIN:VCALENDAR"
    picture = aiogram_types.BufferedInputFile(PIXEL, "x.png")
    media = aiogram_types.InputMediaPhoto(media=picture, caption="y")
    await aiogram_bot.edit_message_media(media, chat_id=visitor.id, message_id=sent.message_id)
    shown = visitor.messages[0]
    assert (shown["caption"], shown["photo"][0]["width"]) == ("y", 1)
    assert "document" not in shown


async def test_python_telegram_bot_sends_and_loads_files(
    visitor: Visitor, ptb_bot: telegram.Bot
) -> None:
    """The same."""
    sent = await ptb_bot.send_document(visitor.id, b"BEGIN:VCALENDAR", filename="rappels.ics")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("rappels.ics", "text/calendar")
    again = await ptb_bot.send_document(visitor.id, sent.document.file_id)
    assert again.document == sent.document
    file = await ptb_bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    photo = await ptb_bot.send_photo(visitor.id, PIXEL, caption="x")
    assert (photo.photo[0].width, photo.photo[0].height) == (1, 1)
    media = telegram.InputMediaPhoto(PIXEL, caption="y")
    await ptb_bot.edit_message_media(media, visitor.id, sent.message_id)
    assert visitor.messages[0]["caption"] == "y"


async def test_both_libraries_are_recorded_alike(
    emulator: Emulator, visitor: Visitor, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """A test looks at a call without minding which library made it."""
    await aiogram_bot.send_message(
        visitor.id,
        "5",
        parse_mode="HTML",
        reply_markup=aiogram_types.InlineKeyboardMarkup(
            inline_keyboard=[[aiogram_types.InlineKeyboardButton(text="x", callback_data="y")]]
        ),
    )
    await ptb_bot.send_message(
        visitor.id,
        "5",
        parse_mode="HTML",
        reply_markup=telegram.InlineKeyboardMarkup(
            [[telegram.InlineKeyboardButton("x", callback_data="y")]]
        ),
    )
    one, other = emulator.calls("sendMessage")
    assert one.parameters == other.parameters
    assert one.parameters == {
        "chat_id": visitor.id,
        "text": "5",
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]},
    }
