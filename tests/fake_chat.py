"""A model server on this machine that speaks the real protocol over real HTTP, and says what a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "small-model"
KEY = "a-key"
Told = dict[str, Any]
"""What a model is told: its question and its passages."""


@dataclass
class FakeChat:
    """The server's address, what it was asked, and what it does: words, (status, body), or None for never an answer."""

    url: str = ""
    say: Callable[[Told], str | tuple[int, bytes] | None] = lambda told: sentences()
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def told(self) -> Told:
        """What the last request told the model."""
        return told(self.requests[-1])


def told(request: dict[str, Any]) -> Told:
    (user,) = [message for message in request["messages"] if message["role"] == "user"]
    held: Told = json.loads(user["content"])
    return held


def sentences(*picked: tuple[str, str, str]) -> str:
    """A reply that picks these: token, quote, and the model's own line."""
    return json.dumps({"sentences": [{"token": token, "quote": quote, "say": say} for token, quote, say in picked]})


def obedient(held: Told) -> str:
    """Picks the first line of each passage."""
    return sentences(*((each["token"], each["text"].split("\n")[0], "") for each in held["passages"]))


def completion(words: str) -> bytes:
    message = {"role": "assistant", "content": words}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "c", "object": "chat.completion", "model": MODEL, "choices": [choice]}).encode()


@contextmanager
def fake_chat(say: Callable[[Told], str | tuple[int, bytes] | None] = obedient) -> Iterator[FakeChat]:
    fake = FakeChat(say=say)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if self.path != "/v1/chat/completions" or request["model"] != MODEL or request["stream"]:
                self._send(404, b"{}")
                return
            fake.requests.append(request)
            fake.headers.append({name.lower(): value for name, value in self.headers.items()})
            said = fake.say(told(request))
            if said is None:
                fake.closing.wait(30)
                self.close_connection = True
                return
            self._send(*(said if isinstance(said, tuple) else (200, completion(said))))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
