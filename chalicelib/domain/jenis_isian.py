"""The kinds of fields: what each accepts and in which form its value is kept.

Each function returns the normalised value or raises ValueError with the rest of a sentence that
begins with the field's name. No sentence repeats the value: it may be personal data.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

Nilai = str | int | bool | list[str]

# Last province of each island group (codes of the Ministry of Home Affairs). python-stdnum's own
# list lacks what was divided since 2012 and would turn away holders of genuine cards.
_PROVINSI_TERAKHIR = {"1": 9, "2": 1, "3": 6, "5": 3, "6": 5, "7": 6, "8": 2, "9": 6}
_LINTANG, _BUJUR = (-11.0, 6.0), (95.0, 141.0)
_BILANGAN_TERBESAR = 999_999_999
_DAFTAR_TERBANYAK = 30
# Control, format (bidi override, zero width), surrogate, private, unassigned, line separators.
_KATEGORI_TERLARANG = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def teks(nilai: object, *, terpanjang: int = 200, baris_baru: bool = False) -> str:
    """Text in NFC without outer blanks; no markup, control or invisible characters."""
    if not isinstance(nilai, str):
        raise ValueError("harus berupa teks")
    hasil = nilai.strip()
    if len(hasil) <= terpanjang:
        hasil = unicodedata.normalize("NFC", hasil.replace("\r\n", "\n"))
    if len(hasil) > terpanjang:
        raise ValueError(f"terlalu panjang. Tulis paling banyak {terpanjang} karakter")
    if not hasil:
        raise ValueError("wajib diisi")
    if "<" in hasil or ">" in hasil:
        raise ValueError("tidak boleh memuat tanda < atau >")
    diperiksa = hasil.replace("\n", "") if baris_baru else hasil
    if any(unicodedata.category(huruf) in _KATEGORI_TERLARANG for huruf in diperiksa):
        raise ValueError("memuat karakter yang tidak terlihat. Ketik ulang tanpa menyalin-tempel")
    return hasil


def teks_panjang(nilai: object) -> str:
    """As `teks`, up to 2000 characters and with line breaks."""
    return teks(nilai, terpanjang=2000, baris_baru=True)


def daftar(nilai: object) -> list[str]:
    """One to thirty different texts of up to 1000 characters, in order; a text stands for its
    lines."""
    isi = nilai.splitlines() if isinstance(nilai, str) else nilai
    if not isinstance(isi, list):
        raise ValueError("harus berupa daftar, satu baris untuk tiap butir")
    hasil = [teks(satu, terpanjang=1000) for satu in isi if not _kosong(satu)]
    if not hasil:
        raise ValueError("wajib diisi")
    if len(hasil) > _DAFTAR_TERBANYAK:
        raise ValueError(f"terlalu banyak. Tulis paling banyak {_DAFTAR_TERBANYAK} butir")
    if len({satu.casefold() for satu in hasil}) < len(hasil):
        raise ValueError("memuat butir yang sama lebih dari sekali")
    return hasil


def _kosong(nilai: object) -> bool:
    return isinstance(nilai, str) and not nilai.strip()


def tanggal(nilai: object) -> str:
    """A real date from 1900 to 2199, kept as yyyy-mm-dd."""
    isi = teks(nilai)
    try:
        if re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", isi):
            return date.fromisoformat(isi).isoformat()
    except ValueError:
        pass
    raise ValueError("harus tanggal yang benar dengan bentuk tahun-bulan-hari, misalnya 2026-09-24")


def jam(nilai: object) -> str:
    """An hour of the day, kept as HH.MM."""
    bagian = re.fullmatch(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", teks(nilai))
    if not bagian:
        raise ValueError("harus jam dari 00.00 sampai 23.59, misalnya 09.30")
    return f"{int(bagian[1]):02}.{bagian[2]}"


def bilangan(nilai: object) -> int:
    """A whole number from 0 to 999.999.999; true and false are not numbers."""
    if type(nilai) is not int or not 0 <= nilai <= _BILANGAN_TERBESAR:
        raise ValueError("harus bilangan bulat dari 0 sampai 999.999.999")
    return nilai


def ya_tidak(nilai: object) -> bool:
    """True or false."""
    if not isinstance(nilai, bool):
        raise ValueError("harus dijawab ya atau tidak")
    return nilai


def telepon(nilai: object) -> str:
    """An Indonesian mobile number written 08…, 62… or +62…, kept as E.164 (SMS goes only there)."""
    import phonenumbers  # 70 ms that most requests do not need

    isi = teks(nilai)
    try:
        if not re.fullmatch(r"\+?[0-9][0-9 ().-]{6,24}", isi):
            raise ValueError
        nomor = phonenumbers.parse(isi, "ID")
        seluler = phonenumbers.number_type(nomor) == phonenumbers.PhoneNumberType.MOBILE
        hasil = phonenumbers.format_number(nomor, phonenumbers.PhoneNumberFormat.E164)
        if not seluler or not hasil.startswith("+628"):
            raise ValueError
    except (phonenumbers.NumberParseException, ValueError):
        raise ValueError(
            "harus nomor seluler Indonesia, misalnya 0812-3456-7890. "
            "SMS hanya dapat dikirim ke nomor seluler Indonesia"
        ) from None
    return hasil


def email(nilai: object) -> str:
    """An e-mail address of ordinary form; whether it receives mail is not tried."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(
            teks(nilai), check_deliverability=False, allow_smtputf8=False
        ).normalized
    except EmailNotValidError:
        raise ValueError("harus alamat surel yang benar, misalnya nama@contoh.co.id") from None


