"""Fixtures: the stack on moto, its API, what it logs; and the packaged stack on MiniStack."""

import io
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend

import app
from chalicelib.domain import kantor
from chalicelib.domain.kantor import Kantor
from chalicelib.log import logger
from tests.api import Api
from tests.awan import LINGKUNGAN
from tests.dunia import Dunia, Konteks
from tests.kawat import KAWAT

if TYPE_CHECKING:  # half a second that pure tests need not wait
    from infra.lokal import Lokal
    from infra.sesi import Stack

_BERJALAN = {"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}


@pytest.fixture
def lingkungan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings that the stack gives its functions."""
    for nama, nilai in LINGKUNGAN.items():
        monkeypatch.setenv(nama, nilai)
    KAWAT.bersihkan()
    yield
    KAWAT.bersihkan()
    KAWAT.fungsi = None


SetelanBaru = Callable[[str, str], Kantor]
"""Puts one text of the ordinary office's settings in the place of another; the office it makes."""


@pytest.fixture
def setelan_baru(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SetelanBaru]:
    """Write a settings file of an office, as a deployment brings it, and let it be this one's."""
    folder = shutil.copytree(kantor._FOLDER, tmp_path / "kantor")
    asal = (folder / "standar.toml").read_text(encoding="utf-8")

    def tulis(lama: str, baru: str) -> Kantor:
        assert asal.count(lama) == 1
        (folder / "baru.toml").write_text(asal.replace(lama, baru), encoding="utf-8")
        monkeypatch.setattr(kantor, "_FOLDER", folder)
        monkeypatch.setenv("KANTOR", "baru")
        return kantor.baca("baru")

    kantor.baca.cache_clear()
    yield tulis
    kantor.baca.cache_clear()


@pytest.fixture(scope="session")
def lokal(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Lokal]":
    """A stack of its own on a free port, gone afterwards."""
    from infra.lokal import Lokal

    with Lokal(tmp_path_factory.mktemp("lokal")) as lokal:
        yield lokal


@pytest.fixture(scope="session")
def stack(lokal: "Lokal") -> "Stack":
    """Where it answers, for those who use it over HTTP."""
    from infra.sesi import Stack

    return Stack.dari(lokal.keterangan())


@pytest.fixture
def moto(lingkungan: None) -> Iterator[None]:
    """AWS with nothing in it."""
    with mock_aws():
        yield


@pytest.fixture(scope="module")
def dunia_semodul() -> Iterator[Dunia]:
    """One stack for all tests of a module: making it takes longer than emptying it."""
    with mock_aws():
        yield Dunia()


@pytest.fixture
def dunia(lingkungan: None, dunia_semodul: Dunia) -> Dunia:
    """The stack, empty; its state machines stand still, and `Dunia.jalankan` moves for them."""
    dunia_semodul.kosongkan()
    KAWAT.bersihkan()
    KAWAT.fungsi = dunia_semodul.cetak
    return dunia_semodul


@pytest.fixture
def dunia_bermesin(lingkungan: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dunia]:
    """The stack with the compiled state machine running in threads of moto."""
    with mock_aws(config=_BERJALAN):
        dunia = Dunia(mesin=True)

        def panggil(_: object, nama: str, __: object, body: Any, *___: object) -> bytes:
            with dunia.kunci:
                app.mulai_langkah(json.loads(body), Konteks())
            return b"null"

        monkeypatch.setattr(LambdaSimpleBackend, "invoke", panggil)
        yield dunia
        dunia.bubar()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as it goes to CloudWatch."""
    isi = io.StringIO()
    handler = logging.StreamHandler(isi)
    handler.setFormatter(logger.registered_formatter)
    logger.addHandler(handler)
    yield isi
    logger.removeHandler(handler)


@pytest.fixture
def api(lingkungan: None) -> Api:
    """The API; on the stack where a test asks for `dunia` too, else without AWS."""
    return Api()
