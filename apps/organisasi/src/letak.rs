//! Where somebody sits on a day: the staff list, and over it what decrees say.
//!
//! The list tells who somebody is (name, rank, status, family) and, until a decree does, their unit, post and class. An
//! assignment by decree replaces these three from its first day on. A decree about the post itself (another class, name
//! or unit) replaces what it changed, for everybody who holds the post. A list that says something newer ends both: see
//! [`crate::acts::selaras`].

use balai_kernel::{Nip, Tanggal};
use balai_store::{StoreError, Tx};

use crate::PegawaiPada;
use crate::acts::unit::sejarah;
use crate::model::susunan::Sejarah;
use crate::model::{Tercatat, berlaku_pada, lipat};
use crate::store::{self, letak::Letak};

/// Everybody as they stand on a day, by number.
pub(crate) fn semua(tx: &mut Tx<'_>, pada: Tanggal) -> Result<Vec<PegawaiPada>, StoreError> {
    let rows = store::semua_tercatat(tx, pada)?;
    let keputusan = store::letak::semua(tx, pada)?;
    let unit = if keputusan.is_empty() { Sejarah::default() } else { sejarah(tx)? };
    // both come by person: one walk over the two
    let mut keputusan =
        keputusan.chunk_by(|a, b| a.pegawai == b.pegawai).filter_map(<[Letak]>::last).peekable();
    let mut hasil = Vec::new();
    for milik in rows.chunk_by(|a, b| a.pegawai == b.pegawai) {
        let Some(t) = berlaku_pada(milik, pada) else { continue };
        while keputusan.next_if(|l| l.pegawai < t.pegawai).is_some() {}
        let letak = keputusan.next_if(|l| l.pegawai == t.pegawai);
        hasil.push(gabung(t, letak, &unit, pada));
    }
    Ok(hasil)
}

/// The person who has `nip` now, as they stand on a day.
pub(crate) fn satu(tx: &mut Tx<'_>, nip: &Nip, pada: Tanggal) -> Result<Option<PegawaiPada>, StoreError> {
    let rows = store::tercatat_nip(tx, nip, pada)?;
    let Some(t) = berlaku_pada(&rows, pada) else { return Ok(None) };
    let letak = store::letak::satu(tx, t.pegawai, pada)?;
    let unit = if letak.is_some() { sejarah(tx)? } else { Sejarah::default() };
    Ok(Some(gabung(t, letak.as_ref(), &unit, pada)))
}

fn gabung(t: &Tercatat, letak: Option<&Letak>, unit: &Sejarah, pada: Tanggal) -> PegawaiPada {
    let mut p = PegawaiPada::from(t);
    let Some(l) = letak else { return p };
    if l.ditugaskan {
        p.tmt = Some(l.sejak);
        p.atasan.clone_from(&l.atasan);
    } else if t.berlaku_sejak > l.jabatan_sejak {
        return p;
    }
    let (nama, di, kelas) = match &l.menurut_daftar {
        Some((nama, di, kelas)) if !l.ditugaskan => (*nama != l.nama, *di != l.unit, *kelas != l.kelas),
        _ => (true, true, true),
    };
    if kelas {
        p.kelas = l.kelas;
    }
    // the list may write the same name with other capitals
    if nama && lipat(&p.jabatan) != lipat(&l.nama) {
        p.jabatan.clone_from(&l.nama);
    }
    if di {
        p.unit.clone_from(&l.unit);
        let ada = unit.kapan_pun(&l.unit, pada).map(|(u, _)| u);
        p.jalur_unit = ada.map_or_else(|| l.jalur_unit.clone(), |u| u.jalur.clone());
        if let Some(opd) = ada.and_then(|u| u.opd.clone()) {
            p.opd = opd;
        }
    }
    p
}
