// Journey: a staff member signs in, reads the month, and unfolds each rupiah to rows and articles.
// Once per screen width, with scripts and without.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LEBAR, aksesibilitas, buka, lewatLebar, pengunjung, potret } from "./bantu/peramban.mjs";
import { mulai } from "./bantu/server.mjs";

const PERIODE = "2026-10";
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
  await potret(p.halaman, `${nama}-${p.lebar}${p.skrip ? "" : "-tanpa-skrip"}`);
}

async function masuk(p, akun, sandi = akun.sandi) {
  await p.halaman.getByLabel("NIP atau nama akun").fill(akun.nama);
  await p.halaman.locator("input[name=sandi]").fill(sandi);
  await Promise.all([p.halaman.waitForNavigation(), p.halaman.locator("form[action='/masuk'] button").click()]);
}

/** `Rp 1.234.567` or `− 12.000` as a number of rupiah. */
function rupiah(teks) {
  const m = /([−-]?)\s*(?:Rp)?[\s\u00a0]*([−-]?)([\d.]+)(?:,(\d+))?/.exec(teks);
  assert.ok(m, `no amount in ${JSON.stringify(teks)}`);
  const tanda = m[1] || m[2] ? -1 : 1;
  return tanda * Number(`${m[3].replaceAll(".", "")}.${m[4] ?? 0}`);
}

describe("a staff member and the explained slip", () => {
  for (const cara of URUTAN) {
    test(`signs in, reads the month, unfolds every figure (${sebutan(cara)})`, async () => {
      const p = await pengunjung(peramban, cara);
      const { halaman } = p;
      const akun = server.akun("pegawai");

      await halaman.goto(`${server.alamat}/tunjangan/${PERIODE}`);
      assert.equal(new URL(halaman.url()).pathname, "/masuk", "who is nobody is asked to sign in");
      await layak(p, "masuk");

      await masuk(p, akun, "bukan-sandinya");
      assert.equal(await halaman.locator("input[name=nama]").inputValue(), akun.nama, "the name is kept");
      assert.equal(await halaman.locator("input[name=sandi]").inputValue(), "", "the password is not");
      assert.ok(await halaman.getByRole("alert").isVisible(), "the refusal is said");
      await layak(p, "masuk-ditolak");

      await masuk(p, akun);
      assert.equal(new URL(halaman.url()).pathname, `/tunjangan/${PERIODE}`, "and is led to where they were going");

      await halaman.goto(`${server.alamat}/tunjangan`);
      await layak(p, "tunjangan");
      const bulan = halaman.getByRole("link", { name: "Oktober 2026" });
      const dijanjikan = rupiah(await halaman.locator("li", { has: bulan }).locator(".angka").last().innerText());
      await Promise.all([halaman.waitForNavigation(), bulan.click()]);

      assert.match(await halaman.getByRole("heading", { level: 1 }).innerText(), /Oktober 2026/);
      const diterima = rupiah(await halaman.locator(".papan-angka").innerText());
      assert.equal(diterima, dijanjikan, "list and slip say the same amount");
      assert.ok(diterima > 0);
      await layak(p, "slip");

      await urai(p, diterima);
      await layak(p, "slip-terurai");
      await p.konteks.close();
    });
  }

  test("sees only their own, and nothing of the run", async () => {
    const p = await pengunjung(peramban, {});
    const { halaman } = p;
    await halaman.goto(`${server.alamat}/masuk`);
    await masuk(p, server.akun("pegawai"));
    const jawab = await halaman.goto(`${server.alamat}/proses/${PERIODE}`);
    assert.ok([403, 404].includes(jawab.status()), `the run answers ${jawab.status()}`);
    assert.equal(await halaman.locator("table").count(), 0);
    await layak(p, "ditolak");
    await p.konteks.close();
  });
});

/** Unfolds everything, level by level, and checks that the thread adds up to what is paid. */
async function urai(p, diterima) {
  const { halaman } = p;
  const baris = halaman.locator("ol.hitungan").first().locator("> li.baris");
  const akhir = baris.last();
  assert.equal(rupiah(await akhir.locator(".hasil").first().innerText()), diterima, "the thread ends at the amount paid");
  const berurai = baris.locator("> details");
  assert.ok((await berurai.count()) >= 2, "the lines of the thread unfold");

  // A click on each summary that is visible and closed, until none is left: what a curious reader does.
  const tertutup = halaman.locator("ol.hitungan details:not([open]) > summary:visible");
  let dibuka = 0;
  while ((await tertutup.count()) > 0) {
    await tertutup.first().click();
    dibuka += 1;
    assert.ok(dibuka < 500, "unfolding ends");
  }
  assert.equal(await halaman.locator("ol.hitungan details:not([open])").count(), 0, "nothing stays folded");

  const kata = await halaman.locator("ol.hitungan").first().innerText();
  assert.match(kata, /(Pasal|Ps\.|Perwal|Kepmendagri|PP |Permen)/, "articles are named");
  const tabel = halaman.locator("ol.hitungan table:visible");
  assert.ok((await tabel.count()) >= 1, "rows are shown");
  assert.match(await tabel.first().innerText(), /2026|Oktober|Okt/, "rows carry their day");
  for (const k of await halaman.locator("ol.hitungan > li.baris > details > .dalam").all()) {
    assert.ok((await k.innerText()).trim().length > 0, "what unfolds is not empty");
  }
}
