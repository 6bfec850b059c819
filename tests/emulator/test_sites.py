"""Which sites reach the visitors' side: this one, on this machine, and no other."""

import aiohttp
import pytest

from bot.emulator import Emulator

from .page import Page


@pytest.fixture
async def page(emulator: Emulator, session: aiohttp.ClientSession) -> Page:
    """A page whose person speaks French."""
    opened = Page(emulator, session)
    await opened.enter(language_code="fr", first_name="Alex")
    return opened


async def test_the_page_itself_is_served(
    emulator: Emulator, session: aiohttp.ClientSession
) -> None:
    """With the rule that nothing from elsewhere runs in it."""
    async with session.get(f"{emulator.url}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    async with session.get(f"{emulator.url}/web/main.js") as response:
        assert response.status == 200
    async with session.get(f"{emulator.url}/web/../server.py") as response:
        assert response.status == 404


SITES = ["/", "/web/main.js", "/chat/visitors", "/chat/x", "/calendar"]


@pytest.mark.parametrize("path", SITES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost.evil.example:80"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "10.0.0.1:8080"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "null"},
    ],
)
async def test_other_sites_are_refused(
    emulator: Emulator, session: aiohttp.ClientSession, path: str, headers: dict[str, str]
) -> None:
    """A page elsewhere reaches nothing, even with a name that resolves to this machine."""
    for method in ("GET", "POST"):
        call = session.request(method, emulator.url + path, headers=headers, json={})
        async with call as response:
            assert response.status == 403
            assert "error" in await response.json()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "strange"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_picture_in_another_page_calls_nothing(
    emulator: Emulator, session: aiohttp.ClientSession, site: str, method: str
) -> None:
    """A browser names no origin for it, and says only that another site asked."""
    anna = emulator.visitor("Anna")
    call = f"/bot{emulator.token}/sendMessage?chat_id={anna.id}&text=false"
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    for path in (call, f"/file/bot{emulator.token}/x", *SITES):
        async with session.request(method, emulator.url + path, headers=headers) as response:
            assert response.status == 403
    assert anna.bot_messages == []
    assert emulator.calls() == []


@pytest.mark.parametrize("site", ["none", "same-origin"])
async def test_who_opens_the_page_by_hand_is_let_in(
    emulator: Emulator, session: aiohttp.ClientSession, site: str
) -> None:
    """Typed into the browser, or asked for by the page itself."""
    for path in ("/", "/web/main.js", f"/bot{emulator.token}/getMe"):
        headers = {"Sec-Fetch-Site": site}
        async with session.get(emulator.url + path, headers=headers) as response:
            assert response.status == 200


async def test_this_site_is_let_in(emulator: Emulator, session: aiohttp.ClientSession) -> None:
    """By each of its names."""
    port = emulator.url.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "localhost"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with session.get(f"{emulator.url}/", headers=headers) as response:
            assert response.status == 200


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
    ],
)
async def test_a_body_must_be_json(page: Page, body: bytes, content_type: str, status: int) -> None:
    """What another site can send unasked is refused."""
    headers = {"Content-Type": content_type}
    url = f"{page.base}{page.path}/messages"
    async with page.session.post(url, data=body, headers=headers) as response:
        assert response.status == status
