//! Who answers for whom, for many people at once: the rows of a group are loaded together, and every day's answer is then
//! calculation. What one person's page asks once ([`crate::atasan_pada`]) a queue asks for each of its rows.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Kapasitas, Nip, Tanggal};
use balai_store::{StoreError, Tx};

use crate::PegawaiPada;
use crate::letak;
use crate::model::jabatan::Masa;
use crate::model::putus::{Hasil, Jawaban, Potret, Sebab};
use crate::potret;
use crate::store::{self, hubungan as sql, jabatan as rows};

/// Posts gone through when looking for the people below somebody; beyond it the search ends.
const POS_MAKS: usize = 4_000;

/// The rows of a group of people, from which their superiors, assessors and chairs follow.
#[derive(Debug, Clone, Default)]
pub struct Hubungan {
    potret: Potret,
    /// By person: the superior the staff list names, by first day.
    daftar: BTreeMap<i64, Vec<(Tanggal, Option<i64>)>>,
}

impl Hubungan {
    /// Loads what is needed to answer for these people.
    ///
    /// # Errors
    /// The store's failures.
    pub fn muat(tx: &mut Tx<'_>, orang: impl IntoIterator<Item = i64>) -> Result<Self, StoreError> {
        let orang: BTreeSet<i64> = orang.into_iter().collect();
        let mut daftar = BTreeMap::new();
        for n in &orang {
            daftar.insert(*n, sql::atasan_daftar(tx, *n)?);
        }
        Ok(Hubungan { potret: potret::kelompok(tx, &orang)?, daftar })
    }

    /// The superior of a person on a day: by posts, and where those leave a gap by the staff list.
    pub fn atasan(&self, orang: i64, pada: Tanggal) -> Option<Jawaban> {
        self.lengkapi(self.potret.atasan(orang, pada), orang, pada)
    }

    /// Who assesses a person on a day; the superior where nobody else is named.
    pub fn penilai(&self, orang: i64, pada: Tanggal) -> Option<Jawaban> {
        self.lengkapi(self.potret.penilai(orang, pada), orang, pada)
    }

    /// The chairs of a person's teams that verify activities.
    pub fn ketua(&self, orang: i64, pada: Tanggal) -> Vec<Jawaban> {
        self.potret.ketua_pemverifikasi(orang, pada)
    }

    /// The name of a post by its newest row.
    pub fn nama_jabatan(&self, nomor: i64) -> Option<&str> {
        self.potret.jabatan_terakhir(nomor).map(|j| j.nama.as_str())
    }

    fn lengkapi(&self, hasil: Hasil, orang: i64, pada: Tanggal) -> Option<Jawaban> {
        match hasil {
            Ok(jawaban) => return Some(jawaban).filter(|j| j.orang != orang),
            // whoever stands at the top has nobody above, whatever an old list says
            Err(celah) if matches!(celah.sebab, Sebab::Puncak(_)) => return None,
            Err(_) => {}
        }
        let baris = self.daftar.get(&orang)?.iter().rev().find(|(sejak, _)| *sejak <= pada)?;
        Some(Jawaban {
            orang: baris.1.filter(|n| *n != orang)?,
            jabatan: None,
            kapasitas: Kapasitas::Definitif,
            keputusan: None,
            jalan: Vec::new(),
        })
    }
}

/// Everybody whose superior, assessor or chair a person may have been on some day of `masa`: never fewer, sometimes more;
/// [`Hubungan`] then says of each day who it was.
///
/// Below a post that one person held throughout, the search ends: whoever sits further down has that person.
///
/// # Errors
/// The store's failures.
pub fn mungkin_bawahan(tx: &mut Tx<'_>, orang: i64, masa: &Masa) -> Result<BTreeSet<i64>, StoreError> {
    let mut hasil: BTreeSet<i64> = sql::dinilai(tx, orang)?.into_iter().collect();
    hasil.extend(sql::diketuai(tx, orang)?);
    if let Some(nip) = store::nip_dari_nomor(tx, orang)? {
        hasil.extend(sql::menurut_daftar(tx, &nip)?);
    }
    let mut antre: Vec<i64> = rows::tugas_orang(tx, orang)?
        .iter()
        .filter(|t| t.masa.bersinggungan(masa))
        .map(|t| t.jabatan)
        .collect();
    let mut sudah = BTreeSet::new();
    while let Some(jabatan) = antre.pop() {
        if sudah.len() >= POS_MAKS || !sudah.insert(jabatan) {
            continue;
        }
        for anak in sql::anak_jabatan(tx, jabatan)? {
            let tugas = rows::tugas_jabatan(tx, anak)?;
            let penuh = |m: &Masa| m.memuat(masa.sejak) && masa.sampai.is_some_and(|s| m.memuat(s));
            let terisi = tugas
                .iter()
                .any(|t| t.kapasitas == Kapasitas::Definitif && penuh(&t.masa) && t.pegawai != orang);
            hasil.extend(tugas.iter().filter(|t| t.masa.bersinggungan(masa)).map(|t| t.pegawai));
            // a vacant post lets those below it fall to whoever is above
            if !terisi {
                antre.push(anak);
            }
        }
    }
    hasil.remove(&orang);
    Ok(hasil)
}

/// People by number as they stand on a day; whoever is not on the staff list then is left out.
///
/// # Errors
/// The store's failures.
pub fn orang_pada(
    tx: &mut Tx<'_>,
    orang: impl IntoIterator<Item = i64>,
    pada: Tanggal,
) -> Result<BTreeMap<i64, PegawaiPada>, StoreError> {
    let mut hasil = BTreeMap::new();
    for nomor in orang {
        let Some(nip) = store::nip_dari_nomor(tx, nomor)? else { continue };
        if let Some(p) = letak::satu(tx, &nip, pada)? {
            hasil.insert(nomor, p);
        }
    }
    Ok(hasil)
}

/// The number of the person who has this NIP now.
///
/// # Errors
/// The store's failures.
pub fn nomor_dari_nip(tx: &mut Tx<'_>, nip: &Nip) -> Result<Option<i64>, StoreError> {
    store::nomor_dari_nip(tx, nip)
}
