"""Bots as processes of their own, forked in no time from one that has everything loaded.

They run what ``optout-bot run`` runs, with a matcher that is there at once. This module is loaded
by the server that they are forked from (see multiprocessing, "forkserver"), and by the tests.
"""

import asyncio
import functools
import multiprocessing
import os
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TypeAlias
from unittest.mock import patch

from bot import app, knowledge
from bot.adapters.texts import FluentTexts
from bot.cli.console import log_to_stderr
from bot.frontends import aiogram, ptb
from bot.resources import folder
from bot.settings import Settings
from tests.contract.conftest import Table

Process: TypeAlias = ForkServerProcess
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])
_LIBRARIES = (aiogram, ptb)  # loaded before anybody asks for them
_KNOWN = knowledge.load()
_TEXTS = functools.cache(FluentTexts)
_TEXTS(folder("locales"))


def start(log: Path, **settings: str) -> Process:
    """Start a bot.

    Args:
        log: The file that it writes to.
        settings: Its environment, without the prefix.
    """
    process = _CONTEXT.Process(target=_run, args=(log, settings))
    process.start()
    return process


def _run(log: Path, settings: Mapping[str, str]) -> None:
    with log.open("wb") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    os.environ.update({f"OPTOUT_{name}": value for name, value in settings.items()})
    for name, ours in (("load_matcher", Table), ("FluentTexts", _TEXTS)):
        patch.object(app, name, ours).start()
    patch.object(knowledge, "load", lambda: _KNOWN).start()
    log_to_stderr("INFO")
    asyncio.run(app.run(Settings.load()))
