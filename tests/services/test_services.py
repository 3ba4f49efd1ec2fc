"""The services themselves: what other tests stand on must do what it says."""

import time

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import create_engine, text

from tests.services.ports import free_port
from tests.services.proxy import Faults, Proxy


def test_every_test_gets_todays_tables_without_rows(database_url):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM contribution")).scalar() == 0
    engine.dispose()


def test_a_browser_draws_a_page(browser):
    page = browser.new_page()
    page.set_content("<h1>Guten Tag</h1>")
    assert page.inner_text("h1") == "Guten Tag"
    page.close()


@pytest.fixture
def line():
    """An echo server behind a proxy, on a loop of the proxy's own."""
    port = free_port()
    proxy = Proxy(port)
    runner = proxy.call(start_echo(port))
    yield proxy
    proxy.call(runner.cleanup())
    proxy.close()


async def start_echo(port: int) -> web.AppRunner:
    async def echo(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            await socket.send_str(message.data)
        return socket

    app = web.Application()
    app.router.add_get("/", echo)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def talk(proxy: Proxy, *texts: str, patience: float = 1.0) -> list[str]:
    """Say all at once and return what came back until it was quiet."""
    heard: list[str] = []
    async with aiohttp.ClientSession() as client, client.ws_connect(proxy.url) as socket:
        for text in texts:
            await socket.send_str(text)
        while True:
            try:
                heard.append((await socket.receive(timeout=patience)).data)
            except TimeoutError:
                return heard


def test_a_good_line_changes_nothing(line):
    assert line.call(talk(line, "42a", "42b" * 40_000)) == ["42a", "42b" * 40_000]


def test_a_line_can_double_events_and_nothing_else(line):
    line.up = Faults(double=1.0)
    assert line.call(talk(line, "42a", "2")) == ["42a", "42a", "2"]


def test_a_line_can_let_later_messages_pass(line):
    line.up = Faults(swap=1.0)
    assert line.call(talk(line, "42a", "2")) == ["2", "42a"]


def test_a_line_can_swallow_everything(line):
    line.call(drop_after_handshake(line))


async def drop_after_handshake(line: Proxy) -> None:
    async with aiohttp.ClientSession() as client, client.ws_connect(line.url) as socket:
        line.up.drop = True
        await socket.send_str("42a")
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.5)


def test_a_line_can_be_slow(line):
    line.up = Faults(rate=10_000)
    start = time.monotonic()
    line.call(talk(line, "42" + "x" * 5_000, patience=2.0))
    assert time.monotonic() - start > 0.4


def test_a_cut_line_refuses_until_it_is_restored(line):
    line.cut()
    with pytest.raises(aiohttp.ClientError):
        line.call(talk(line, "42a"))
    line.restore()
    assert line.call(talk(line, "42a")) == ["42a"]
