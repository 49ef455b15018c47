// Writes src/ikon.rs from the icons of lucide-static (ISC). Run: npm i lucide-static && node ikon.mjs <folder of icons>
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIPAKAI = `arrow-left arrow-left-right bell calculator calendar-check calendar-x chart-column check chevron-down
chevron-right circle-alert circle-check circle-user-round clock-alert cloud-off door-closed download equal eye
file-check file-spreadsheet file-text file-warning fingerprint flag folder-open git-compare hourglass house inbox
info key-round languages layout-dashboard list-checks lock log-in log-out map-pin map-pin-off message-square-quote
minus network pause pencil percent plus receipt-text refresh-cw rotate-cw save scale scroll-text search shield-check slash
triangle-alert trash-2 undo-2 upload users wrench x`.split(/\s+/);

const folder = process.argv[2];
const di_sini = dirname(fileURLToPath(import.meta.url));
const baris = DIPAKAI.sort().map((nama) => {
  const isi = readFileSync(join(folder, `${nama}.svg`), "utf8")
    .replace(/<!--.*?-->/s, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*\n\s*/g, "")
    .replace(/ \/>/g, "/>");
  return `    ("${nama}", r#"${isi}"#),`;
});
writeFileSync(
  join(di_sini, "../src/ikon.rs"),
  `//! Icons as inline SVG: Lucide (ISC, see \`static/LISENSI-lucide.txt\`). Made by \`alat/ikon.mjs\`; add a name there.

use askama::filters::Safe;

/// The icon \`nama\`, hidden from screen readers: a word always stands beside it. Empty when there is none
/// of that name, which a test refuses.
pub fn ikon(nama: &str) -> Safe<String> {
    let Ok(i) = IKON.binary_search_by(|(n, _)| (*n).cmp(nama)) else { return Safe(String::new()) };
    let isi = IKON.get(i).map_or("", |(_, isi)| isi);
    Safe(format!(r#"<svg class="ikon" viewBox="0 0 24 24" aria-hidden="true">{isi}</svg>"#))
}

/// Whether there is an icon of this name.
pub fn ada(nama: &str) -> bool {
    IKON.binary_search_by(|(n, _)| (*n).cmp(nama)).is_ok()
}

/// Name and content, sorted by name.
#[rustfmt::skip]
const IKON: &[(&str, &str)] = &[
${baris.join("\n")}
];
`,
);
