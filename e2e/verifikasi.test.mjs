// Journey: a superior who is late. What waits is seen by them and, once too old, by whoever is above; one touch accepts what
// carries no hint, what is sent back is read with its reason by its owner. With scripts and without.

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

async function masuk(p, nama) {
  const { sandi } = server.akun("pegawai");
  await p.halaman.goto(`${server.alamat}/masuk`);
  await p.halaman.locator("input[name=nama]").fill(nama);
  await p.halaman.locator("input[name=sandi]").fill(sandi);
  await Promise.all([p.halaman.waitForNavigation(), p.halaman.locator("form[action='/masuk'] button").click()]);
}

async function layak(p, nama) {
  assert.deepEqual(await aksesibilitas(p), [], `axe on ${p.halaman.url()}`);
  assert.equal(await lewatLebar(p.halaman), null);
  assert.deepEqual(p.galat, [], "errors of the page");
  await potret(p.halaman, `${nama}-${p.lebar}${p.skrip ? "" : "-tanpa-skrip"}`);
}

const tekan = (p, tombol) => Promise.all([p.halaman.waitForNavigation(), tombol.click()]);

describe("a superior who is late", () => {
  test("whoever is above sees it come up, and where it waits", async () => {
    for (const lebar of LEBAR) {
      const p = await pengunjung(peramban, { lebar, skrip: true });
      await masuk(p, "atasan2");
      assert.match(await p.halaman.locator("main").innerText(), /naik karena atasannya belum memutus/);
      await p.halaman.goto(`${server.alamat}/verifikasi`);
      assert.match(await p.halaman.locator("main").innerText(), /selaku atasan dari atasannya/);
      await layak(p, "verifikasi-naik");
      await tekan(p, p.halaman.locator(".vfk-bagian a", { hasText: "Tunggakan" }));
      assert.match(await p.halaman.locator("main").innerText(), /sudah menunggu lebih dari 3 hari kerja/);
      await layak(p, "tunggakan");
      await p.konteks.close();
    }
  });

  test("the owner reads why an activity came back", async () => {
    const p = await pengunjung(peramban, { lebar: LEBAR[0], skrip: true });
    await masuk(p, "pegawai");
    await p.halaman.goto(`${server.alamat}/aktivitas`);
    assert.match(await p.halaman.locator(".akt-kembali").first().innerText(), /sebutkan nomor suratnya/);
    await layak(p, "aktivitas-dikembalikan");
    await p.konteks.close();
  });

  test("one touch accepts what carries no hint; returning asks for a reason", async () => {
    for (const skrip of [true, false]) {
      const p = await pengunjung(peramban, { lebar: LEBAR[0], skrip });
      await masuk(p, "atasan");
      await p.halaman.goto(`${server.alamat}/verifikasi`);
      await layak(p, "verifikasi");
      const orang = p.halaman.locator(".vfk-orang").first();
      const nama = await orang.locator("h2").innerText();
      const banyak = await orang.locator("input[name=pilih]").count();
      // without a reason nothing goes back, and what was ticked stays ticked
      await orang.locator("input[name=pilih]").first().check();
      await orang.locator("summary").click();
      await tekan(p, orang.locator("button[value=kembalikan]"));
      assert.match(await p.halaman.locator(".ringkasan-galat").innerText(), /Tulis alasannya/);
      assert.equal(await p.halaman.locator("input[name=pilih]:checked").count(), 1);
      await layak(p, "verifikasi-tanpa-alasan");
      await p.halaman.locator("#b-alasan").fill("Sebutkan dokumennya");
      await tekan(p, p.halaman.locator("button[value=kembalikan]"));
      assert.match(await p.halaman.locator("body").innerText(), /1 aktivitas dikembalikan/);
      const lagi = p.halaman.locator(".vfk-orang", { hasText: nama });
      const semua = lagi.locator("button[value=terima_semua]");
      if ((await semua.count()) > 0) {
        await tekan(p, semua);
        assert.match(await p.halaman.locator("body").innerText(), /aktivitas diterima/);
      }
      const sisa = await p.halaman.locator(".vfk-orang", { hasText: nama }).locator("input[name=pilih]").count();
      assert.ok(sisa < banyak, `${sisa} of ${banyak} wait still`);
      await p.konteks.close();
    }
  });
});
