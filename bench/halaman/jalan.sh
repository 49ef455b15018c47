#!/usr/bin/env bash
# Pages under load: a list and a detail page of a journal of 100,000 events, signed in, with the real templates, measured by
# wrk with 16 connections on the same machine; then the same journal as a Django site under gunicorn (django/situs.py).
#
#   bench/halaman/jalan.sh [SECONDS=10] [EVENTS=100000] [PORT=8139]
#
# A demo city of 300 staff is built in $BALAI_UKUR (or a temporary folder), its journal is filled with real acts. Needs wrk,
# curl and Python's venv; the peer is left out with TANPA_DJANGO=1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
lama=${1:-10} banyak=${2:-100000} port=${3:-8139}
profil=${PROFIL:-release}
cargo build --locked --quiet --profile "$profil" --package balai --package balai-halaman
biner=${CARGO_TARGET_DIR:-target}/$profil
folder=${BALAI_UKUR:-$(mktemp -d)}
situs=http://127.0.0.1:$port

[[ -e $folder/32.73.sqlite ]] || "$biner/balai" demo --pegawai 300 --data "$folder" --tanpa-layani >/dev/null 2>&1
id=$("$biner/balai-halaman" "$folder" 32.73 "$banyak")
# no limit of requests: they all come from one account
printf '[server]\nport = %s\n[data]\ntempat = "%s"\n[batas]\nalamat_per_menit = 0\nakun_per_menit = 0\n[log]\ntingkat = "warn"\n' \
  "$port" "$folder" >"$folder/ukur.toml"
"$biner/balai" serve --konfigurasi "$folder/ukur.toml" >"$folder/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
for _ in {1..100}; do curl -fs "$situs/masuk" -o /dev/null && break; sleep 0.1; done

toples=$folder/kuki
token=$(curl -fs -c "$toples" "$situs/masuk" | grep -o 'name="_csrf" value="[^"]*"' | head -1 | cut -d'"' -f4)
curl -fs -b "$toples" -c "$toples" -o /dev/null --data-urlencode "_csrf=$token" -d nama=admin -d sandi=contoh-balai-2026 "$situs/masuk"
kuki="balai_sesi=$(awk '$6 == "balai_sesi" { print $7 }' "$toples")"

# wrk: requests a second and the slowest of a hundred; the check that it was the page and not a refusal
ukur() {
  local nama=$1 jalur=$2 cari=$3 kuki=${4:-$kuki} situs=${5:-$situs}
  curl -fs -H "cookie: $kuki" "$situs$jalur" | grep -q "$cari" || { echo "$nama: not the page that was meant"; return 1; }
  wrk -t1 -c16 -d2s -H "cookie: $kuki" "$situs$jalur" >/dev/null
  wrk -t1 -c16 -d"${lama}s" --latency -H "cookie: $kuki" -H 'accept-encoding: gzip' "$situs$jalur" |
    awk -v nama="$nama" '/Requests\/sec/ { r = $2 } /99%/ { p = $2 } /50%/ { m = $2 } /Non-2xx/ { g = $0 }
      END { printf "%-28s %8.0f req/s   median %-9s p99 %-9s %s\n", nama, r, m, p, g }'
}
ukur "list (50 of $banyak)" /jurnal jurnal/
ukur "detail" "/jurnal/$id" "$id"
ukur "home" / tempat-tempat
ukur "search, first letters" "/cari/hasil?q=as" temuan
awk '/VmHWM/ { printf "memory of the process, peak: %.0f MB\n", $2 / 1024 }' "/proc/$server/status"
[[ -z ${TANPA_DJANGO:-} ]] || exit 0

kill "$server"; wait "$server" 2>/dev/null || true
lingkungan=$folder/lingkungan
[[ -d $lingkungan ]] || { python3 -m venv "$lingkungan"; "$lingkungan/bin/pip" --quiet install -r bench/halaman/django/requirements.txt; }
export BALAI_UKUR=$folder
read -r id sesi < <("$lingkungan/bin/python" bench/halaman/django/situs.py isi "$banyak")
"$lingkungan/bin/gunicorn" --chdir bench/halaman/django --workers 2 --log-level error --bind "127.0.0.1:$port" situs:application &
server=$!
for _ in {1..100}; do curl -s "$situs/" -o /dev/null && break; sleep 0.1; done
ukur "Django: list, counted" / 'Lebih lama' "sessionid=$sesi"
ukur "Django: list, not counted" /ringkas/ 'Lebih lama' "sessionid=$sesi"
ukur "Django: detail" "/$id/" "$id" "sessionid=$sesi"
pgrep -P "$server" | while read -r p; do awk '/VmHWM/ { print $2 }' "/proc/$p/status"; done |
  awk '{ n += $1 } END { printf "memory of its %d workers, peak: %.0f MB\n", NR, n / 1024 }'
