#!/bin/sh
# What the tests use beyond Python: installed on Debian and Ubuntu when it may be, named otherwise.
set -u
packages=""
need() { # package, then any of the things that prove it is there
  package=$1; shift
  for proof in "$@"; do
    if command -v "$proof" >/dev/null 2>&1 || [ -e "$proof" ]; then return; fi
  done
  packages="$packages $package"
}
need chromium chromium chromium-browser google-chrome
need libreoffice-writer-nogui soffice libreoffice
need poppler-utils pdftoppm
need fonts-liberation /usr/share/fonts/truetype/liberation
need fonts-crosextra-carlito /usr/share/fonts/truetype/crosextra
need fonts-dejavu-core /usr/share/fonts/truetype/dejavu
for folder in /usr/lib/postgresql/*/bin/postgres; do server=$folder; done
need postgresql "$server"

[ -n "$packages" ] || exit 0
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi
if command -v apt-get >/dev/null 2>&1 && [ "$as_root" != no ]; then
  echo "Installo:$packages"
  $as_root apt-get update -qq
  # The server is only a set of programs for the tests: its own cluster must not start.
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null && exit 0
fi
echo "Per eseguire tutte le prove servono ancora:$packages" >&2
echo "Su Debian e Ubuntu: sudo apt-get install$packages" >&2
exit 0
