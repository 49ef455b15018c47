// Debian's Chromium through Playwright, and axe on whatever page is open.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HASIL = fileURLToPath(new URL("../hasil/", import.meta.url));

export const LEBAR = [
  { nama: "360", viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  { nama: "1280", viewport: { width: 1280, height: 900 } },
];

export function buka() {
  return chromium.launch({
    executablePath: process.env.BALAI_CHROMIUM ?? "/usr/bin/chromium",
    // Chromium has no sandbox for root, which is what a container's CI runs as; the pages are our own.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A fresh visitor. `skrip: false` is a browser with scripts off. Every error of a page ends up in `galat`. */
export async function pengunjung(peramban, { lebar = LEBAR[1], skrip = true, bahasa = "id-ID", gelap = false, zona = "Asia/Jakarta" } = {}) {
  const { nama, ...pilihan } = lebar;
  const konteks = await peramban.newContext({
    ...pilihan,
    locale: bahasa,
    timezoneId: zona,
    javaScriptEnabled: skrip,
    colorScheme: gelap ? "dark" : "light",
    reducedMotion: "reduce",
  });
  konteks.setDefaultTimeout(20_000);
  const halaman = await konteks.newPage();
  const galat = [];
  halaman.on("pageerror", (e) => galat.push(`${halaman.url()}: ${e.message}`));
  halaman.on("console", (m) => {
    // Chromium reports every answer of 4xx as an error; those are asked for in the journeys.
    if (m.type() === "error" && !/responded with a status of 4\d\d/.test(m.text())) galat.push(`${halaman.url()}: ${m.text()}`);
  });
  halaman.on("response", (r) => {
    if (r.status() >= 500) galat.push(`${r.url()}: ${r.status()}`);
  });
  return { konteks, halaman, galat, skrip, lebar: nama };
}

/** What axe finds against WCAG 2.2 AA and its best practices, one line each.
 *
 * axe needs timers, which a page without scripts has not: there the same page, with the same things unfolded, is opened
 * by the same visitor with scripts on. */
export async function aksesibilitas({ halaman, konteks, skrip }) {
  let ruang = halaman;
  let kembaran = null;
  if (!skrip) {
    const terbuka = await halaman.locator("details").evaluateAll((d) => d.map((x) => x.open));
    kembaran = await konteks.browser().newContext({ viewport: halaman.viewportSize(), storageState: await konteks.storageState() });
    ruang = await kembaran.newPage();
    await ruang.goto(halaman.url());
    await ruang.locator("details").evaluateAll((d, buka) => d.forEach((x, i) => (x.open = buka[i])), terbuka);
  }
  try {
    await ruang.evaluate(AXE);
    const hasil = await ruang.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    return hasil.violations.flatMap((v) => v.nodes.map((n) => `${v.id} (${v.impact}): ${v.help}: ${n.target.join(" ")}`));
  } finally {
    await kembaran?.close();
  }
}

/** The page must not be wider than the screen. */
export async function lewatLebar(halaman) {
  const [isi, layar] = await halaman.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return isi > layar ? `${halaman.url()} is ${isi} px wide on a screen of ${layar} px` : null;
}

export async function potret(halaman, nama) {
  await mkdir(HASIL, { recursive: true });
  await halaman.screenshot({ path: `${HASIL}${nama}.png`, fullPage: true, animations: "disabled" });
}
