"""Files that browsers keep: named by their content, and imports that name those names."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

FOLDER = "aset"
_IMPOR = re.compile(
    r"""(?P<awal>\b(?:from|import(?:\.meta\.resolve)?)\s*\(?\s*)"""
    r"""(?P<kutip>["'])(?P<nama>[^"'\s]+)(?P=kutip)"""
)
_PETA_SUMBER = re.compile(r"^//# sourceMappingURL=.*$\n?", re.MULTILINE)


class AsetRusak(ValueError):
    """A module imports what is not there, or imports in a circle; the sentence names it."""


@dataclass(slots=True)
class Aset:
    """The files under `aset/`, put there one by one; `tambah` gives the address of each."""

    tujuan: Path
    sumber: Path
    node_modules: Path
    pustaka: Mapping[str, str]
    """What a library is imported as → its file in node_modules; with a `*`, the files that match,
    which keep their names in a folder of their own: for a library that asks for them itself."""
    nama: dict[str, str] = field(default_factory=dict)
    """Logical name (`modul/api.js`) → file name with its hash."""
    impor: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Module → the modules that it imports at once (not those of `import()`)."""

    def tambah(self, nama: str, isi: bytes) -> str:
        """Put a file there; its address from a page."""
        jalur = PurePosixPath(nama)
        sidik = hashlib.sha256(isi).hexdigest()[:10]
        akhiran = jalur.suffix.replace(".mjs", ".js")  # one type for every module
        self.nama[nama] = f"{jalur.stem}.{sidik}{akhiran}"
        (self.tujuan / FOLDER).mkdir(parents=True, exist_ok=True)
        (self.tujuan / FOLDER / self.nama[nama]).write_bytes(isi)
        return self.alamat(nama)

    def alamat(self, nama: str) -> str:
        """The address of a file that was put, or of a module, which is put when first asked for."""
        if nama not in self.nama and nama.startswith("modul/"):
            self._modul(nama, ())
        return f"{FOLDER}/{self.nama[nama]}"

    def bersama(self, nama: str, *kemudian: str) -> list[str]:
        """Addresses of all that this module needs before it runs, for modulepreload; and of others
        that it will soon ask for, with what they need."""
        for satu in (nama, *kemudian):
            self.alamat(satu)
        urut: dict[str, None] = dict.fromkeys(kemudian)
        antre = [nama, *kemudian]
        while antre:
            for satu in self.impor.get(antre.pop(0), ()):
                if satu not in urut:
                    urut[satu] = None
                    antre.append(satu)
        return [self.alamat(satu) for satu in urut]

    def _modul(self, nama: str, induk: tuple[str, ...]) -> None:
        if "*" in nama:
            self._folder(nama)
            return
        if nama in induk:
            raise AsetRusak("Modul saling mengimpor: " + " → ".join([*induk, nama]))
        langsung: list[str] = []

        def ganti(cocok: re.Match[str]) -> str:
            tujuan = self._tujuan(nama, cocok["nama"])
            if tujuan is None:
                return cocok[0]
            if tujuan not in self.nama:
                self._modul(tujuan, (*induk, nama))
            if "(" not in cocok["awal"]:
                langsung.append(tujuan)
            return f'{cocok["awal"]}"./{self.nama[tujuan]}"'

        isi = _IMPOR.sub(ganti, _PETA_SUMBER.sub("", self._baca(nama)))
        self.tambah(nama, isi.encode())
        self.impor[nama] = tuple(langsung)

    def _folder(self, nama: str) -> None:
        pola = nama.removeprefix("pustaka/")
        isi = {berkas.name: berkas.read_bytes() for berkas in sorted(self.node_modules.glob(pola))}
        if not isi:
            raise AsetRusak(f"{nama} diimpor tetapi tidak ada.")
        sidik = hashlib.sha256(b"".join(isi.values())).hexdigest()[:10]
        self.nama[nama] = f"{PurePosixPath(pola).parent.name}.{sidik}/"
        folder = self.tujuan / FOLDER / self.nama[nama]
        folder.mkdir(parents=True)
        for satu, bita in isi.items():
            (folder / satu).write_bytes(bita)

    def _tujuan(self, nama: str, impor: str) -> str | None:
        """The logical name of what is imported; None for words in a library's comment."""
        if impor.startswith(("./", "../")):
            return posixpath.normpath(posixpath.join(posixpath.dirname(nama), impor))
        if impor in self.pustaka:
            return f"pustaka/{self.pustaka[impor]}"
        if nama.startswith("pustaka/"):
            return None
        raise AsetRusak(f"{nama} mengimpor {impor}, yang bukan pustaka situs ini.")

    def _baca(self, nama: str) -> str:
        berkas = self.sumber / nama
        if nama.startswith("pustaka/"):
            berkas = self.node_modules / nama.removeprefix("pustaka/")
        try:
            return berkas.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise AsetRusak(f"{nama} diimpor tetapi tidak ada.") from None
