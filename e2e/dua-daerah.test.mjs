// Journey: two regions in one process. The regency adopted another package by its file alone; nobody of the one city gets
// into the other, and each shows its own name, colour and sums.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
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

async function masuk(halaman, alamat, akun) {
  await halaman.goto(`${alamat}/masuk`);
  await halaman.locator("input[name=nama]").fill(akun.nama);
  await halaman.locator("input[name=sandi]").fill(akun.sandi);
  await Promise.all([halaman.waitForNavigation(), halaman.locator("form[action='/masuk'] button").click()]);
}

describe("a second region under its own host name", () => {
  for (const lebar of LEBAR) {
    test(`pays by rating and attendance, by its own file (${lebar.nama} px)`, async () => {
      const p = await pengunjung(peramban, { lebar, skrip: false });
      const { halaman } = p;
      const belitung = server.alamat.replace("127.0.0.1", "belitung.localhost");
      await masuk(halaman, belitung, server.akun("pegawai"));
      await halaman.goto(`${belitung}/tunjangan/2026-10`);
      const isi = await halaman.locator("body").innerText();
      assert.match(isi, /Kabupaten\s+Belitung/);
      assert.match(isi, /Bobot predikat 50%/, "its own weight, not the package's 60%");
      assert.match(isi, /Bagian kehadiran/);
      assert.doesNotMatch(isi, /Menit diakui|Kota Bandung/);
      assert.deepEqual(await aksesibilitas(p), []);
      assert.equal(await lewatLebar(halaman), null);
      await potret(halaman, `belitung-slip-${p.lebar}`);

      await halaman.goto(`${server.alamat}/tunjangan/2026-10`);
      assert.equal(new URL(halaman.url()).pathname, "/masuk", "signed in there is not signed in here");
      assert.match(await halaman.locator("body").innerText(), /Kota Bandung/);
      assert.deepEqual(p.galat, []);
      await p.konteks.close();
    });
  }
});
