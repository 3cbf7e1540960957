import shutil
import threading

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from indexer.errors import IndexBusy, IndexForOthers, IndexMismatch, IndexMissing
from indexer.folder import locked, new_generation
from indexer.index import POINTER, current_generation
from server import provider as providing
from server.cache import Cache
from server.provider import Provider, one_thread_each
from tests.fakes import HashEmbedder, make_paper, restricted, write_index
from tests.served import asked

FIRST = make_paper("first.txt", ["The limes in Station Road were felled in June."])
SECOND = make_paper("second.txt", ["The oaks in Church Lane were planted in March."])


@pytest.fixture
def renewing(monkeypatch):
    """Waits until the renewals that were started are over; tells how many there were."""
    started = []

    class Told(threading.Thread):
        def start(self):
            started.append(self)
            super().start()

    def wait():
        for thread in started:
            thread.join(timeout=30)
            assert not thread.is_alive()
        return len(started)

    monkeypatch.setattr(providing, "Thread", Told)
    return wait


def files(provider):
    return [each.file for each in provider().documents()]


def test_there_is_no_index(tmp_path):
    provider = Provider(tmp_path, HashEmbedder())
    with pytest.raises(IndexMissing):
        provider()
    write_index(tmp_path, [FIRST])
    assert files(provider) == ["first.txt"]


def test_the_first_index_is_being_built(tmp_path):
    provider = Provider(tmp_path, HashEmbedder())
    with locked(tmp_path):
        with pytest.raises(IndexMissing):
            provider()
        new_generation(tmp_path)
        with pytest.raises(IndexBusy):
            provider()
    with pytest.raises(IndexMissing):
        provider()


def test_the_index_was_made_with_another_model(tmp_path):
    write_index(tmp_path, [FIRST])
    with pytest.raises(IndexMismatch):
        Provider(tmp_path, HashEmbedder(model_id="other"))()


@pytest.mark.parametrize("role", ["public", "restricted"])
def test_a_service_is_of_the_role_that_is_asked_for(tmp_path, role):
    roles = []

    class Noting(Cache):
        def remembered(self, asked, make, *rest):
            roles.append(asked.role)
            return make()

    papers = {"public": FIRST, "restricted": restricted(FIRST)}
    write_index(tmp_path, [papers[role]], role=role)
    Provider(tmp_path, HashEmbedder(), cache=Noting(1), role=role)().search(asked("limes"))
    assert roles == [role]
    with pytest.raises(IndexForOthers):
        Provider(tmp_path, HashEmbedder(), role=({*papers} - {role}).pop())()


def test_the_same_service_serves_while_nothing_changes(tmp_path, renewing):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    assert provider() is provider()
    assert renewing() == 0


def test_a_new_generation_is_picked_up_while_the_old_one_serves(tmp_path, renewing):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    old = provider()
    write_index(tmp_path, [FIRST, SECOND])
    assert provider() is old
    assert renewing() == 1
    assert provider().generation == current_generation(tmp_path)
    assert provider().ask(asked("when were the oaks planted")).status == "answered"
    assert old.ask(asked("when were the limes felled")).status == "answered"
    assert renewing() == 1


def spoil_the_manifest(generation):
    (generation / "manifest.json").write_text("{", encoding="utf-8")


def cut_the_catalogue(generation):
    path = generation / "catalogue.sqlite"
    path.write_bytes(path.read_bytes()[:-100])


def take_it_away(generation):
    shutil.rmtree(generation)


@pytest.mark.parametrize("spoil", [spoil_the_manifest, cut_the_catalogue, take_it_away])
def test_the_old_generation_serves_on_where_the_new_one_is_broken(tmp_path, renewing, spoil):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    old = provider()
    write_index(tmp_path, [SECOND])
    spoil(tmp_path / current_generation(tmp_path))
    assert provider() is old
    assert renewing() == 1
    assert provider() is old
    assert renewing() == 1, "a broken one is tried once"
    write_index(tmp_path, [FIRST, SECOND])
    provider()
    assert renewing() == 2
    assert set(files(provider)) == {"first.txt", "second.txt"}


def test_the_old_generation_serves_on_whatever_goes_wrong_with_the_new_one(tmp_path, renewing, monkeypatch):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    old = provider()
    write_index(tmp_path, [SECOND])

    def broken(*args, **kwargs):
        raise OSError("the disk is gone")

    with monkeypatch.context() as patched:
        patched.setattr(providing, "open_index", broken)
        provider()
        assert renewing() == 1
    assert provider() is old
    assert renewing() == 1


def test_the_index_serves_on_where_the_pointer_is_gone(tmp_path, renewing):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    old = provider()
    (tmp_path / POINTER).unlink()
    assert provider() is old
    assert renewing() == 0


def test_many_threads_open_the_index_once(tmp_path):
    write_index(tmp_path, [FIRST])
    provider = Provider(tmp_path, HashEmbedder())
    got = []
    threads = [threading.Thread(target=lambda: got.append(provider())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(got) == 8
    assert len(set(map(id, got))) == 1


def test_one_thread_each_limits_the_numeric_libraries():
    with threadpool_limits():
        one_thread_each()
        assert {pool["num_threads"] for pool in threadpool_info()} <= {1}
