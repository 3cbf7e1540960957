"""Gives the service of the newest index: a generation built while the server runs is picked up without a restart."""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread

import structlog
from threadpoolctl import threadpool_limits

from indexer.embed import Embedder
from indexer.errors import IndexBusy, IndexMissing
from indexer.folder import being_built
from indexer.index import current_generation, open_index
from indexer.records import Classification
from server.answer import Answerer
from server.cache import Cache
from server.reranker import Reranker
from server.service import Service

_log = structlog.get_logger(__name__)


def one_thread_each() -> None:
    """Keep the numeric libraries to one thread a question: threads that wait for each other slow short work down."""
    threadpool_limits(limits=1)


class Provider:
    """Opens the index when first asked, and a newer generation in the background while the older one goes on serving."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        answerer: Answerer | None = None,
        cache: Cache | None = None,
        role: Classification = "public",
        reranker: Reranker | None = None,
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._answerer = answerer
        self._cache = cache
        self._role: Classification = role
        self._reranker = reranker
        self._service: Service | None = None
        self._failed: str | None = None
        self._opening = Lock()

    def __call__(self) -> Service:
        """The service of the newest index that could be opened.

        Raises:
            IndexBusy: The first one is being built just now.
            BadIndex: There is none that can be opened.
        """
        service = self._service
        if service is None:
            with self._opening:
                if self._service is None:
                    self._service = self._open()
                return self._service
        newest = current_generation(self._folder)
        if newest not in {None, service.generation, self._failed} and self._opening.acquire(blocking=False):
            Thread(target=self._renew, args=(newest,), daemon=True).start()
        return service

    def _open(self) -> Service:
        try:
            index = open_index(self._folder, embedder=self._embedder, role=self._role)
        except IndexMissing as error:
            if being_built(self._folder):
                raise IndexBusy(f"the first index is being built in {self._folder}") from error
            raise
        service = Service(index, self._embedder, self._answerer, self._cache, self._role, self._reranker)
        service.warm_up()
        return service

    def _renew(self, newest: str) -> None:
        """Open a newer generation; where it cannot be opened, the one that serves stays and it is not tried again."""
        try:
            self._service = self._open()
            _log.info("index renewed", generation=newest)
        except Exception as error:  # whatever is wrong with the new one, the old one goes on serving
            self._failed = newest
            _log.warning("new index not usable", generation=newest, reason=str(error))
        finally:
            self._opening.release()
