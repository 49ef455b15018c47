#!/usr/bin/env bash
# Durable acts per second on both databases, beside the drivers and the disk alone, in one run.
#
#   bench/tulis/jalan.sh [SECONDS=3] [ROUNDS=5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
scripts/siapkan.sh uji
exec cargo bench --locked --quiet --profile kota --package balai-tulis --bench tulis -- "${1:-3}" "${2:-5}"
