#!/bin/sh
# requirements.lock from pyproject.toml: every platform, hashes, and no index address in it.
# Beside it, the peers of the benchmark of documents, which the product never sees.
set -eu
.venv/bin/python -m pip install --quiet uv
lock() {
  .venv/bin/uv pip compile "$@" --generate-hashes --no-annotate \
    --universal --python-version 3.11 --no-header --no-emit-index-url --quiet
}
lock pyproject.toml --extra dev --extra build -o requirements.lock
lock bench/peers/requirements.in -o bench/peers/requirements.lock
