"""How many answers a second are stored, over what a bare Flask view with one INSERT stores."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from bench import bare
from bench.databases import NOW, application, databases, fill
from bench.load import Load, post
from bench.servers import served
from forms import parse
from forms.loading import shipped_texts
from survey.commands import inventory
from survey.database import db
from survey.models import Response
from survey.verify import Recount, snapshot

CLIENTS = 8
SECONDS = 1.5
ROUNDS = 15

Line = dict[str, Any]


def run(names: tuple[str, ...], servers: tuple[str, ...]) -> Iterator[Line]:
    """A line for each database and server: both applications in turn, against the same load."""
    with databases(names) as environments:
        for name, environment in environments.items():
            app = application(environment)
            fill(app)
            with app.app_context():
                bare.metadata.create_all(db.engine)
                forms = _forms(inventory.counters(db.session(), NOW))
                db.session.remove()
            for server in servers:
                with (
                    served(server, "survey.app", environment) as ours,
                    served(server, "bench.bare", environment) as yardstick,
                ):
                    yield {"bench": "submissions", "database": name, "server": server} | _compare(
                        ours, yardstick, forms
                    )
            yield {"bench": "verify", "database": name} | _verified(app)


def _compare(ours: int, yardstick: int, forms: Callable[[], tuple[str, str]]) -> Line:
    for port in (ours, yardstick):
        post(port, forms, CLIENTS, 1.0)
    pairs = [
        (post(ours, forms, CLIENTS, SECONDS), post(yardstick, forms, CLIENTS, SECONDS))
        for _ in range(ROUNDS)
    ]
    ratios = [round(mine.per_second / bare.per_second, 2) for mine, bare in pairs]
    return {
        "clients": CLIENTS,
        "ratio": median(ratios),
        "ratios": ratios,
        "submissions_per_second": _median(mine.per_second for mine, _ in pairs),
        "bare_inserts_per_second": _median(bare.per_second for _, bare in pairs),
        "p99_ms": _median(_p99(mine) for mine, _ in pairs),
        "bare_p99_ms": _median(_p99(bare) for _, bare in pairs),
        "errors": sum(mine.errors + bare.errors for mine, bare in pairs),
    }


def _p99(load: Load) -> float:
    return load.percentile(99) * 1000


def _median(figures: Iterator[float]) -> float:
    return round(median(figures), 1)


def _forms(counters: Any) -> Callable[[], tuple[str, str]]:
    """A first screen of a random counter, filled in."""
    version = parse(dict(shipped_texts())["one-stop.toml"], "one-stop").digest
    one_stop = [counter for counter in counters if counter["questionnaire"] == "one-stop"]

    def form() -> tuple[str, str]:
        counter = random.choice(one_stop)
        level = random.choice("2344555555")
        field = random.choice(counter["fields"])
        body = f"token={uuid4()}&version={version}&field={field}&overall={level}"
        return f"/s/{counter['code']}?send=1", body

    return form


def _verified(app: Any) -> Line:
    with app.app_context(), snapshot(db.session()) as connection:
        recount = Recount(connection)
        differences = list(recount.differences())
        stored = connection.scalar(select(func.count()).select_from(Response))
    return {"responses": stored, "differences": len(differences)}
