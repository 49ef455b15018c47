//! Who is whose superior, who assesses, who heads, who may sign: one answer with its reasoning, or a named gap.
//!
//! Pure and total: the functions read rows that were loaded before, in any order, and always come to an end.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Kapasitas, Tanggal};

use super::jabatan::{AnggotaTim, Jabatan, Keputusan, Masa, Penugasan, PenunjukanPenilai, Tim};

/// A step of the reasoning, in the order it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Langkah {
    /// The person holds this post.
    Memegang(i64),
    /// The post's superior post is this one.
    KeAtasan(i64),
    /// This post heads the unit.
    Mengepalai(i64),
    /// Nobody holds this post.
    Lowong(i64),
    /// The holder of this post is away; somebody stands in.
    Berhalangan(i64),
    /// The one found is the person asked about, who is nobody's own superior.
    DiriSendiri(i64),
    /// Somebody is named as acting over this post, but in a capacity that does not count now: a Plh over a vacant post,
    /// a Plt over a held one.
    TidakBerlaku {
        /// The post.
        jabatan: i64,
        /// The person.
        orang: i64,
        /// The capacity.
        kapasitas: Kapasitas,
    },
    /// A decree names the assessing official.
    Ditunjuk,
    /// The chair of this team assesses or verifies.
    KetuaTim(i64),
    /// Whoever acts over this post does so by mandate, which is not enough for what is to be signed.
    HanyaMandat {
        /// The post.
        jabatan: i64,
        /// The person.
        orang: i64,
        /// The capacity.
        kapasitas: Kapasitas,
    },
}

/// The one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jawaban {
    /// The person.
    pub orang: i64,
    /// The post in whose right they are it; none for a team's chair or a named assessor.
    pub jabatan: Option<i64>,
    /// In what capacity they have that post.
    pub kapasitas: Kapasitas,
    /// By which decree.
    pub keputusan: Option<Keputusan>,
    /// How it came about.
    pub jalan: Vec<Langkah>,
}

impl Jawaban {
    /// Whether authority is held by mandate only. Whoever acts by mandate (Plt, Plh) takes no strategic decision on
    /// organisation, staff and budget: UU 30/2014 Pasal 14 ayat (7), from memory.
    pub fn mandat(&self) -> bool {
        matches!(self.kapasitas, Kapasitas::Plt | Kapasitas::Plh)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sebab {
    /// The person was never given a post.
    TanpaPenugasan,
    /// The person has posts, but none on the day.
    LuarMasa {
        /// First day of the earliest.
        sejak: Tanggal,
    },
    /// The person holds more than one post by right.
    DuaJabatan(Vec<i64>),
    /// More than one person holds, by right, a post that leads.
    DuaDefinitif {
        /// The post.
        jabatan: i64,
        /// The people, by number.
        orang: Vec<i64>,
    },
    /// More than one person acts over a post on the same day.
    DuaPelaksana {
        /// The post.
        jabatan: i64,
        /// The people, by number.
        orang: Vec<i64>,
    },
    /// Every post up to the top is vacant.
    RantaiLowong,
    /// The superior posts lead back to this one.
    Siklus(i64),
    /// The post does not exist on the day.
    JabatanTiada(i64),
    /// The post has no superior post: it is the top.
    Puncak(i64),
    /// No post heads the unit.
    TanpaKepala,
    /// Several posts are said to head the unit.
    DuaKepala(Vec<i64>),
    /// Several decrees name an assessor, or several chairs assess.
    DuaPenilai(Vec<i64>),
}

/// A named gap, and how far the reasoning came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Celah {
    /// What is missing or doubled.
    pub sebab: Sebab,
    /// How far it came.
    pub jalan: Vec<Langkah>,
}

/// An answer or a gap.
pub type Hasil = Result<Jawaban, Celah>;

/// The rows an answer needs; corrected and withdrawn rows are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Potret {
    jabatan: BTreeMap<i64, Vec<Jabatan>>,
    menurut_orang: BTreeMap<i64, Vec<Penugasan>>,
    menurut_jabatan: BTreeMap<i64, Vec<Penugasan>>,
    penilai: Vec<PenunjukanPenilai>,
    tim: Vec<Tim>,
    anggota: Vec<AnggotaTim>,
}

impl Potret {
    /// Adds a post's row; twice the same row counts once.
    pub fn tambah_jabatan(&mut self, j: Jabatan) {
        let rows = self.jabatan.entry(j.nomor).or_default();
        if !rows.iter().any(|r| r.catatan == j.catatan) {
            rows.push(j);
            rows.sort_by_key(|r| (r.masa.sejak, r.catatan));
        }
    }

