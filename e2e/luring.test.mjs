// Journey: a day's activities on a phone that loses its signal. What was entered waits on the phone and arrives once: also
// when the answer of the server was lost, also after the page was closed. Without scripts the same forms work with a signal.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LEBAR, aksesibilitas, buka, lewatLebar, pengunjung, potret } from "./bantu/peramban.mjs";
import { kabel } from "./bantu/kabel.mjs";
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

async function masuk(halaman, alamat) {
  const akun = server.akun("pegawai");
  await halaman.goto(`${alamat}/masuk`);
  await halaman.locator("input[name=nama]").fill(akun.nama);
  await halaman.locator("input[name=sandi]").fill(akun.sandi);
  await Promise.all([halaman.waitForNavigation(), halaman.locator("form[action='/masuk'] button").click()]);
}

async function isi(halaman, uraian, menit = "30") {
  await halaman.locator("#b-uraian").fill(uraian);
  await halaman.locator(`.akt-pilih input[value='${menit}']`).check();
}

const simpan = (halaman) => halaman.locator("form[data-luring] .akt-kirim button").click();
const antre = (halaman) => halaman.locator("[data-antrean] li .akt-uraian").allInnerTexts();

/** How often a text stands in the day on the server, asked by a page of its own. */
async function tercatat(halaman, uraian) {
  // beside the page, which loads itself anew when its queue has been sent
  const balasan = await halaman.context().request.get(new URL("/api/v1/aktivitas", halaman.url()).href);
  const jawaban = await balasan.json();
  return jawaban.entri.filter((e) => e.uraian === uraian).length;
}

