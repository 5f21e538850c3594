"""One packaged stack for all end-to-end tests, and cases made from one draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.lokal import KETERANGAN, Lokal
from infra.paket import AKAR
from infra.sesi import Stack
from tests.e2e.alat import Loket

SINI = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is slow: it needs the stack."""
    for item in items:
        if SINI in item.path.parents:
            item.add_marker(pytest.mark.lambat)


@pytest.fixture(scope="session")
def lokal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lokal]:
    """A stack of its own on a free port, gone afterwards."""
    with Lokal(tmp_path_factory.mktemp("lokal")) as lokal:
        yield lokal


@pytest.fixture(scope="session")
def stack(lokal: Lokal) -> Stack:
    """Where it answers, for those who use it over HTTP."""
    return Stack.dari(lokal.keterangan())


@pytest.fixture
def folder_kerja(lokal: Lokal, tmp_path: Path) -> Path:
    """A folder that looks like the project with this stack as its running `make up`."""
    for nama in (".venv", "infra", "chalicelib"):
        (tmp_path / nama).symlink_to(AKAR / nama)
    (tmp_path / ".ministack").mkdir()
    (tmp_path / ".ministack" / KETERANGAN).symlink_to(lokal.folder / KETERANGAN)
    return tmp_path


@pytest.fixture(scope="session")
def loket(lokal: Lokal) -> Loket:
    """A counter that takes in cases at once."""
    return Loket(lokal)