    /// Adds somebody's assignment; twice the same row counts once.
    pub fn tambah_penugasan(&mut self, p: Penugasan) {
        fn sisip(rows: &mut Vec<Penugasan>, p: Penugasan) {
            if !rows.iter().any(|r| r.catatan == p.catatan) {
                rows.push(p);
                rows.sort_by_key(|r| (r.masa.sejak, r.catatan));
            }
        }
        sisip(self.menurut_orang.entry(p.pegawai).or_default(), p.clone());
        sisip(self.menurut_jabatan.entry(p.jabatan).or_default(), p);
    }

    /// Adds a named assessor.
    pub fn tambah_penilai(&mut self, p: PenunjukanPenilai) {
        self.penilai.push(p);
    }

    /// Adds a team.
    pub fn tambah_tim(&mut self, t: Tim) {
        self.tim.push(t);
    }

    /// Adds somebody of a team.
    pub fn tambah_anggota(&mut self, a: AnggotaTim) {
        self.anggota.push(a);
    }

    /// Changes the stretch of an assignment, to see what would follow.
    pub fn ubah_masa(&mut self, catatan: i64, masa: Masa) {
        let semua = self.menurut_orang.values_mut().chain(self.menurut_jabatan.values_mut()).flatten();
        semua.filter(|p| p.catatan == catatan).for_each(|p| p.masa = masa);
    }

    /// Whether rows of this post are here.
    pub fn ada_jabatan(&self, nomor: i64) -> bool {
        self.jabatan.contains_key(&nomor)
    }

    /// The post as it stands on the day. Of several rows the newest first day counts.
    pub fn jabatan(&self, nomor: i64, pada: Tanggal) -> Option<&Jabatan> {
        self.jabatan.get(&nomor)?.iter().rev().find(|j| j.masa.memuat(pada))
    }

    /// The post by its newest row, whenever it stands so: for its name.
    pub fn jabatan_terakhir(&self, nomor: i64) -> Option<&Jabatan> {
        self.jabatan.get(&nomor)?.last()
    }

    /// The superior post of every row of this post: what must be loaded to go on.
    pub fn atasan_dari(&self, nomor: i64) -> Vec<i64> {
        self.jabatan.get(&nomor).into_iter().flatten().filter_map(|j| j.atasan).collect()
    }

    /// Every post here, in the order of their numbers.
    pub fn semua_jabatan(&self) -> impl Iterator<Item = i64> {
        self.jabatan.keys().copied()
    }

    /// Every team here.
    pub fn semua_tim(&self) -> impl Iterator<Item = &Tim> {
        self.tim.iter()
    }

    /// The teams this person was in, each with their row in it.
    pub fn tim_orang(&self, orang: i64) -> impl Iterator<Item = (&Tim, &AnggotaTim)> {
        let milik = self.anggota.iter().filter(move |a| a.pegawai == orang);
        milik.filter_map(|a| Some((self.tim.iter().find(|t| t.nomor == a.tim)?, a)))
    }

    /// What this person was given, oldest first.
    pub fn penugasan_orang(&self, orang: i64) -> &[Penugasan] {
        self.menurut_orang.get(&orang).map(Vec::as_slice).unwrap_or_default()
    }

    /// Who was given this post, oldest first.
    pub fn penugasan_jabatan(&self, jabatan: i64) -> &[Penugasan] {
        self.menurut_jabatan.get(&jabatan).map(Vec::as_slice).unwrap_or_default()
    }

    /// The direct superior of a person on a day: whoever has the superior post of their post.
    ///
    /// # Errors
    /// The named gap.
    pub fn atasan(&self, orang: i64, pada: Tanggal) -> Hasil {
        let mut jalan = Vec::new();
        let milik = self.jabatan_orang(orang, pada)?;
        jalan.push(Langkah::Memegang(milik));
        let Some(j) = self.jabatan(milik, pada) else {
            return Err(Celah { sebab: Sebab::JabatanTiada(milik), jalan });
        };
        let Some(atas) = j.atasan else { return Err(Celah { sebab: Sebab::Puncak(milik), jalan }) };
        jalan.push(Langkah::KeAtasan(atas));
        self.pemangku(atas, pada, Some(orang), jalan)
    }

