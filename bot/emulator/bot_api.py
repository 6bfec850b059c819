"""The Bot API over HTTP: reads a request, lets a method answer it, and writes the answer."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.core.ports import Clock
from bot.emulator.chats import Json
from bot.emulator.errors import ApiError, bad_request, conflict
from bot.emulator.faults import Fault, Faults
from bot.emulator.files import MAX_UPLOAD_BYTES
from bot.emulator.methods import METHODS
from bot.emulator.parameters import Parameters, Upload
from bot.emulator.recorder import Call, Recorder, recorded
from bot.emulator.webhook import WebhookDelivery, read_webhook
from bot.emulator.world import World

_LONGEST_TOKEN: Final = 80
_SYNCHRONOUS: Final = {name.lower(): (name, method) for name, method in METHODS.items()}
_WAITING: Final = {
    name.lower(): name for name in ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
}


class BotApi:
    """Answers a bot.

    Args:
        world: What the methods act on.
        clock: Dates the recorded requests.
        recorder: Where requests are noted.
        faults: What goes wrong.

    Attributes:
        under_way: How many requests are being answered, those for updates left out.
    """

    def __init__(self, world: World, clock: Clock, recorder: Recorder, faults: Faults) -> None:
        self.world = world
        self.webhook = WebhookDelivery(world, self.execute)
        self.under_way = 0
        self._clock = clock
        self._recorder = recorder
        self._faults = faults

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer ``/bot<token>/<method>``."""
        token, _, method = unquote(request.path).removeprefix("/bot").partition("/")
        try:
            self._check_token(token)
            parameters = await _read(request)
        except ApiError as error:
            return _response(error.body(), error.code)
        name = method.lower()
        fault = self._faults.next_for(name)
        if name == "getupdates":
            return await self._respond(request, name, parameters, fault)
        self.under_way += 1
        try:
            return await self._respond(request, name, parameters, fault)
        finally:
            self.under_way -= 1
            self.world.signal.notify()

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Answer ``/file/bot<token>/<path>``."""
        rest = unquote(request.path).removeprefix("/file/bot")
        token, _, path = rest.partition("/")
        try:
            self._check_token(token)
        except ApiError as error:
            return _response(error.body(), error.code)
        stored = self.world.files.at(path)
        if stored is None:
            return _response(ApiError(404, "Not Found").body(), 404)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def execute(self, method: str, parameters: Parameters) -> Any:  # noqa: ANN401 -- any JSON value
        """Carry out a method that came from a webhook; note it as any other.

        Raises:
            ApiError: It failed.
        """
        answer = self._answer(method, parameters)
        self._note(method, parameters, answer)
        if not answer["ok"]:
            raise ApiError(answer["error_code"], answer["description"], answer.get("parameters"))
        return answer["result"]

    def _check_token(self, token: str) -> None:
        if token == self.world.token:
            return
        identifier, colon, _ = token.partition(":")
        malformed = (
            not colon
            or token.startswith("0")
            or len(token) > _LONGEST_TOKEN
            or not identifier.isdecimal()
        )
        raise ApiError(
            401, "Unauthorized: invalid token specified" if malformed else "Unauthorized"
        )

    async def _respond(
        self, request: web.Request, name: str, parameters: Parameters, fault: Fault | None
    ) -> web.StreamResponse:
        if fault is None:
            answer = await self._perform(name, parameters)
            self._note(name, parameters, answer)
            return _response(answer, answer.get("error_code", 200))
        is_lost = fault.error or fault.html_status or fault.is_cut
        answer = {}
        if fault.is_carried_out or not is_lost:
            answer = await self._perform(name, parameters)
        if fault.delay_seconds:
            await self.world.options.sleep(fault.delay_seconds)
        if fault.error is not None:
            answer = fault.error.body()
        self._note(name, parameters, None if fault.is_cut or fault.html_status else answer)
        if fault.is_cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.html_status is not None:
            return web.Response(text=fault.html, status=fault.html_status, content_type="text/html")
        return _response(answer, answer.get("error_code", 200))

    def _note(self, name: str, parameters: Parameters, answer: Json | None) -> None:
        if self._recorder.is_on and name != "getupdates":
            known = _SYNCHRONOUS.get(name)
            spelled = known[0] if known else _WAITING.get(name, name)
            at: datetime = self._clock.now()
            self._recorder.add(Call(spelled, recorded(parameters), at, answer))

    async def _perform(self, name: str, parameters: Parameters) -> Json:
        """Return the JSON body that answers a call."""
        if name not in _WAITING:
            return self._answer(name, parameters)
        try:
            match name:
                case "getupdates":
                    return {"ok": True, "result": await self._get_updates(parameters)}
                case "getwebhookinfo":
                    return {"ok": True, "result": self._webhook_info()}
                case _:
                    is_set = name == "setwebhook"
                    description = await self._change_webhook(parameters, is_set=is_set)
                    return {"ok": True, "result": True, "description": description}
        except ApiError as error:
            return error.body()

    def _answer(self, name: str, parameters: Parameters) -> Json:
        known = _SYNCHRONOUS.get(name)
        if known is None:
            return ApiError(404, "Not Found: method not found").body()
        try:
            return {"ok": True, "result": known[1](self.world, parameters)}
        except ApiError as error:
            return error.body()

    async def _get_updates(self, parameters: Parameters) -> list[Json]:
        if self.webhook.webhook is not None:
            message = (
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
            raise conflict(message)
        self._allow(parameters)
        return await self.world.updates.get(
            parameters.integer("offset"),
            parameters.integer("limit", 100),
            parameters.integer("timeout"),
        )

    def _allow(self, parameters: Parameters) -> None:
        types = parameters.json("allowed_updates", "can't parse allowed_updates JSON object")
        if types is not None and not isinstance(types, list):
            message = "expected an Array of String"
            raise bad_request(message)
        self.world.updates.allow(types)

    async def _change_webhook(self, parameters: Parameters, *, is_set: bool) -> str:
        """Set or delete the webhook; return Telegram's words for what happened."""
        local_mode = self.world.options.local_mode
        wanted = read_webhook(parameters, local_mode=local_mode) if is_set else None
        before = self.webhook.webhook
        is_dropping = parameters.flag("drop_pending_updates")
        if wanted is not None:
            self._allow(parameters)
            self.world.updates.end_poll(conflict("terminated by setWebhook request"))
        if is_dropping:
            self.world.updates.clear()
        elif wanted == before:
            return "Webhook is already set" if wanted else "Webhook is already deleted"
        await self.webhook.set(wanted)
        if wanted is not None:
            return "Webhook was set"
        return "Webhook was deleted" if before else "Webhook is already deleted"

    def _webhook_info(self) -> Json:
        info = self.webhook.info()
        allowed = self.world.updates.chosen_types
        return info | ({"allowed_updates": allowed} if allowed else {})


