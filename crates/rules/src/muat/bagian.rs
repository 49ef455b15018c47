//! The sections of a package, one function each.

use super::deklarasi::{
    BarisTabel, Bentuk, Berlaku, Deklarasi, Dwi, Entitas, IsiRumus, JenisKunci, Masukan, Parameter, Rumus,
    Tabel,
};
use super::toml::{Butir, Nilai, Tabel as Toml};
use crate::bahasa::urai;
use crate::galat::{Catatan, mirip};
use crate::jenis::{Jenis, Lingkungan, Tetapan, tanya};
use crate::satuan::{DASAR, PALING_BANYAK};
use crate::sumber::{Berkas, Letak};
use balai_kernel::Pembulatan;

/// Words that mean something in formulas and cannot be names.
pub(crate) const KATA_KUNCI: [&str; 27] = [
    "dan",
    "atau",
    "bukan",
    "dalam",
    "benar",
    "salah",
    "min",
    "maks",
    "batas",
    "mutlak",
    "jika",
    "cari",
    "braket",
    "bulat",
    "tepat",
    "jumlah",
    "banyak",
    "terbesar",
    "terkecil",
    "ada",
    "semua",
    "pro_rata",
    "setengah_naik",
    "setengah_genap",
    "ke_bawah",
    "ke_atas",
    "terisi",
];

const BAGIAN: [&str; 7] = ["paket", "entitas", "masukan", "parameter", "tabel", "rumus", "keluaran"];

pub(super) struct Pembaca<'a, 'c> {
    berkas: &'a [Berkas],
    pub(super) c: &'c mut Catatan,
    pub(super) d: Deklarasi,
    nama_entitas: Vec<String>,
}

impl<'a, 'c> Pembaca<'a, 'c> {
    pub fn baru(berkas: &'a [Berkas], c: &'c mut Catatan) -> Self {
        Self { berkas, c, d: Deklarasi::default(), nama_entitas: Vec::new() }
    }

    pub fn selesai(self) -> Deklarasi {
        self.d
    }

