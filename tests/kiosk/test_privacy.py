"""Nothing about who stood before a tablet, or held it, is stored or logged."""

import json
import logging

from tests.kiosk.tablet import entry
from tests.test_privacy import MARKS, TRACES, everything_in


def test_no_trace_of_a_person_is_stored_or_logged(
    client, paired, make, session, clock, caplog, capfd
):
    def send(path, body):
        headers = tablet.authorization
        return client.post(path, json=body, headers=headers, environ_overrides=MARKS).status_code

    with caplog.at_level(logging.DEBUG):
        tablet = paired(make.counter())
        good = entry(tablet.content(), at=clock(), texts={"comment": "Tốt"})
        batch = {"entries": [good, {**good, "content": "?"}, {"id": "?"}]}
        assert send("/kiosk/responses", batch) == 200
        assert send("/kiosk/responses", "x" * 70000) == 413
        assert send("/kiosk/pair", {"code": "zzzzzz", "credential": tablet.credential}) == 404
        for headers, status in (tablet.authorization, 200), ({}, 401):
            reply = client.get("/kiosk/content", headers=headers, environ_overrides=MARKS)
            assert reply.status_code == status
    logged = caplog.text + "".join(capfd.readouterr())
    held = everything_in(session)
    rows = {name for name, rows in json.loads(held).items() if rows}
    assert rows >= {"pairing_attempts", "kiosk_states", "kiosk_contents", "kiosk_refusals"}
    for trace in (*TRACES, tablet.credential):
        assert trace not in held
        assert trace not in logged


def test_words_are_masked_wherever_they_are_kept(paired, make, session, clock):
    tablet = paired(make.counter())
    content, words = tablet.content(), {"comment": "Tôi là A, 0912345678, a@b.vn"}
    good = entry(content, at=clock(), texts=words)
    bad = entry(content, at=clock(), texts=words, answers={"overall": "0912345678"})
    assert tablet.verdicts(good, bad) == ["stored", "invalid-answers"]
    held = everything_in(session)
    assert "0912345678" not in held
    assert "a@b.vn" not in held
