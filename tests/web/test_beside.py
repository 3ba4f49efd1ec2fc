"""Documents are made beside the room: the real server goes on answering while one is drawn."""

import re
import threading
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar


def signed_in(server):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{server.url}/login", timeout=20).read().decode()
    first = (server.instance / "first-log-ins.txt").read_text(encoding="utf-8").splitlines()[0]
    login, _, password = first.partition(": ")[2].partition(" / ")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    form = urllib.parse.urlencode({"csrf_token": token, "login": login, "password": password})
    browser.open(f"{server.url}/login", form.encode(), timeout=20)
    return browser


def test_the_room_is_answered_while_a_document_is_drawn(server):
    browser = signed_in(server)
    made = []
    drawing = threading.Thread(
        target=lambda: made.append(browser.open(f"{server.url}/w/1/download/docx", timeout=60).read()), daemon=True
    )
    drawing.start()
    answered = 0
    while drawing.is_alive():
        answered += server.is_up()
    drawing.join()
    assert made[0].startswith(b"PK")
    assert answered > 1
