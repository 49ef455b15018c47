// Journey: the personnel agency looks through people and posts, asks who may sign, and names somebody to stand in by
// decree, shown before it is signed. Once per screen width, with scripts and without.

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

const URUTAN = LEBAR.flatMap((lebar) => [true, false].map((skrip) => ({ lebar, skrip })));
const sebutan = ({ lebar, skrip }) => `${lebar.nama} px, scripts ${skrip ? "on" : "off"}`;

/** What a page must be, whatever it shows. */
async function layak(p, nama) {
  assert.deepEqual(await aksesibilitas(p), [], `axe on ${p.halaman.url()}`);
  assert.equal(await lewatLebar(p.halaman), null);
  assert.deepEqual(p.galat, [], "errors of the page");
  await potret(p.halaman, `org-${nama}-${p.lebar}${p.skrip ? "" : "-tanpa-skrip"}`);
}

async function klik(halaman, apa) {
  await Promise.all([halaman.waitForNavigation(), apa.click()]);
}

describe("the organisation by decree", () => {
  for (const [urut, cara] of URUTAN.entries()) {
    test(`asks who may sign, and names a stand-in (${sebutan(cara)})`, async () => {
      const p = await pengunjung(peramban, cara);
      const { halaman } = p;
      const akun = server.akun("bkpsdm");
      const ke = (jalur) => halaman.goto(`${server.alamat}${jalur}`);

      await ke("/organisasi");
      await halaman.locator("input[name=nama]").fill(akun.nama);
      await halaman.locator("input[name=sandi]").fill(akun.sandi);
      await klik(halaman, halaman.locator("form[action='/masuk'] button"));
      await layak(p, "unit");
      const opd = halaman.locator(".org-kelompok[open] .org-pohon > li > details").first();
      await opd.locator("summary").click();
      assert.ok(await opd.locator(".org-daun a").first().isVisible(), "an office opens to its parts, scripts or not");
      await layak(p, "pohon");

      await ke("/organisasi/jabatan?lowong=ya");
      await layak(p, "lowong");
      const lowong = await halaman.locator(".org-pilih .ket").first().innerText();

      await ke(`/organisasi/siapa?siapa=${encodeURIComponent(lowong.split(".")[0])}`);
      await layak(p, "siapa-pilih");
      await klik(halaman, halaman.locator("main .daftar a[href*='unit=']").first());
      await layak(p, "siapa");
      const [kepala, biasa, strategis] = await halaman.locator(".org-jawaban .besar").allInnerTexts();
      assert.equal(kepala, biasa, "an acting head signs letters");
      assert.notEqual(biasa, strategis, "but no strategic decision");

      await ke("/organisasi/orang");
      await layak(p, "orang");
      const nip = await halaman.locator(".org-pilih .daftar-nilai").allInnerTexts();
      assert.ok(nip.length > 1 && nip.every((n) => n.includes("••••")), "staff numbers are masked");

      await ke("/organisasi/jabatan?cari=kepala+bidang");
      await klik(halaman, halaman.locator(".org-pilih a").nth(5 + urut));
      await layak(p, "jabatan");
      const jabatan = await halaman.locator("h1").innerText();
      await klik(halaman, halaman.getByRole("link", { name: "Tugaskan seseorang" }));
      await klik(halaman, halaman.getByRole("link", { name: "Pilih dari daftar orang" }));
      await klik(halaman, halaman.locator(".org-pilih a").nth(10 + urut));
      await halaman.locator("input[value=plh]").check();
      await halaman.locator("[name=sejak]").fill("1-12-2026");
      await halaman.locator("[name=sampai]").fill("7-12-2026");
      await halaman.locator("[name=sk_nomor]").fill(`800/${urut}`);
      await halaman.locator("[name=sk_pejabat]").fill("Sekretaris Daerah");
      await klik(halaman, halaman.getByRole("button", { name: "Periksa akibatnya" }));
      assert.ok(await halaman.getByRole("alert").isVisible(), "the missing date is said");
      await layak(p, "tugaskan-ditolak");
      await halaman.locator("[name=sk_tanggal]").fill("30-11-2026");
      await klik(halaman, halaman.getByRole("button", { name: "Periksa akibatnya" }));
      const akibat = await halaman.locator(".org-tinjau").innerText();
      assert.ok(akibat.includes(`Plh. ${jabatan}`) && akibat.includes("7 Desember 2026"), akibat);
      await layak(p, "tugaskan-tinjau");
      await klik(halaman, halaman.getByRole("button", { name: "Simpan perubahan ini" }));
      assert.ok((await halaman.locator(".untai").innerText()).includes(`Plh. ${jabatan}`), "it is on the thread");
      await layak(p, "orang-satu");
      await p.konteks.close();
    });
  }
});
