// Starts the demo city hall on a free port in a temporary folder, as a person would, and reads what it prints.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SABAR_MS = 120_000;

function portBebas() {
  return new Promise((jadi, gagal) => {
    const s = createServer().once("error", gagal);
    s.listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => jadi(port));
    });
  });
}

/** The accounts the demo prints: indented rows of name, role, person; one password for all on a line of its own. */
export function bacaAkun(teks) {
  const sandi = /^(?:Kata sandi|Password): (\S+)$/m.exec(teks)?.[1];
  const baris = teks.matchAll(/^ {2}([a-z0-9._-]+) +([a-z_]+) +(\S.*)$/gm);
  return [...baris].map(([, nama, peran, orang]) => ({ nama, peran, orang, sandi }));
}

/** {alamat, akun, tutup()}: the running server. Fails with everything it printed when it does not come up. */
export async function mulai({ pegawai = 300 } = {}) {
  const biner = process.env.BALAI_BINER ?? new URL("../../target/debug/balai", import.meta.url).pathname;
  const folder = await mkdtemp(join(tmpdir(), "balai-e2e-"));
  const port = await portBebas();
  const proses = spawn(biner, ["demo", "--data", folder, "--pegawai", String(pegawai), "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let kata = "";
  const alamat = `http://127.0.0.1:${port}`;
  const berhenti = new Promise((jadi) => proses.once("exit", jadi));
  const tutup = async () => {
    proses.kill("SIGTERM");
    await berhenti;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await new Promise((jadi, gagal) => {
      const jam = setTimeout(() => gagal(new Error(`the demo was not ready after ${SABAR_MS} ms:\n${kata}`)), SABAR_MS);
      const dengar = (potongan) => {
        kata += potongan;
        // The address is the last thing it prints; it serves by then.
        if (kata.includes(`:${port}`)) {
          clearTimeout(jam);
          jadi();
        }
      };
      proses.stdout.setEncoding("utf8").on("data", dengar);
      proses.stderr.setEncoding("utf8").on("data", dengar);
      proses.once("exit", (kode) => gagal(new Error(`the demo ended with ${kode}:\n${kata}`)));
      proses.once("error", gagal);
    });
    await jawab(alamat);
  } catch (galat) {
    await tutup();
    throw galat;
  }
  const akun = bacaAkun(kata);
  return {
    alamat,
    akun: (peran) => {
      const a = akun.find((x) => x.peran === peran);
      if (!a) throw new Error(`the demo printed no account for ${peran}:\n${kata}`);
      return a;
    },
    tutup,
  };
}

async function jawab(alamat) {
  const batas = Date.now() + SABAR_MS;
  for (;;) {
    try {
      await fetch(alamat, { redirect: "manual" });
      return;
    } catch (galat) {
      if (Date.now() > batas) throw galat;
      await new Promise((r) => setImmediate(r));
    }
  }
}
