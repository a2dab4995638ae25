#!/bin/sh
# Everything that must be clean before a commit. Each check runs, so that all is told at once.
set -u
failed=""
check() { name=$1; shift; if ! "$@"; then failed="$failed $name"; fi; }
check ruff ruff check --quiet .
check format ruff format --check --quiet .
check mypy mypy --no-error-summary
check imports lint-imports --no-cache
check djlint djlint --quiet --lint templates/html
check messages python -m tools.messages --check
check diagrams python -m tools.diagrams --check
[ -z "$failed" ] && echo "Tutto a posto." && exit 0
echo "Da sistemare:$failed" >&2
exit 1
