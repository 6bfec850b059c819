"""The methods about the bot itself: its names, descriptions and commands."""

from typing import Final

from bot.emulator.chats import Json
from bot.emulator.errors import bad_request
from bot.emulator.parameters import Parameters
from bot.emulator.profile import Field, read_commands, read_language, read_scope
from bot.emulator.world import World

_JPEG: Final = b"\xff\xd8"  # how such a file begins


def get_me(world: World, _: Parameters) -> Json:
    """Tell who the bot is."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.options.privacy_mode,
        "supports_inline_queries": world.options.has_inline_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set the menu for a scope and a language."""
    commands = read_commands(parameters)
    world.profile.set_commands(read_scope(parameters), read_language(parameters), commands)
    return True


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove the menu of a scope and a language."""
    world.profile.set_commands(read_scope(parameters), read_language(parameters), [])
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return world.profile.commands(read_scope(parameters), read_language(parameters))


def set_my_name(world: World, parameters: Parameters) -> bool:
    """Set the bot's name."""
    return _set(world, parameters, "name")


def get_my_name(world: World, parameters: Parameters) -> Json:
    """Return the bot's name as an app in that language shows it."""
    return _get(world, parameters, "name")


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Set what an empty chat shows."""
    return _set(world, parameters, "description")


def get_my_description(world: World, parameters: Parameters) -> Json:
    """Return what an empty chat shows in that language."""
    return _get(world, parameters, "description")


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Set what the profile page shows."""
    return _set(world, parameters, "short_description")


def get_my_short_description(world: World, parameters: Parameters) -> Json:
    """Return what the profile page shows in that language."""
    return _get(world, parameters, "short_description")


def set_my_profile_photo(world: World, parameters: Parameters) -> bool:
    """Set the bot's picture; of the kinds that Telegram takes, the emulator knows static ones."""
    photo = parameters.json_object(
        "photo",
        unparsed="can't parse input profile photo JSON object",
        unexpected="object expected as input profile photo",
    )
    if photo is None or photo.get("type") != "static":
        message = "invalid profile photo type specified"
        raise bad_request(message)
    inner = Parameters(photo, parameters.uploads)
    stored = world.files.sent(inner, "photo", str(photo.get("photo", "")), "photos")
    if not stored.content.startswith(_JPEG):
        message = "IMAGE_PROCESS_FAILED"
        raise bad_request(message)
    world.profile.photo = stored
    return True


def get_user_profile_photos(world: World, parameters: Parameters) -> Json:
    """Return the pictures of the bot; nobody else has any."""
    photo = world.profile.photo
    if parameters.integer("user_id") != world.bot_id or photo is None:
        return {"total_count": 0, "photos": []}
    return {"total_count": 1, "photos": [photo.as_photo()]}


def _set(world: World, parameters: Parameters, field: Field) -> bool:
    world.profile.set_text(field, parameters.text(field), read_language(parameters))
    return True


def _get(world: World, parameters: Parameters, field: Field) -> Json:
    return {field: world.profile.text(field, read_language(parameters))}