def _response(body: Json, status: int) -> web.Response:
    headers = {}
    retry_after = body.get("parameters", {}).get("retry_after")
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return web.Response(
        body=json.dumps(body, separators=(",", ":")).encode(),
        status=status,
        headers=headers,
        content_type="application/json",
    )


async def _read(request: web.Request) -> Parameters:
    """Read the parameters of *request* from its query and its body.

    Raises:
        ApiError: 400 for a broken body, 413 for a huge one.
    """
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.can_read_body:
        return Parameters(values)
    try:
        match request.content_type:
            case "application/json":
                body = json.loads(await request.read())
                if not isinstance(body, dict):
                    raise _broken_body()
                return Parameters(values | body)
            case "multipart/form-data":
                return await _read_multipart(request, values)
            case _:
                text = (await request.read()).decode()
                pairs = parse_qsl(text, keep_blank_values=True)
                return Parameters(values | dict(pairs))
    except ValueError:
        raise _broken_body() from None
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None


def _broken_body() -> ApiError:
    return ApiError(400, "Bad Request: can't parse the request's body")


async def _read_multipart(request: web.Request, values: Mapping[str, Any]) -> Parameters:
    fields: dict[str, Any] = dict(values)
    uploads = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = value.file.read()
            value.file.close()
            uploads[name] = Upload(value.filename, value.content_type, content)
        else:
            fields[name] = value
    if sum(len(upload.content) for upload in uploads.values()) > MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return Parameters(fields, uploads)
