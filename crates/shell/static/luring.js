// Keeps what somebody enters without a signal, and sends it once the signal is back. Without this the forms are plain forms.
//
// What is entered is put into a queue on the device first and taken out of it only when the server has answered. Each entry
// carries a key made here, and the server makes one row of a key however often it is sent: whoever did not hear the answer
// sends again. Nothing else of a person is kept on the device. Words come from the page (data-kata).
(() => {
  const formulir = document.querySelector("form[data-luring]");
  const wadah = document.querySelector("[data-antrean]");
  // the page without a signal names nobody; then it is whoever was here last
  const dikenal = wadah?.dataset.siapa;
  if (dikenal) localStorage.setItem("balai-siapa", dikenal);
  const akun = dikenal || localStorage.getItem("balai-siapa") || "";
  const ALAMAT = "/api/v1/aktivitas";
  const HALAMAN = "/aktivitas";
  const LAMA_JAWAB = 15000;

  if ("serviceWorker" in navigator && (formulir || wadah)) navigator.serviceWorker.register("/sw.js").catch(() => {});
  if (!("indexedDB" in window) || !wadah) return;

  const basis = new Promise((jadi, gagal) => {
    const minta = indexedDB.open("balai-antrean", 1);
    minta.onupgradeneeded = () => minta.result.createObjectStore("entri", { keyPath: "kunci" });
    minta.onsuccess = () => jadi(minta.result);
    minta.onerror = () => gagal(minta.error);
  });
  const gudang = async (cara, kerja) => {
    const transaksi = (await basis).transaction("entri", cara);
    const hasil = kerja(transaksi.objectStore("entri"));
    return new Promise((jadi, gagal) => {
      transaksi.oncomplete = () => jadi(hasil.result);
      transaksi.onerror = transaksi.onabort = () => gagal(transaksi.error);
    });
  };
  const simpan = (butir) => gudang("readwrite", (g) => g.put(butir));
  const buang = (kunci) => gudang("readwrite", (g) => g.delete(kunci));
  const semua = async () => (await gudang("readonly", (g) => g.getAll())).sort((a, b) => a.gawai.localeCompare(b.gawai));

  const kunciBaru = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const kata = (nama) => wadah.dataset[nama] ?? "";
  const elemen = (nama, kelas, teks) => {
    const e = document.createElement(nama);
    if (kelas) e.className = kelas;
    if (teks) e.textContent = teks;
    return e;
  };

  // who is signed in now and a token for sending, as a fresh page says
  const sesi = async () => {
    const jawaban = await fetch(HALAMAN, { credentials: "same-origin", cache: "no-store", headers: { accept: "text/html" }, signal: AbortSignal.timeout(LAMA_JAWAB) });
    const isi = new DOMParser().parseFromString(await jawaban.text(), "text/html");
    return { token: isi.querySelector("input[name=_csrf]")?.value, siapa: isi.querySelector("[data-siapa]")?.dataset.siapa, masuk: jawaban.ok && !jawaban.redirected };
  };

  // sends one; "terkirim", "tunda" (try again later), or the refusal's words
  const kirim = async (butir, token) => {
    const { kunci, gawai, isian } = butir;
    let jawaban;
    try {
      jawaban = await fetch(ALAMAT, {
        method: "POST", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(LAMA_JAWAB),
        headers: { "content-type": "application/json", "x-csrf": token },
        body: JSON.stringify({ entri: [{ kunci, gawai, isian }] }),
      });
    } catch { return { hasil: "tunda" }; }
    if (jawaban.ok) return { hasil: "terkirim", entri: (await jawaban.json().catch(() => ({}))).entri?.[0] };
    // signed out meanwhile, too many at once, out of order: none of these is about the entry
    if ([401, 403, 408, 429].includes(jawaban.status) || jawaban.status >= 500) return { hasil: "tunda" };
    const masalah = await jawaban.json().catch(() => ({}));
    return { hasil: "ditolak", pesan: [masalah.pesan ?? masalah.title, masalah.saran].filter(Boolean).join(" ") };
  };

  // evidence follows its entry; files are never kept on the device
  const kirimBukti = async (entri, berkas, token) => {
    const isi = new FormData();
    for (const [nama, nilai] of [["_csrf", token], ["versi", entri.versi], ["bukti", berkas]]) isi.append(nama, nilai);
    try { return (await fetch(`${HALAMAN}/${entri.id}/bukti`, { method: "POST", credentials: "same-origin", body: isi })).ok; } catch { return false; }
  };

  let berjalan = false;
  const kirimSemua = async () => {
    if (berjalan || !navigator.onLine) return gambar();
    berjalan = true;
    let terkirim = 0;
    try {
      const antre = (await semua()).filter((b) => !b.ditolak);
      if (antre.length === 0) return;
      const kini = await sesi();
      if (!kini.masuk || !kini.token) { wadah.dataset.keadaan = "masuk"; return; }
      delete wadah.dataset.keadaan;
      // what somebody else entered on this device waits for them
      for (const butir of antre.filter((b) => !b.siapa || b.siapa === kini.siapa)) {
        const { hasil, pesan } = await kirim(butir, kini.token);
        if (hasil === "tunda") break;
        if (hasil === "terkirim") { await buang(butir.kunci); terkirim += 1; }
        else await simpan({ ...butir, ditolak: pesan || kata("kataDitolak") });
      }
    } catch { /* no signal after all: the queue stays */ } finally {
      berjalan = false;
      await gambar();
      if (terkirim > 0 && formulir && !formulir.querySelector("[name=uraian]").value) location.reload();
    }
  };

  const gambar = async () => {
    const antre = await semua().catch(() => []);
    wadah.hidden = antre.length === 0;
    const daftar = wadah.querySelector("ul");
    daftar.replaceChildren(...antre.map((b) => {
      const baris = elemen("li", b.ditolak ? "ditolak" : "");
      baris.append(elemen("p", "akt-uraian", b.isian.uraian));
      const [tahun, bulan, hari] = b.isian.hari.split("-");
      baris.append(elemen("p", "ket angka", `${hari}/${bulan}/${tahun} · ${b.isian.menit} ${kata("kataMenit")}`));
      baris.append(elemen("p", "akt-kanan", b.ditolak ? kata("kataTakDapat") : kata("kataMenunggu")));
      if (b.ditolak) {
        baris.append(elemen("p", "akt-sebab", b.ditolak));
        const tombol = elemen("button", "tombol ketiga", kata("kataBuang"));
        tombol.type = "button";
        tombol.addEventListener("click", async () => { await buang(b.kunci); gambar(); });
        baris.append(tombol);
      }
      return baris;
    }));
    const ket = wadah.querySelector("[data-antrean-ket]");
    if (ket) ket.textContent = wadah.dataset.keadaan === "masuk" ? kata("kataMasuk") : wadah.dataset.keadaan === "foto" ? kata("kataTanpaFoto") : navigator.onLine ? kata("kataKirim") : kata("kataLuring");
  };

  const menit = (isi) => {
    const ditulis = (isi.get("menit") ?? "").trim().toLowerCase();
    if (!ditulis) {
      const norma = Number(formulir.querySelector("input[name=katalog]")?.dataset.norma) || 0;
      return Number(isi.get("lama")) || norma * (Number(isi.get("jumlah")) || 1);
    }
    const pola = ditulis.match(/^(?:(\d{1,2})\s*(?:jam|j|h)\s*)?(?:(\d{1,4})\s*(?:menit|mnt|m|min)?)?$/);
    return pola ? Number(pola[1] ?? 0) * 60 + Number(pola[2] ?? 0) : 0;
  };

  const terima = async (acara) => {
    const isi = new FormData(formulir);
    const lama = menit(isi);
    const berkas = [...isi.values()].find((v) => v instanceof File && v.size > 0);
    // what only the server can say is asked of the server
    if (!lama || !(isi.get("uraian") ?? "").trim() || (isi.getAll("hari").length > 1) || acara.submitter?.name) return;
    acara.preventDefault();
    const kunci = isi.get("kunci") || kunciBaru();
    const isian = { hari: isi.get("hari"), menit: lama, uraian: isi.get("uraian").trim(), jumlah: Number(isi.get("jumlah")) || 1 };
    for (const nama of ["mulai", "katalog", "skp"]) if (isi.get(nama)) isian[nama] = isi.get(nama);
    const butir = { kunci, siapa: akun, gawai: new Date().toISOString(), isian };
    await simpan(butir);
    formulir.classList.add("mengirim");
    const token = formulir.querySelector("input[name=_csrf]")?.value;
    const { hasil, entri } = navigator.onLine && token ? await kirim(butir, token) : { hasil: "tunda" };
    if (hasil === "terkirim") {
      await buang(kunci);
      // without its evidence the entry stands; its page takes the file again
      const lengkap = !berkas || !entri || await kirimBukti(entri, berkas, token);
      location.assign(lengkap ? `${HALAMAN}?hari=${isian.hari}` : `${HALAMAN}/${entri.id}#b-bukti`);
      return;
    }
    formulir.classList.remove("mengirim");
    if (hasil === "ditolak") {
      // the page itself says what is wrong, beside the field
      await buang(kunci);
      formulir.submit();
      return;
    }
    if (berkas) wadah.dataset.keadaan = "foto";
    formulir.reset();
    const bidang = formulir.querySelector("[name=kunci]");
    if (bidang) bidang.value = kunciBaru();
    wadah.scrollIntoView({ block: "nearest" });
    await gambar();
  };

  formulir?.addEventListener("submit", (acara) => { terima(acara).catch(() => formulir.submit()); });
  // a page kept on the device does not know today; the region's day counts, not the one of the device's time zone
  const hari = formulir?.querySelector("input[type=date][data-jam-utc]");
  if (hari) hari.value = hari.max = new Date(Date.now() + Number(hari.dataset.jamUtc) * 3600000).toISOString().slice(0, 10);
  wadah.querySelector("[data-antrean-kirim]")?.addEventListener("click", kirimSemua);
  addEventListener("online", kirimSemua);
  addEventListener("offline", gambar);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) kirimSemua(); });
  setInterval(async () => { if ((await semua().catch(() => [])).length > 0) kirimSemua(); }, 30000);
  kirimSemua();
})();
