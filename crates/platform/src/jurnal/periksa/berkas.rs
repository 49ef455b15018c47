//! Checking a file: an export, a proof, or a checkpoint. No server, no database, no clock.

use std::collections::BTreeMap;
use std::io::BufRead;

use balai_kernel::Galat;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::bukti::{BUKTI, LANJUT};
use super::super::ekspor::EKSPOR;
use super::super::kanonik::{Inti, Pribadi};
use super::super::nota::{KunciUji, Nota, Titik};
use super::super::pohon::{Sidik, Tepi, lanjut_benar, masuk_benar};
use super::super::{dari_b64, heks};
use super::{Cacat, Jenis, Laporan, Temuan};

/// Longest line read, in bytes: no event comes near it.
const BARIS_MAKS: u64 = 64 << 20;

/// Checks what `balai journal export`, `bukti`, `konsistensi` or `checkpoint` wrote. With a key the signatures are
/// checked with it; without one, an export's are checked with the key it carries, which proves no more than
/// that one hand wrote all of it.
///
/// # Errors
/// `PLT-106` when the file cannot be read or is none of the four.
pub fn periksa_berkas(mut isi: impl BufRead, kunci: Option<&KunciUji>) -> Result<Laporan, Galat> {
    let asing = |sebab: &str| Galat::baru("PLT-106").dengan("sebab", sebab);
    let mut baris = Vec::new();
    baca(&mut isi, &mut baris)?;
    let Ok(kepala) = serde_json::from_slice::<Value>(&baris) else {
        // a checkpoint has a few short lines and then ends
        baca_sisa(&mut isi, &mut baris)?;
        let teks = String::from_utf8(baris).map_err(|_| asing("bukan teks"))?;
        let nota = Nota::dari(&teks).ok_or_else(|| asing("bukan berkas jurnal"))?;
        return Ok(titik_saja(&nota, kunci));
    };
    match kepala.get("balai").and_then(Value::as_str) {
        Some(EKSPOR) => {
            let mut p = Ekspor::baru(&kepala, &baris, kunci);
            p.jalankan(&mut isi)?;
            Ok(p.laporan)
        }
        Some(BUKTI) => Ok(bukti(&kepala, kunci)),
        Some(LANJUT) => Ok(lanjut(&kepala, kunci)),
        _ => Err(asing("bukan berkas jurnal")),
    }
}

/// One line with its end; empty at the end of the file.
fn baca(isi: &mut impl BufRead, baris: &mut Vec<u8>) -> Result<(), Galat> {
    baris.clear();
    let mut terbatas = std::io::Read::take(isi, BARIS_MAKS);
    let n = terbatas.read_until(b'\n', baris);
    n.map(|_| ()).map_err(|e| Galat::baru("PLT-106").dengan("sebab", e))
}

fn baca_sisa(isi: &mut impl BufRead, wadah: &mut Vec<u8>) -> Result<(), Galat> {
    let mut terbatas = std::io::Read::take(isi, 1 << 16);
    let n = std::io::Read::read_to_end(&mut terbatas, wadah);
    n.map(|_| ()).map_err(|e| Galat::baru("PLT-106").dengan("sebab", e))
}

fn bita(v: &Value, nama: &str) -> Option<Vec<u8>> {
    dari_b64(v.get(nama)?.as_str()?)
}

fn sidik(v: &Value) -> Option<Sidik> {
    dari_b64(v.as_str()?)?.try_into().ok()
}

/// A text that may be absent, but not something else.
fn teks(v: &Value, nama: &str) -> Option<Option<String>> {
    match v.get(nama)? {
        Value::Null => Some(None),
        Value::String(s) => Some(Some(s.clone())),
        _ => None,
    }
}

/// The personal part of a line: absent, readable, or broken.
fn pribadi(v: &Value) -> Result<Option<Pribadi>, ()> {
    let p = match v.get("pribadi") {
        None | Some(Value::Null) => return Ok(None),
        Some(p) => p,
    };
    let garam = match teks(p, "garam").ok_or(())? {
        Some(g) => Some(dari_b64(&g).ok_or(())?),
        None => None,
    };
    let aktor_nama = teks(p, "aktor_nama").flatten().ok_or(())?;
    let (alasan, isi) = (teks(p, "alasan").ok_or(())?, teks(p, "isi").ok_or(())?);
    Ok(Some(Pribadi { garam, aktor_nama, alasan, isi }))
}

