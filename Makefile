# Perintah-perintah proyek; masing-masing menyiapkan .venv sendiri bila perlu.
PY := .venv/bin/python
SIAP := .venv/.siap
STATIS := cek-ruff cek-mypy cek-sop
.PHONY: demo test test-browser screenshots soak up check reset package bench deploy \
	cek-cepat-1 cek-cepat-2 $(STATIS)

demo: $(SIAP)
	@SCENARIO="$(SCENARIO)" OUT="$(OUT)" $(PY) -m infra.demo

test: $(STATIS)
	@$(PY) -m pytest

# The pages in Chromium; apart from `test`, which needs no browser.
test-browser: $(SIAP)
	@sh infra/peramban.sh
	@$(PY) -m pytest tests/browser

# The proofs of the clock at full length: 100,000 timelines take minutes, a year of 10,000 cases an
# hour or so. LAMA shortens it: make soak LAMA="--banyak 5000 --kasus 200 --hari 60".
LAMA := --banyak 100000 --kasus 10000 --hari 365
soak: $(SIAP)
	@$(PY) -m pytest tests/soak $(LAMA) -s --show-capture=no -p no:logging

up: $(SIAP)
	@$(PY) -m infra.up

# What is pure: the domain and the architecture, side by side. What needs moto, MiniStack, a printed
# letter or the built pages is for `test`.
check: $(SIAP)
	@$(MAKE) -s -j -Otarget $(STATIS) cek-cepat-1 cek-cepat-2

cek-ruff: $(SIAP)
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

cek-mypy: $(SIAP)
	@.venv/bin/mypy

cek-sop: $(SIAP)
	@$(PY) -m infra.sop check chalicelib/sop/*/*.toml

# Two halves of about the same length.
cek-cepat-1: $(SIAP)
	@$(PY) -m pytest -m "not lambat" tests/domain/test_[a-j]*.py

cek-cepat-2: $(SIAP)
	@$(PY) -m pytest -m "not lambat" tests/domain/test_[k-z]*.py tests/test_*.py

package: $(SIAP)
	@$(PY) -m infra.paket

bench: $(SIAP)
	@$(PY) -m infra.bench

# Every page and view, into build/tangkapan: to be looked at.
screenshots: $(SIAP)
	@$(PY) -m infra.tangkapan

deploy: $(SIAP)
	@STAGE="$(STAGE)" $(PY) -m infra.deploy

reset:
	rm -rf .ministack build

$(SIAP): requirements.txt requirements-dev.txt infra/siapkan.sh
	@sh infra/siapkan.sh
