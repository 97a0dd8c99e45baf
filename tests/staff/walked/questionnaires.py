"""Questionnaires. Their words belong to everybody; where each is asked is told of one's part.

Drafts are everybody's too, and so nobody's who sets up a part only.
"""

from survey.periods import local_day
from survey.publications import Reach, publish_for
from tests.staff.walked.route import ADMINISTRATORS, EVERYBODY, Route

PAGE = "/staff/questionnaires"
VERSION = f"{PAGE}/school/1"
DRAFT = "/staff/questionnaire-drafts/school"
NOBODY = frozenset()

ROUTES = (
    Route("questionnaires.show", PAGE, EVERYBODY, shows=True),
    Route("questionnaires.version", VERSION, EVERYBODY, shows=True),
    Route("questionnaires.preview", f"{VERSION}/preview", EVERYBODY, is_of_all=True),
    Route("trying.version", f"{VERSION}/tablet", EVERYBODY, is_of_all=True),
    Route("questionnaires.file", f"{VERSION}/file", EVERYBODY, is_of_all=True),
    Route("publishing.version", f"{VERSION}/publish", ADMINISTRATORS, shows=True),
    Route("publishing.version", f"{VERSION}/publish", ADMINISTRATORS, "POST"),
    Route("withdrawing.withdraw", f"{VERSION}/withdraw", ADMINISTRATORS, "POST"),
    Route("publishing.draft", f"{DRAFT}/publish", NOBODY),
    Route("publishing.draft", f"{DRAFT}/publish", NOBODY, "POST"),
    Route("drafting.copy", f"{VERSION}/copy", NOBODY, "POST"),
    Route("drafting.upload", f"{PAGE}/upload", NOBODY),
    Route("drafting.upload", f"{PAGE}/upload", NOBODY, "POST"),
    Route("drafts.show", DRAFT, NOBODY),
    Route("drafts.preview", f"{DRAFT}/preview", NOBODY),
    Route("trying.draft", f"{DRAFT}/tablet", NOBODY),
    Route("drafts.file", f"{DRAFT}/file", NOBODY),
    Route("draft_whole.edit", f"{DRAFT}/whole", NOBODY),
    Route("draft_whole.edit", f"{DRAFT}/whole", NOBODY, "POST"),
    Route("draft_screens.add", f"{DRAFT}/add-screen", NOBODY),
    Route("draft_screens.add", f"{DRAFT}/add-screen", NOBODY, "POST"),
    Route("draft_screens.edit", f"{DRAFT}/screens/rest", NOBODY),
    Route("draft_screens.edit", f"{DRAFT}/screens/rest", NOBODY, "POST"),
    Route("draft_screens.move", f"{DRAFT}/move-screen", NOBODY, "POST"),
    Route("draft_screens.remove", f"{DRAFT}/remove-screen", NOBODY, "POST"),
    Route("drafts.move", f"{DRAFT}/move", NOBODY, "POST"),
    Route("drafts.remove", f"{DRAFT}/remove", NOBODY, "POST"),
    Route("drafts.discard", f"{DRAFT}/discard", NOBODY, "POST"),
    Route("questions.add", f"{DRAFT}/add", NOBODY),
    Route("questions.add", f"{DRAFT}/add", NOBODY, "POST"),
    Route("questions.edit", f"{DRAFT}/questions/overall", NOBODY),
    Route("questions.edit", f"{DRAFT}/questions/overall", NOBODY, "POST"),
)


def furnish(make, office, name):
    reach = Reach({office.id}, {"qr"}, local_day(make.clock()))
    publish_for(make.session, make.version("school"), reach, make.clock())
    make.session.commit()
    return {}
