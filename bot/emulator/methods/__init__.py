"""The methods of the Bot API that the emulator has, by name."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bot.emulator.methods import answers, editing, groups, profile, sending
from bot.emulator.parameters import Parameters
from bot.emulator.world import World

Method: TypeAlias = Callable[[World, Parameters], Any]

# Those about updates and webhooks are in ``server``, since they wait.
METHODS: Final[Mapping[str, Method]] = {
    "answerCallbackQuery": answers.answer_callback_query,
    "answerInlineQuery": answers.answer_inline_query,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChat": groups.get_chat,
    "getChatAdministrators": groups.get_chat_administrators,
    "getChatMember": groups.get_chat_member,
    "getFile": sending.get_file,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyName": profile.get_my_name,
    "getMyShortDescription": profile.get_my_short_description,
    "getUserProfilePhotos": profile.get_user_profile_photos,
    "leaveChat": groups.leave_chat,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyName": profile.set_my_name,
    "setMyProfilePhoto": profile.set_my_profile_photo,
    "setMyShortDescription": profile.set_my_short_description,
}