/// What is wrong with an event's personal part; tells the report when it is not there.
fn cek_pribadi(laporan: &mut Laporan, inti: &Inti, v: &Value) -> Option<Cacat> {
    let isi = match pribadi(v) {
        Ok(isi) => isi,
        Err(()) => return Some(Cacat::TakTerbaca("pribadi".into())),
    };
    match (&inti.komitmen, isi) {
        (None, _) => laporan.tanpa_komitmen += 1,
        (Some(_), None) => laporan.tanpa_pribadi += 1,
        (Some(k), Some(p)) if k.as_slice() != p.komitmen() => return Some(Cacat::PribadiBerubah),
        (Some(_), Some(_)) => {}
    }
    None
}

fn catat_titik(laporan: &mut Laporan, titik: &Titik) {
    laporan.titik += 1;
    if laporan.titik_terakhir.as_ref().is_none_or(|(n, _)| *n <= titik.ukuran) {
        let waktu = titik.waktu.map(|w| w.to_string()).unwrap_or_default();
        laporan.titik_terakhir = Some((titik.ukuran, waktu));
    }
}

fn sah(nota: &Nota, titik: &Titik, kunci: Option<&KunciUji>) -> bool {
    kunci.is_none_or(|k| k.nama() == titik.asal && nota.sah(k))
}

/// A report on a signed text, and what it says if it holds.
fn bertanda(jenis: Jenis, kunci: Option<&KunciUji>) -> Laporan {
    let mut laporan = Laporan::baru(jenis);
    laporan.tanda_tangan = kunci.is_some();
    laporan.kunci_luar = kunci.is_some();
    laporan
}

fn nota_json(laporan: &mut Laporan, v: Option<&Value>, kunci: Option<&KunciUji>) -> Option<Titik> {
    let nota = v.and_then(Value::as_str).and_then(Nota::dari);
    let titik = nota.as_ref().and_then(Nota::titik);
    match (nota, titik) {
        (Some(nota), Some(titik)) if sah(&nota, &titik, kunci) => {
            catat_titik(laporan, &titik);
            Some(titik)
        }
        _ => {
            laporan.temukan(Temuan::pada(None, Cacat::TandaTangan));
            None
        }
    }
}

fn titik_saja(nota: &Nota, kunci: Option<&KunciUji>) -> Laporan {
    let mut laporan = bertanda(Jenis::Titik, kunci);
    match nota.titik() {
        Some(titik) if sah(nota, &titik, kunci) => {
            catat_titik(&mut laporan, &titik);
            (laporan.ukuran, laporan.akar) = (titik.ukuran, titik.akar);
        }
        _ => laporan.temukan(Temuan::pada(None, Cacat::TandaTangan)),
    }
    laporan
}

fn jalan(v: &Value) -> Option<Vec<Sidik>> {
    v.get("jalan")?.as_array()?.iter().map(sidik).collect()
}

fn bukti(v: &Value, kunci: Option<&KunciUji>) -> Laporan {
    let mut laporan = bertanda(Jenis::Bukti, kunci);
    let Some(titik) = nota_json(&mut laporan, v.get("titik"), kunci) else { return laporan };
    (laporan.ukuran, laporan.akar) = (titik.ukuran, titik.akar);
    let nomor = v.get("nomor").and_then(Value::as_u64);
    let inti = bita(v, "bita").and_then(|b| Inti::dari(&b));
    let (Some(nomor), Some(inti), Some(jalan)) = (nomor, inti, jalan(v)) else {
        laporan.temukan(Temuan::pada(nomor, Cacat::TakTerbaca("bukti".into())));
        return laporan;
    };
    if !masuk_benar(nomor, titik.ukuran, &inti.daun(), &jalan, &titik.akar) {
        laporan.temukan(Temuan::pada(Some(nomor), Cacat::BuktiGagal).dengan(&inti));
    }
    if let Some(cacat) = cek_pribadi(&mut laporan, &inti, v) {
        laporan.temukan(Temuan::pada(Some(nomor), cacat).dengan(&inti));
    }
    laporan.peristiwa = Some(inti);
    laporan
}

