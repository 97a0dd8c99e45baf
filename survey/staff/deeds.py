"""What the log's page calls what was done, the kinds of things, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from forms.web import translatable
from survey.audit import Action
from survey.models import LogEntry
from survey.staff import words

ACTIONS: Mapping[Action, str] = {
    Action.ACCOUNT_LOCKED: translatable("account locked after ten wrong attempts"),
    Action.CODE_REISSUED: translatable("code of a counter replaced"),
    Action.CODE_REVOKED: translatable("code of a counter revoked"),
    Action.COMMENT_ANSWERED: translatable("comment answered"),
    Action.COMMENT_MASKED: translatable("words of a comment masked"),
    Action.COMMENT_READ: translatable("comment marked as read"),
    Action.COMMENT_TAKEN_UP: translatable("remedy found for a comment"),
    Action.COUNTER_ADDED: translatable("counter added"),
    Action.COUNTER_CHANGED: translatable("counter changed"),
    Action.COUNTER_CLOSED: translatable("counter closed on a day"),
    Action.COUNTER_OPENED: translatable("counter opened again"),
    Action.DEMONSTRATION_MADE: translatable("demonstration made"),
    Action.FIELD_ADDED: translatable("field added"),
    Action.FIELD_CHANGED: translatable("field changed"),
    Action.FIELD_CLOSED: translatable("field closed"),
    Action.FILE_LOADED: translatable("file loaded"),
    Action.GROUP_ADDED: translatable("group of fields added"),
    Action.GROUP_CHANGED: translatable("group of fields changed"),
    Action.IDENTITY_LINKED: translatable("account tied to the single sign-on"),
    Action.IDENTITY_UNLINKED: translatable("account untied from the single sign-on"),
    Action.KIOSK_ADDED: translatable("kiosk added"),
    Action.KIOSK_GIVEN_CODE: translatable("pairing code of a kiosk shown"),
    Action.KIOSK_GIVEN_PIN: translatable("PIN of a kiosk changed"),
    Action.KIOSK_MOVED: translatable("kiosk moved"),
    Action.KIOSK_REVOKED: translatable("kiosk revoked"),
    Action.MIGRATED: translatable("tables brought up to date"),
    Action.OFFICE_ADDED: translatable("office added"),
    Action.OFFICE_CHANGED: translatable("office changed"),
    Action.OFFICE_CLOSED: translatable("office closed"),
    Action.OFFICE_COUNTERS_MOVED: translatable("counters moved to the successor"),
    Action.OFFICE_MERGED: translatable("office merged into another"),
    Action.PASSWORD_CHOSEN: translatable("own password chosen"),
    Action.PLACE_ADDED: translatable("place added"),
    Action.PLACE_CHANGED: translatable("place changed"),
    Action.PLACE_CLOSED: translatable("place closed"),
    Action.QUESTIONNAIRE_DISCARDED: translatable("draft of a questionnaire thrown away"),
    Action.QUESTIONNAIRE_DRAFTED: translatable("draft of a questionnaire changed"),
    Action.QUESTIONNAIRE_PUBLISHED: translatable("questionnaire published"),
    Action.QUESTIONNAIRE_WITHDRAWN: translatable("publication of a questionnaire withdrawn"),
    Action.RECOVERY_CODES_RENEWED: translatable("own recovery codes made anew"),
    Action.REMEDY_ADDED: translatable("remedy promised"),
    Action.REMEDY_CHANGED: translatable("remedy changed"),
    Action.REMEDY_DONE: translatable("remedy carried out"),
    Action.REPORT_HIDDEN: translatable("report taken from the public page"),
    Action.REPORT_PUBLISHED: translatable("report published"),
    Action.REPORT_SHOWN: translatable("report put on the public page"),
    Action.SECOND_STEP_OFF: translatable("own second step turned off"),
    Action.SECOND_STEP_ON: translatable("own second step turned on"),
    Action.SET_ASIDE: translatable("response set aside"),
    Action.SIGNED_IN: translatable("signed in"),
    Action.SIGNED_OUT_EVERYWHERE: translatable("signed out everywhere"),
    Action.SUMMARY_OFF: translatable("own address for the weekly summary deleted"),
    Action.SUMMARY_ON: translatable("own address for the weekly summary given"),
    Action.SUMMARY_SENT: translatable("weekly summary sent"),
    Action.TARGET_ADDED: translatable("target added"),
    Action.TARGET_CHANGED: translatable("target changed"),
    Action.TARGET_REMOVED: translatable("target removed"),
    Action.USER_ADDED: translatable("person added"),
    Action.USER_CLOSED: translatable("account closed"),
    Action.USER_GRANTED: translatable("role given"),
    Action.USER_LINKED: translatable("link for a password made"),
    Action.USER_RELIEVED: translatable("second step of somebody turned off"),
    Action.USER_REOPENED: translatable("account opened again"),
    Action.USER_REVOKED: translatable("role taken away"),
    Action.USER_UNLOCKED: translatable("account unlocked"),
    Action.VOLUMES_CHANGED: translatable("numbers of dossiers changed"),
}

KINDS: Mapping[str, str] = {
    "comment": translatable("comment of the response"),
    "counter": translatable("counter"),
    "field": translatable("field"),
    "file": translatable("file"),
    "group": translatable("group of fields"),
    "installation": translatable("installation"),
    "kiosk": translatable("kiosk"),
    "office": translatable("office"),
    "place": translatable("place"),
    "questionnaire": translatable("questionnaire"),
    "remedy": translatable("remedy"),
    "report": translatable("report"),
    "response": translatable("response"),
    "target": translatable("target"),
    "user": translatable("account"),
    "volumes": translatable("numbers of dossiers"),
}

CHANGED: Mapping[str, str] = {
    "area_code": translatable("area code"),
    "changed": translatable("changed"),
    "channels": translatable("channels"),
    "closed": translatable("closed from"),
    "code": translatable("code"),
    "codes": translatable("codes"),
    "complaints": translatable("where to complain"),
    "counter": KINDS["counter"],
    "counters": translatable("counters"),
    "demand": translatable("demand"),
    "document": translatable("document"),
    "done": translatable("done on"),
    "due": translatable("due on"),
    "edition": translatable("edition"),
    "electronic_id": translatable("electronic identifier"),
    "field": translatable("field"),
    "fields": translatable("fields"),
    "from": translatable("from"),
    "full_name": words.FULL_NAME,
    "groups": translatable("groups"),
    "kind": translatable("kind"),
    "made_from": translatable("copied from version"),
    "masked": translatable("places masked"),
    "measure": translatable("measure"),
    "name": translatable("name"),
    "name_en": translatable("name in English"),
    "name_vi": translatable("name in Vietnamese"),
    "new": translatable("new"),
    "number": translatable("number"),
    "office": KINDS["office"],
    "offices": translatable("offices chosen"),
    "opened": translatable("open from"),
    "outcome": translatable("what was done"),
    "parent": translatable("under"),
    "place": translatable("place"),
    "place_name": translatable("name of the new place"),
    "precedence": translatable("precedence"),
    "published": translatable("published"),
    "questionnaire": translatable("questionnaire"),
    "remedy": KINDS["remedy"],
    "responses": translatable("responses"),
    "role": translatable("role"),
    "scope": translatable("scope"),
    "second_step": translatable("second step"),
    "set_aside": translatable("reason"),
    "sha256": translatable("SHA-256"),
    "since": translatable("since"),
    "state": translatable("state"),
    "successor": translatable("followed by"),
    "table": translatable("table"),
    "tables": translatable("tables"),
    "what": translatable("what to do"),
    "who": translatable("who is in charge"),
    "whom": translatable("for whom"),
    "words_sha256": translatable("SHA-256 of the words beside the figures"),
    "with": translatable("with"),
    "wrong_attempts": translatable("wrong attempts"),
    "week": translatable("week from"),
    "years": translatable("years"),
}
"""What stands in an entry before and after."""

COMMAND = translatable("command on the server")


def action(key: str) -> str:
    """What was done, in the reader's language; the key itself if an older program wrote it."""
    return str(gettext(ACTIONS[Action(key)])) if key in set(Action) else key


def actions() -> Mapping[str, str]:
    """Everything that may have been done, in the reader's language and its order."""
    said = {each.value: action(each.value) for each in Action}
    return dict(sorted(said.items(), key=lambda pair: pair[1]))


def kind(key: str) -> str:
    """What kind of thing it is, in the reader's language."""
    return str(gettext(KINDS[key])) if key in KINDS else key


def thing(entry: LogEntry) -> str:
    """The kind of thing, and which one."""
    return f"{kind(entry.kind)} {entry.key}".strip()


def role_of(entry: LogEntry) -> str:
    """In which role it was done; nothing for one's own account."""
    if entry.actor_id is None:
        return str(gettext(COMMAND))
    return words.role(entry.role) if entry.role else ""


def office(entry: LogEntry) -> str:
    """The part of the tree that it concerns."""
    return entry.office.name if entry.office else str(gettext(words.EVERYTHING))


def column(key: str) -> str:
    """What something of a thing is called."""
    return str(gettext(CHANGED[key])) if key in CHANGED else key
