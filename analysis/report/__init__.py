"""Everything that a quarterly report says, as data. Pages and documents only set it."""

from analysis.report.canonical import NotCanonical, canonical, digest, read
from analysis.report.facts import Facts
from analysis.report.report import Report, tell

__all__ = ["Facts", "NotCanonical", "Report", "canonical", "digest", "read", "tell"]
