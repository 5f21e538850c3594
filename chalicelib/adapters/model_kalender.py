"""The items of the calendar: a version, or `berlaku`, under `kalender`."""

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.adapters.model import Baris


class BarisKalender(Baris, discriminator="kalender"):
    """A version of the calendar under its own name, or under `berlaku` the name of the one by
    which the due instants were last computed, and the cases that have not followed it yet."""

    isi = JSONAttribute(null=True)
    versi = UnicodeAttribute(null=True)
    tertinggal = UnicodeSetAttribute(null=True)
