// Answers a search box while somebody types. Without this the boxes are plain forms that lead to /cari.
(() => {
  for (const formulir of document.querySelectorAll("form[data-cari]")) {
    const isian = formulir.querySelector("input[type=search]");
    const wadah = document.getElementById(formulir.dataset.cari);
    if (!isian || !wadah) continue;
    const panel = wadah.classList.contains("cari-panel");
    let tunggu, minta, terakhir = isian.value.trim();

    const tutup = () => { if (panel) wadah.hidden = true; };
    const tanya = async () => {
      const q = isian.value.trim();
      if (q === terakhir) { if (panel && wadah.childElementCount) wadah.hidden = false; return; }
      terakhir = q;
      minta?.abort();
      minta = new AbortController();
      try {
        const jawaban = await fetch(`/cari/hasil?q=${encodeURIComponent(q)}`, { signal: minta.signal, credentials: "same-origin", redirect: "error" });
        // a refusal is a whole page: the form still leads there
        if (!jawaban.ok) return tutup();
        wadah.innerHTML = await jawaban.text();
        if (panel) wadah.hidden = wadah.childElementCount === 0;
        else history.replaceState(null, "", q ? `/cari?q=${encodeURIComponent(q)}` : "/cari");
      } catch (galat) {
        if (galat.name !== "AbortError") tutup();
      }
    };
    isian.addEventListener("input", () => { clearTimeout(tunggu); tunggu = setTimeout(tanya, 160); });
    if (panel) {
      isian.addEventListener("focus", () => { if (wadah.childElementCount && isian.value.trim() === terakhir) wadah.hidden = false; });
      formulir.addEventListener("focusout", (e) => { if (!formulir.contains(e.relatedTarget)) tutup(); });
    }
    const arah = (e) => {
      const tautan = [...wadah.querySelectorAll("a")];
      const di = tautan.indexOf(document.activeElement);
      if (e.key === "Escape" && panel && !wadah.hidden) { tutup(); isian.focus(); e.preventDefault(); }
      else if (e.key === "ArrowDown" && tautan.length) { tautan[Math.min(di + 1, tautan.length - 1)].focus(); e.preventDefault(); }
      else if (e.key === "ArrowUp" && di >= 0) { (di ? tautan[di - 1] : isian).focus(); e.preventDefault(); }
    };
    formulir.addEventListener("keydown", arah);
    if (!formulir.contains(wadah)) wadah.addEventListener("keydown", arah);
  }
})();
