"""What a verb gets in its hand: the open transaction, the clock's time, the workshop.

Everything a verb looks up by number goes through here, so that what belongs to another
workshop is not found. It knows nothing of HTTP, sockets or JSON from a browser.
"""

from dataclasses import dataclass, field, fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.activities import type_of
from workshop.domain.errors import NotAllowed, NotFound
from workshop.domain.permissions import Who
from workshop.models import Activity, Contribution, Membership, Participant, Round, Theme, User, Workshop
from workshop.vault import NO_VAULT, Vault


@dataclass
class Touched:
    """Which pictures a transaction changed."""

    state: bool = False
    rounds: set[int] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)
    learning: set[str] = field(default_factory=set)  # of the voices those that must hear even from themselves
    removed: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)  # who was let in, put before the door or confirmed
    observers: bool = False  # their link is another one now
    asking: set[int] = field(default_factory=set)  # people who need more time
    casting: set[int] = field(default_factory=set)  # rounds with a ballot more; told later than it came
    sealing: set[int] = field(default_factory=set)  # secret rounds that were closed, sealed or annulled
    team: bool = False
    late: bool = False  # how many texts that came after closing wait for those who lead

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(
            self.state or other.state,
            self.rounds | other.rounds,
            self.voices | other.voices,
            self.learning | other.learning,
            self.removed | other.removed,
            self.people | other.people,
            self.observers or other.observers,
            self.asking | other.asking,
            self.casting | other.casting,
            self.sealing | other.sealing,
            self.team or other.team,
            self.late or other.late,
        )

    @property
    def is_cast_only(self) -> bool:
        """Return whether nothing but ballots came: nothing that anybody else is shown may tell when."""
        return bool(self.casting) and not replace(self, casting=set(), voices=set())

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


@dataclass
class Remark:
    """What a verb adds to its entry in the journal: the step it was about, what it took back."""

    command: str = ""
    leads: bool = False  # a command that leads the room: what others had decided on before is old then
    is_final: bool = False  # stands in the journal with nothing that could be put back
    about: int | None = None
    undoes: int | None = None


class Room:
    """One transaction for one workshop, or for the desk (``desk``: users, series, rosters)."""

    def __init__(self, session: Session, now: int, workshop: Workshop | None, vault: Vault = NO_VAULT) -> None:
        self.session = session
        self.vault = vault
        self.now = now
        self._workshop = workshop
        self.version = workshop.version + 1 if workshop else 0
        self.touched = Touched()
        self.remark = Remark()
        self._roles: dict[Who, str | None] = {}

    @property
    def is_desk(self) -> bool:
        """Return whether this is the desk."""
        return self._workshop is None

    @property
    def workshop(self) -> Workshop:
        """Return the workshop; asking for it at the desk is a mistake of the caller."""
        if self._workshop is None:
            raise NotFound("not_found")
        return self._workshop

    def activity(self, number: int) -> Activity:
        """Return the step of this workshop; raises NotFound."""
        found = self.session.get(Activity, number)
        if found is None or found.workshop_id != self.workshop.id or found.removed_at is not None:
            raise NotFound("not_found")
        return found

    def round_of(self, activity: Activity) -> Round:
        """Return the current round of a step."""
        query = select(Round).where(Round.activity_id == activity.id, Round.n == activity.current_n)
        return self.session.scalars(query).one()

    def card(self, number: int) -> Contribution:
        """Return a text that somebody gave to this workshop; raises NotFound. A vote is nobody's to arrange."""
        found = self.session.get(Contribution, number)
        if found is None:
            raise NotFound("not_found")
        round_ = self.session.get_one(Round, found.round_id)
        kinds = type_of(self.activity(round_.activity_id).type).kinds
        if not any(kind.is_text for kind in kinds if kind.name == found.kind):
            raise NotFound("not_found")
        self.touched.rounds.add(round_.id)
        self.touched.voices.add(found.voice)
        return found

    def theme(self, number: int) -> Theme:
        """Return a theme of this workshop; raises NotFound."""
        found = self.session.get(Theme, number)
        if found is None or found.removed_at is not None:
            raise NotFound("not_found")
        self.activity(found.activity_id)
        return found

    def participant(self, number: int) -> Participant:
        """Return a person who is in the room; raises NotAllowed ``removed``, ``not_admitted``."""
        found = self.person(number)
        if not found.admitted:
            raise NotAllowed("not_admitted")
        return found

    def person(self, number: int) -> Participant:
        """Return a person of this workshop, also one who waits before the door; raises NotAllowed ``removed``."""
        found = self.session.get(Participant, number)
        if found is None or found.workshop_id != self.workshop.id or found.removed_at is not None:
            raise NotAllowed("removed")
        return found

    def named(self, number: int) -> Participant:
        """Return a person by a number that a moderator names; raises NotFound."""
        try:
            return self.person(number)
        except NotAllowed as gone:
            raise NotFound("not_found") from gone

    def role(self, who: Who) -> str | None:
        """Return the role in this workshop, looked up inside this transaction."""
        if who not in self._roles:
            self._roles[who] = role_of(self.session, who, self.workshop.series_id)
        return self._roles[who]


def role_of(session: Session, who: Who, series_id: int) -> str | None:
    """Return the role of somebody in a series: participants and screens are what they proved to be."""
    if who.kind in ("participant", "screen"):
        return who.kind
    if who.kind == "system":
        return "owner"
    query = (
        select(Membership.role)
        .join(User, User.id == Membership.user_id)
        .where(Membership.series_id == series_id, User.id == who.id, User.disabled_at.is_(None))
    )
    return session.scalars(query).first()
