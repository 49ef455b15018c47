//! Whether an OPD is ready for a step, and what is missing when it is not.

use balai_kernel::{Aktor, Bahasa, Galat, Lingkup, Peran, Tanggal};
use balai_platform::{Putusan, Refusal};
use balai_store::Tx;

use super::Bulan;
use crate::model::kebijakan::Cara;
use crate::model::langkah::{self, Langkah, lanjut};
use crate::model::proses::OpdTersimpan;
use crate::parameter::PENANDATANGAN;

/// Steps that lead back, or open what was closed, say why.
#[must_use]
pub fn perlu_alasan(langkah: Langkah) -> bool {
    matches!(langkah, Langkah::PresensiDibuka | Langkah::Ditarik | Langkah::Dikembalikan)
}

/// Steps that rest on a letter: a decree, an SP2D.
#[must_use]
pub fn perlu_surat(langkah: Langkah) -> bool {
    matches!(langkah, Langkah::Kebijakan | Langkah::Dibayar)
}

/// Who takes a step, in words for a refusal.
#[must_use]
pub fn siapa(langkah: Langkah, b: Bahasa) -> &'static str {
    match langkah {
        Langkah::PresensiDikunci => {
            b.pilih("operator perangkat daerah itu atau BKPSDM", "its clerk or BKPSDM")
        }
        Langkah::Ditandatangani | Langkah::Ditarik => {
            b.pilih("kepala perangkat daerah itu", "the head of that OPD")
        }
        Langkah::Disetujui => {
            b.pilih("petugas BKPSDM selain yang memverifikasi", "somebody of BKPSDM other than who verified")
        }
        _ => "BKPSDM",
    }
}

/// Whether the rows allow the step for this OPD; who may take it is asked elsewhere.
///
/// # Errors
/// `KIN-606` out of order, `KIN-604` for a signature over attendance that was not locked before the inputs were read,
/// `KIN-611` for an approval over the ceiling, `KIN-621` for one that was blocked, `KIN-613` for a policy where the ceiling is kept.
pub fn siap(bulan: &Bulan, o: &OpdTersimpan, langkah: Langkah) -> Result<(), Galat> {
    let kini = bulan.keadaan(&o.kode);
    if lanjut(kini.tahap, langkah).is_none() {
        let perlu = langkah::perlu(langkah).map_or("-", |t| t.nama(Bahasa::Id));
        return Err(Galat::baru("KIN-606")
            .dengan("opd", &o.nama)
            .dengan("langkah", langkah.nama(Bahasa::Id))
            .dengan("kini", kini.tahap.nama(Bahasa::Id))
            .dengan("perlu", perlu)
            .dengan("siapa", siapa_berikut(kini.tahap)));
    }
    match langkah {
        Langkah::Ditandatangani => {
            let terkunci = langkah::kunci(&bulan.baris, &o.kode).is_some_and(|k| k.urut <= bulan.awal);
            if !terkunci {
                return Err(Galat::baru("KIN-604")
                    .dengan("opd", &o.nama)
                    .dengan("versi", bulan.proses.versi));
            }
        }
        Langkah::Disetujui => {
            if bulan.kebijakan(&o.kode).is_some_and(|k| k.kebijakan.cara == Cara::Tahan) {
                let surat = kini.kebijakan.map_or("-", |b| b.surat.as_str());
                return Err(Galat::baru("KIN-621").dengan("opd", &o.nama).dengan("surat", surat));
            }
            if let Some(lewat) = o.lewat_sen().filter(|_| kini.kebijakan.is_none()) {
                let lewat = balai_kernel::Rupiah::from_sen(lewat);
                return Err(Galat::baru("KIN-611").dengan("opd", &o.nama).dengan("lewat", lewat));
            }
        }
        Langkah::Kebijakan if o.lewat_sen().is_none() => {
            return Err(Galat::baru("KIN-613").dengan("opd", &o.nama));
        }
        _ => {}
    }
    Ok(())
}