describe("entering on a phone", () => {
  test("with a signal: three touches and it is there, with scripts and without", async () => {
    for (const skrip of [true, false]) {
      const p = await pengunjung(peramban, { lebar: LEBAR[0], skrip });
      const { halaman } = p;
      await masuk(halaman, server.alamat);
      await halaman.goto(`${server.alamat}/aktivitas`);
      const uraian = `Melayani warga di loket ${skrip ? "A" : "B"}`;
      await isi(halaman, uraian, "60");
      await Promise.all([halaman.waitForNavigation(), simpan(halaman)]);
      assert.equal(await halaman.locator(".akt-daftar > li", { hasText: uraian }).count(), 1);
      assert.match(await halaman.locator(".akt-jumlah").innerText(), /dari 6\.000 menit/);
      assert.equal(await lewatLebar(halaman), null);
      assert.deepEqual(await aksesibilitas(p), []);
      await potret(halaman, `aktivitas-${p.lebar}-${skrip ? "skrip" : "tanpa-skrip"}`);
      assert.deepEqual(p.galat, []);
      await p.konteks.close();
    }
  });

  test("with a photo: the entry goes first, its evidence follows, and both are there", async () => {
    for (const skrip of [true, false]) {
      const p = await pengunjung(peramban, { lebar: LEBAR[0], skrip });
      const { halaman } = p;
      await masuk(halaman, server.alamat);
      await halaman.goto(`${server.alamat}/aktivitas`);
      const uraian = `Gotong royong RW ${skrip ? "01" : "02"}`;
      await isi(halaman, uraian);
      const foto = await halaman.screenshot({ type: "jpeg" });
      await halaman.locator("details", { has: halaman.locator("#b-bukti") }).locator("summary").click();
      await halaman.locator("#b-bukti").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: foto });
      await Promise.all([halaman.waitForURL(/hari=/), simpan(halaman)]);
      await halaman.locator(".akt-daftar > li", { hasText: uraian }).locator("a").click();
      const balasan = await halaman.context().request.get(new URL(await halaman.locator(".akt-bukti a").getAttribute("href"), server.alamat).href);
      assert.equal(balasan.headers()["content-type"], "image/jpeg");
      assert.deepEqual(await aksesibilitas(p), []);
      await potret(halaman, `aktivitas-bukti-${skrip ? "skrip" : "tanpa-skrip"}`);
      assert.deepEqual(p.galat, []);
      await p.konteks.close();
    }
  });

  test("the catalogue fills the form, and its norm the length", async () => {
    const p = await pengunjung(peramban, { lebar: LEBAR[0], skrip: false });
    const { halaman } = p;
    await masuk(halaman, server.alamat);
    await halaman.goto(`${server.alamat}/aktivitas`);
    await halaman.locator(".akt-cari a").click();
    await halaman.locator("main #b-cari").fill("keterangan susun");
    await halaman.locator("main form[role=search] button").click();
    assert.deepEqual(await aksesibilitas(p), []);
    assert.equal(await lewatLebar(halaman), null);
    await halaman.locator("ul.daftar a", { hasText: "Menyusun surat keterangan" }).click();
    assert.equal(await halaman.locator("#b-uraian").inputValue(), "Menyusun surat keterangan");
    await halaman.locator("#b-jumlah").fill("3");
    await potret(halaman, "aktivitas-katalog-360");
    await Promise.all([halaman.waitForNavigation(), simpan(halaman)]);
    const baris = halaman.locator("[aria-labelledby=daftar] .akt-daftar > li", { hasText: "Menyusun surat keterangan" });
    assert.match(await baris.innerText(), /1 jam 15 menit/);
    assert.deepEqual(p.galat, []);
    await p.konteks.close();
  });

  test("what overlaps is refused beside its field, with what is in the way", async () => {
    const p = await pengunjung(peramban, { lebar: LEBAR[0] });
    const { halaman } = p;
    await masuk(halaman, server.alamat);
    for (const [uraian, mulai] of [["Apel pagi", "06:30"], ["Rapat yang beririsan", "06:40"]]) {
      await halaman.goto(`${server.alamat}/aktivitas`);
      await isi(halaman, uraian, "30");
      await halaman.locator("#b-mulai").fill(mulai);
      await Promise.all([halaman.waitForNavigation(), simpan(halaman)]);
    }
    assert.match(await halaman.locator(".ringkasan-galat").innerText(), /Apel pagi.*06\.30–07\.00/);
    assert.equal(await halaman.locator("#b-uraian").inputValue(), "Rapat yang beririsan");
    assert.equal(await tercatat(halaman, "Rapat yang beririsan"), 0);
    await p.konteks.close();
  });

  test("with the cable cut: it waits on the phone, survives closing the page, and arrives exactly once", async (t) => {
    const sambungan = await kabel(server.alamat);
    t.after(() => sambungan.tutup());
    // a phone set to another zone, where it is the day before for most of the day: the region's day counts
    const p = await pengunjung(peramban, { lebar: LEBAR[0], zona: "America/Los_Angeles" });
    const { halaman, konteks } = p;
    await masuk(halaman, sambungan.alamat);
    await halaman.goto(`${sambungan.alamat}/aktivitas`);
    await halaman.evaluate(() => navigator.serviceWorker.ready.then(() => null));

    sambungan.putus();
    await isi(halaman, "Kunjungan ke Posyandu Melati");
    await simpan(halaman);
    await halaman.locator("[data-antrean] li").waitFor();
    assert.deepEqual(await antre(halaman), ["Kunjungan ke Posyandu Melati"]);
    assert.equal(await halaman.locator("#b-uraian").inputValue(), "", "ready for the next one");

    // the page is closed; another one opens without any signal
    const lain = await konteks.newPage();
    await halaman.close();
    await lain.goto(`${sambungan.alamat}/aktivitas`);
    assert.match(await lain.locator("h1").innerText(), /tanpa sinyal/);
    await lain.locator("[data-antrean] li").waitFor();
    await isi(lain, "Mendata balita di RW 05");
    await simpan(lain);
    await lain.locator("[data-antrean] li").nth(1).waitFor();
    assert.equal(await lewatLebar(lain), null);
    await potret(lain, "aktivitas-luring-360");

    // nothing of the person is kept but the queue
    const tersimpan = await lain.evaluate(async () => {
      const semua = await Promise.all((await caches.keys()).map(async (n) => (await caches.open(n)).keys()));
      return semua.flat().map((r) => new URL(r.url).pathname);
    });
    assert.deepEqual(tersimpan.filter((j) => !j.startsWith("/static/")), ["/aktivitas/luring"]);
    const luring = await lain.evaluate(() => caches.match("/aktivitas/luring").then((r) => r.text()));
    assert.doesNotMatch(luring, new RegExp(server.akun("pegawai").orang.split(/[,(]/)[0].trim()));

    sambungan.sambung();
    await lain.goto(`${sambungan.alamat}/aktivitas`);
    await lain.locator("[data-antrean]").waitFor({ state: "hidden" });
    // what waited is written by the server below the queue, once
    for (const uraian of ["Kunjungan ke Posyandu Melati", "Mendata balita di RW 05"]) {
      await lain.locator(".akt-daftar > li", { hasText: uraian }).waitFor();
      assert.equal(await tercatat(lain, uraian), 1, uraian);
    }
    await konteks.close();
  });

  test("with the answer lost: sent again, and still one", async (t) => {
    const sambungan = await kabel(server.alamat);
    t.after(() => sambungan.tutup());
    const p = await pengunjung(peramban, { lebar: LEBAR[0] });
    const { halaman } = p;
    await masuk(halaman, sambungan.alamat);
    await halaman.goto(`${sambungan.alamat}/aktivitas`);
    sambungan.telan("POST /api/v1/aktivitas");
    await isi(halaman, "Menyusun nota dinas");
    await simpan(halaman);
    await halaman.locator("[data-antrean] li").waitFor();
    assert.ok(sambungan.tertelan() >= 1, "the server had answered");
    sambungan.telan(null);
    assert.equal(await tercatat(halaman, "Menyusun nota dinas"), 1, "the server has it, the phone does not know");
    await halaman.locator("[data-antrean-kirim]").click();
    await halaman.locator("[data-antrean]").waitFor({ state: "hidden" });
    assert.equal(await tercatat(halaman, "Menyusun nota dinas"), 1);
    await p.konteks.close();
  });
});
