"""Headers on every answer, tokens in every form, cookies as the address demands."""

import pytest

from tests.web.test_routes import TABLE, send
from tests.web.world import csrf, make_world, post

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
SECURE = {"PUBLIC_URL": "https://workshop.example.org"}


@pytest.mark.parametrize(("method", "rule"), TABLE)
def test_every_route_has_its_headers(seen_world, method, rule):
    answer = send(seen_world, method, seen_world.url(rule), "anonymous")
    assert_headers(answer)


@pytest.mark.parametrize(
    "url",
    ["/nowhere", "/static/nowhere.js", "/w/99999", "/w/x", "/series/99999/seats", "/socket.io/", "/socket.io/?EIO=3"],
)
def test_errors_have_their_headers_too(seen_world, url):
    assert_headers(seen_world.client().get(url))


def test_a_crash_has_its_headers_too(fragile_world):
    fragile_world.product.tokens = None
    answer = fragile_world.client().get("/w/1")
    assert answer.status_code == 500
    assert_headers(answer)


def test_the_policy_lets_nothing_from_outside_in(seen_world):
    policy = seen_world.client().get("/").headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self' ws://localhost; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_a_host_nobody_listed_is_not_named_in_the_policy(seen_world):
    answer = seen_world.client().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.headers["Content-Security-Policy"]


def test_a_listed_host_may_open_its_socket(tmp_path):
    world = make_world(tmp_path, ORIGINS="http://hall.example:5000")
    policy = world.client().get("/", headers={"Host": "hall.example:5000"}).headers["Content-Security-Policy"]
    assert "ws://hall.example:5000" in policy


def test_pages_are_not_kept_and_hashed_files_are(seen_world):
    client = seen_world.client()
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert client.get("/static/nowhere-AB12CD34.js").headers["Cache-Control"] == "no-store"
    assert "immutable" in client.get(style_sheet(client)).headers["Cache-Control"]


# They take JSON alone, which no form can send.
FOR_PROGRAMS = ("/api/join", "/api/seat", "/api/seat/join", "/api/w/<int:workshop_id>/screen")


@pytest.mark.parametrize("rule", [rule for method, rule in TABLE if method == "POST" and rule not in FOR_PROGRAMS])
def test_a_form_without_its_token_changes_nothing(seen_world, rule):
    client = seen_world.audience("owner")
    answer = client.post(seen_world.url(rule), data={"title": "X"})
    assert answer.status_code == 400
    assert "zu lange offen" in answer.text


def test_an_expired_form_is_offered_again_with_what_was_typed(seen_world):
    answer = seen_world.audience("owner").post(
        "/series/new", data={"title": "Meine <Reihe>"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert 'name="title" value="Meine &lt;Reihe&gt;"' in answer.text


def test_a_password_is_never_written_back(seen_world):
    form = {"login": "owner", "password": "ganz geheim"}
    answer = seen_world.client().post("/login", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert "owner" in answer.text
    assert "ganz geheim" not in answer.text


@pytest.mark.parametrize("sender", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_foreign_form_is_not_offered_again(seen_world, sender):
    answer = seen_world.audience("owner").post("/series/new", data={"title": "Untergeschoben"}, headers=sender)
    assert "Untergeschoben" not in answer.text


def test_a_form_too_large_is_refused_in_words(seen_world):
    client = seen_world.audience("owner")
    answer = post(client, "/series/new", title="x" * 3_000_000)
    assert answer.status_code == 413
    assert "2 MB" in answer.text


def test_over_http_cookies_have_plain_names(seen_world):
    cookie = session_cookie(seen_world.client(), "http://localhost")
    assert cookie.startswith("session=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_tls_cookies_are_bound_to_this_host(tmp_path):
    cookie = session_cookie(make_world(tmp_path, **SECURE).client(), "https://workshop.example.org")
    assert cookie.startswith("__Host-session=") and "Secure" in cookie and "Path=/" in cookie
    assert "Domain" not in cookie


def test_behind_tls_forms_work_without_a_referrer(tmp_path):
    client, base = make_world(tmp_path, **SECURE).client(), "https://workshop.example.org"
    token = client.get("/", base_url=base).text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/", data={"csrf_token": token, "code": "AAAA-AAAA"}, base_url=base)
    assert answer.status_code == 404


def test_forwarded_lines_are_believed_only_from_counted_proxies(tmp_path, seen_world):
    lines = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "workshop.example.org", "X-Forwarded-For": "192.0.2.1"}
    behind = make_world(tmp_path, PROXY_HOPS="1", **SECURE)
    assert "wss://" in behind.client().get("/", headers=lines).headers["Content-Security-Policy"]
    assert "example.org" not in seen_world.client().get("/", headers=lines).headers["Content-Security-Policy"]


def assert_headers(answer):
    for name, value in EVERYWHERE.items():
        assert answer.headers.get(name) == value, name
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Permissions-Policy" in answer.headers


def session_cookie(client, base: str) -> str:
    answer = client.get("/", base_url=base)
    return next(line for line in answer.headers.getlist("Set-Cookie") if "session=" in line)


def style_sheet(client) -> str:
    return client.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]


def test_the_token_of_a_page_is_accepted(seen_world):
    client = seen_world.client()
    assert client.post("/language", data={"csrf_token": csrf(client), "language": "en"}).status_code == 302
