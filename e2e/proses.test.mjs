// Journey: the personnel office reads the month's run, whose offices add up to its total.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LEBAR, aksesibilitas, buka, lewatLebar, pengunjung, potret } from "./bantu/peramban.mjs";
import { mulai } from "./bantu/server.mjs";

let server;
let peramban;

before(async () => {
  server = await mulai({ pegawai: 300 });
  peramban = await buka();
});
after(async () => {
  await peramban?.close();
  await server?.tutup();
});

// A count or an amount; a share of a ceiling is neither, and does not add up.
const JUMLAH = /^[\s\u00a0Rp\d.,]+$/;
const angka = (teks) => Number(teks.replace(/[^\d,]/g, "").replace(",", "."));

for (const lebar of LEBAR) {
  for (const skrip of [true, false]) {
    test(`offices of the run add up to its total (${lebar.nama} px, scripts ${skrip ? "on" : "off"})`, async () => {
      const p = await pengunjung(peramban, { lebar, skrip });
      const { halaman } = p;
      const akun = server.akun("bkpsdm");
      await halaman.goto(`${server.alamat}/proses/2026-10`);
      await halaman.locator("input[name=nama]").fill(akun.nama);
      await halaman.locator("input[name=sandi]").fill(akun.sandi);
      await Promise.all([halaman.waitForNavigation(), halaman.locator("form[action='/masuk'] button").click()]);
      assert.equal(new URL(halaman.url()).pathname, "/proses/2026-10");
      assert.match(await halaman.getByRole("heading", { level: 1 }).innerText(), /Oktober 2026/);

      const tabel = halaman.locator("table").filter({ has: halaman.locator("tfoot") }).first();
      const kepala = await tabel.locator("thead th").allInnerTexts();
      const baris = await tabel.locator("tbody tr").all();
      assert.ok(baris.length > 5, `${baris.length} offices`);
      const kaki = await tabel.locator("tfoot tr").first().locator("th, td").allInnerTexts();
      const jumlah = new Array(kepala.length).fill(0);
      for (const b of baris) {
        const sel = await b.locator("th, td").allInnerTexts();
        sel.forEach((s, i) => (jumlah[i] += JUMLAH.test(s) ? angka(s) : 0));
      }
      const dibandingkan = kaki.map((s, i) => [i, s]).filter(([, s]) => /\d/.test(s) && JUMLAH.test(s));
      assert.ok(dibandingkan.length >= 2, "people and amounts are totalled");
      for (const [i, s] of dibandingkan) assert.equal(angka(s), jumlah[i], `column ${kepala[i]}`);

      assert.deepEqual(await aksesibilitas(p), []);
      assert.equal(await lewatLebar(halaman), null);
      assert.deepEqual(p.galat, []);
      await potret(halaman, `proses-${lebar.nama}${skrip ? "" : "-tanpa-skrip"}`);
      await p.konteks.close();
    });
  }
}