    /// Who assesses a person on a day: who a decree names, else the chair of a team that assesses, else the superior.
    ///
    /// # Errors
    /// The named gap.
    pub fn penilai(&self, orang: i64, pada: Tanggal) -> Hasil {
        let berlaku = |p: &&PenunjukanPenilai| p.pegawai == orang && p.masa.memuat(pada);
        let ditunjuk: Vec<&PenunjukanPenilai> = self.penilai.iter().filter(berlaku).collect();
        match ditunjuk.as_slice() {
            [] => {}
            [satu] => {
                return Ok(Jawaban {
                    orang: satu.penilai,
                    jabatan: None,
                    kapasitas: Kapasitas::Definitif,
                    keputusan: satu.keputusan.clone(),
                    jalan: vec![Langkah::Ditunjuk],
                });
            }
            banyak => return Err(ganda(banyak.iter().map(|p| p.penilai))),
        }
        let ketua = self.ketua_tim(orang, pada, |t| t.menilai);
        let beda: BTreeSet<i64> = ketua.iter().map(|j| j.orang).collect();
        match (beda.len(), ketua.into_iter().next()) {
            (1, Some(satu)) => Ok(satu),
            (0, _) | (_, None) => self.atasan(orang, pada),
            _ => Err(ganda(beda.into_iter())),
        }
    }

    /// Who may verify a person's activities besides the superior: the chairs of teams that verify.
    pub fn ketua_pemverifikasi(&self, orang: i64, pada: Tanggal) -> Vec<Jawaban> {
        self.ketua_tim(orang, pada, |t| t.verifikasi)
    }

    /// Who heads a unit on a day: whoever has the post that heads it.
    ///
    /// # Errors
    /// The named gap.
    pub fn kepala(&self, unit: &str, pada: Tanggal) -> Hasil {
        let kepala: Vec<i64> = self
            .jabatan
            .keys()
            .filter(|n| self.jabatan(**n, pada).is_some_and(|j| j.kepala && j.unit == unit))
            .copied()
            .collect();
        match kepala.as_slice() {
            [] => Err(Celah { sebab: Sebab::TanpaKepala, jalan: Vec::new() }),
            [satu] => self.pemangku(*satu, pada, None, vec![Langkah::Mengepalai(*satu)]),
            _ => Err(Celah { sebab: Sebab::DuaKepala(kepala), jalan: Vec::new() }),
        }
    }

    /// Who may sign for a unit on a day: whoever heads it, in the capacity they have it. A strategic decision goes up
    /// past everybody who acts by mandate only; see [`Jawaban::mandat`].
    ///
    /// # Errors
    /// The named gap.
    pub fn penandatangan(&self, unit: &str, pada: Tanggal, strategis: bool) -> Hasil {
        let mut hasil = self.kepala(unit, pada)?;
        // each step goes up one post, and a chain that leads back ends inside `pemangku`
        let mut dilalui = BTreeSet::new();
        while strategis && hasil.mandat() {
            let Some(jabatan) = hasil.jabatan else { break };
            let Jawaban { orang, kapasitas, mut jalan, .. } = hasil;
            jalan.push(Langkah::HanyaMandat { jabatan, orang, kapasitas });
            let atas = self.jabatan(jabatan, pada).and_then(|j| j.atasan);
            let Some(atas) = atas.filter(|_| dilalui.insert(jabatan)) else {
                return Err(Celah { sebab: Sebab::RantaiLowong, jalan });
            };
            jalan.push(Langkah::KeAtasan(atas));
            hasil = self.pemangku(atas, pada, None, jalan)?;
        }
        Ok(hasil)
    }

    /// Who has this post on a day, or has it fall to them.
    ///
    /// # Errors
    /// The named gap.
    pub fn pengganti(&self, jabatan: i64, pada: Tanggal) -> Hasil {
        self.pemangku(jabatan, pada, None, Vec::new())
    }

    /// The post the person holds by right on the day.
    ///
    /// # Errors
    /// `TanpaPenugasan`, `LuarMasa`, `DuaJabatan`.
    pub fn jabatan_orang(&self, orang: i64, pada: Tanggal) -> Result<i64, Celah> {
        let definitif = || self.penugasan_orang(orang).iter().filter(|p| p.kapasitas == Kapasitas::Definitif);
        let kini: BTreeSet<i64> = definitif().filter(|p| p.masa.memuat(pada)).map(|p| p.jabatan).collect();
        let sebab = match (kini.len(), kini.first()) {
            (1, Some(satu)) => return Ok(*satu),
            (0, _) | (_, None) => match definitif().map(|p| p.masa.sejak).min() {
                Some(sejak) => Sebab::LuarMasa { sejak },
                None => Sebab::TanpaPenugasan,
            },
            _ => Sebab::DuaJabatan(kini.into_iter().collect()),
        };
        Err(Celah { sebab, jalan: Vec::new() })
    }

