"""An identity provider that speaks OpenID Connect over HTTP, and can be made to cheat."""

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "kaiji", "a secret of the client"


def new_key():
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})


class Provider:
    """Whoever comes is the person of `claims`; what it signs may be changed by `change`."""

    def __init__(self):
        self.key = self.signing_key = new_key()
        self.claims = {"sub": "4711", "preferred_username": "sato"}
        self.change = lambda claims: claims
        self.asked = []  # the parameters of each time that somebody came
        self.told = []  # the paths at which it was asked about itself
        self.signed_in_at = None  # seconds since 1970; None: whenever somebody comes
        self.codes = {}
        self.signs_by = ["RS256", "HS256", "none"]
        self.other_keys = []
        handler = type("Handler", (_Handler,), {"provider": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.calls_itself = self.issuer

    def metadata(self):
        return {
            "issuer": self.calls_itself,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": self.signs_by,
        }

    def authorize(self, asked):
        """The address to which whoever came is sent back."""
        self.asked.append(asked)
        code = secrets.token_hex(8)
        self.codes[code] = {**asked, "auth_time": int(self.signed_in_at or time.time())}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, sent, credentials):
        """The answer to whoever shows a code, or None; each code serves once."""
        asked = self.codes.pop(sent.get("code"), None)
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        is_right = (
            asked
            and credentials == f"{CLIENT}:{SECRET}"
            and sent["redirect_uri"] == asked["redirect_uri"]
            and base64.urlsafe_b64encode(proof).decode().rstrip("=") == asked["code_challenge"]
        )
        if not is_right:
            return None
        now = int(time.time())
        claims = {
            **{"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300},
            **{"nonce": asked["nonce"], "auth_time": asked["auth_time"]},
            **self.claims,
        }
        token = self.sign(self.change(claims))
        return {"access_token": "unused", "token_type": "Bearer", "id_token": token}

    def sign(self, claims):
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.signing_key)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(asked))
            self.end_headers()
            return
        self.provider.told.append(parts.path)
        if parts.path == "/keys":
            keys = KeySet([self.provider.key]).as_dict(private=False)["keys"]
            keys += [key.as_dict() for key in self.provider.other_keys]
            self._json({"keys": keys})
        else:
            self._json(self.provider.metadata())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: value[0] for name, value in parse_qs(body).items()}
        basic = self.headers.get("Authorization", "").removeprefix("Basic ")
        answer = self.provider.exchange(sent, base64.b64decode(basic).decode())
        self._json(answer or {"error": "invalid_grant"}, 200 if answer else 400)

    def _json(self, data, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def running():
    provider = Provider()
    Thread(target=provider.server.serve_forever, daemon=True).start()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()
