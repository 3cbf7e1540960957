"""Asks a language model over the protocol of OpenAI's /v1/chat/completions, which most model servers speak.

ChatFailed          no usable reply; `reason` is one word for the metrics
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import httpx2 as httpx

Reason = Literal["timeout", "unreachable", "refused", "malformed"]

LARGEST_REPLY = 262_144
"""Bytes of a reply that are read; what is longer is no answer to what was asked."""

_MOST_TOKENS = 800


class ChatFailed(Exception):
    """The model gave no usable reply: too late, not there, refused, or not in the protocol."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a conversation: whose it is, and its words."""

    role: Literal["system", "user"]
    content: str


class Chat:
    """One model at one address; usable from several threads.

    Args:
        url: The address that `/chat/completions` is added to, such as http://127.0.0.1:11434/v1.
        model: The model's name there.
        key: Sent as a bearer token where it is not empty.
        timeout: Seconds that a reply may take.
        clock: Tells the time in seconds.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        timeout: float = 20.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._timeout = timeout
        self._clock = clock
        self._headers = {"authorization": f"Bearer {key}"} if key else {}

    def reply(self, messages: Sequence[Message]) -> str:
        """The words of the model's reply.

        Raises:
            ChatFailed: There is none that can be used.
        """
        body = {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        until = self._clock() + self._timeout
        try:
            with httpx.stream("POST", self._url, json=body, headers=self._headers, timeout=self._timeout) as response:
                if response.status_code != httpx.codes.OK:
                    raise ChatFailed("refused", f"status {response.status_code}")
                held = self._read(response.iter_bytes(), until)
        except httpx.TimeoutException as error:
            raise ChatFailed("timeout", str(error)) from error
        except httpx.HTTPError as error:
            raise ChatFailed("unreachable", str(error)) from error
        return _words(held)

    def _read(self, chunks: Iterable[bytes], until: float) -> bytes:
        """The whole of a reply, which may come in drops but has to end in time and within reason."""
        held = b""
        for chunk in chunks:
            held += chunk
            if len(held) > LARGEST_REPLY:
                raise ChatFailed("malformed", "the reply is too long")
            if self._clock() > until:
                raise ChatFailed("timeout", "the reply did not end in time")
        return held


def _words(held: bytes) -> str:
    try:
        body: Any = json.loads(held)
        message = body["choices"][0]["message"]
        content = message["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ChatFailed("malformed", f"no chat completion: {error!r}") from error
    if message.get("refusal") or not isinstance(content, str) or not content.strip():
        raise ChatFailed("refused", "the model gave no words")
    return content