    /// Whoever has this post on the day; when it is vacant, whoever has its superior post, and so on. `kecuali` is passed
    /// over: nobody is their own superior.
    fn pemangku(&self, jabatan: i64, pada: Tanggal, kecuali: Option<i64>, mut jalan: Vec<Langkah>) -> Hasil {
        let mut kini = jabatan;
        let mut dilalui = BTreeSet::new();
        loop {
            if !dilalui.insert(kini) {
                return Err(Celah { sebab: Sebab::Siklus(kini), jalan });
            }
            let Some(j) = self.jabatan(kini, pada) else {
                return Err(Celah { sebab: Sebab::JabatanTiada(kini), jalan });
            };
            match self.duduk(j, pada, &mut jalan) {
                Err(sebab) => return Err(Celah { sebab, jalan }),
                Ok(Some(p)) if Some(p.pegawai) == kecuali => jalan.push(Langkah::DiriSendiri(kini)),
                Ok(Some(p)) => {
                    return Ok(Jawaban {
                        orang: p.pegawai,
                        jabatan: Some(kini),
                        kapasitas: p.kapasitas,
                        keputusan: p.keputusan.clone(),
                        jalan,
                    });
                }
                Ok(None) => jalan.push(Langkah::Lowong(kini)),
            }
            let Some(atas) = j.atasan else { return Err(Celah { sebab: Sebab::RantaiLowong, jalan }) };
            jalan.push(Langkah::KeAtasan(atas));
            kini = atas;
        }
    }

    /// Who sits in a post on the day, `None` when it is vacant. A Plt or Pj counts over a vacant post only, a Plh or Pjs
    /// only while there is a holder to stand in for.
    fn duduk(
        &self,
        j: &Jabatan,
        pada: Tanggal,
        jalan: &mut Vec<Langkah>,
    ) -> Result<Option<&Penugasan>, Sebab> {
        let kini = || self.penugasan_jabatan(j.nomor).iter().filter(|p| p.masa.memuat(pada));
        let definitif: Vec<&Penugasan> = kini().filter(|p| p.kapasitas == Kapasitas::Definitif).collect();
        let orang: BTreeSet<i64> = definitif.iter().map(|p| p.pegawai).collect();
        if orang.len() > 1 {
            return Err(Sebab::DuaDefinitif { jabatan: j.nomor, orang: orang.into_iter().collect() });
        }
        let pemegang = definitif.first().copied();
        let mut berlaku: Vec<&Penugasan> = Vec::new();
        for p in kini() {
            let sah = match p.kapasitas {
                Kapasitas::Definitif => continue,
                Kapasitas::Plt | Kapasitas::Pj => pemegang.is_none(),
                Kapasitas::Plh | Kapasitas::Pjs => pemegang.is_some(),
                // a lent grant is no way to hold a post
                Kapasitas::Delegasi => false,
            };
            if sah {
                berlaku.push(p);
            } else {
                let (orang, kapasitas) = (p.pegawai, p.kapasitas);
                jalan.push(Langkah::TidakBerlaku { jabatan: j.nomor, orang, kapasitas });
            }
        }
        let orang: BTreeSet<i64> = berlaku.iter().map(|p| p.pegawai).collect();
        if orang.len() > 1 {
            return Err(Sebab::DuaPelaksana { jabatan: j.nomor, orang: orang.into_iter().collect() });
        }
        match (berlaku.first().copied(), pemegang) {
            (Some(p), Some(_)) => {
                jalan.push(Langkah::Berhalangan(j.nomor));
                Ok(Some(p))
            }
            (Some(p), None) => {
                jalan.push(Langkah::Lowong(j.nomor));
                Ok(Some(p))
            }
            (None, pemegang) => Ok(pemegang),
        }
    }

    /// The chairs of the person's teams of a kind, by the number of the team.
    fn ketua_tim(&self, orang: i64, pada: Tanggal, jenis: impl Fn(&Tim) -> bool) -> Vec<Jawaban> {
        let mut tim: Vec<&Tim> = self.tim.iter().filter(|t| t.masa.memuat(pada) && jenis(t)).collect();
        tim.sort_by_key(|t| t.nomor);
        let isi = |t: &Tim, ketua: bool| {
            let nomor = t.nomor;
            self.anggota.iter().filter(move |a| a.tim == nomor && a.ketua == ketua && a.masa.memuat(pada))
        };
        let milik = tim.into_iter().filter(|t| isi(t, false).any(|a| a.pegawai == orang));
        let jawaban = milik.flat_map(|t| {
            isi(t, true).filter(|a| a.pegawai != orang).map(|a| Jawaban {
                orang: a.pegawai,
                jabatan: None,
                kapasitas: Kapasitas::Definitif,
                keputusan: t.keputusan.clone(),
                jalan: vec![Langkah::KetuaTim(t.nomor)],
            })
        });
        jawaban.collect()
    }
}

fn ganda(orang: impl Iterator<Item = i64>) -> Celah {
    let orang: BTreeSet<i64> = orang.collect();
    Celah { sebab: Sebab::DuaPenilai(orang.into_iter().collect()), jalan: Vec::new() }
}

#[cfg(test)]
#[path = "putus_uji.rs"]
mod tests;
