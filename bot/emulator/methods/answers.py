"""The methods that answer a press on a button, or an inline query."""

from typing import Any, Final

from bot.emulator.chats import Json
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.keyboards import check_buttons, read_markup
from bot.emulator.messages import read_text
from bot.emulator.parameters import Parameters
from bot.emulator.texts import settle_message
from bot.emulator.world import Query, World

MAX_ANSWER_TEXT: Final = 200
MAX_RESULTS: Final = 50
MAX_RESULT_ID_BYTES: Final = 64
MAX_NEXT_OFFSET_BYTES: Final = 64
_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


def _query(world: World, query_id: str) -> Query:
    query = world.queries.get(query_id)
    if query is None or world.is_expired(query):
        raise bad_request(_TOO_OLD)
    return query


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """End the spinner of a pressed button. A second answer is accepted too."""
    query = _query(world, parameters.text("callback_query_id"))
    text = parameters.text("text")
    if query.chat_id is None:
        raise bad_request(_TOO_OLD)
    if len(text) > MAX_ANSWER_TEXT:
        message = "MESSAGE_TOO_LONG"
        raise bad_request(message)
    show_alert = parameters.flag("show_alert")
    query.answer = {"text": text or None, "show_alert": show_alert}
    if parameters.text("url"):
        query.answer["url"] = parameters.text("url")
    world.tell(
        query.chat_id,
        {
            "type": "callback_answer",
            "message_id": query.message_id,
            "text": text or None,
            "show_alert": show_alert,
        },
    )
    return True


def answer_inline_query(world: World, parameters: Parameters) -> bool:
    """Answer an inline query; of the kinds of results the emulator knows articles."""
    results = parameters.json("results", "can't parse inline query results JSON object")
    if not isinstance(results, list):
        message = "expected an Array of inline query results"
        raise bad_request(message)
    if len(results) > MAX_RESULTS:
        message = "too many inline query results specified"
        raise bad_request(message)
    for result in results:
        _check_result(world, result)
    identifiers = [str(result["id"]) for result in results]
    if len(set(identifiers)) < len(identifiers):
        message = "RESULT_ID_DUPLICATE"
        raise bad_request(message)
    if len(parameters.text("next_offset").encode()) > MAX_NEXT_OFFSET_BYTES:
        message = "NEXT_OFFSET_INVALID"
        raise bad_request(message)
    query = _query(world, parameters.text("inline_query_id"))
    query.answer = {
        "results": results,
        "cache_time": min(max(parameters.integer("cache_time", 300), 0), 86_400),
        "is_personal": parameters.flag("is_personal"),
        "next_offset": parameters.text("next_offset"),
        "button": parameters.json("button", "can't parse inline query results button JSON object"),
    }
    world.signal.notify()
    return True


def _refused(complaint: str) -> ApiError:
    return bad_request(f"can't parse inline query result: {complaint}")


def _check_result(world: World, result: Any) -> None:  # noqa: ANN401 -- any JSON value
    if not isinstance(result, dict):
        complaint = "Inline query result must be an object"
        raise _refused(complaint)
    kind = str(result.get("type", "")).lower()
    if kind != "article":
        complaint = f'type "{kind}" is unsupported for the inline query result'
        raise _refused(complaint)
    for name in ("id", "title"):
        if not isinstance(result.get(name), str):
            complaint = f'Can\'t find field "{name}"'
            raise _refused(complaint)
    if not 1 <= len(result["id"].encode()) <= MAX_RESULT_ID_BYTES:
        message = "RESULT_ID_INVALID"
        raise bad_request(message)
    _check_content(world, result)


def _check_content(world: World, result: Json) -> None:
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        complaint = "Input message content is not specified"
        raise _refused(complaint)
    words = {**content, "text": content.get("message_text", "")}
    settle_message(read_text(world, Parameters(words)))
    check_buttons(read_markup(Parameters(result)))
