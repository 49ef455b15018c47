#!/usr/bin/env bash
# Makes a bare Debian 12 with Rust ready. Installs only what is missing, so the second run costs nothing.
#
#   scripts/siapkan.sh bangun   what `make run` needs: a C compiler (SQLite is built from source)
#   scripts/siapkan.sh uji      what `make test` needs besides: PostgreSQL's server, Chromium, Node.js, Python's venv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ada() { command -v "$1" >/dev/null 2>&1; }

ada cargo || { echo "Rust is missing: install the toolchain (1.95 or newer) with rustup, then run this again." >&2; exit 1; }

kurang=()
ada cc || kurang+=(gcc libc6-dev)
if [[ ${1:-bangun} == uji ]]; then
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || kurang+=(postgresql)
  ada chromium || kurang+=(chromium)
  ada chromedriver || kurang+=(chromium-driver)
  ada node || kurang+=(nodejs)
  ada npm || kurang+=(npm)
  ada python3 || kurang+=(python3)
  python3 -c 'import ensurepip, venv' 2>/dev/null || kurang+=(python3-venv)
fi
[[ ${#kurang[@]} -eq 0 ]] && exit 0

akar=()
if [[ $(id -u) -ne 0 ]]; then
  if ada sudo; then akar=(sudo); else
    echo "These packages are missing and there is no sudo; as root: apt-get install ${kurang[*]}" >&2
    exit 1
  fi
fi
ada apt-get || { echo "Not a Debian: install the equivalents of ${kurang[*]} yourself, then run this again." >&2; exit 1; }

# The tests start PostgreSQL servers of their own; a machine that had none should not get one running for good.
if [[ " ${kurang[*]} " == *" postgresql "* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
  "${akar[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${akar[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi

echo "Installing from Debian: ${kurang[*]}"
catatan=$(mktemp)
pasang() {
  "${akar[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" >>"$catatan" 2>&1
}
if ! { pasang update && pasang install --yes --no-install-recommends "${kurang[@]}"; }; then
  tail -n 20 "$catatan" >&2
  echo "apt-get could not install ${kurang[*]}; its whole output is in $catatan" >&2
  exit 1
fi
rm -f "$catatan"
