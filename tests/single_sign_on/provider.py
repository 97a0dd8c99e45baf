"""A single sign-on in a process of its own, by OpenID Connect Core 1.0 and RFC 7636.

It shares no code with the client that is tested but the signing of tokens. It insists on what the
standards demand of a client, signs in whoever types a name, and can be told to lie in one thing.
"""

from __future__ import annotations

import secrets
import sys
import time
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlencode

from flask import Flask, abort, redirect, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "thuoc-do", "mot-bi-mat"
PORT = int(sys.argv[1])
ISSUER = f"http://127.0.0.1:{PORT}/realms/tinh"
KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "1"})
FORM = "<form>{}<label>Họ tên <input name=login></label><button>Đồng ý</button></form>"

app = Flask(__name__)
asked: dict[str, dict[str, str]] = {}
"""By code, which works once: what the client asked for, and who signed in."""


@app.get("/realms/tinh/.well-known/openid-configuration")
def metadata():
    endpoints = {f"{name}_endpoint": f"{ISSUER}/{name}" for name in ("authorization", "token")}
    return {
        **endpoints,
        "issuer": ISSUER,
        "jwks_uri": f"{ISSUER}/keys",
        "end_session_endpoint": f"{ISSUER}/leave",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    }


@app.get("/realms/tinh/keys")
def keys():
    return {"keys": [KEY.as_dict(private=False)]}


@app.get("/realms/tinh/authorization")
def authorization():
    """Ask who it is, and send them back with a code."""
    wanted = request.args.to_dict()
    is_right = (
        wanted["client_id"] == CLIENT_ID
        and wanted["response_type"] == "code"
        and wanted["code_challenge_method"] == "S256"
        and "openid" in wanted["scope"].split()
        and min(len(wanted[name]) for name in ("state", "nonce", "code_challenge")) >= 20
    )
    if not is_right:
        abort(400)
    if "login" not in wanted:
        hidden = (f'<input type=hidden name="{k}" value="{v}">' for k, v in wanted.items())
        return FORM.format("".join(hidden))
    back = {"state": wanted["state"], "code": secrets.token_urlsafe()}
    if wanted.get("lie") == "declined":
        back = {"state": wanted["state"], "error": "access_denied"}
    asked[back.get("code", "")] = wanted
    return redirect(f"{wanted['redirect_uri']}?{urlencode(back)}")


@app.post("/realms/tinh/token")
def token():
    """Give a proof for a code, to the client alone that asked for it."""
    wanted = asked.pop(request.form["code"], None) or abort(400)
    method, _, said = request.headers["Authorization"].partition(" ")
    proof = sha256(request.form["code_verifier"].encode()).digest()
    is_right = (
        method == "Basic"
        and b64decode(said).decode() == f"{CLIENT_ID}:{CLIENT_SECRET}"
        and request.form["grant_type"] == "authorization_code"
        and request.form["redirect_uri"] == wanted["redirect_uri"]
        and urlsafe_b64encode(proof).decode().rstrip("=") == wanted["code_challenge"]
    )
    if not is_right:
        abort(400)
    given = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 60}
    return given if wanted.get("lie") == "no proof" else given | {"id_token": _proof(wanted)}


@app.get("/realms/tinh/leave")
def leave():
    return f"out of {request.args['client_id']}, then {request.args['post_logout_redirect_uri']}"


def _proof(wanted):
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": wanted.get("subject", f"id of {wanted['login']}"),
        "aud": CLIENT_ID,
        "iat": now,
        "exp": now + 60,
        "nonce": wanted["nonce"],
        "preferred_username": wanted["login"],
    }
    lies = {
        "issuer": {"iss": "https://sso.example.vn"},
        "audience": {"aud": "another-program"},
        "audience, but for us": {"aud": ["another-program"], "azp": CLIENT_ID},
        "expired": {"iat": now - 7200, "exp": now - 3600},
        "nonce": {"nonce": "of somebody else's sign-in"},
        "no subject": {"sub": None},
        "numbers": {"preferred_username": 7},
    }
    claims = {key: v for key, v in (claims | lies.get(wanted.get("lie"), {})).items() if v}
    if wanted.get("lie") == "signed with the secret":
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET.encode()))
    key = OTHER if wanted.get("lie") == "other key" else KEY
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)


if __name__ == "__main__":
    app.run(port=PORT)
