"""Request bodies: a pydantic model accepts them, and every fault is one Indonesian sentence."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Strict, ValidationError
from pydantic_core import ErrorDetails

from chalicelib.domain import jenis_isian
from chalicelib.errors import BadInput, Fault

M = TypeVar("M", bound=BaseModel)
Teks = Annotated[str, Strict(), AfterValidator(jenis_isian.teks)]
TeksPanjang = Annotated[str, Strict(), AfterValidator(jenis_isian.teks_panjang)]

_KESALAHAN_TERBANYAK = 20
_SEBAB = {
    "missing": "wajib diisi",
    "extra_forbidden": "tidak dikenal. Hapus dari kiriman",
    "string_type": "harus berupa teks",
    "string_too_short": "terlalu pendek. Tulis paling sedikit {min_length} karakter",
    "string_too_long": "terlalu panjang. Tulis paling banyak {max_length} karakter",
    "string_pattern_mismatch": "bentuknya tidak benar. Periksa kembali penulisannya",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "int_from_float": "harus bilangan bulat",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "list_type": "harus berupa daftar",
    "dict_type": "harus berupa objek",
    "model_type": "harus berupa objek",
    "too_short": "terlalu sedikit. Isi paling sedikit {min_length}",
    "too_long": "terlalu banyak. Isi paling banyak {max_length}",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "paling kecil {ge}",
    "less_than": "harus kurang dari {lt}",
    "less_than_equal": "paling besar {le}",
    "literal_error": "harus salah satu dari: {expected}",
    "enum": "harus salah satu dari: {expected}",
    "value_error": "{error}",
}


class Badan(BaseModel):
    """A request body: no unknown fields, and types are not guessed ("1" is no number)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def baca_badan(model: type[M], badan: object) -> M:
    """The body as `model`. BadInput names every fault by its path, as in `cacat.0.alasan`.

    Where any object will do, `model` is `RootModel[dict[str, object]]`.
    """
    try:
        return model.model_validate(badan)
    except ValidationError as error:
        rincian = error.errors(include_url=False, include_input=False)
        raise BadInput(*map(_kesalahan, rincian[:_KESALAHAN_TERBANYAK])) from None


def _kesalahan(rincian: ErrorDetails) -> Fault:
    if not rincian["loc"]:
        return Fault("", "Kiriman harus berupa objek JSON.")
    jalur = ".".join(map(str, rincian["loc"]))[:60]
    if rincian["type"] == "extra_forbidden":
        return Fault(jalur, "Isian ini tidak dikenal. Hapus dari kiriman.")
    sebab = _SEBAB.get(rincian["type"], "tidak benar. Periksa kembali isian ini")
    return Fault(jalur, f"{_nama(rincian['loc'])} {sebab.format_map(_fakta(rincian))}.")


def _nama(jalur: tuple[int | str, ...]) -> str:
    """`cacat.0.empat_digit_akhir` is "Empat digit akhir" to a person."""
    kata = next((bagian for bagian in reversed(jalur) if isinstance(bagian, str)), "isian")
    return kata[:60].replace("_", " ").capitalize()


def _fakta(rincian: ErrorDetails) -> dict[str, str]:
    fakta = {kunci: str(isi) for kunci, isi in rincian.get("ctx", {}).items()}
    if "expected" in fakta:
        fakta["expected"] = fakta["expected"].replace("'", "").replace(" or ", " atau ")
    return fakta
