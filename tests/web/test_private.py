"""A seat's personal link stands where the roster is prepared, and on nothing that anybody else or the room sees."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from tests.web.test_routes import TABLE
from tests.web.world import AUDIENCES
from workshop.web.downloads import KINDS

# Where those who prepare find the links; who may open these stands in the table of routes.
ROSTER = tuple(f"/series/<int:series_id>/seats{place}" for place in ("", "/<int:seat_id>", "/cards", "/letters"))
PAGES = [rule for method, rule in TABLE if method == "GET" and rule not in ROSTER and "<name>" not in rule]


@pytest.fixture(scope="module")
def secret(seen_world) -> list[str]:
    """What is in every personal link, and the proofs of these seats."""
    links = [seen_world.product.tokens.seat_link(seat, 1) for seat in (seen_world.seat, seen_world.seat + 1)]
    return ["/seat#", *(link.split(".")[1] for link in links)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_page_but_the_roster_holds_one(seen_world, secret, audience):
    client = seen_world.audience(audience)
    for rule in PAGES:
        told = client.get(seen_world.url(rule), follow_redirects=True).get_data().decode(errors="replace")
        assert not [one for one in secret if one in told], rule


def test_the_roster_does(seen_world, secret):
    page = seen_world.audience("owner").get(seen_world.url(ROSTER[1])).text
    assert secret[0] in page and secret[1] in page


@pytest.mark.parametrize("kind", KINDS)
def test_no_download_holds_one(seen_world, secret, kind):
    answer = seen_world.audience("owner").get(f"/w/{seen_world.workshop}/download/{kind}")
    assert answer.status_code == 200
    told = readable(answer.data)
    assert "Integration" in told
    assert not [one for one in secret if one in told]


def readable(data: bytes) -> str:
    """Return all text of a file, unpacked."""
    if data.startswith(b"%PDF-"):
        return "".join(page.extract_text() + str(page.get("/Annots", "")) for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(one).decode(errors="replace") for one in archive.namelist())
    return data.decode()
