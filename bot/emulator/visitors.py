"""People who talk with the bot: what they can do, and what they see of it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from bot.emulator.chats import Chat, GroupChat, Json, PrivateChat
from bot.emulator.entities import to_wire
from bot.emulator.groups import Group, is_heard
from bot.emulator.members import change_blocked
from bot.emulator.messages import new_message
from bot.emulator.parameters import Upload
from bot.emulator.texts import FormattedText, settle_caption, visitor_text
from bot.emulator.world import Query, World

T = TypeVar("T")
WITHIN_SECONDS: Final = 20.0
# A picture of one transparent pixel, for those who send a photo without minding which.
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000"
    "000b49444154789c6360000200000500017a5eab3f0000000049454e44ae426082"
)


class NoSuchButton(LookupError):
    """A message has no such button."""


class Visitor:
    """A person with an app of Telegram.

    What they do takes effect at once; the bot hears of it as an update.
    """

    def __init__(self, world: World, chat: PrivateChat) -> None:
        self._world = world
        self.chat = chat
        self._seen_id = 0

    @property
    def id(self) -> int:
        """The user's id, and the id of the private chat."""
        return self.chat.id

    @property
    def person(self) -> Json:
        """The person as a ``User``."""
        return self.chat.person.as_json()

    # What they see.

    @property
    def messages(self) -> list[Json]:
        """The messages of the private chat as they are now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def bot_messages(self) -> list[Json]:
        """Those of them that the bot wrote."""
        return [message for message in self.messages if self._is_bot(message)]

    @property
    def last_message(self) -> Json:
        """The newest message that the bot wrote.

        Raises:
            LookupError: It wrote none.
        """
        if not self.bot_messages:
            message = "the bot has written nothing"
            raise LookupError(message)
        return self.bot_messages[-1]

    async def next_message(self, *, within_seconds: float = WITHIN_SECONDS) -> Json:
        """Return the bot's next message that was not returned before, waiting for it.

        Raises:
            TimeoutError: None came in that time.
        """
        message = await self._world.signal.until(self._unseen, within_seconds=within_seconds)
        self._seen_id = message["message_id"]
        return message

    def _unseen(self) -> Json | None:
        unseen = (m for m in self.bot_messages if m["message_id"] > self._seen_id)
        return next(unseen, None)

    async def until(
        self, look: Callable[["Visitor"], T | None], *, within_seconds: float = WITHIN_SECONDS
    ) -> T:
        """Return what *look* finds in this visitor, as soon as it finds something true.

        Raises:
            TimeoutError: It found nothing in that time.
        """
        return await self._world.signal.until(lambda: look(self), within_seconds=within_seconds)

    async def answer_to(self, query: Query, *, within_seconds: float = WITHIN_SECONDS) -> Json:
        """Return the bot's answer to a press or an inline query, waiting for it.

        Raises:
            TimeoutError: The bot did not answer in that time.
        """
        return await self._world.signal.until(lambda: query.answer, within_seconds=within_seconds)

    def _is_bot(self, message: Json) -> bool:
        return bool(message["from"]["id"] == self._world.bot_id)

    # What they do.

    def send(
        self,
        text: str,
        *,
        to: Group | None = None,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Json:
        """Write *text* in the private chat, or in a group; return the message.

        Raises:
            ApiError: Telegram takes no such text.
            ValueError: They blocked the bot.
        """
        return self._write(visitor_text(text), to, reply_to, thread_id)

    def edit(self, message_id: int, text: str, *, to: Group | None = None) -> Json:
        """Change a text that they wrote.

        Raises:
            KeyError: There is no such message.
        """
        chat = self._chat(to)
        old = chat.messages[message_id]
        kept = {name: value for name, value in old.items() if name not in {"text", "entities"}}
        new = {**kept, "edit_date": self._world.now(), **visitor_text(text)}
        self._world.put(chat, new)
        self._tell("edited_message", chat, new)
        return new

    def send_photo(
        self, caption: str = "", content: bytes = PIXEL, *, to: Group | None = None
    ) -> Json:
        """Send a picture."""
        stored = self._store("photo.png", "image/png", content, "photos")
        return self._write({"photo": stored.as_photo(), **_caption(caption)}, to)

    def send_document(
        self, name: str, content: bytes, caption: str = "", *, to: Group | None = None
    ) -> Json:
        """Send a file."""
        stored = self._store(name, "application/octet-stream", content, "documents")
        return self._write({"document": stored.as_document(), **_caption(caption)}, to)

    def send_voice(self, content: bytes = b"OggS", duration_seconds: int = 3) -> Json:
        """Send a spoken message."""
        stored = self._store("voice.oga", "audio/ogg", content, "voice")
        return self._write({"voice": stored.as_voice(duration_seconds)})

    def send_sticker(self, emoji: str = "👍", *, to: Group | None = None) -> Json:
        """Send a sticker."""
        stored = self._store("sticker.webp", "image/webp", emoji.encode(), "stickers")
        return self._write({"sticker": stored.as_sticker(emoji)}, to)

    def send_location(self, latitude: float, longitude: float) -> Json:
        """Send a place on the map."""
        return self._write({"location": {"latitude": latitude, "longitude": longitude}})

    def forward(self, text: str, author_name: str = "Someone") -> Json:
        """Forward a text of somebody who hides who they are."""
        origin = {
            "type": "hidden_user",
            "sender_user_name": author_name,
            "date": self._world.now(),
        }
        return self._write({"forward_origin": origin, **visitor_text(text)})

    def _store(self, name: str, mime_type: str, content: bytes, folder: str) -> Any:  # noqa: ANN401
        return self._world.files.add(Upload(name, mime_type, content), folder)

    def press(
        self,
        message: Json | int,
        *,
        label: str | None = None,
        row: int = 0,
        column: int = 0,
        to: Group | None = None,
    ) -> Query:
        """Press a button under a message as it is now.

        Args:
            message: The message, or its id.
            label: What the button says; without it the position counts.
            row: Counted from 0.
            column: Counted from 0.
            to: The group that holds the message.

        Raises:
            NoSuchButton: There is no such button, or it does not ask the bot.
        """
        message_id = message if isinstance(message, int) else message["message_id"]
        chat = self._chat(to)
        rows = chat.messages.get(message_id, {}).get("reply_markup", {}).get("inline_keyboard", [])
        if label is not None:
            found = [button for each in rows for button in each if button["text"] == label]
        else:
            found = [rows[row][column]] if row < len(rows) and column < len(rows[row]) else []
        if not found or "callback_data" not in found[0]:
            shown = [[button["text"] for button in each] for each in rows]
            complaint = f"message {message_id} shows {shown}"
            raise NoSuchButton(complaint)
        return self.press_data(message_id, found[0]["callback_data"], to=to)

    def press_data(self, message_id: int, data: str, *, to: Group | None = None) -> Query:
        """Send any callback data, as an old or a forged app may; the message need not have it."""
        chat = self._chat(to)
        query = self._world.new_query(self.id, chat.id, message_id)
        message = chat.messages.get(message_id)
        if message is None:
            message = {"chat": chat.as_json(), "message_id": message_id, "date": 0}
        update: Json = {
            "id": query.id,
            "from": self.person,
            "message": message,
            "chat_instance": str(10**18 + abs(chat.id)),
            "data": data,
        }
        self._world.updates.add("callback_query", update, chat.id)
        return query

    def ask_inline(self, text: str, offset: str = "") -> Query:
        """Type "@bot *text*" in some chat."""
        query = self._world.new_query(self.id, None, None)
        update: Json = {
            "id": query.id,
            "from": self.person,
            "query": text,
            "offset": offset,
            "chat_type": "sender",
        }
        if self._world.options.has_inline_mode:
            self._world.updates.add("inline_query", update, self.id)
        return query

    def block(self) -> None:
        """Block the bot."""
        change_blocked(self._world, self.chat, is_blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        change_blocked(self._world, self.chat, is_blocked=False)

    def deactivate(self) -> None:
        """Delete the account; the bot is not told."""
        self.chat.person.is_deactivated = True

    def speak(self, language_code: str | None) -> None:
        """Let the app report another language from now on."""
        self.chat.person.language_code = language_code

    def _chat(self, group: Group | None) -> Chat:
        return self.chat if group is None else group.chat

    def _write(
        self,
        fields: Json,
        to: Group | None = None,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Json:
        chat = self._chat(to)
        if to is None and self.chat.is_blocked:
            complaint = "whoever blocked the bot has to unblock it before writing"
            raise ValueError(complaint)
        self.chat.is_met |= to is None
        answered = None if reply_to is None else chat.messages[reply_to]
        message = new_message(
            self._world, chat, self.person, fields, thread_id=thread_id, reply_to=answered
        )
        self._tell("message", chat, message)
        return message

    def _tell(self, kind: str, chat: Chat, message: Json) -> None:
        if not isinstance(chat, GroupChat) or is_heard(self._world, chat, message):
            self._world.updates.add(kind, message, chat.id)


def _caption(caption: str) -> Json:
    settled = settle_caption(FormattedText(caption, []))
    if not settled.text:
        return {}
    fields: Json = {"caption": settled.text}
    if settled.entities:
        fields["caption_entities"] = to_wire(settled.entities)
    return fields
