"""The static web: built from templates/web, the SOP and an office's settings into build/situs.

`bangun` makes it, `unggah` puts it into the bucket of a stack. No bundler: pages are rendered by
Jinja2, modules are copied as they are written. What a browser may keep carries a hash of its
content in its name, and every import names that hash.
"""

from infra.situs.bangun import PENANDA, Situs, bangun
from infra.situs.pustaka import PustakaGagal
from infra.situs.unggah import Sambungan, unggah

__all__ = ["PENANDA", "PustakaGagal", "Sambungan", "Situs", "bangun", "unggah"]