    pub fn paket(&mut self, teks: &[Toml<'_>]) {
        for t in teks {
            t.hanya(&BAGIAN, self.c);
        }
        let kepala: Vec<Nilai<'_>> = teks.iter().filter_map(|t| t.cari("paket")).collect();
        match kepala.as_slice() {
            [satu] => self.kepala(*satu),
            [] => self.c.catat(Letak::default(), "ATR-030", vec![]),
            [_, dua, ..] => self.c.catat(dua.letak(), "ATR-006", vec![("nama", "paket".to_owned())]),
        }
        let bagian = |nama: &str, p: &mut Self| -> Vec<(Toml<'_>, Butir<'_>)> {
            let mut semua = Vec::new();
            for t in teks {
                if let Some(b) = t.cari(nama).and_then(|v| v.tabel(p.c)) {
                    semua.extend(b.butir().into_iter().map(|x| (b, x)));
                }
            }
            semua
        };
        let entitas = bagian("entitas", self);
        self.entitas(&entitas);
        for (_, b) in bagian("masukan", self) {
            self.masukan(&b);
        }
        for (_, b) in bagian("parameter", self) {
            self.parameter(&b);
        }
        for (_, b) in bagian("tabel", self) {
            self.tabel(&b);
        }
        for (_, b) in bagian("rumus", self) {
            self.rumus(&b);
        }
        self.nama_bentrok();
        let keluaran: Vec<Toml<'_>> =
            teks.iter().filter_map(|t| t.cari("keluaran")).filter_map(|v| v.tabel(self.c)).collect();
        match keluaran.as_slice() {
            [satu] => self.keluaran(*satu),
            [] => self.c.catat(Letak::default(), "ATR-056", vec![]),
            [_, dua, ..] => self.c.catat(dua.letak, "ATR-006", vec![("nama", "keluaran".to_owned())]),
        }
    }

    fn ling(&self) -> (crate::satuan::DaftarSatuan, Vec<String>) {
        (self.d.satuan.clone(), self.nama_entitas.clone())
    }

    fn jenis(&mut self, v: Nilai<'_>) -> Option<Jenis> {
        let (s, e) = self.ling();
        Jenis::baca(v, &Lingkungan { satuan: &s, entitas: &e, berkas: self.berkas }, self.c)
    }

    fn tetapan(&mut self, j: &Jenis, v: Nilai<'_>) -> Option<Tetapan> {
        let (s, e) = self.ling();
        j.tetapan(v, &Lingkungan { satuan: &s, entitas: &e, berkas: self.berkas }, self.c)
    }

    fn nama_baik(&mut self, b: &Butir<'_>) -> bool {
        let bentuk = b.nama.starts_with(|h: char| h.is_ascii_lowercase())
            && b.nama.chars().all(|h| h.is_ascii_lowercase() || h.is_ascii_digit() || h == '_')
            && b.nama.len() <= 60;
        if !bentuk {
            self.c.catat(b.letak, "ATR-007", vec![("nama", b.nama.to_owned())]);
        } else if KATA_KUNCI.contains(&b.nama) {
            self.c.catat(b.letak, "ATR-008", vec![("nama", b.nama.to_owned())]);
            return false;
        }
        bentuk
    }

    fn kepala(&mut self, v: Nilai<'_>) {
        let Some(t) = v.tabel(self.c) else { return };
        t.hanya(
            &["id", "versi", "nama", "dasar", "sejak", "satuan", "ringkas", "lisensi", "catatan"],
            self.c,
        );
        self.d.id = t.teks_wajib("id", self.c).unwrap_or("").to_owned();
        self.d.versi = t.teks_wajib("versi", self.c).unwrap_or("").to_owned();
        self.d.nama = t.dwibahasa("nama", self.c).unwrap_or_else(|| (self.d.id.clone(), self.d.id.clone()));
        self.d.dasar = t.dasar(self.c);
        self.d.sejak = t.wajib("sejak", self.c).and_then(|v| v.tanggal(self.c)).unwrap_or(0);
        for s in t.cari("satuan").and_then(|v| v.daftar(self.c)).unwrap_or_default() {
            let Some(n) = s.teks(self.c) else { continue };
            if DASAR.contains(&n) || self.d.satuan.0.iter().any(|x| x == n) {
                self.c.catat(s.letak(), "ATR-006", vec![("nama", n.to_owned())]);
            } else if self.d.satuan.0.len() < PALING_BANYAK {
                self.d.satuan.0.push(n.to_owned());
            } else {
                self.c.catat(s.letak(), "ATR-009", vec![("batas", format!("{PALING_BANYAK} satuan"))]);
            }
        }
    }

    fn entitas(&mut self, semua: &[(Toml<'_>, Butir<'_>)]) {
        for (_, b) in semua {
            if self.nama_baik(b) && self.nama_entitas.iter().any(|n| n == b.nama) {
                self.c.catat(b.letak, "ATR-006", vec![("nama", b.nama.to_owned())]);
            }
            self.nama_entitas.push(b.nama.to_owned());
        }
        for (_, b) in semua {
            let Some(t) = b.nilai.tabel(self.c) else { continue };
            t.hanya(&["induk", "kunci", "label", "paling_banyak"], self.c);
            let induk = t.cari("induk").and_then(|v| {
                let n = v.teks(self.c)?;
                let i = self.nama_entitas.iter().position(|e| e == n);
                if i.is_none() {
                    let saran = mirip(n, self.nama_entitas.iter().map(String::as_str));
                    let saran = tanya(saran, &self.nama_entitas.join(", "));
                    self.c.catat(v.letak(), "ATR-011", vec![("nama", n.to_owned()), ("saran", saran)]);
                }
                i
            });
            let (kunci, jenis_kunci) = self.kunci(t);
            let label = t.dwibahasa("label", self.c).unwrap_or_else(|| sama(b.nama));
            let bawaan = if induk.is_some() { 10_000 } else { 1_000_000 };
            let batas = t.cari("paling_banyak").and_then(|v| v.bilangan(self.c)).unwrap_or(bawaan);
            self.d.entitas.push(Entitas {
                nama: b.nama.to_owned(),
                letak: b.letak,
                induk,
                kunci,
                jenis_kunci,
                label,
                paling_banyak: batas.clamp(1, 100_000_000),
            });
        }
        self.lingkaran_entitas();
    }

    fn kunci(&mut self, t: Toml<'_>) -> (String, JenisKunci) {
        let Some(v) = t.wajib("kunci", self.c) else { return (String::new(), JenisKunci::Teks) };
        if let Some(n) = v.nilai().as_str() {
            return (n.to_owned(), JenisKunci::Teks);
        }
        let Some(k) = v.tabel(self.c) else { return (String::new(), JenisKunci::Teks) };
        k.hanya(&["nama", "jenis"], self.c);
        let nama = k.teks_wajib("nama", self.c).unwrap_or("").to_owned();
        let jenis = match k.teks_wajib("jenis", self.c) {
            Some("bulat") => JenisKunci::Bulat,
            Some("tanggal") => JenisKunci::Tanggal,
            Some("teks") | None => JenisKunci::Teks,
            Some(lain) => {
                self.c.catat(k.letak, "ATR-013", vec![("tulis", lain.to_owned())]);
                JenisKunci::Teks
            }
        };
        (nama, jenis)
    }

    fn lingkaran_entitas(&mut self) {
        for (i, e) in self.d.entitas.iter().enumerate() {
            let mut kini = e.induk;
            for _ in 0..=self.d.entitas.len() {
                match kini {
                    Some(x) if x == i => {
                        self.c.catat(e.letak, "ATR-029", vec![("nama", e.nama.clone())]);
                        break;
                    }
                    Some(x) => kini = self.d.entitas.get(x).and_then(|e| e.induk),
                    None => break,
                }
            }
        }
        if !self.c.kosong() {
            // A cycle of parents would make every later walk endless.
            for e in &mut self.d.entitas {
                e.induk = None;
            }
        }
    }

    fn cari_entitas(&mut self, nama: &str, letak: Letak) -> Option<usize> {
        let i = self.nama_entitas.iter().position(|e| e == nama);
        if i.is_none() {
            let saran = mirip(nama, self.nama_entitas.iter().map(String::as_str));
            let saran = tanya(saran, &self.nama_entitas.join(", "));
            self.c.catat(letak, "ATR-011", vec![("nama", nama.to_owned()), ("saran", saran)]);
        }
        i
    }

    fn masukan(&mut self, b: &Butir<'_>) {
        let Some(entitas) = self.cari_entitas(b.nama, b.letak) else { return };
        let Some(t) = b.nilai.tabel(self.c) else { return };
        for m in t.butir() {
            if !self.nama_baik(&m) {
                continue;
            }
            let Some(isi) = m.nilai.tabel(self.c) else { continue };
            isi.hanya(&["jenis", "bila_kosong", "dasar", "label"], self.c);
            let Some(jenis) = isi.wajib("jenis", self.c).and_then(|v| self.jenis(v)) else { continue };
            let kosong = isi.cari("bila_kosong");
            let bila_kosong = kosong.and_then(|v| self.tetapan(&jenis, v));
            let dasar = if kosong.is_some() {
                isi.dasar(self.c)
            } else {
                isi.cari("dasar").and_then(|v| v.teks(self.c)).unwrap_or("").to_owned()
            };
            let label = isi.dwibahasa("label", self.c).unwrap_or_else(|| sama(m.nama));
            self.d.masukan.push(Masukan {
                nama: m.nama.to_owned(),
                entitas,
                letak: m.letak,
                jenis,
                bila_kosong,
                dasar,
                label,
            });
        }
    }

    fn parameter(&mut self, b: &Butir<'_>) {
        if !self.nama_baik(b) {
            return;
        }
        let Some(t) = b.nilai.tabel(self.c) else { return };
        t.hanya(&["jenis", "label", "ilustrasi", "nilai", "catatan"], self.c);
        let Some(jenis) = t.wajib("jenis", self.c).and_then(|v| self.jenis(v)) else { return };
        if matches!(jenis, Jenis::Rujukan(_)) {
            self.c.catat(b.letak, "ATR-013", vec![("tulis", "rujukan".to_owned())]);
            return;
        }
        let nilai = t.wajib("nilai", self.c).map(|v| self.deret(&jenis, v)).unwrap_or_default();
        self.urutan(nilai.iter().map(|n| (n.sejak, n.diketahui, n.letak)));
        let label = t.dwibahasa("label", self.c).unwrap_or_else(|| sama(b.nama));
        let ilustrasi = t.cari("ilustrasi").and_then(|v| v.ya(self.c)).unwrap_or(false);
        self.d.parameter.push(Parameter {
            nama: b.nama.to_owned(),
            letak: b.letak,
            jenis,
            label,
            ilustrasi,
            nilai,
        });
    }

    /// `[ { sejak, isi, dasar, diketahui? } ]`
    pub(super) fn deret(&mut self, jenis: &Jenis, v: Nilai<'_>) -> Vec<Berlaku<Tetapan>> {
        let mut hasil = Vec::new();
        for x in v.daftar(self.c).unwrap_or_default() {
            let Some(t) = x.tabel(self.c) else { continue };
            t.hanya(&["sejak", "isi", "dasar", "diketahui", "ilustrasi", "catatan"], self.c);
            let (sejak, diketahui) = self.waktu(t);
            let dasar = t.dasar(self.c);
            let Some(isi) = t.wajib("isi", self.c).and_then(|v| self.tetapan(jenis, v)) else { continue };
            hasil.push(Berlaku { sejak, diketahui, isi, dasar, letak: t.letak });
        }
        hasil
    }

    fn waktu(&mut self, t: Toml<'_>) -> (i64, i64) {
        let sejak = t.wajib("sejak", self.c).and_then(|v| v.tanggal(self.c));
        if let (Some(h), Some(v)) = (sejak, t.cari("sejak")) {
            let awal = crate::bahasa::leksikal::dari_hari(h).is_some_and(|d| d.day() == 1);
            if !awal {
                self.c.catat(v.letak(), "ATR-044", vec![]);
            }
        }
        let diketahui = t.cari("diketahui").and_then(|v| v.tanggal(self.c));
        (sejak.unwrap_or(0), diketahui.unwrap_or(i64::MIN))
    }

    /// Two values from the same day, known from the same day, contradict each other.
    pub(super) fn urutan(&mut self, daftar: impl Iterator<Item = (i64, i64, Letak)>) {
        let mut lihat: Vec<(i64, i64)> = Vec::new();
        for (s, k, letak) in daftar {
            if lihat.contains(&(s, k)) {
                let t = crate::bahasa::leksikal::dari_hari(s).map_or(String::new(), |d| d.to_string());
                self.c.catat(letak, "ATR-042", vec![("tanggal", t)]);
            }
            lihat.push((s, k));
        }
    }

    fn tabel(&mut self, b: &Butir<'_>) {
        if !self.nama_baik(b) {
            return;
        }
        let Some(t) = b.nilai.tabel(self.c) else { return };
        t.hanya(&["kunci", "braket", "isi", "label", "bila_tak_ada", "dasar", "versi", "catatan"], self.c);
        let bentuk = match (t.cari("kunci"), t.cari("braket")) {
            (Some(k), None) => {
                let daftar = k.daftar(self.c).unwrap_or_default();
                let jenis: Vec<Jenis> = daftar.iter().filter_map(|v| self.jenis(*v)).collect();
                let cocok = jenis.iter().all(|j| match j {
                    Jenis::Angka(a) => a.skala == 0,
                    Jenis::Pilihan(_) | Jenis::Teks | Jenis::Ya => true,
                    Jenis::Tanggal | Jenis::Rujukan(_) => false,
                });
                if jenis.len() != daftar.len() || jenis.is_empty() || jenis.len() > 3 || !cocok {
                    self.c.catat(k.letak(), "ATR-045", vec![]);
                    return;
                }
                Bentuk::Cari(jenis)
            }
            (None, Some(v)) => match self.jenis(v) {
                Some(j @ Jenis::Angka(_)) => Bentuk::Braket(j),
                Some(_) => {
                    self.c.catat(v.letak(), "ATR-045", vec![]);
                    return;
                }
                None => return,
            },
            _ => {
                self.c.catat(b.letak, "ATR-045", vec![]);
                return;
            }
        };
        let Some(isi) = t.wajib("isi", self.c).and_then(|v| self.jenis(v)) else { return };
        let tak = t.cari("bila_tak_ada");
        let bila_tak_ada = tak.and_then(|v| self.tetapan(&isi, v));
        let dasar_tak_ada = if tak.is_some() { t.dasar(self.c) } else { String::new() };
        let label = t.dwibahasa("label", self.c).unwrap_or_else(|| sama(b.nama));
        let mut tabel = Tabel {
            nama: b.nama.to_owned(),
            letak: b.letak,
            bentuk,
            isi,
            label,
            bila_tak_ada,
            dasar_tak_ada,
            versi: Vec::new(),
        };
        if let Some(v) = t.cari("versi") {
            tabel.versi = self.versi_tabel(&tabel, v);
        }
        self.d.tabel.push(tabel);
    }

    pub(super) fn versi_tabel(&mut self, tabel: &Tabel, v: Nilai<'_>) -> Vec<Berlaku<Vec<BarisTabel>>> {
        let mut hasil = Vec::new();
        for x in v.daftar(self.c).unwrap_or_default() {
            let Some(t) = x.tabel(self.c) else { continue };
            t.hanya(&["sejak", "diketahui", "dasar", "baris", "catatan", "ilustrasi"], self.c);
            let (sejak, diketahui) = self.waktu(t);
            let dasar = t.dasar(self.c);
            let isi = t.wajib("baris", self.c).map(|b| self.baris(tabel, b)).unwrap_or_default();
            hasil.push(Berlaku { sejak, diketahui, isi, dasar, letak: t.letak });
        }
        self.urutan(hasil.iter().map(|n| (n.sejak, n.diketahui, n.letak)));
        hasil
    }

    fn baris(&mut self, tabel: &Tabel, v: Nilai<'_>) -> Vec<BarisTabel> {
        let kunci: Vec<Jenis> = match &tabel.bentuk {
            Bentuk::Cari(j) => j.clone(),
            Bentuk::Braket(j) => vec![j.clone()],
        };
        let mut hasil: Vec<BarisTabel> = Vec::new();
        let mut lihat = std::collections::BTreeSet::new();
        for x in v.daftar(self.c).unwrap_or_default() {
            let Some(sel) = x.daftar(self.c) else { continue };
            if sel.len() != kunci.len() + 1 {
                let n = [("ada", sel.len().to_string()), ("harap", (kunci.len() + 1).to_string())];
                self.c.catat(x.letak(), "ATR-046", n.to_vec());
                continue;
            }
            let k: Option<Vec<Tetapan>> = kunci.iter().zip(&sel).map(|(j, v)| self.tetapan(j, *v)).collect();
            let n = sel.last().and_then(|v| self.tetapan(&tabel.isi, *v));
            let (Some(k), Some(n)) = (k, n) else { continue };
            if let (Bentuk::Braket(j), Some((lalu, _, _))) = (&tabel.bentuk, hasil.last())
                && lalu >= &k
            {
                let tulis = k.first().map_or(String::new(), |t| t.tulis(j));
                self.c.catat(x.letak(), "ATR-047", vec![("tulis", tulis)]);
                continue;
            }
            if !lihat.insert(k.clone()) {
                let tulis: Vec<String> = k.iter().zip(&kunci).map(|(t, j)| t.tulis(j)).collect();
                self.c.catat(x.letak(), "ATR-043", vec![("kunci", tulis.join(", "))]);
                continue;
            }
            hasil.push((k, n, x.letak()));
        }
        hasil
    }

    fn rumus(&mut self, b: &Butir<'_>) {
        if !self.nama_baik(b) {
            return;
        }
        let Some(t) = b.nilai.tabel(self.c) else { return };
        t.hanya(&["per", "dasar", "label", "nilai", "pembulatan", "versi", "sampai", "catatan"], self.c);
        let Some(v) = t.wajib("per", self.c) else { return };
        let Some(entitas) = v.teks(self.c).and_then(|n| self.cari_entitas(n, v.letak())) else { return };
        let label: Dwi = t.dwibahasa("label", self.c).unwrap_or_else(|| sama(b.nama));
        let sampai = t.cari("sampai").and_then(|v| v.tanggal(self.c));
        let mut versi = Vec::new();
        match (t.cari("nilai"), t.cari("versi")) {
            (Some(_), None) => {
                let dasar = t.dasar(self.c);
                if let Some(isi) = self.isi_rumus(t) {
                    versi.push(Berlaku { sejak: i64::MIN, diketahui: i64::MIN, isi, dasar, letak: b.letak });
                }
            }
            (None, Some(v)) => {
                for x in v.daftar(self.c).unwrap_or_default() {
                    let Some(tv) = x.tabel(self.c) else { continue };
                    tv.hanya(&["sejak", "diketahui", "dasar", "nilai", "pembulatan", "catatan"], self.c);
                    let (sejak, diketahui) = self.waktu(tv);
                    let dasar = tv.dasar(self.c);
                    if let Some(isi) = self.isi_rumus(tv) {
                        versi.push(Berlaku { sejak, diketahui, isi, dasar, letak: tv.letak });
                    }
                }
                self.urutan(versi.iter().map(|n| (n.sejak, n.diketahui, n.letak)));
            }
            _ => {
                self.c.catat(b.letak, "ATR-028", vec![("nama", b.nama.to_owned())]);
                return;
            }
        }
        self.d.rumus.push(Rumus { nama: b.nama.to_owned(), letak: b.letak, entitas, label, versi, sampai });
    }

    fn isi_rumus(&mut self, t: Toml<'_>) -> Option<IsiRumus> {
        let (teks, letak) = t.wajib("nilai", self.c)?.teks_dan_letak(self.berkas, self.c)?;
        if teks.trim().is_empty() {
            self.c.catat(letak, "ATR-024", vec![]);
            return None;
        }
        let eks = urai::ekspresi(teks, letak, self.c)?;
        let bulat = t.cari("pembulatan");
        let pembulatan = match bulat {
            None => None,
            Some(v) => Some(self.pembulatan(v)?),
        };
        let teks_pembulatan = bulat.and_then(|v| v.nilai().as_str()).map(str::to_owned);
        Some(IsiRumus { teks: teks.to_owned(), eks, letak, pembulatan, teks_pembulatan })
    }

    /// `1 rupiah, setengah_naik`
    fn pembulatan(&mut self, v: Nilai<'_>) -> Option<(crate::bahasa::pohon::Eks, Pembulatan)> {
        let (t, letak) = v.teks_dan_letak(self.berkas, self.c)?;
        let Some((langkah, cara)) = t.rsplit_once(',') else {
            self.c.catat(letak, "ATR-050", vec![("tulis", t.to_owned()), ("saran", cara_bulat())]);
            return None;
        };
        let cara = cara.trim();
        let Some((_, p)) = Pembulatan::NAMA.iter().find(|(n, _)| *n == cara) else {
            let saran = tanya(mirip(cara, Pembulatan::NAMA.iter().map(|(n, _)| *n)), &cara_bulat());
            self.c.catat(letak, "ATR-050", vec![("tulis", cara.to_owned()), ("saran", saran)]);
            return None;
        };
        Some((urai::ekspresi(langkah, letak, self.c)?, *p))
    }

    /// Within one entity a name means one thing, and no column hides a parameter or a table. A child may use a
    /// parent's name for its own column: the nearest is meant.
    fn nama_bentrok(&mut self) {
        let mut semua: Vec<(Option<usize>, String, Letak)> = Vec::new();
        semua.extend(self.d.masukan.iter().map(|m| (Some(m.entitas), m.nama.clone(), m.letak)));
        semua.extend(self.d.rumus.iter().map(|r| (Some(r.entitas), r.nama.clone(), r.letak)));
        semua.extend(self.d.entitas.iter().enumerate().map(|(i, e)| (Some(i), e.kunci.clone(), e.letak)));
        semua.extend(self.d.parameter.iter().map(|p| (None, p.nama.clone(), p.letak)));
        semua.extend(self.d.tabel.iter().map(|t| (None, t.nama.clone(), t.letak)));
        semua.sort_by_key(|(_, _, l)| *l);
        for (i, (e, nama, letak)) in semua.iter().enumerate() {
            let bentrok = |(f, n, _): &(Option<usize>, String, Letak)| {
                n == nama && (e == f || e.is_none() || f.is_none())
            };
            if semua.iter().take(i).any(bentrok) {
                self.c.catat(*letak, "ATR-006", vec![("nama", nama.clone())]);
            }
        }
    }

    fn keluaran(&mut self, t: Toml<'_>) {
        for b in t.butir() {
            match b.nama {
                "utama" => {
                    let n = b.nilai.teks(self.c);
                    self.d.utama = n.and_then(|n| self.cari_rumus(n, b.nilai.letak()));
                }
                "plafon" => {
                    let Some(p) = b.nilai.tabel(self.c) else { continue };
                    p.hanya(&["jumlah", "batas"], self.c);
                    let j = p.wajib("jumlah", self.c).and_then(|v| v.teks(self.c).map(|n| (n, v.letak())));
                    let k = p.wajib("batas", self.c).and_then(|v| v.teks(self.c).map(|n| (n, v.letak())));
                    if let (Some((j, lj)), Some((k, lk))) = (j, k) {
                        let pasang = (self.cari_rumus(j, lj), self.cari_rumus(k, lk));
                        self.d.plafon = pasang.0.zip(pasang.1);
                    }
                }
                nama => {
                    let Some(e) = self.cari_entitas(nama, b.letak) else { continue };
                    for v in b.nilai.daftar(self.c).unwrap_or_default() {
                        let Some(r) = v.teks(self.c).and_then(|n| self.cari_rumus(n, v.letak())) else {
                            continue;
                        };
                        if self.d.rumus.get(r).is_some_and(|x| x.entitas != e) {
                            let n = self.d.rumus.get(r).map_or(String::new(), |x| x.nama.clone());
                            self.c.catat(
                                v.letak(),
                                "ATR-057",
                                vec![("nama", n), ("entitas", nama.to_owned())],
                            );
                        } else if self.d.keluaran.contains(&r) {
                            self.c.catat(v.letak(), "ATR-006", vec![("nama", nama.to_owned())]);
                        } else {
                            self.d.keluaran.push(r);
                        }
                    }
                }
            }
        }
        match self.d.utama {
            Some(u) if !self.d.keluaran.contains(&u) => self.c.catat(t.letak, "ATR-058", vec![]),
            None => self.c.catat(t.letak, "ATR-058", vec![]),
            Some(_) => {}
        }
    }

    fn cari_rumus(&mut self, nama: &str, letak: Letak) -> Option<usize> {
        let i = self.d.rumus.iter().position(|r| r.nama == nama);
        if i.is_none() {
            let saran = mirip(nama, self.d.rumus.iter().map(|r| r.nama.as_str()));
            let saran = tanya(saran, "nama rumus dalam paket ini");
            self.c.catat(letak, "ATR-055", vec![("nama", nama.to_owned()), ("saran", saran)]);
        }
        i
    }
}

fn sama(nama: &str) -> Dwi {
    let mut t = nama.replace('_', " ");
    if let Some(h) = t.get_mut(0..1) {
        h.make_ascii_uppercase();
    }
    (t.clone(), t)
}

fn cara_bulat() -> String {
    let daftar: Vec<&str> = Pembulatan::NAMA.iter().map(|(n, _)| *n).collect();
    daftar.join(", ")
}
