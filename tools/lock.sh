#!/bin/sh
# requirements.lock from pyproject.toml: every platform, hashes, and no index address in it.
set -eu
.venv/bin/python -m pip install --quiet uv
.venv/bin/uv pip compile pyproject.toml --extra dev --extra build --generate-hashes --no-annotate \
  --universal --python-version 3.11 --no-header --no-emit-index-url --quiet -o requirements.lock
