"""The server's settings: constructor arguments, or environment variables that begin with COMMITTEE_PAPERS_."""

from __future__ import annotations

from typing import Literal

import limits
from pydantic import Field, SecretStr, ValidationInfo, field_validator

from indexer import settings


class Settings(settings.Settings):
    """How the service is run: the indexer's settings and these; each is also COMMITTEE_PAPERS_ and its name."""

    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    base_url: str = Field("", description="Public address of the site, https://…, for feeds; empty: as asked for")
    site_name: str = Field("Committee papers", min_length=1, description="Name of the site in its header and titles")
    contact: str = Field("", description="E-mail address for the accessibility statement; empty: none is printed")
    papers_licence: str = Field("", description="One sentence on the licence of the papers for the page About")
    rate_limit: str = Field("600/minute", description="Requests a client may make, as `limits` writes it")
    max_url_bytes: int = Field(262_144, ge=1024, description="Longest path and query that is read, in bytes")
    max_body_bytes: int = Field(65_536, ge=0, description="Largest request body that is let in, in bytes")
    log_questions: bool = Field(False, description="Whether the words of questions are logged (they can be personal)")
    cache_entries: int = Field(
        512, ge=0, description="Searches and answers that are kept for who asks the same; 0: none"
    )
    reranker: str = Field(
        "",
        description="Folder or name of a cross-encoder on this machine that reads the first passages again; empty: none",
    )
    answer_url: str = Field(
        "",
        description="Address of a language model that helps to word answers, up to /v1 (http://127.0.0.1:11434/v1): "
        "questions and passages found are sent there; empty: none",
    )
    answer_model: str = Field("", validate_default=True, description="Name of that model at its address")
    answer_key: SecretStr = Field(SecretStr(""), description="Key that the address asks for; empty: none is sent")
    answer_timeout: float = Field(20.0, gt=0, description="Seconds that the model may take for an answer")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is logged")

    @field_validator("rate_limit")
    @classmethod
    def _readable(cls, value: str) -> str:
        limits.parse(value)
        return value

    @field_validator("base_url", "answer_url")
    @classmethod
    def _absolute(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return value.rstrip("/")

    @field_validator("answer_model")
    @classmethod
    def _with_its_address(cls, value: str, known: ValidationInfo) -> str:
        if bool(value) != bool(known.data.get("answer_url")):
            raise ValueError("answer_url and answer_model are set together or not at all")
        return value
