#!/bin/sh
# Makes .venv with the pinned requirements, on the machines that this runs on; elsewhere says why not.
set -e

gagal() {
    echo "$1" >&2
    exit 1
}

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || gagal "Proyek ini hanya berjalan di Linux x86-64."

for python in python3.13 python3.12 python3.11 python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        echo "Menyiapkan .venv dengan $python; sekali saja, sekitar satu menit." >&2
        [ -x .venv/bin/pip ] || "$python" -m venv .venv
        .venv/bin/pip install -qq --disable-pip-version-check -r requirements-dev.txt
        touch .venv/.siap
        exit 0
    fi
done
gagal "Diperlukan Python 3.11, 3.12 atau 3.13 dengan modul venv (di Debian: apt-get install python3-venv)."
