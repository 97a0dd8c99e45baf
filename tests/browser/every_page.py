"""All pages together: the citizens' and the general ones of staff, then those of each task."""

from __future__ import annotations

from tests.browser import (
    pages,
    pages_of_comments,
    pages_of_counters,
    pages_of_offices,
    pages_of_questionnaires,
    pages_of_reports,
    pages_of_summaries,
    pages_of_targets,
)

LISTS = (
    pages.PAGES,
    pages_of_counters.PAGES,
    pages_of_comments.PAGES,
    pages_of_targets.PAGES,
    pages_of_offices.PAGES,
    pages_of_questionnaires.PAGES,
    pages_of_reports.PAGES,
    pages_of_summaries.PAGES,
)
EVERY_PAGE = {steps: title for each in LISTS for steps, title in each.items()}
"""The steps that lead to each page, and how its title begins in Vietnamese."""
