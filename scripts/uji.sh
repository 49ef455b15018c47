#!/usr/bin/env bash
# Every check and test of the house, one line each, quiet unless something fails.
#
#   scripts/uji.sh              all of them
#   scripts/uji.sh clippy uji   only these
#
# A step that fails does not hide the ones after it; the last lines count everything. Logs stay in target/uji/.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

semua=(format clippy dokumen pustaka naskah uji paket jurnal peramban)
declare -A arti=(
  [format]="formatting (cargo fmt)"
  [clippy]="lints, warnings refused (cargo clippy)"
  [dokumen]="documentation, warnings refused (cargo doc)"
  [pustaka]="libraries: licences, duplicates, bans (deny.toml)"
  [naskah]="documents, sizes, publiccode.yml, public holidays (scripts/)"
  [uji]="unit, property and integration tests on both databases (cargo test)"
  [pernyataan]="SQL statements that no test of the step uji has run (only when asked for)"
  [paket]="the cases of every law package (balai rules test)"
  [jurnal]="the journal against an independent implementation (pymerkle)"
  [peramban]="journeys in a real browser (e2e/)"
)
langkah=("$@")
[[ ${#langkah[@]} -eq 0 ]] && langkah=("${semua[@]}")
for nama in "${langkah[@]}"; do
  [[ -n ${arti[$nama]:-} ]] || { echo "No step '$nama'; there are: ${semua[*]}" >&2; exit 2; }
done

export PYTHONDONTWRITEBYTECODE=1 CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=never
catatan=target/uji
alat=target/alat
mkdir -p "$catatan" "$alat"

venv() { # Python with the two libraries the checks need, made once per requirements file
  local tanda
  tanda=$(sha256sum scripts/requirements.txt | cut -c1-16)
  if [[ ! -e $alat/venv/$tanda ]]; then
    rm -rf "$alat/venv"
    python3 -m venv "$alat/venv" &&
      "$alat/venv/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/requirements.txt &&
      touch "$alat/venv/$tanda"
  fi
}

node_modules() { # the browser driver and axe, made once per lock file
  local tanda
  tanda=$(sha256sum e2e/package-lock.json | cut -c1-16)
  if [[ ! -e e2e/node_modules/.$tanda ]]; then
    (cd e2e && npm ci --ignore-scripts --no-audit --no-fund) && touch "e2e/node_modules/.$tanda"
  fi
}

biner() { cargo build --locked --quiet --package balai && printf '%s/debug/balai' "${CARGO_TARGET_DIR:-target}"; }

pernyataan() { # FOLDER: the step uji has run every SQL statement of the house; debug builds note there what they run
  local tak_jalan
  [[ -s $1/semua ]] || { echo "ERROR: run the step uji first"; return 1; }
  tak_jalan=$(LC_ALL=C comm -23 <(LC_ALL=C sort -u "$1/semua") <(LC_ALL=C sort -u "$1"/*.jalan)) || return
  [[ -z $tak_jalan ]] && return
  printf 'ERROR: no test runs this statement: %s\n' $tak_jalan
  return 1
}

kerjakan() { # NAME: the commands of one step
  case $1 in
    format) cargo fmt --all -- --check -l ;;
    clippy) cargo clippy --locked --workspace --all-targets -- -D warnings ;;
    dokumen) RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps ;;
    pustaka)
      python3 scripts/periksa_pustaka.py || return
      if command -v cargo-deny >/dev/null; then cargo deny --all-features check licenses bans sources; fi
      ;;
    naskah)
      venv || return
      local python=$alat/venv/bin/python gagal=0
      "$python" -m unittest discover --start-directory scripts --pattern 'uji_*.py' || gagal=1
      "$python" scripts/periksa_naskah.py || gagal=1
      "$python" scripts/periksa_publiccode.py publiccode.yml || gagal=1
      "$python" crates/kernel/tests/libur_pypi.py || gagal=1
      return $gagal
      ;;
    uji)
      local jejak=$PWD/$catatan/pernyataan
      rm -rf "$jejak" && mkdir -p "$jejak" || return
      BALAI_PERNYATAAN=$jejak cargo test --locked --workspace --no-fail-fast
      ;;
    pernyataan) pernyataan "$PWD/$catatan/pernyataan" ;;
    paket)
      local balai gagal=0 paket
      balai=$(biner) || return
      for paket in paket/tunjangan/*/ bench/bulan/paket/; do
        echo "== $paket"
        "$balai" rules test "$paket" || gagal=1
      done
      return $gagal
      ;;
    jurnal)
      venv || return
      local balai
      balai=$(biner) || return
      "$alat/venv/bin/python" scripts/uji_jurnal.py "$balai"
      ;;
    peramban)
      node_modules || return
      local balai
      balai=$(biner) || return
      balai=$(realpath "$balai")
      (cd e2e && BALAI_BINER=$balai node --test --test-reporter=tap --test-concurrency=1)
      ;;
  esac
}

# Counts what a log says: cargo's and the packages' own lines, Python's unittest, node's TAP.
hitung() {
  awk '
    /^test result:/                { lulus += $4; gagal += $6 }
    /^[0-9]+ passed, [0-9]+ failed/ { lulus += $1; gagal += $3 }
    /^Ran [0-9]+ tests? in/        { jalan += $2 }
    /^FAILED \(/                   { n = $0; while (match(n, /(failures|errors)=[0-9]+/)) { split(substr(n, RSTART, RLENGTH), p, "="); rusak += p[2]; n = substr(n, RSTART + RLENGTH) } }
    /^# pass [0-9]+/               { lulus += $3 }
    /^# fail [0-9]+/               { gagal += $3 }
    END { print lulus + jalan - rusak, gagal + rusak }' "$1"
}

lulus=0 gagal=0 rusak=()
mulai_semua=$SECONDS
if ! scripts/siapkan.sh uji; then echo "0 passed, 1 failed"; exit 1; fi
for nama in "${langkah[@]}"; do
  log=$catatan/$nama.log
  mulai=$SECONDS
  printf '·  %-9s %s\n' "$nama" "${arti[$nama]}"
  kerjakan "$nama" >"$log" 2>&1 &
  pid=$!
  # A long step says every minute where it is, so that nobody wonders whether it hangs.
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    lama=$((SECONDS - mulai))
    if ((lama > 0 && lama % 60 == 0)); then
      printf '   %-9s %3d s  %s\n' "" "$lama" "$(tail -n 1 "$log" | cut -c1-90)"
    fi
  done
  if wait "$pid"; then hasil=ok; else hasil=GAGAL; rusak+=("$nama"); fi
  read -r l g < <(hitung "$log")
  # A step without a test runner of its own counts as one check.
  if ((l + g == 0)); then [[ $hasil == ok ]] && l=1 || g=1; fi
  # A runner that died before it could count still failed.
  if [[ $hasil == GAGAL && $g -eq 0 ]]; then g=1; fi
  lulus=$((lulus + l)) gagal=$((gagal + g))
  if [[ $hasil == ok ]]; then
    printf 'ok %-9s %3d s  %d passed\n' "$nama" $((SECONDS - mulai)) "$l"
  else
    printf '!! %-9s %3d s  %d passed, %d failed; the end of %s:\n' "$nama" $((SECONDS - mulai)) "$l" "$g" "$log"
    tail -n 60 "$log" | sed 's/^/   | /'
  fi
done

echo
# What failed comes last, with its words, for whoever sees only the end of a long log.
for nama in "${rusak[@]}"; do
  printf '!! %s\n' "$nama"
  grep -nE -A 3 '^(error|warning: unused|---- .* stdout ----|FAIL:|ERROR:|thread .* panicked)|^ *not ok|^ +error: ' "$catatan/$nama.log" | cut -c1-200 | head -n 16 | sed 's/^/   | /'
done
printf 'All of it took %d min %02d s.' $(((SECONDS - mulai_semua) / 60)) $(((SECONDS - mulai_semua) % 60))
if ((${#rusak[@]})); then printf ' Failed: %s.' "${rusak[*]}"; fi
printf '\n%d passed, %d failed\n' "$lulus" "$gagal"
((gagal == 0))
