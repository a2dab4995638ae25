# Intese. A bare `make` lists what can be made.
.DEFAULT_GOAL := help
.PHONY: help run test check bench assets lock clean setup system messages

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## Elenca che cosa si può fare
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: setup ## Prepara tutto e apre il registro dimostrativo su http://127.0.0.1:8000
	@exec $(BIN)/intese serve --demo $(if $(PORT),--port $(PORT))

test: system setup ## Prepara tutto ed esegue ogni prova
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/run_tests.sh $(ONLY)

check: setup ## Stile, tipi, direzione degli import, modelli, traduzioni, diagrammi
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/check.sh

bench: setup ## Misura i tempi e scrive docs/performance.md; only=NOME ne fa uno; only=gate DIR=CARTELLA passa i suoi file
	@DIR="$(DIR)" $(BIN)/python -m bench $(only) --write

assets: $(READY) ## Rifà i file delle pagine (stile, icone, caratteri)
	@$(BIN)/python -m registry.platform.web.build_assets

messages: $(READY) ## Aggiorna il catalogo delle traduzioni
	@$(BIN)/python -m tools.messages

lock: $(READY) ## Rifà requirements.lock dalle dipendenze di pyproject.toml
	@sh tools/lock.sh

system: ## Installa i programmi che le prove usano, dove è permesso
	@sh tools/system_packages.sh

setup: $(READY) assets ## Ambiente, dipendenze, file delle pagine

$(READY): requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/virtual_environment.sh $(VENV)
	@touch $@

clean: ## Toglie l'ambiente e i file prodotti (non i dati in var/)
	@rm -rf $(VENV) build out registry/platform/web/assets node_modules
