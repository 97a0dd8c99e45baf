"""A draft of the questionnaire for one-stop centres, and its forms filled in and sent."""

import pytest

from forms.loading import read_unchecked
from survey.models import QuestionnaireDraft
from tests.staff.questionnaires.filled import PAGE, filled_in


@pytest.fixture
def here(staff):
    return staff("administrator")


@pytest.fixture
def copied(here, session):
    """Copies a questionnaire; what its draft is now."""

    def copied(key):
        here.send(f"{PAGE}/{key}/1/copy", form_at=f"{PAGE}/{key}/1")

        def now():
            session.rollback()
            return read_unchecked(session.get(QuestionnaireDraft, key).text)

        return now

    return copied


@pytest.fixture
def draft(copied):
    """A copy of the questionnaire for one-stop centres."""
    return copied("one-stop")


@pytest.fixture
def edit(here):
    """Open a page of a form, change some fields and send it."""

    def edit(address, **changed):
        page = here.get(address)
        assert page.status_code == 200
        data = filled_in(page) | changed
        return here.client.post(address, data={k: v for k, v in data.items() if v is not None})

    return edit
