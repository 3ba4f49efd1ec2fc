"""Pictures of a workshop's series, as they may be shown in it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Picture, Workshop


def kind_of(session: Session, workshop_id: int, name: str) -> str | None:
    """Return the kind of a picture by its hash, None where the workshop's series has none of that name."""
    query = select(Picture.kind).join(Workshop, Workshop.series_id == Picture.series_id)
    return session.execute(query.where(Workshop.id == workshop_id, Picture.hash == name)).scalar()
