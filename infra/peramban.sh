#!/bin/sh
# Chromium for the browser tests: Debian's, installed where it is missing; else says why not.
set -e

command -v chromium >/dev/null && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Diperlukan Chromium (di Debian: apt-get install chromium)." >&2
    exit 1
fi
echo "Memasang Chromium; sekali saja." >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium >/dev/null
