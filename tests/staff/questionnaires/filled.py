"""What the forms of questionnaires send."""

import re
from html import unescape

PAGE = "/staff/questionnaires"
DRAFT = "/staff/questionnaire-drafts/one-stop"
FIELD = re.compile(
    r'<input (?:class="form-control" type="(?:text|date)"|type="hidden")[^>]*'
    r' name="([^"]+)" value="([^"]*)"'
)
TICKED = re.compile(r'type="checkbox"[^>]* name="([^"]+)" value="([^"]*)" checked')
SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
SELECTED = re.compile(r'<option value="([^"]*)" selected')


def filled_in(page):
    """What a form sends that nobody has touched."""
    form = page.text.partition("<main")[2]
    fields = {unescape(name): unescape(value) for name, value in FIELD.findall(form)}
    for name, value in TICKED.findall(form):
        if name.endswith("one_of"):
            fields.setdefault(name, []).append(unescape(value))
        else:
            fields[name] = unescape(value)
    for name, options in SELECT.findall(form):
        fields[name] = unescape(next(iter(SELECTED.findall(options)), ""))
    return fields
