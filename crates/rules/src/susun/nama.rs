//! What a name means where it stands: own column, parent, reference, parameter.

use super::Penyusun;
use super::ir::{Op, Simpul, Tipe, TipeAngka};
use super::periksa::{kode_tetapan, tipe_jenis};
use super::tipe;
use crate::angka::Pecahan;
use crate::bahasa::pohon::Eks;
use crate::galat::mirip;
use crate::jenis::{Jenis, tanya};
use crate::muat::deklarasi::JenisKunci;
use crate::satuan::Satuan;
use crate::sumber::Letak;

impl Penyusun<'_> {
    /// A name, along the entity's own columns, its parents, its references, then parameters.
    pub(super) fn nama(&mut self, jalur: &[String], lingkup: usize, l: Letak) -> Option<Simpul> {
        let (kepala, sisa) = jalur.split_first()?;
        if !sisa.is_empty() {
            return self.jalur(kepala, sisa, lingkup, l);
        }
        let mut e = Some(lingkup);
        let mut langkah = 0;
        while let Some(x) = e {
            if let Some(s) = self.milik(kepala, x, l)? {
                return Some(naik(langkah, s));
            }
            e = self.d.entitas.get(x).and_then(|x| x.induk);
            langkah += 1;
        }
        if let Some(i) = self.d.parameter.iter().position(|p| &p.nama == kepala) {
            return self.parameter(i, l);
        }
        let ada = self.nama_terlihat(lingkup);
        if let Some(r) = self.d.rumus.iter().find(|r| &r.nama == kepala) {
            let per = self.d.entitas.get(r.entitas).map_or("", |e| &e.nama).to_owned();
            return self.tolak(l, "ATR-039", vec![("nama", kepala.clone()), ("entitas", per)]);
        }
        let saran = tanya(mirip(kepala, ada.iter().map(String::as_str)), &ada.join(", "));
        self.tolak(l, "ATR-031", vec![("nama", kepala.clone()), ("saran", saran)])
    }

    fn nama_terlihat(&self, lingkup: usize) -> Vec<String> {
        let terlihat = |e: usize| self.d.langkah_ke(lingkup, e).is_some();
        let mut ada: Vec<String> =
            self.d.masukan.iter().filter(|m| terlihat(m.entitas)).map(|m| m.nama.clone()).collect();
        ada.extend(self.d.rumus.iter().filter(|r| terlihat(r.entitas)).map(|r| r.nama.clone()));
        ada.extend(self.d.parameter.iter().map(|p| p.nama.clone()));
        ada
    }

    /// What entity `e` itself calls `nama`: `Some(None)` when nothing.
    fn milik(&mut self, nama: &str, e: usize, l: Letak) -> Option<Option<Simpul>> {
        if let Some(i) = self.d.masukan.iter().position(|m| m.entitas == e && m.nama == nama) {
            let tipe = self.d.masukan.get(i).map_or(Tipe::Ya, |m| tipe_jenis(&m.jenis));
            let kecil = tipe.angka().is_none_or(|t| tipe::kecil(&t));
            return Some(Some(Simpul { op: Op::Kolom(i), tipe, kecil, letak: l }));
        }
        if let Some(i) = self.d.rumus.iter().position(|r| r.entitas == e && r.nama == nama) {
            return self.baca_rumus(i, l).map(Some);
        }
        let kunci = self.d.entitas.get(e).filter(|x| x.kunci == nama).map(|x| x.jenis_kunci);
        let tipe = match kunci {
            None => return Some(None),
            Some(JenisKunci::Teks) => Tipe::Teks,
            Some(JenisKunci::Tanggal) => Tipe::Tanggal,
            Some(JenisKunci::Bulat) => Tipe::Angka(TipeAngka {
                lo: 0,
                hi: 1_000_000_000_000,
                ..TipeAngka::tetap(Satuan::TANPA, 0, 1)
            }),
        };
        Some(Some(Simpul { op: Op::Kunci, tipe, kecil: true, letak: l }))
    }

    /// `orang.kelas`, `opd.plafon`, `orang.opd.plafon`.
    fn jalur(&mut self, kepala: &str, sisa: &[String], lingkup: usize, l: Letak) -> Option<Simpul> {
        // A reference column seen from here wins over an entity of the same name.
        let mut e = Some(lingkup);
        let mut langkah = 0;
        while let Some(x) = e {
            let kolom = self.d.masukan.iter().position(|m| m.entitas == x && m.nama == kepala);
            if let Some(k) = kolom {
                let Some(Jenis::Rujukan(tuju)) = self.d.masukan.get(k).map(|m| m.jenis.clone()) else {
                    return self.tolak(l, "ATR-051", vec![("nama", kepala.to_owned())]);
                };
                let dalam = self.bagian(sisa, tuju, l)?;
                let (tipe, kecil) = (dalam.tipe.clone(), dalam.kecil);
                let s = Simpul { op: Op::Rujuk(k, tuju, Box::new(dalam)), tipe, kecil, letak: l };
                return Some(naik(langkah, s));
            }
            e = self.d.entitas.get(x).and_then(|x| x.induk);
            langkah += 1;
        }
        let Some(tuju) = self.d.entitas.iter().position(|x| x.nama == kepala) else {
            let ada = self.nama_terlihat(lingkup);
            let saran = tanya(mirip(kepala, ada.iter().map(String::as_str)), &ada.join(", "));
            return self.tolak(l, "ATR-031", vec![("nama", kepala.to_owned()), ("saran", saran)]);
        };
        match self.d.langkah_ke(lingkup, tuju) {
            Some(n) => Some(naik(n, self.bagian(sisa, tuju, l)?)),
            None => self.tolak(l, "ATR-052", vec![("nama", kepala.to_owned())]),
        }
    }

    fn bagian(&mut self, sisa: &[String], tuju: usize, l: Letak) -> Option<Simpul> {
        match sisa {
            [satu] => match self.milik(satu, tuju, l)? {
                Some(s) => Some(s),
                None => {
                    let ada: Vec<String> = self.nama_terlihat(tuju);
                    let saran = tanya(mirip(satu, ada.iter().map(String::as_str)), &ada.join(", "));
                    self.tolak(l, "ATR-031", vec![("nama", satu.clone()), ("saran", saran)])
                }
            },
            [kepala, lagi @ ..] => self.jalur(&kepala.clone(), lagi, tuju, l),
            [] => None,
        }
    }

    fn parameter(&mut self, i: usize, l: Letak) -> Option<Simpul> {
        self.parameter_dipakai.insert(i);
        self.parameter_kini = Some(i);
        let p = self.d.parameter.get(i)?;
        let tipe = tipe_jenis(&p.jenis);
        let Some(t) = self.nilai_parameter(i) else {
            return Some(Simpul { op: Op::Lubang, tipe, kecil: false, letak: l });
        };
        let n = kode_tetapan(&t);
        let tipe = match tipe {
            Tipe::Angka(a) => {
                let q = Pecahan::baru(n, a.d);
                return Some(Simpul::tetap(q, a.satuan, l));
            }
            lain => lain,
        };
        Some(Simpul { op: Op::Tetap(n), tipe, kecil: true, letak: l })
    }

    /// `terisi(masuk)`: the row had a value, `bila_kosong` was not needed.
    pub(super) fn terisi(&mut self, x: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
        let s = self.eks(x, lingkup)?;
        let ganti = |s: Simpul| match s.op {
            Op::Kolom(i) => Some(Op::Terisi(i)),
            Op::Naik(n, a) => match a.op {
                Op::Kolom(i) => Some(Op::Naik(
                    n,
                    Box::new(Simpul { op: Op::Terisi(i), tipe: Tipe::Ya, kecil: true, letak: l }),
                )),
                _ => None,
            },
            _ => None,
        };
        match ganti(s) {
            Some(op) => Some(Simpul { op, tipe: Tipe::Ya, kecil: true, letak: l }),
            None => self.tolak(x.letak, "ATR-098", vec![]),
        }
    }
}

fn naik(n: usize, s: Simpul) -> Simpul {
    if n == 0 {
        return s;
    }
    let (tipe, kecil, letak) = (s.tipe.clone(), s.kecil, s.letak);
    Simpul { op: Op::Naik(n, Box::new(s)), tipe, kecil, letak }
}
