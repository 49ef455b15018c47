#!/usr/bin/env bash
# Makes what an office without Rust and without network installs from a USB stick: the program as .tar.gz and .deb, the list of
# its parts (SBOM, CycloneDX), and the checksums of all of them, in target/rilis.
#
#   scripts/rilis.sh [TARGET_FOLDER]
#
# BALAI_PROFIL names another profile than release: the test of this script takes the one that is built already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
profil=${BALAI_PROFIL:-release}
biner=${CARGO_TARGET_DIR:-target}/$profil/balai
[[ $profil == dev ]] && biner=${CARGO_TARGET_DIR:-target}/debug/balai
tujuan=${1:-${CARGO_TARGET_DIR:-target}/rilis}

cargo build --locked --profile "$profil" --package balai
versi=$("$biner" --version | cut -d' ' -f2)
arsitektur=$(dpkg --print-architecture)
# the day of the last change, so that the same source gives the same files
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
# what the oldest machine it runs on must have
libc=$(objdump -T "$biner" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1 | cut -d_ -f2)

rm -rf "$tujuan"
mkdir -p "$tujuan"
sementara=$(mktemp -d)
trap 'rm -rf "$sementara"' EXIT
akar=$sementara/deb
nama=balai-$versi-linux-$arsitektur

# --- the list of parts
python3 scripts/sbom.py "$versi" >"$tujuan/balai-$versi.cdx.json"

# --- the package
install -Dm755 "$biner" "$akar/usr/bin/balai"
strip --strip-unneeded "$akar/usr/bin/balai"
install -Dm640 pasang/balai.toml "$akar/etc/balai/balai.toml"
for berkas in balai.service balai-cadangan.service balai-cadangan.timer; do
  install -Dm644 "pasang/$berkas" "$akar/lib/systemd/system/$berkas"
done
dokumen=$akar/usr/share/doc/balai
install -Dm644 -t "$dokumen" docs/*.md README.md README.id.md NOTICE "$tujuan/balai-$versi.cdx.json"
install -Dm644 LICENSE "$dokumen/copyright"
mkdir -p "$akar/usr/share/balai"
cp -r paket "$akar/usr/share/balai/paket"
install -d "$akar/DEBIAN"
sed -e "s/@VERSI@/$versi/" -e "s/@ARSITEKTUR@/$arsitektur/" -e "s/@LIBC@/$libc/" \
  -e "s/@UKURAN@/$(du -sk "$akar" | cut -f1)/" pasang/debian/control >"$akar/DEBIAN/control"
echo /etc/balai/balai.toml >"$akar/DEBIAN/conffiles"
install -m755 -t "$akar/DEBIAN" pasang/debian/postinst pasang/debian/prerm pasang/debian/postrm
dpkg-deb --root-owner-group --build -Zxz "$akar" "$tujuan/balai_${versi}_$arsitektur.deb" >/dev/null

# --- the archive, for other distributions
mkdir -p "$sementara/$nama"
cp "$akar/usr/bin/balai" LICENSE NOTICE README.md README.id.md "$sementara/$nama/"
cp -r docs paket pasang "$sementara/$nama/"
rm -rf "$sementara/$nama/pasang/debian"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$sementara" -cf - "$nama" |
  gzip -9n >"$tujuan/$nama.tar.gz"

(cd "$tujuan" && sha256sum -- * >SHA256SUMS)
echo "$tujuan:"
(cd "$tujuan" && ls -l --time-style=+ | awk 'NR > 1 { printf "  %10d  %s\n", $5, $NF }')
