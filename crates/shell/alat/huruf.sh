#!/bin/sh
# Makes static/plus-jakarta-sans.woff2: the Latin file of @fontsource-variable/plus-jakarta-sans (OFL), cut down to
# printable ASCII, the signs Indonesian offices write, and weights 400 to 700. tnum must stay: amounts need it.
# Needs: npm i @fontsource-variable/plus-jakarta-sans; pip install fonttools brotli
# Usage: alat/huruf.sh path/to/plus-jakarta-sans-latin-wght-normal.woff2
set -eu
asal=$1
tujuan=$(dirname "$0")/../static/plus-jakarta-sans.woff2
antara=$(mktemp -d)
trap 'rm -r "$antara"' EXIT
fonttools varLib.instancer "$asal" wght=400:700 --output "$antara/berat.ttf"
pyftsubset "$antara/berat.ttf" --flavor=woff2 --output-file="$tujuan" \
  --layout-features=tnum,kern,liga,ccmp,locl,mark,mkmk \
  --unicodes="U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00BD,U+00D7,U+00E9,U+00F7,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2191,U+2193,U+2212"
