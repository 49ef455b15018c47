//! Reads the texts of a package and of a region's file into declarations.

mod adopsi;
mod bagian;
pub(crate) mod deklarasi;
pub(crate) mod toml;

use crate::galat::Catatan;
use crate::sumber::{Berkas, Letak};
use ::toml::de::DeTable;
use bagian::Pembaca;
use deklarasi::Deklarasi;

/// Most bytes of one text; a package is written by people.
const BERKAS_PALING_BESAR: usize = 4 << 20;

/// Reads all texts. The adoption, when given, is the last of `berkas`.
pub(crate) fn baca(berkas: &[Berkas], ada_adopsi: bool, c: &mut Catatan) -> Option<Deklarasi> {
    let mut pohon = Vec::new();
    for (i, b) in berkas.iter().enumerate() {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        if b.isi.len() > BERKAS_PALING_BESAR {
            c.catat(Letak { berkas: i, dari: 0, sampai: 0 }, "ATR-009", vec![("batas", "4 MiB".to_owned())]);
            continue;
        }
        match DeTable::parse(&b.isi) {
            Ok(t) => pohon.push((i, t)),
            Err(e) => {
                let s = e.span().unwrap_or(0..0);
                c.catat(Letak::baru(i, s), "ATR-001", vec![("sebab", e.message().replace('\n', "; "))]);
            }
        }
    }
    if !c.kosong() {
        return None;
    }
    let tabel: Vec<toml::Tabel<'_>> = pohon
        .iter()
        .map(|(i, t)| toml::Tabel {
            berkas: *i,
            letak: Letak { berkas: *i, dari: 0, sampai: 0 },
            isi: t.get_ref(),
        })
        .collect();
    let (paket, adopsi) = if ada_adopsi {
        tabel.split_at(tabel.len().saturating_sub(1))
    } else {
        (tabel.as_slice(), [].as_slice())
    };
    let mut p = Pembaca::baru(berkas, c);
    p.paket(paket);
    if let Some(a) = adopsi.first() {
        p.adopsi(*a);
    }
    Some(p.selesai())
}