fn lanjut(v: &Value, kunci: Option<&KunciUji>) -> Laporan {
    let mut laporan = bertanda(Jenis::Lanjut, kunci);
    let dari = nota_json(&mut laporan, v.get("dari"), kunci);
    let ke = nota_json(&mut laporan, v.get("ke"), kunci);
    let (Some(dari), Some(ke)) = (dari, ke) else { return laporan };
    (laporan.ukuran, laporan.akar) = (ke.ukuran, ke.akar);
    let benar = jalan(v).is_some_and(|j| lanjut_benar(dari.ukuran, ke.ukuran, &dari.akar, &ke.akar, &j));
    if dari.asal != ke.asal || !benar {
        laporan.temukan(Temuan::rentang(0, dari.ukuran.saturating_sub(1), Cacat::BuktiGagal));
    }
    laporan
}

/// An export, line by line.
struct Ekspor<'k> {
    laporan: Laporan,
    kunci: Option<&'k KunciUji>,
    kunci_sendiri: Option<KunciUji>,
    asal: String,
    janji: Option<u64>,
    akar_titik: BTreeMap<u64, Vec<Sidik>>,
    /// Tree over the leaves as the file gives them, and over those computed from the events.
    tertulis: Tepi,
    dihitung: Tepi,
    aman: u64,
    tepat: Vec<u64>,
    rentang: Vec<Temuan>,
    sidik: Sha256,
}

impl<'k> Ekspor<'k> {
    fn baru(kepala: &Value, baris: &[u8], kunci: Option<&'k KunciUji>) -> Self {
        let kunci_sendiri = kepala.get("kunci").and_then(Value::as_str).and_then(KunciUji::dari);
        let mut laporan = Laporan::baru(Jenis::Ekspor);
        laporan.kunci_luar = kunci.is_some();
        laporan.tanda_tangan = kunci.is_some() || kunci_sendiri.is_some();
        Ekspor {
            laporan,
            kunci,
            kunci_sendiri,
            asal: kepala.get("asal").and_then(Value::as_str).unwrap_or_default().to_owned(),
            janji: kepala.get("ukuran").and_then(Value::as_u64),
            akar_titik: BTreeMap::new(),
            tertulis: Tepi::default(),
            dihitung: Tepi::default(),
            aman: 0,
            tepat: Vec::new(),
            rentang: Vec::new(),
            sidik: Sha256::new().chain_update(baris),
        }
    }

    fn jalankan(&mut self, isi: &mut impl BufRead) -> Result<(), Galat> {
        let mut baris = Vec::new();
        let mut berakhir = false;
        loop {
            baca(isi, &mut baris)?;
            if baris.is_empty() {
                break;
            }
            if berakhir {
                // something follows the last line
                berakhir = false;
                break;
            }
            let Ok(v) = serde_json::from_slice::<Value>(&baris) else {
                let nomor = Some(self.tertulis.ukuran());
                self.temukan(Temuan::pada(nomor, Cacat::TakTerbaca("bukan JSON".into())));
                self.selesai(true);
                return Ok(());
            };
            if let Some(akhir) = v.get("akhir") {
                berakhir = self.akhir(akhir);
            } else if let Some(nota) = v.get("titik") {
                self.titik(nota);
            } else if !self.peristiwa(&v) {
                self.selesai(true);
                return Ok(());
            }
            self.sidik.update(&baris);
        }
        self.selesai(berakhir);
        Ok(())
    }

    fn temukan(&mut self, t: Temuan) {
        if let Some(n) = t.nomor.filter(|_| t.sampai.is_none()) {
            self.tepat.push(n);
        }
        self.laporan.temukan(t);
    }

    fn titik(&mut self, nota: &Value) {
        let kunci = self.kunci.or(self.kunci_sendiri.as_ref());
        let nota = nota.as_str().and_then(Nota::dari);
        let titik = nota.as_ref().and_then(Nota::titik);
        match (nota, titik) {
            (Some(nota), Some(titik)) if sah(&nota, &titik, kunci) && titik.asal == self.asal => {
                catat_titik(&mut self.laporan, &titik);
                self.akar_titik.entry(titik.ukuran).or_default().push(titik.akar);
                self.cek_akar();
            }
            _ => self.laporan.temukan(Temuan::pada(None, Cacat::TandaTangan)),
        }
    }

