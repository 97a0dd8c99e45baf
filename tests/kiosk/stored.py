"""What the database holds after a batch, and that the counts agree with it."""

from sqlalchemy import select

from survey.models import KioskRefusal, Response
from survey.verify import differences


def stored(session) -> dict[str, Response]:
    """The responses, by their identifiers; `thuocdo verify` finds nothing wrong with them."""
    assert list(differences(session)) == []
    session.expire_all()
    return {str(response.id): response for response in session.scalars(select(Response))}


def refused(session) -> dict[str, str]:
    """The reasons of what was refused and kept, by the identifiers."""
    session.rollback()
    session.expire_all()
    return {str(row.id): row.reason for row in session.scalars(select(KioskRefusal))}
