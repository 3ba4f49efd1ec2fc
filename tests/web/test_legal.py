"""Imprint, privacy and accessibility statement can be reached from every page."""

import pytest

LINKS = [f'href="/{name}"' for name in ("imprint", "privacy", "accessibility")]
# A file to be kept: it must not lead anywhere, and it is no page of ours any more.
FILES = {"/w/<int:workshop_id>/mine/<name>"}


def test_every_page_leads_to_them(seen_world):
    rules = [rule.rule for rule in seen_world.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    seen = {}
    for rule in set(rules) - FILES:
        for who in ("anonymous", "owner", "participant"):
            answer = seen_world.audience(who).get(seen_world.url(rule))
            if answer.mimetype == "text/html" and answer.status_code < 300:
                seen[rule, who] = [link for link in LINKS if link not in answer.text]
    assert {rule for rule, _ in seen} >= {
        "/w/<int:workshop_id>",
        "/w/<int:workshop_id>/cockpit",
        "/w/<int:workshop_id>/screen",
    }
    assert {page: missing for page, missing in seen.items() if missing} == {}


@pytest.mark.parametrize(
    ("who", "address", "status"), [("anonymous", "/nowhere", 404), ("staff", "/w/{}/cockpit", 403)]
)
def test_also_from_a_page_that_says_no(seen_world, who, address, status):
    answer = seen_world.audience(who).get(address.format(seen_world.workshop))
    assert answer.status_code == status
    assert [link for link in LINKS if link not in answer.text] == []
