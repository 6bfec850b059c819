"""How aiogram's calls travel: each as one JSON body, where its own session fills in a form.

A form is encoded sign by sign in Python, which costs as much as the rest of a call.
"""

import json
from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile, TelegramObject
from aiohttp import ClientError, ClientTimeout

_JSON: Final = {"Content-Type": "application/json"}


class JsonSession(AiohttpSession):
    """Sends calls without files as JSON; one with a file goes as aiogram sends it."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # as aiogram has it
    ) -> TelegramType:
        """Make a call and return its result; see AiohttpSession."""
        files: dict[str, InputFile] = {}
        body: dict[str, object] = {}
        for name, value in method:
            if prepared := self.prepare_value(_bare(value), bot, files, _dumps_json=False):
                body[name] = prepared
        if files:
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        seconds = self.timeout if timeout is None else timeout
        try:
            async with session.post(
                self.api.api_url(bot.token, method.__api_method__),
                data=json.dumps(body).encode(),
                headers=_JSON,
                timeout=ClientTimeout(total=seconds),
            ) as response:
                content = await response.text()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        checked = self.check_response(bot, method, response.status, content)
        return cast("TelegramType", checked.result)


def _bare(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    """Return *value* as a plain one, without the many fields of an object that say nothing."""
    if isinstance(value, TelegramObject):
        return value.model_dump(exclude_none=True, warnings=False)
    return value
