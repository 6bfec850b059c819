"""What Telegram finds in a text by itself, and which links it accepts.

Found are addresses, e-mail addresses, mentions, hashtags and bot commands. Phone numbers, cashtags
and bank card numbers, which Telegram also marks, are left out: nothing here depends on them.
"""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bot.emulator.entities import Entity, utf16_offsets

# Every two-letter domain of a country that is in use, and the usual longer ones: without "http://"
# Telegram marks an address only when it ends in a known domain.
_COUNTRIES: Final = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs "
    "bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec "
    "ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy "
    "hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz "
    "la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx "
    "my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re "
    "ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th "
    "tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_GENERIC: Final = (
    "academy aero agency app art biz blog bot business cafe care center chat cloud club com "
    "company consulting coop design dev digital edu email events expert finance foundation gmbh "
    "gov group guide help host info int international jobs law legal life link live ltd media mil "
    "mobi museum name net network news ngo ninja online org page paris press pro quebec review "
    "school science services shop site social software solutions space store studio support swiss "
    "team tech technology tel ton tools training travel university vip website wiki work world "
    "xyz zone"
)
_KNOWN_DOMAINS: Final = frozenset((_COUNTRIES + " " + _GENERIC).split())

_PREFILTER: Final = re.compile(r"[./@#]")
_COMMAND: Final = re.compile(
    r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w@/<>])", re.UNICODE
)
_MENTION: Final = re.compile(r"(?<!\w)@([A-Za-z0-9_]{4,32})(?!\w)", re.UNICODE)
_HASHTAG: Final = re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?![\w#])", re.UNICODE)
_URL: Final = re.compile(
    r"(?<![\w/#@])"
    r"(?P<scheme>(?:https?|ftp|tonsite)://)?"
    r"(?P<host>[\w~-]+(?:\.[\w~-]+)+)"
    r"(?P<port>:[0-9]{1,5}(?![0-9]))?"
    r"(?P<path>[/?#][^\s<>\"«»]*)?",
    re.IGNORECASE | re.UNICODE,
)
_EMAIL: Final = re.compile(
    r"(?<![\w.@+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    r"(?![\w@-])"
)
_IPV4: Final = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")
_LOOSE_ENDS: Final = ".:;,('?!`"
_LONGEST_LABEL: Final = 63
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


def find_entities(text: str) -> list[Entity]:
    """Return what Telegram marks in *text* by itself, in order and without overlaps."""
    if _PREFILTER.search(text) is None:
        return []
    spans: list[tuple[int, int, str]] = []
    for pattern, kind in ((_EMAIL, "email"), (_MENTION, "mention"), (_HASHTAG, "hashtag")):
        spans += [(*match.span(), kind) for match in pattern.finditer(text)]
    spans += [(*match.span(), "bot_command") for match in _COMMAND.finditer(text)]
    if "." in text:
        spans += _urls(text)
    offsets = utf16_offsets(text) if spans and not text.isascii() else None
    entities: list[Entity] = []
    covered_until = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= covered_until:
            covered_until = end
            first, last = (start, end) if offsets is None else (offsets[start], offsets[end])
            entities.append(Entity(first, last - first, kind))
    return entities


def _urls(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _URL.finditer(text):
        if not _is_host(match["host"], has_scheme=match["scheme"] is not None):
            continue
        begin, end = match.span()
        if match["path"] is not None:
            kept = _path_end(match["path"])
            # A lone "?" or "#" does not belong to the address; a "/" does.
            end = match.start("path") + (kept if kept > 1 or match["path"][0] == "/" else 0)
        found.append((begin, end, "url"))
    return found


def _is_host(host: str, *, has_scheme: bool) -> bool:
    labels = host.split(".")
    if any(len(label) > _LONGEST_LABEL or label.endswith("-") for label in labels):
        return False
    if _IPV4.fullmatch(host):
        return True
    last = labels[-1]
    if any("_" in label for label in labels[-2:]) or "-" in last or len(last) < 2:  # noqa: PLR2004 -- no domain has one letter
        return False
    if not any(character.isalpha() for character in host):
        return False
    return has_scheme or last.lower() in _KNOWN_DOMAINS


def _path_end(path: str) -> int:
    """Return how much of *path* belongs to the address: whole brackets, no closing stop."""
    balance = dict.fromkeys(_BRACKETS.values(), 0)
    end = len(path)
    for index, character in enumerate(path):
        if character in balance:
            balance[character] += 1
        elif character in _BRACKETS:
            balance[_BRACKETS[character]] -= 1
            if balance[_BRACKETS[character]] < 0:
                end = index
                break
    return len(path[:end].rstrip(_LOOSE_ENDS))


def linked_user_id(url: str) -> int | None:
    """Return the user whom a ``tg://user?id=...`` link mentions, or None for another link."""
    parts = urlsplit(url.lower()) if url[:3].lower() == "tg:" else None
    if parts is None or (parts.netloc or parts.path.strip("/")) != "user":
        return None
    identifiers = parse_qs(parts.query).get("id", [""])
    return int(identifiers[0]) if identifiers[0].isdecimal() else None


def checked_link(url: str) -> str | None:
    """Return *url* as Telegram stores it, or None for one that it does not take.

    A missing scheme becomes ``http``, a host is written small, an empty path becomes ``/``.
    """
    return None if link_complaint(url) else _normal_form(url)


def link_complaint(url: str) -> str | None:
    """Return why Telegram does not take *url* as a link, or None."""
    try:
        parts = urlsplit(url if _has_scheme(url) else f"http://{url}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme not in {"http", "https", "tg", "ton", "tonsite"}:
        return "Unsupported URL protocol"
    if any(character.isspace() for character in url) or not url.isprintable():
        return "Wrong HTTP URL"
    if parts.scheme in {"http", "https"} and "." not in host and ":" not in host:
        return "Wrong HTTP URL"
    return None


def _has_scheme(url: str) -> bool:
    return "://" in url.split("?", 1)[0] or url[:3].lower() == "tg:"


def _normal_form(url: str) -> str:
    if not _has_scheme(url):
        url = f"http://{url}"
    scheme, separator, rest = url.partition("://")
    if not separator:  # tg:resolve?... is written without slashes
        scheme, _, rest = url.partition(":")
    end = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    authority, path = rest[:end], rest[end:]
    user, at, host = authority.rpartition("@")
    if scheme.lower() in {"http", "https"} and not path.startswith("/"):
        path = "/" + path
    return f"{scheme.lower()}://{user}{at}{host.lower()}{path}"
