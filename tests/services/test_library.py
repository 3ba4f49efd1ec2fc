"""Agendas that are there already: planting a template, copying a workshop, the sample series."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.schema import attach
from workshop.activities import TYPES
from workshop.activities.forms import clean_field
from workshop.domain.errors import NotAllowed, NotFound
from workshop.domain.permissions import SYSTEM, Who
from workshop.language import LANGUAGES
from workshop.models import Activity, Membership, Round, Seat, Series, User, Workshop
from workshop.room import Room
from workshop.services import library
from workshop.services import series as series_service

NOW = 1_485_176_100_000


def every_template():
    """Return the library in both languages; the sample is the same in both."""
    english = [one for one in library.templates("en").values() if one["language"] == "en"]
    return [*library.templates().values(), *english]


def test_the_sample_has_the_seventeen_municipalities(desk):
    series = library.plant_sample(desk, SYSTEM)["series"]
    seats = desk.session.scalars(select(Seat).where(Seat.series_id == series).order_by(Seat.position)).all()
    assert [seat.name for seat in seats[:2]] == ["Ahorn", "Dörfles-Esbach"]
    assert len(seats) == 17
    assert sum(seat.kind == "Stadt" for seat in seats) == 3


def test_the_sample_has_ten_steps_each_with_a_draft_round(desk):
    steps = agenda(desk, library.plant_sample(desk, SYSTEM)["workshop"])
    rounds = [desk.session.scalars(select(Round).where(Round.activity_id == step.id)).one() for step in steps]
    assert [step.position for step in steps] == list(range(1, 11))
    assert {(made.n, made.state) for made in rounds} == {(1, "draft")}


def test_the_sample_is_labelled_as_one(desk):
    made = library.plant_sample(desk, SYSTEM)
    assert desk.session.get(Series, made["series"]).is_sample
    assert desk.session.get(Workshop, made["workshop"]).is_sample


def test_the_sample_says_who_can_be_responsible(desk):
    series = desk.session.get(Series, library.plant_sample(desk, SYSTEM)["series"])
    assert len(series.departments) == 9
    assert series_service.clean_departments("\n".join(series.departments)) == series.departments


def test_the_sample_is_planted_once(desk):
    assert library.plant_sample(desk, SYSTEM) == library.plant_sample(desk, SYSTEM)
    assert len(desk.session.scalars(select(Workshop)).all()) == 1


def test_only_the_command_line_plants_the_sample(desk):
    with pytest.raises(NotAllowed):
        library.plant_sample(desk, Who("user", 1))


def test_steps_refer_to_each_other_by_number(desk):
    steps = by_title(desk, library.plant_sample(desk, SYSTEM)["workshop"])
    cards = steps["Beispiele und Hürden"].id
    assert steps["Ordnen"].config["arranges"] == cards
    assert steps["Vertiefung"].config["options"] == {"activity": cards, "what": "themes"}
    assert steps["Schwerpunkte"].config["options"] == {"activity": cards, "what": "themes"}


def test_a_copy_has_the_agenda_with_references_of_its_own(desk, team):
    source = library.plant(desk, team.moderator, series_id=team.series, template="coburg")["workshop"]
    copied = library.copy(desk, team.moderator, workshop_id=source)["workshop"]
    former, steps = by_title(desk, source), by_title(desk, copied)
    assert list(steps) == list(former)
    assert steps["Ordnen"].config["arranges"] == steps["Beispiele und Hürden"].id
    assert steps["Lagebild"].config == former["Lagebild"].config
    assert former["Ordnen"].config["arranges"] == former["Beispiele und Hürden"].id


def test_a_copy_rates_and_places_what_its_own_steps_have_found(desk, team):
    source = library.plant(desk, team.moderator, series_id=team.series, template="coburg")["workshop"]
    former = by_title(desk, source)
    themes, best = ({"activity": former["Beispiele und Hürden"].id, "what": what} for what in ("themes", "best"))
    former["Vertiefung"].type, former["Vertiefung"].config = "scale", {"statements": themes}
    former["Schwerpunkte"].type, former["Schwerpunkte"].config = "matrix", {"items": best | {"most": 3}}
    desk.session.flush()
    steps = by_title(desk, library.copy(desk, team.moderator, workshop_id=source)["workshop"])
    cards = steps["Beispiele und Hürden"].id
    assert steps["Vertiefung"].config == {"statements": {"activity": cards, "what": "themes"}}
    assert steps["Schwerpunkte"].config == {"items": {"activity": cards, "what": "best", "most": 3}}


def test_a_copy_has_a_code_of_its_own(desk, team):
    source = library.plant(desk, team.moderator, series_id=team.series, template="coburg")["workshop"]
    copied = library.copy(desk, team.moderator, workshop_id=source)["workshop"]
    assert len({desk.session.get(Workshop, one).code for one in (source, copied)}) == 2


def test_a_removed_step_is_not_copied_and_what_referred_to_it_is_empty(desk, team):
    source = library.plant(desk, team.moderator, series_id=team.series, template="coburg")["workshop"]
    by_title(desk, source)["Beispiele und Hürden"].removed_at = NOW
    steps = by_title(desk, library.copy(desk, team.moderator, workshop_id=source)["workshop"])
    assert "Beispiele und Hürden" not in steps
    assert steps["Ordnen"].config["arranges"] is None
    assert steps["Vertiefung"].config["options"] == []


def test_a_planted_workshop_can_have_a_title_of_its_own(desk, team):
    made = library.plant(desk, team.moderator, series_id=team.series, template="coburg", title="Kiel")
    assert desk.session.get(Workshop, made["workshop"]).title == "Kiel"
    assert not desk.session.get(Workshop, made["workshop"]).is_sample


def test_who_may_only_watch_plants_nothing(desk, team):
    with pytest.raises(NotAllowed):
        library.plant(desk, team.observer, series_id=team.series, template="coburg")
    assert desk.session.scalars(select(Workshop)).all() == []


def test_who_may_only_watch_copies_nothing(desk, team):
    source = library.plant(desk, team.moderator, series_id=team.series, template="coburg")["workshop"]
    with pytest.raises(NotAllowed):
        library.copy(desk, team.observer, workshop_id=source)


def test_an_unknown_template_is_not_found(desk, team):
    with pytest.raises(NotFound):
        library.plant(desk, team.moderator, series_id=team.series, template="../config")


def test_an_unknown_workshop_is_not_found(desk, team):
    with pytest.raises(NotFound):
        library.copy(desk, team.moderator, workshop_id=4711)


@pytest.mark.parametrize("template", every_template(), ids=lambda one: f"{one['id']}-{one['language']}")
def test_a_template_fills_the_fields_of_its_types_as_an_editor_would(template):
    for step in template["agenda"]:
        fields = TYPES[step["type"]].fields if step["type"] in TYPES else ()
        for spec in fields if step["config"] else ():
            value = step["config"][spec.name]
            refers = spec.kind == "step" or isinstance(value, dict)
            assert refers or clean_field(spec, value) == value
        # A step whose type came after its template is as it is when just added.
        assert (
            not fields
            or not step["config"]
            or set(step["config"]) - {"live", "privacy", "who"} == {spec.name for spec in fields}
        )


@pytest.mark.parametrize("template", every_template(), ids=lambda one: f"{one['id']}-{one['language']}")
def test_every_step_tells_the_moderator_what_to_do(template):
    assert [step["title"] for step in template["agenda"] if not step.get("note")] == []
    assert template["about"] and template["title"]


def test_the_whole_library_is_there_in_both_languages_but_the_sample_whose_steps_are_german():
    german, english = (library.templates(language) for language in LANGUAGES)
    assert german.keys() == english.keys()
    assert {name for name, one in english.items() if one["language"] != "en"} == {library.SAMPLE}
    assert english[library.SAMPLE]["title"] == "Mayors' exchange (Coburg)"


@pytest.mark.parametrize("name", sorted(library.templates().keys() - {library.SAMPLE}))
def test_a_template_differs_between_the_languages_in_its_words_alone(name):
    german, english = (library.templates(language)[name] for language in LANGUAGES)
    assert without_words(german) == without_words(english)
    assert words_of(english) & words_of(german) == set()


@pytest.mark.parametrize("template", every_template(), ids=lambda one: f"{one['id']}-{one['language']}")
def test_the_minutes_of_a_template_add_up(template):
    assert sum(step["minutes"] for step in template["agenda"]) == template["workshop"]["minutes"]


SAID = (
    "title",
    "subtitle",
    "about",
    "note",
    "ask",
    "hint",
    "heading",
    "body",
    "label",
    "from",
    "to",
    "unit",
    "passive",
)


def without_words(value, name=""):
    """Return a template with a mark for each of its sentences."""
    if isinstance(value, dict):
        return {key: without_words(one, key) for key, one in value.items() if key != "language"}
    if isinstance(value, list):
        return [without_words(one, name) for one in value]
    return bool(value) if name in SAID else value


def words_of(value, name=""):
    """Return all sentences of a template."""
    if isinstance(value, dict):
        return set().union(*(words_of(one, key) for key, one in value.items()))
    if isinstance(value, list):
        return set().union(*(words_of(one, name) for one in value))
    return {value} if name in SAID and value else set()


def test_a_workshop_is_planted_in_the_language_that_was_asked_for(desk, team):
    made = library.plant(desk, team.moderator, series_id=team.series, template="swot", language="en")["workshop"]
    assert [step.title for step in agenda(desk, made)][:2] == ["What it is about", "Collecting"]


def agenda(desk: Room, workshop_id: int) -> list[Activity]:
    query = select(Activity).where(Activity.workshop_id == workshop_id, Activity.removed_at.is_(None))
    return list(desk.session.scalars(query.order_by(Activity.position)))


def by_title(desk: Room, workshop_id: int) -> dict[str, Activity]:
    return {step.title: step for step in agenda(desk, workshop_id)}


class Team:
    """A series with people in two roles; another series and its owner stand beside it."""

    def __init__(self, session: Session) -> None:
        self.series = self._series(session, "Reihe")
        other = self._series(session, "Andere Reihe")
        self.moderator = self._member(session, "moderation", self.series, "moderator")
        self.observer = self._member(session, "gast", self.series, "observer")
        session.add(Membership(series_id=other, user_id=self.observer.id, role="owner"))
        session.flush()

    def _series(self, session: Session, title: str) -> int:
        series = Series(title=title, created_at=NOW)
        session.add(series)
        session.flush()
        return series.id

    def _member(self, session: Session, login: str, series: int, role: str) -> Who:
        user = User(login=login, name=login, password="x", stamp="x", created_at=NOW)
        session.add(user)
        session.flush()
        session.add(Membership(series_id=series, user_id=user.id, role=role))
        return Who("user", user.id)


@pytest.fixture
def team(desk):
    return Team(desk.session)


@pytest.fixture
def desk(database_url):
    """The desk on a real database: one transaction, rolled back at the end."""
    engine = attach(database_url)
    writing = engine.execution_options(writing=True)
    with Session(writing, expire_on_commit=False, info={"writer": True}) as session:
        yield Room(session, NOW, None)
