"""Files that are uploaded, and those to fill in."""

from tests.staff.walked.route import ADMINISTRATORS, Route

UPLOADS = "/staff/uploads"
OFFICES = f"{UPLOADS}/about/offices"
NOWHERE = f"{UPLOADS}/mot-ma-khong-co"
"""A file that waits for nobody; whose files are seen by whom is tested with the pages."""

ROUTES = (
    Route("uploads.show", UPLOADS, ADMINISTRATORS),
    Route("uploads.send", UPLOADS, ADMINISTRATORS, "POST"),
    Route("uploads.about", OFFICES, ADMINISTRATORS),
    Route("uploads.template", f"{OFFICES}/template.csv", ADMINISTRATORS),
    Route("uploads.stored", f"{OFFICES}/stored.csv", ADMINISTRATORS, shows=True),
    Route("uploads.stored", f"{UPLOADS}/about/counters/stored.csv", ADMINISTRATORS, shows=True),
    Route("uploads.preview", NOWHERE, ADMINISTRATORS),
    Route("uploads.lines", f"{NOWHERE}/lines.csv", ADMINISTRATORS),
    Route("uploads.store", f"{NOWHERE}/store", ADMINISTRATORS, "POST"),
    Route("uploads.discard", f"{NOWHERE}/discard", ADMINISTRATORS, "POST"),
)
