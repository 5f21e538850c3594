# Perintah-perintah proyek; masing-masing menyiapkan .venv sendiri bila perlu.
PY := .venv/bin/python
SIAP := .venv/.siap
.PHONY: demo test up check reset package bench deploy

demo: $(SIAP)
	@SCENARIO="$(SCENARIO)" OUT="$(OUT)" $(PY) -m infra.demo

test: check
	@$(PY) -m pytest

up: $(SIAP)
	@$(PY) -m infra.up

check: $(SIAP)
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@$(PY) -m infra.sop check chalicelib/sop/*/*.toml
	@$(PY) -m pytest -m "not lambat"

package: $(SIAP)
	@$(PY) -m infra.paket

bench: $(SIAP)
	@$(PY) -m infra.bench

deploy: $(SIAP)
	@STAGE="$(STAGE)" $(PY) -m infra.deploy

reset:
	rm -rf .ministack build

$(SIAP): requirements.txt requirements-dev.txt infra/siapkan.sh
	@sh infra/siapkan.sh
