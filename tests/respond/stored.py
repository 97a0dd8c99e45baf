"""What the database holds after a visit."""

from sqlalchemy import select

from survey.models import Response, question_counts


def stored(session) -> list[dict]:
    session.rollback()
    return [response.answers for response in session.scalars(select(Response))]


def counted(session, question="overall") -> dict[str, int]:
    """How often each option of a question was chosen, by its position."""
    session.rollback()
    rows = session.execute(select(question_counts).filter_by(question=question)).all()
    sums = {f"option_{n}": sum(getattr(r, f"option_{n}") for r in rows) for n in range(1, 13)}
    return {name: total for name, total in sums.items() if total}
