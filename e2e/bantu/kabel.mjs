// A cable between browser and server that a test can cut, or that swallows an answer after the server has done the work.

import { connect, createServer } from "node:net";

/** {alamat, putus(), sambung(), telan(cocok), tertelan(), tutup()} */
export async function kabel(tujuan) {
  const { hostname, port } = new URL(tujuan);
  const jalan = new Set();
  let tersambung = true;
  let cari = null;
  let tertelan = 0;
  const server = createServer((klien) => {
    if (!tersambung) return klien.destroy();
    const hulu = connect(Number(port), hostname);
    let buangJawaban = false;
    const pasang = { klien, hulu };
    jalan.add(pasang);
    const selesai = () => { jalan.delete(pasang); klien.destroy(); hulu.destroy(); };
    klien.on("data", (isi) => {
      if (cari && isi.includes(cari)) buangJawaban = true;
      hulu.write(isi);
    });
    hulu.on("data", (isi) => {
      // the server has answered, so it has done what was asked: nobody hears of it
      if (buangJawaban) { tertelan += 1; return selesai(); }
      klien.write(isi);
    });
    for (const ujung of [klien, hulu]) ujung.on("error", selesai).on("close", selesai);
  });
  await new Promise((jadi) => server.listen(0, "127.0.0.1", jadi));
  const putuskanSemua = () => { for (const { klien, hulu } of jalan) { klien.destroy(); hulu.destroy(); } };
  return {
    alamat: `http://127.0.0.1:${server.address().port}`,
    putus() { tersambung = false; putuskanSemua(); },
    sambung() { tersambung = true; },
    telan(teks) { cari = teks; },
    tertelan: () => tertelan,
    async tutup() { putuskanSemua(); await new Promise((jadi) => server.close(jadi)); },
  };
}
