#!/usr/bin/env bash
# The last day's rush: everybody of a city enters activities over HTTP within minutes, on the machine that serves them.
#
#   bench/serbu/jalan.sh [PEOPLE=20000] [EACH=5] [SECONDS=600] [PORT=8141]
#
# Nothing acknowledged may be lost. DATA=postgres://.. measures an empty PostgreSQL database instead of a SQLite file; the
# accounts are made once and kept in $BALAI_UKUR (making them hashes a password for each: minutes). A folder measured once
# holds its entries: take another one, or the same entries are only acknowledged again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
orang=${1:-20000} tiap=${2:-5} lama=${3:-600} port=${4:-8141}
profil=${PROFIL:-release}
cargo build --locked --quiet --profile "$profil" --package balai --package balai-serbu
biner=${CARGO_TARGET_DIR:-target}/$profil
folder=${BALAI_UKUR:-$(mktemp -d)}
mkdir -p "$folder"
data=${DATA:-$folder/kota}

kota=$folder/kota
[[ -e $folder/kota.siap ]] || { "$biner/balai" demo --pegawai "$orang" --data "$kota" --tanpa-layani >/dev/null 2>&1; touch "$folder/kota.siap"; }
[[ -e $folder/token ]] || "$biner/balai-serbu" siap "$kota" 32.73 "$orang" "$folder/token"
# PostgreSQL gets the same city by a backup; it must be empty
if [[ $data == postgres* ]]; then
  rm -rf "$folder/cadangan"
  "$biner/balai" backup --data "$kota" --ke "$folder/cadangan" >/dev/null
  for berkas in "$folder"/cadangan/*; do "$biner/balai" restore "$berkas" --data "$data" >/dev/null; done
fi
# no limit of requests: they all come from one address
printf '[server]\nport = %s\n[data]\ntempat = "%s"\n[batas]\nalamat_per_menit = 0\nakun_per_menit = 0\nmasuk_per_menit = 0\n[log]\ntingkat = "warn"\n[daerah."32.73"]\ntuan = ["127.0.0.1"]\n[daerah."19.02"]\ntuan = ["belitung.localhost"]\n' \
  "$port" "$data" >"$folder/ukur.toml"
"$biner/balai" serve --konfigurasi "$folder/ukur.toml" >"$folder/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
for _ in {1..100}; do curl -fs "http://127.0.0.1:$port/masuk" -o /dev/null && break; sleep 0.1; done
hari=$(TZ=Asia/Jakarta date +%F)
"$biner/balai-serbu" lari "127.0.0.1:$port" "$folder/token" "$tiap" "$lama" "$hari" 64 "$folder/diakui"
awk '/VmHWM/ { printf "memory of the server, peak: %.0f MB\n", $2 / 1024 }' "/proc/$server/status"
kill "$server"; wait "$server" 2>/dev/null || true
"$biner/balai-serbu" periksa "$data" 32.73 "$folder/diakui"