def nik(nilai: object) -> str:
    """16 digits with a province code and a birth date (day + 40 for women)."""
    from stdnum.exceptions import ValidationError
    from stdnum.id.nik import get_birth_date

    angka = _angka(nilai, "16", "harus 16 angka sesuai KTP")
    try:
        if not _provinsi_ada(angka) or not "01" <= angka[6:8] <= "71":
            raise ValidationError
        get_birth_date(angka)
    except ValidationError:
        raise ValueError("tidak sesuai susunan NIK. Periksa kembali angkanya pada KTP") from None
    return angka


def npwp(nilai: object) -> str:
    """15 digits with their check digit, or 16: the same after a 0, or a NIK."""
    from stdnum.exceptions import ValidationError
    from stdnum.id.npwp import validate

    angka = _angka(nilai, "15,16", "harus 15 atau 16 angka sesuai kartu NPWP")
    if len(angka) == 16 and not angka.startswith("0"):
        return nik(angka)
    try:
        return validate(angka)
    except ValidationError:
        raise ValueError("tidak sesuai susunan NPWP. Periksa kembali angkanya") from None


def koordinat(nilai: object) -> str:
    """Latitude and longitude in degrees, in Indonesia's bounds, kept with six decimals."""
    pola = r"(-?[0-9]{1,2}(?:\.[0-9]{1,15})?)\s*,\s*([0-9]{2,3}(?:\.[0-9]{1,15})?)"
    bagian = re.fullmatch(pola, teks(nilai).replace("\u2212", "-"))
    if bagian:
        lintang, bujur = float(bagian[1]), float(bagian[2])
        if _LINTANG[0] <= lintang <= _LINTANG[1] and _BUJUR[0] <= bujur <= _BUJUR[1]:
            return f"{lintang:.6f}, {bujur:.6f}"
    raise ValueError("harus lintang dan bujur di Indonesia, misalnya -6.175400, 106.827200")


def _provinsi_ada(angka: str) -> bool:
    return 1 <= int(angka[1]) <= _PROVINSI_TERAKHIR.get(angka[0], 0)


def _angka(nilai: object, panjang: str, sebab: str) -> str:
    """Digits only; blanks, dots and dashes between them are what people copy from a card."""
    angka = re.sub(r"[ .-]", "", teks(nilai))
    if not re.fullmatch(f"[0-9]{{{panjang}}}", angka):
        raise ValueError(sebab)
    return angka


def _pilihan(nilai: object, pilihan: tuple[str, ...]) -> str:
    if isinstance(nilai, str) and nilai in pilihan:
        return nilai
    raise ValueError(f"harus salah satu dari: {', '.join(pilihan).replace('_', ' ')}")


_TUNGGAL: dict[str, Callable[[object], Nilai]] = {
    "teks": teks,
    "teks_panjang": teks_panjang,
    "daftar": daftar,
    "tanggal": tanggal,
    "jam": jam,
    "bilangan": bilangan,
    "ya_tidak": ya_tidak,
    "telepon": telepon,
    "email": email,
    "nik": nik,
    "npwp": npwp,
    "nib": lambda nilai: _angka(nilai, "13", "harus 13 angka sesuai NIB dari OSS"),
    "kbli": lambda nilai: _angka(nilai, "5", "harus 5 angka sesuai kode KBLI pada NIB"),
    "kode_pos": lambda nilai: _angka(nilai, "5", "harus 5 angka"),
    "koordinat": koordinat,
}
JENIS = frozenset({*_TUNGGAL, "pilihan"})


def baca(jenis: str, pilihan: tuple[str, ...], nilai: object) -> Nilai:
    """The value as it is kept, or ValueError with the rest of the sentence."""
    return _pilihan(nilai, pilihan) if jenis == "pilihan" else _TUNGGAL[jenis](nilai)
