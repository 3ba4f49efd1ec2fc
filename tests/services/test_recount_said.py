"""`workshop recount` at the command line: sentences in the language of the house, and an exit code for scripts."""

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from tests.services.ballot_box import STEP, Vote
from workshop.cli import main
from workshop.domain.ballots import SPOILT
from workshop.domain.text import short_print
from workshop.models import Counted, Round

SAID = {
    "de": {
        "none": "Es gab noch keine Abstimmung.",
        "public": "  nicht geheim; geprüft wird, ob das bei der Öffnung Angekündigte seine Prüfsumme noch hat",
        "announced": "  ! Was bei der Öffnung angekündigt wurde, hat nicht mehr seine Prüfsumme.",
        "open": "  offen: 6 von 17 haben abgestimmt",
        "sealed": "  ausgezählt: 6 von 17 im Wählerverzeichnis haben abgestimmt",
        "spoilt": "  bewusst ungültig abgegeben: 1",
        "fits": "  Alles passt zusammen.",
        "sum": "  ! Die Zahlen je Antwort ergeben nicht die Zahl der Stimmzettel.",
        "key_lost": "  ! Die Schlüsseldatei fehlt; ausgezählt werden kann nicht mehr.",
    },
    "en": {
        "none": "There was no vote yet.",
        "public": "  not secret; what was announced at the opening is checked against its checksum",
        "announced": "  ! What was announced at the opening no longer has its checksum.",
        "open": "  open: 6 of 17 have voted",
        "sealed": "  counted: 6 of 17 on the roll voted",
        "spoilt": "  cast as invalid on purpose: 1",
        "fits": "  All of it fits.",
        "sum": "  ! The numbers of the answers do not make the number of ballots.",
        "key_lost": "  ! The key file is missing; nothing can be counted any more.",
    },
}


@pytest.fixture(params=["de", "en"])
def language(request) -> str:
    return request.param


def recount(vote: Vote, language: str) -> Result:
    """Run it as whoever answers for the server does, under the server's settings."""
    folder, url = vote.vault.folder, vote.hall.engine.url.render_as_string(hide_password=False)
    settings = {"INSTANCE": str(folder.parent), "DATABASE_URL": url, "BALLOT_KEYS": str(folder), "LANGUAGE": language}
    return CliRunner(env=settings).invoke(main, ["recount"], catch_exceptions=False)


def cast(vote: Vote) -> None:
    vote.open()
    for mayor, value in zip(vote.mayors, ("yes", "yes", "no", "abstain", "no", SPOILT), strict=False):
        vote.cast(mayor, value)


def test_what_is_found_is_said_in_sentences_and_what_does_not_fit_fails(either, language):
    said = SAID[language]
    found = recount(either, language)
    assert (found.exit_code, found.output.splitlines()) == (0, [said["none"]])
    cast(either)
    found = recount(either, language)
    assert (found.exit_code, found.output.splitlines()[1:]) == (0, [said["open"], said["fits"]])
    either.close()
    found = recount(either, language)
    counts = "  abstain: 1, no: 2, yes: 2"
    assert found.output.splitlines()[1:] == [said["sealed"], counts, said["spoilt"], said["fits"]]
    assert found.exit_code == 0 and STEP in found.output.splitlines()[0]
    with either.hall.engine.begin() as connection:
        connection.execute(update(Counted).where(Counted.choice == "yes").values(n=1))
    found = recount(either, language)
    assert found.exit_code == 1 and said["sum"] in found.output.splitlines() and said["fits"] not in found.output


def test_a_lost_key_is_said_while_something_can_still_be_done(either, language):
    cast(either)
    either.vault.erase(either.round.id)
    found = recount(either, language)
    assert (found.exit_code, found.output.splitlines()[2:]) == (1, [SAID[language]["key_lost"]])


def test_a_roll_call_is_said_to_be_checked_with_the_checksum_of_the_minutes(either, language):
    either.hall.command("edit_step", activity=either.hall.step(STEP), field="privacy", value="named", former="secret")
    either.open()
    either.hall.give(either.mayors[0], "yes", STEP)
    either.hall.command("close", activity=either.hall.step(STEP))
    said, found = SAID[language], recount(either, language)
    assert (found.exit_code, found.output.splitlines()[1:]) == (0, [said["public"], said["fits"]])
    assert short_print(either.round.frozen_hash) in found.output.splitlines()[0]
    with either.hall.engine.begin() as connection:
        connection.execute(update(Round).where(Round.id == either.round.id).values(frozen_hash="0" * 64))
    found = recount(either, language)
    assert (found.exit_code, found.output.splitlines()[2:]) == (1, [said["announced"]])
