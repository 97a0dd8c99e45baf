"""What a visit left in the database."""

from sqlalchemy import func, select

from survey.models import Comment, Response, question_counts
from tests.browser.server import Server

COUNTED = question_counts.c


def responses(site: Server) -> dict[object, dict[str, object]]:
    """The answers of every response, by its identifier."""
    return dict(site.rows(select(Response.id, Response.answers)))


def since(site: Server, before: dict[object, dict[str, object]]) -> list[dict[str, object]]:
    """The answers of the responses that were not there before."""
    return [answers for key, answers in responses(site).items() if key not in before]


def comments(site: Server) -> list[str]:
    return [body for (body,) in site.rows(select(Comment.body))]


def levels(site: Server) -> dict[str, tuple[int, int]]:
    """How many said 2 and how many said 4 to the overall question, by who they answered for."""
    sums = [func.sum(COUNTED.option_2), func.sum(COUNTED.option_4)]
    overall = select(COUNTED.respondent, *sums).where(COUNTED.question == "overall")
    rows = site.rows(overall.group_by(COUNTED.respondent))
    return {who: (twos, fours) for who, twos, fours in rows if twos or fours}
