"""A draft of the questionnaire for one-stop centres, and its forms filled in and sent."""

import pytest

from forms.loading import read_unchecked
from survey.models import QuestionnaireDraft
from tests.staff.questionnaires.filled import PAGE, filled_in


@pytest.fixture
def here(staff):
    return staff("administrator")


@pytest.fixture
def draft(here, session):
    """A copy of the questionnaire for one-stop centres; what the draft is now."""
    here.send(f"{PAGE}/one-stop/1/copy", form_at=f"{PAGE}/one-stop/1")

    def now():
        session.rollback()
        return read_unchecked(session.get(QuestionnaireDraft, "one-stop").text)

    return now


@pytest.fixture
def edit(here):
    """Open a page of a form, change some fields and send it."""

    def edit(address, **changed):
        page = here.get(address)
        assert page.status_code == 200
        data = filled_in(page) | changed
        return here.client.post(address, data={k: v for k, v in data.items() if v is not None})

    return edit
