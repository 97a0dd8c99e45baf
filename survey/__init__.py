"""Offices, questionnaires and answers: models, storage, and the pages for citizens and staff."""
