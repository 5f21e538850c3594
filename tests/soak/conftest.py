"""How long the soak tests go on: short with `make test`, long with `make soak`."""

import pytest

PER_UJI = 1000
"""Timelines in one test."""
KASUS, HARI = 20, 6
"""The simulated year in short."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Read only where this folder is named on the command line, as `make soak` does."""
    parser.addoption("--banyak", type=int, default=PER_UJI, help="random timelines")
    parser.addoption("--benih", type=int, default=0, help="seed of the first one")
    parser.addoption("--kasus", type=int, default=KASUS, help="cases of the simulated year")
    parser.addoption("--hari", type=int, default=HARI, help="how many days of it pass")


@pytest.fixture
def setahun(request: pytest.FixtureRequest) -> tuple[int, int, int]:
    """Seed, cases and days of the simulated year."""
    pilihan = request.config.getoption
    return pilihan("--benih", 0), pilihan("--kasus", KASUS), pilihan("--hari", HARI)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`daftar_benih`: the seeds of one test."""
    if "daftar_benih" in metafunc.fixturenames:
        awal = metafunc.config.getoption("--benih", 0)
        akhir = awal + metafunc.config.getoption("--banyak", PER_UJI)
        bagian = [range(a, min(a + PER_UJI, akhir)) for a in range(awal, akhir, PER_UJI)]
        ids = [f"benih {b.start}–{b.stop - 1}" for b in bagian]
        metafunc.parametrize("daftar_benih", bagian, ids=ids)
