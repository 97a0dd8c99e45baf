"""Pages read as a browser reads them."""

import re


def hidden(page) -> dict[str, str]:
    """The hidden inputs of the form, which a browser sends back."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def form_of(client, counter) -> dict[str, str]:
    return hidden(client.get(f"/s/{counter.code}"))


def send(client, counter, **answers):
    """Scan, choose and send; the reply."""
    return client.post(f"/s/{counter.code}", data={**form_of(client, counter), **answers})