    /// One event; whether reading can go on.
    fn peristiwa(&mut self, v: &Value) -> bool {
        let harap = self.tertulis.ukuran();
        let tersegel = !matches!(v.get("n"), Some(Value::Null));
        let nomor = v.get("n").and_then(Value::as_u64);
        let isi = bita(v, "bita").and_then(|b| Inti::dari(&b));
        if !tersegel {
            self.laporan.menunggu += 1;
            match isi {
                Some(inti) => {
                    if let Some(cacat) = cek_pribadi(&mut self.laporan, &inti, v) {
                        self.temukan(Temuan::pada(None, cacat).dengan(&inti));
                    }
                }
                None => self.temukan(Temuan::pada(None, Cacat::TakTerbaca("bita".into()))),
            }
            return true;
        }
        if nomor != Some(harap) || self.laporan.menunggu > 0 {
            let t = Temuan::pada(Some(harap), Cacat::UrutanPutus);
            self.temukan(isi.as_ref().map_or(t.clone(), |i| t.dengan(i)));
            return false;
        }
        let tertulis = v.get("daun").and_then(sidik);
        let cacat = match (&isi, tertulis) {
            (None, _) if v.get("bita") == Some(&Value::Null) => Some(Cacat::BarisHilang),
            (None, _) => Some(Cacat::TakTerbaca("bita".into())),
            (_, None) => Some(Cacat::TakTerbaca("daun".into())),
            (Some(i), Some(d)) if i.daun() != d => Some(Cacat::BarisBerubah),
            _ => None,
        };
        let dihitung = isi.as_ref().map(Inti::daun).or(tertulis).unwrap_or_default();
        self.tertulis.tambah(tertulis.unwrap_or(dihitung), |_, _, _| {});
        self.dihitung.tambah(dihitung, |_, _, _| {});
        let t = |cacat| {
            let t = Temuan::pada(Some(harap), cacat);
            isi.as_ref().map_or(t.clone(), |i| t.dengan(i))
        };
        if let Some(cacat) = cacat {
            self.temukan(t(cacat));
        }
        if let Some(cacat) = isi.as_ref().and_then(|i| cek_pribadi(&mut self.laporan, i, v)) {
            self.temukan(t(cacat));
        }
        self.cek_akar();
        true
    }

    /// Compares with the checkpoints of this size. The leaves the file gives may be right where an event is not.
    fn cek_akar(&mut self) {
        let n = self.tertulis.ukuran();
        let Some(akar) = self.akar_titik.remove(&n) else { return };
        let cocok = |t: &Tepi| akar.iter().all(|a| *a == t.akar());
        if cocok(&self.dihitung) || cocok(&self.tertulis) {
            self.aman = n;
        } else {
            let dari = self.aman.min(n.saturating_sub(1));
            self.rentang.push(Temuan::rentang(dari, n.saturating_sub(1), Cacat::AkarBeda));
        }
    }

    /// The last line; whether it fits what came before.
    fn akhir(&mut self, v: &Value) -> bool {
        let angka = |nama: &str| v.get(nama).and_then(Value::as_u64);
        let sidik = heks(&self.sidik.clone().finalize());
        angka("tersegel") == Some(self.tertulis.ukuran())
            && angka("menunggu") == Some(self.laporan.menunggu)
            && self.janji == Some(self.tertulis.ukuran())
            && v.get("sidik").and_then(Value::as_str) == Some(sidik.as_str())
    }

    fn selesai(&mut self, utuh: bool) {
        self.cek_akar();
        let ukuran = self.tertulis.ukuran();
        (self.laporan.ukuran, self.laporan.akar) = (ukuran, self.dihitung.akar());
        let rentang = std::mem::take(&mut self.rentang);
        let tepat = std::mem::take(&mut self.tepat);
        self.laporan.temukan_rentang(rentang, &tepat);
        if self.akar_titik.keys().any(|n| *n > ukuran) && tepat.is_empty() {
            self.laporan.temukan(Temuan::pada(Some(ukuran), Cacat::Terpotong));
        }
        if !utuh && self.laporan.utuh() {
            let nomor = self.janji.filter(|j| *j > ukuran).map(|_| ukuran);
            self.laporan.temukan(Temuan::pada(nomor, Cacat::BerkasBerubah));
        }
    }
}
