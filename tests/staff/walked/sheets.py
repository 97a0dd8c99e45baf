"""Posters, stands and stickers: files, in which nothing can be read without opening them."""

from tests.staff.walked.counters import the_counter
from tests.staff.walked.route import EVERYBODY, Route

OF_COUNTER = "/staff/counters/{thing}"

ROUTES = (
    Route("sheets.of_list", "/staff/counters/poster.pdf", EVERYBODY, is_file=True),
    Route(
        "sheets.of_counter", f"{OF_COUNTER}/stand.pdf", EVERYBODY, thing=the_counter, is_file=True
    ),
    Route("sheets.picture", f"{OF_COUNTER}/qr.png", EVERYBODY, thing=the_counter, is_file=True),
)