/// Who moves an OPD on from a stage.
fn siapa_berikut(tahap: langkah::Tahap) -> &'static str {
    use langkah::Tahap;
    let langkah = match tahap {
        Tahap::Dihitung => Langkah::Ditandatangani,
        Tahap::Ditandatangani => Langkah::Diverifikasi,
        Tahap::Diverifikasi => Langkah::Disetujui,
        Tahap::Disetujui => Langkah::Diekspor,
        Tahap::Diekspor | Tahap::Dibayar => Langkah::Dibayar,
    };
    siapa(langkah, Bahasa::Id)
}

/// Whether the actor is who signs for this OPD today: its head by the posts on record, or its clerk where the region
/// says so.
///
/// # Errors
/// `KIN-607` naming who signs, `KIN-608` when nobody heads the OPD; the store's failures.
pub(super) fn penandatangan(
    tx: &mut Tx<'_>,
    siapa: &Aktor,
    putusan: &Putusan,
    o: &OpdTersimpan,
    hari: Tanggal,
) -> Result<(), Refusal> {
    if PENANDATANGAN.pada(tx, hari)? == "operator" {
        let operator = putusan.peran() == Peran::OperatorOpd;
        let nama = "operator kepegawaian perangkat daerah itu";
        return if operator {
            Ok(())
        } else {
            Err(Galat::baru("KIN-607").dengan("opd", &o.nama).dengan("siapa", nama).into())
        };
    }
    let kepala = super::kepala(tx, o, hari)?;
    let nomor = match &siapa.nip {
        Some(nip) => balai_organisasi::satu_pegawai(tx, &Lingkup::Semua, nip, hari)?.map(|p| p.nomor),
        None => None,
    };
    if nomor == Some(kepala.orang) {
        return Ok(());
    }
    let nama = format!("{}, {}", kepala.nama, kepala.selaku);
    Err(Galat::baru("KIN-607").dengan("opd", &o.nama).dengan("siapa", nama).into())
}

/// What a month needs next, as its page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Antrean {
    /// The step.
    pub langkah: Langkah,
    /// OPDs that are ready for it.
    pub siap: usize,
    /// OPDs that have taken it.
    pub sudah: usize,
}

/// How many OPDs are ready for each step forward, in the order of the month.
#[must_use]
pub fn antrean(bulan: &Bulan) -> Vec<Antrean> {
    use langkah::Tahap;
    let maju = [
        (Langkah::Ditandatangani, Tahap::Ditandatangani),
        (Langkah::Diverifikasi, Tahap::Diverifikasi),
        (Langkah::Kebijakan, Tahap::Diverifikasi),
        (Langkah::Disetujui, Tahap::Disetujui),
        (Langkah::Diekspor, Tahap::Diekspor),
        (Langkah::Dibayar, Tahap::Dibayar),
    ];
    let satu = |(langkah, tahap): (Langkah, Tahap)| {
        let kini = |o: &OpdTersimpan| bulan.keadaan(&o.kode);
        let siap = bulan.opd.iter().filter(|o| {
            let belum = match langkah {
                Langkah::Kebijakan => kini(o).kebijakan.is_none(),
                _ => kini(o).tahap < tahap,
            };
            belum && siap(bulan, o, langkah).is_ok()
        });
        let sudah = bulan.opd.iter().filter(|o| match langkah {
            // within the ceiling counts as decided
            Langkah::Kebijakan => o.lewat_sen().is_none() || kini(o).kebijakan.is_some(),
            _ => kini(o).tahap >= tahap,
        });
        Antrean { langkah, siap: siap.count(), sudah: sudah.count() }
    };
    maju.into_iter().map(satu).collect()
}

/// OPDs that cannot be signed because their attendance was not locked before the version was opened.
#[must_use]
pub fn sementara(bulan: &Bulan) -> usize {
    let terkunci =
        |o: &OpdTersimpan| langkah::kunci(&bulan.baris, &o.kode).is_some_and(|k| k.urut <= bulan.awal);
    bulan.opd.iter().filter(|o| !terkunci(o) && bulan.keadaan(&o.kode).tanda_tangan.is_none()).count()
}
