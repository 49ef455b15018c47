// Takes the pictures of the README anew: node e2e/gambar.mjs   (needs target/debug/balai, or BALAI_BINER)

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { LEBAR, buka, pengunjung } from "./bantu/peramban.mjs";
import { mulai } from "./bantu/server.mjs";

const tujuan = fileURLToPath(new URL("../docs/gambar/", import.meta.url));
await mkdir(tujuan, { recursive: true });
const server = await mulai({ pegawai: 300 });
const peramban = await buka();
try {
  const { halaman } = await pengunjung(peramban, { lebar: { ...LEBAR[1], viewport: { width: 1280, height: 1400 } } });
  const akun = server.akun("pegawai");
  await halaman.goto(`${server.alamat}/tunjangan/2026-10`);
  await halaman.locator("input[name=nama]").fill(akun.nama);
  await halaman.locator("input[name=sandi]").fill(akun.sandi);
  await Promise.all([halaman.waitForNavigation(), halaman.locator("form[action='/masuk'] button").click()]);
  await halaman.locator("ol.hitungan > li.baris > details > summary").nth(3).click();
  await halaman.screenshot({ path: `${tujuan}slip.png` });
} finally {
  await peramban.close();
  await server.tutup();
}
