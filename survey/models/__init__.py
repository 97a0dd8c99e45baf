"""The tables."""

from survey.models.accounts import Grant, Identity, OneTimeLink, RecoveryCode, StaffSession, User
from survey.models.counts import day_counts, factor_counts, index_counts, question_counts
from survey.models.deployment import Fact
from survey.models.editions import Edition, PublicReport, PublicTurn
from survey.models.fields import Field, FieldGroup
from survey.models.kiosks import (
    Kiosk,
    KioskContent,
    KioskCounter,
    KioskRefusal,
    KioskState,
    PairingAttempts,
)
from survey.models.log import LogEntry
from survey.models.offices import (
    Counter,
    CounterCode,
    CounterFieldPast,
    CounterPast,
    Office,
    OfficePast,
    Place,
)
from survey.models.questionnaires import Publication, QuestionnaireDraft, QuestionnaireVersion
from survey.models.remedies import Remedy
from survey.models.responses import Comment, CommentReview, Response
from survey.models.summaries import SummaryAddress, SummaryMessage
from survey.models.targets import Target
from survey.models.uploads import Upload
from survey.models.volumes import Volume

__all__ = [
    "Comment",
    "CommentReview",
    "Counter",
    "CounterCode",
    "CounterFieldPast",
    "CounterPast",
    "Edition",
    "Fact",
    "Field",
    "FieldGroup",
    "Grant",
    "Identity",
    "Kiosk",
    "KioskContent",
    "KioskCounter",
    "KioskRefusal",
    "KioskState",
    "LogEntry",
    "Office",
    "OfficePast",
    "OneTimeLink",
    "PairingAttempts",
    "Place",
    "PublicReport",
    "PublicTurn",
    "Publication",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "RecoveryCode",
    "Remedy",
    "Response",
    "StaffSession",
    "SummaryAddress",
    "SummaryMessage",
    "Target",
    "Upload",
    "User",
    "Volume",
    "day_counts",
    "factor_counts",
    "index_counts",
    "question_counts",
]
