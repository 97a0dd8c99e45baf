"""What a person may do, by the role that they have on an office and everything under it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """Something that not everybody may do."""

    READ = "read"
    """Counters, answers, figures and comments."""
    FOLLOW_UP = "follow up"
    """Comment on measures, and say what is done about them."""
    PUBLISH_REPORTS = "publish reports"
    """Of the office itself, as its head; of every office under it, as its administrator."""
    MAKE_PUBLIC = "make reports public"
    """The province's, for everybody to read: whoever publishes need not decide that, too."""
    OPERATE = "operate"
    """Counters, kiosks, codes and answers on paper."""
    SET_UP = "set up"
    """Offices, fields, questionnaires, targets and dossier volumes."""
    MANAGE_PEOPLE = "manage people"
    READ_LOG = "read the log"
    """The log, who may do what, and responses one by one, to find suspicious ones."""
    MARK = "mark as suspicious"
    """Only who has no target to reach: a head has a reason to inflate, and one to dispute."""


class Role(StrEnum):
    """What somebody is on an office and everything under it."""

    ADMINISTRATOR = "administrator"
    HEAD = "head"
    OPERATOR = "operator"
    AUDITOR = "auditor"


MAY: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.HEAD: frozenset({Permission.READ, Permission.FOLLOW_UP, Permission.PUBLISH_REPORTS}),
    Role.OPERATOR: frozenset({Permission.READ, Permission.OPERATE}),
    Role.AUDITOR: frozenset({Permission.READ, Permission.READ_LOG}),
}
