"""A folder for operators' commands, and cases made from one draft, on the packaged stack."""

from pathlib import Path

import pytest

from infra.lokal import KETERANGAN, Lokal
from infra.paket import AKAR
from tests.e2e.alat import Loket

SINI = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is slow: it needs the stack."""
    for item in items:
        if SINI in item.path.parents:
            item.add_marker(pytest.mark.lambat)


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
