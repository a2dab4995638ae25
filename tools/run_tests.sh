#!/bin/sh
# The whole suite, in parallel. INTESE_NO_SKIPS=1 makes a skipped test a failure.
set -u
if [ $# -gt 0 ]; then exec python -m pytest "$@"; fi
workers=${INTESE_TEST_WORKERS:-$(python -c 'import os; print(max(2, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 2))')}
exec python -m pytest -q -n "$workers" --dist loadgroup
