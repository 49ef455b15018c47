#!/usr/bin/env bash
# The month on every engine, on this machine, in one go.
#
#   bench/bulan/jalan.sh [PEOPLE=20000] [REPEATS=5]
#
# Makes the data, lets the judge compute the check, runs each engine, fails when one differs, prints the table.
# The data and the Python peers stay in target/, so a second run starts at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
orang=${1:-20000} ulang=${2:-5}
export PYTHONDONTWRITEBYTECODE=1 POLARS_MAX_THREADS=${POLARS_MAX_THREADS:-2}
data=target/bench/$orang-1
venv=target/bench-venv
laporan=target/bench/laporan-$orang.jsonl

scripts/siapkan.sh uji
tanda=$venv/.$(sha256sum bench/bulan/requirements.txt | cut -c1-16)
if [[ ! -e $tanda ]]; then
  echo "Installing the Python peers into $venv" >&2
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement bench/bulan/requirements.txt
  touch "$tanda"
fi
if [[ ! -e $data/.selesai ]]; then
  echo "Making a month of $orang people in $data" >&2
  python3 bench/bulan/buat.py "$data" "$orang"
  python3 bench/bulan/hitung.py "$data" "$data/hasil.csv" >"$data/cek.json"
  touch "$data/.selesai"
fi
echo "Building Balai's own driver" >&2
cargo build --locked --quiet --release --package balai-bulan
balai=${CARGO_TARGET_DIR:-target}/release/balai-bulan

: >"$laporan"
jalankan() {
  echo "· $1" >&2
  shift
  "$@" >>"$laporan"
}
jalankan "Balai, 1 thread" "$balai" muat "$data" --ulang "$ulang" --utas 1
jalankan "Balai, 2 threads" "$balai" muat "$data" --ulang "$ulang" --utas 2
jalankan "PostgreSQL" "$venv/bin/python" bench/bulan/postgres.py "$data" "$ulang"
jalankan "DuckDB" "$venv/bin/python" bench/bulan/duckdb_.py "$data" "$ulang"
jalankan "Polars" "$venv/bin/python" bench/bulan/polars_.py "$data" "$ulang"
jalankan "OpenFisca" "$venv/bin/python" bench/bulan/openfisca_.py "$data" "$ulang"

echo "$orang people, check $(cat "$data/cek.json"), $(nproc) cores, $(uname -m)"
echo
python3 bench/bulan/ringkas.py "$(cat "$data/cek.json")" <"$laporan"
echo
"$balai" koreksi "$data"
