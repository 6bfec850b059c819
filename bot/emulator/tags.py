"""The HTML of messages: tags to entities, with Telegram's own complaints.

Decides what a tag means and which text is refused. Cleaning, trimming and the entities that
Telegram finds by itself are left to ``texts``.
"""

import re
from typing import Final, NamedTuple

from bot.emulator.entities import Entity, utf16_length
from bot.emulator.tag_meanings import (
    TYPES,
    argument_after,
    leading_integer,
    meaning,
    refused,
    without_language,
)

_SPACES: Final = " \t\r\n\v\0"
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_REFERENCE: Final = 10
_LAST_CODE_POINT: Final = 0x10FFFF
_TAG_NAME: Final = re.compile(rf"[^{_SPACES}>]*")
_ATTRIBUTE_NAME: Final = re.compile(rf"[^{_SPACES}=>/\"']*")
_NAME_TOKEN: Final = re.compile(r"[0-9A-Za-z.-]*")
_BLANKS: Final = re.compile(r"[ \t\r\n\v]*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN: Final = re.compile(r"[^<&]+")


class _Open(NamedTuple):
    tag: str
    argument: str
    unix_time: int
    offset: int
    text_begin: int  # in code points of the text so far


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """Return the text of *markup* and its entities.

    Raises:
        ApiError: 400 ``can't parse entities: ...``, with the byte offset that Telegram names.
    """
    return _Parser(markup).parse()


def _reference(text: str, position: int, end: int) -> tuple[str, int] | None:
    """Return the character that the reference at *position* means and where it ends, or None."""
    match = _REFERENCE.match(text, position, end)
    if match is None:
        return None
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        character = _NAMED.get(name)
        return None if character is None else (character, match.end())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    length = match.end() - position - text[position : match.end()].count(";")
    if not 0 < code < _LAST_CODE_POINT or length >= _LONGEST_REFERENCE:
        return None
    return chr(code), match.end()


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.position = 0
        self.parts: list[str] = []
        self.characters = 0
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        markup, end = self.markup, len(self.markup)
        while self.position < end:
            plain = _PLAIN.match(markup, self.position)
            if plain is not None:
                self._add(plain.group())
                self.position = plain.end()
            elif markup[self.position] == "&":
                self._read_ampersand()
            elif markup.startswith("</", self.position):
                self._read_end_tag()
            else:
                self._read_start_tag()
        if self.open:
            tag = self.open[-1].tag
            complaint = f'Can\'t find end tag corresponding to start tag "{tag}"'
            raise refused(complaint)
        text = "".join(self.parts)
        if not text.isascii() and _SURROGATE.search(text):
            complaint = (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
            raise refused(complaint)
        return text, [without_language(entity) for entity in self.entities]

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.characters += len(text)
        self.offset += len(text) if text.isascii() else utf16_length(text)

    def _read_ampersand(self) -> None:
        found = _reference(self.markup, self.position, len(self.markup))
        if found is None:
            self._add("&")
            self.position += 1
        else:
            self._add(found[0])
            self.position = found[1]

    def _byte(self, position: int) -> int:
        return len(self.markup[:position].encode("utf-8", "surrogatepass"))

    def _at(self, position: int) -> str:
        """Return the character at *position*; past the end there is a NUL, as in C."""
        return self.markup[position] if position < len(self.markup) else "\0"

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.markup, self.position)
        taken = match.group() if match else ""
        self.position += len(taken)
        return taken

    def _read_start_tag(self) -> None:
        begin = self.position
        self.position += 1
        tag = self._take(_TAG_NAME).lower()
        if self._at(self.position) == "\0":
            complaint = f"Unclosed start tag at byte offset {self._byte(begin)}"
            raise refused(complaint)
        if tag not in TYPES:
            complaint = f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}'
            raise refused(complaint)
        argument, unix_time = "", 0
        for name, value in self._attributes(tag, begin):
            if tag == "tg-time" and name == "unix":
                unix_time = leading_integer(value)
            else:
                argument = argument_after(tag, name, value, argument)
        if tag == "span" and argument != "spoiler":
            complaint = (
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
            raise refused(complaint)
        self.open.append(_Open(tag, argument, unix_time, self.offset, self.characters))

    def _attributes(self, tag: str, begin: int) -> list[tuple[str, str | None]]:
        """Read up to and with ">"; an attribute without a value has None."""
        attributes: list[tuple[str, str | None]] = []
        while True:
            self._take(_BLANKS)
            if self._at(self.position) == ">":
                self.position += 1
                return attributes
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                complaint = (
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
                raise refused(complaint)
            self._take(_BLANKS)
            if self._at(self.position) == "=":
                self.position += 1
                self._take(_BLANKS)
                self._check_open(begin, tag)
                attributes.append((name, self._attribute_value()))
                self._check_open(begin)
            else:
                self._check_open(begin, tag)
                attributes.append((name, None))

    def _check_open(self, begin: int, tag: str | None = None) -> None:
        if self._at(self.position) == "\0":
            named = "" if tag is None else f' "{tag}"'
            complaint = f"Unclosed start tag{named} at byte offset {self._byte(begin)}"
            raise refused(complaint)

    def _attribute_value(self) -> str:
        begin = self.position
        quote = self._at(begin)
        if quote not in "\"'":
            token = self._take(_NAME_TOKEN).lower()
            if self._at(self.position) not in _SPACES + ">":
                complaint = f"Unexpected end of name token at byte offset {self._byte(begin)}"
                raise refused(complaint)
            return token
        end = self.markup.find(quote, begin + 1)
        if end < 0:
            self.position = len(self.markup)
            return ""
        self.position = end + 1
        return self._unescaped(begin + 1, end)

    def _unescaped(self, position: int, end: int) -> str:
        if "&" not in self.markup[position:end]:
            return self.markup[position:end]
        parts = []
        while position < end:
            found = _reference(self.markup, position, end)
            parts.append(found[0] if found else self.markup[position])
            position = found[1] if found else position + 1
        return "".join(parts)

    def _read_end_tag(self) -> None:
        begin = self.position
        if not self.open:
            complaint = f"Unexpected end tag at byte offset {self._byte(begin)}"
            raise refused(complaint)
        self.position += 2
        name = self._take(_TAG_NAME).lower()
        self._take(_BLANKS)
        if self._at(self.position) != ">":
            complaint = f"Unclosed end tag at byte offset {self._byte(begin)}"
            raise refused(complaint)
        self.position += 1
        tag = self.open[-1].tag
        if name not in {"", tag}:
            complaint = (
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag}>", found "</{name}>"'
            )
            raise refused(complaint)
        self._close(self.open.pop())

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        if length <= 0:
            return
        if opened.tag in {"pre", "code"} and self._is_joined(opened, length):
            return
        kind, extra = meaning(opened.tag, opened.argument or self._inner(opened), opened.unix_time)
        if kind is not None:
            self.entities.append(Entity(opened.offset, length, kind, extra))

    def _inner(self, opened: _Open) -> str:
        if opened.tag != "a":
            return ""
        return "".join(self.parts)[opened.text_begin :]

    def _is_joined(self, opened: _Open, length: int) -> bool:
        """Make ``<pre><code class="language-x">`` over the same text one entity."""
        if not self.entities:
            return False
        last = self.entities[-1]
        if (last.offset, last.length) != (opened.offset, length):
            return False
        if opened.tag == "pre" and last.type == "code" and last.extra:
            self.entities[-1] = last._replace(type="pre")
            return True
        if opened.tag == "code" and last.type == "pre" and opened.argument:
            self.entities[-1] = last._replace(extra={"language": opened.argument})
            return True
        return False
