#!/bin/sh
# The virtual environment with exactly the dependencies of requirements.lock, hashes checked.
set -eu
folder=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Serve Python 3.11 o più nuovo: «$python» non lo è. Indicalo con: make run PYTHON=python3.12" >&2
  exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
  else
    echo "Manca il modulo venv di Python. Su Debian e Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi

echo "Preparo l'ambiente in $folder…"
[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
# The lock is complete, so nothing is resolved anew: pip would look for the newest release of what
# a package asks with an extra («pydantic[email]»), and refuse it for want of a hash.
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
# The program itself: no index is asked, its build tools are in the lock.
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
