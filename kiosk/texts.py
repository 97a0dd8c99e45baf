"""The words on a tablet that are not of a questionnaire, in both languages at once."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import force_locale, gettext

from forms.questionnaire import LANGUAGES
from forms.web import translatable
from kiosk.refusals import SENTENCES
from survey.languages import NAMES

FOR_PEOPLE = {
    "invitation": translatable("How satisfied are you with the service here?"),
    "promise": translatable("Less than a minute. We do not ask who you are."),
    "begin": translatable("Touch to answer"),
    "field-dossier": translatable("What was your dossier about?"),
    "field-visit": translatable("What did you come for?"),
    "field-school": translatable("What is your opinion about?"),
    "field-authorities": translatable("What is your opinion about?"),
    "first": translatable("Question %(number)s"),
    "progress": translatable("Question %(number)s of %(all)s"),
    "back": translatable("Back"),
    "next": translatable("Next"),
    "skip": translatable("Skip"),
    "finish": translatable("Finish"),
    "thanks": translatable("Thank you"),
    "kept": translatable("Your opinion has been stored, without your name."),
    "not-kept": translatable(
        "This tablet is full, so your opinion is neither stored nor sent yet. It is sent as soon "
        "as the network lets it. Please tell the staff at the counter."
    ),
    "more": translatable("Say a little more"),
    "done": translatable("Done"),
    "complaints": translatable("To complain and get an answer:"),
    "idle": translatable("Are you still there?"),
    "idle-words": translatable("Touch the screen to go on."),
    "idle-left": translatable("seconds until it goes back to the start"),
    "idle-spoken": translatable("The screen goes back to the start in %(seconds)s seconds."),
    "idle-on": translatable("I am still here"),
    "bar": translatable("Back, on and how the screen looks"),
    "view": translatable("How the screen looks"),
    "size": translatable("Large text"),
    "contrast": translatable("Contrast"),
    "low": translatable("Lower"),
    "below": translatable("More below"),
    "no-room": translatable("This tablet takes no more opinions at the moment"),
    "no-room-words": translatable("Its storage is full. Please tell the staff at the counter."),
    "closed": translatable("No answers are taken here at the moment"),
    "closed-words": translatable("Please ask the staff at the counter."),
}

FOR_STAFF = {
    "no-script": translatable("This page needs a browser that runs scripts."),
    "demonstration": translatable("Demonstration: invented data."),
    "status": translatable("The tablet's state, for staff"),
    "hold": translatable("Staff: hold to open the menu"),
    "sent": translatable("All sent"),
    "waiting": translatable("Waiting: %(count)s, since %(time)s"),
    "unpaired": translatable("Not paired"),
    "full": translatable("Out of space"),
    "preparing": translatable("This tablet is being prepared"),
    "preparing-words": translatable("It is waiting for the questions from the server."),
    "again": translatable("Try again"),
    "incapable": translatable("This tablet cannot keep answers"),
    "incapable-words": translatable(
        "It needs an address that begins with https, and a recent Chrome, Edge, Firefox or Safari."
    ),
    "pair": translatable("Pair this tablet with its counter"),
    "pair-words": translatable(
        "Type the six letters and digits that whoever set up the tablet has been shown. They are "
        "valid for ten minutes."
    ),
    "pair-waiting": translatable(
        "Answers that wait here: %(count)s. They are sent as soon as the tablet is paired."
    ),
    "pair-code": translatable("Pairing code"),
    "pair-go": translatable("Pair"),
    "pair-busy": translatable("One moment …"),
    "pair-length": translatable("The code has six letters and digits."),
    "pair-wrong": translatable(
        "There is no such code, or it is older than ten minutes. Compare it, or get a new one."
    ),
    "pair-many": translatable(
        "Too many wrong codes were typed. Please try again in %(seconds)s seconds."
    ),
    "pair-offline": translatable("The server does not answer. Is the tablet in the network?"),
    "pair-failed": translatable("The server could not do it. Please try again in a moment."),
    "pin": translatable("Clerk's menu: PIN"),
    "wipe": translatable("Delete"),
    "enter": translatable("OK"),
    "pin-wrong": translatable("That is not the PIN."),
    "pin-wait": translatable(
        "Too many wrong PINs were typed. Please try again in %(seconds)s seconds."
    ),
    "close": translatable("Close"),
    "menu": translatable("Clerk's menu"),
    "menu-tablet": translatable("Tablet"),
    "menu-counter": translatable("Counter"),
    "menu-paired": translatable("Paired"),
    "menu-waiting": translatable("Waiting to be sent"),
    "menu-refused": translatable("Refused by the server"),
    "menu-disk": translatable("Space"),
    "menu-version": translatable("Version"),
    "menu-megabytes": translatable("%(used)s of %(all)s MB"),
    "waiting-since": translatable("%(count)s, the oldest since %(time)s"),
    "yes": translatable("Yes"),
    "no": translatable("No"),
    "test": translatable("Test the connection"),
    "test-passed": translatable(
        "The server answered after %(time)s ms. The tablet's clock is right."
    ),
    "test-slow": translatable(
        "The server answered after %(time)s ms. The tablet's clock is %(seconds)s seconds slow."
    ),
    "test-fast": translatable(
        "The server answered after %(time)s ms. The tablet's clock is %(seconds)s seconds fast."
    ),
    "test-failed": translatable("The server does not answer. Answers are kept until it does."),
    "test-refused": translatable(
        "The server answers, but does not know this tablet any more. It has to be paired again."
    ),
    "send": translatable("Send now"),
    "send-done": translatable("Everything has been sent."),
    "send-waiting": translatable("Still waiting: %(count)s. They are kept."),
    "save": translatable("Save the queue to a file"),
    "save-done": translatable(
        "Answers in the file: %(count)s. They also stay here. Only tablets of this server can read "
        "the file."
    ),
    "save-failed": translatable("The file could not be saved."),
    "load": translatable("Load a queue from a file"),
    "load-done": translatable("Answers taken from the file: %(count)s."),
    "load-failed": translatable("That is not a queue that this tablet can read."),
    "refused-too-large": translatable("This answer is larger than any that may be sent."),
}

REFUSED = {f"refused-{reason}": sentence for reason, sentence in SENTENCES.items()}

TEXTS = FOR_PEOPLE | FOR_STAFF | REFUSED


def in_both_languages() -> Mapping[str, Mapping[str, str]]:
    """Every text by its key, in each language."""
    return {language: _in(language) for language in LANGUAGES}


def _in(language: str) -> Mapping[str, str]:
    with force_locale(language):
        said = {key: gettext(text) for key, text in TEXTS.items()}
    return {"language": NAMES[language], **said}
