//! What a region does with its journal besides writing it.

use std::sync::atomic::Ordering;

use balai_kernel::{Aktor, Galat, Peran, Waktu};
use balai_store::Tx;

use super::kunci::KunciJurnal;
use super::simpan::Keadaan;
use super::titik::TitikTersimpan;
use super::{Tujuan, baris, simpan, titik};
use crate::pekerjaan::Selesai;
use crate::{AktEntri, Done, Event, Jadwal, Jangkauan, Pelaksana, Refusal, Region, Sasaran, decide};

/// Erasing the personal part of an event.
pub const PRIBADI_HAPUS: AktEntri = AktEntri {
    id: "platform.jurnal.hapus_pribadi",
    label_id: "menghapus data pribadi sebuah catatan jurnal",
    label_en: "erase the personal data of a journal row",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// The journal's own background job: [`Region::rawat_jurnal`] every hour.
pub fn pelaksana() -> Vec<Pelaksana> {
    let rawat = Pelaksana::baru("platform.jurnal.rawat", |kerja| {
        kerja.daerah().rawat_jurnal()?;
        Ok(Selesai::kosong())
    });
    vec![rawat.terjadwal(Jadwal::TiapJam { menit: 7 })]
}

impl Region {
    /// Reads personal data of somebody else unmasked: the reading is an act like any other, with a purpose, and
    /// without its row in the journal nothing is shown. The closure reads, and returns what it read with the event.
    ///
    /// # Errors
    /// The closure's [`Refusal`]; nothing was read then.
    pub fn baca_pribadi<T, F>(&self, aktor: &Aktor, tujuan: Tujuan, f: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<Done<T>, Refusal> + Send + 'static,
    {
        self.act(aktor, move |tx| {
            let selesai = f(tx)?;
            Ok(Done { event: selesai.event.tujuan(tujuan), ..selesai })
        })
    }

    /// Erases name, reason and personal facts of one event; the sealed row stays, and so does every proof. The
    /// erasure is an event itself, with its reason.
    ///
    /// # Errors
    /// [`Refusal::Denied`]; [`Refusal::NotFound`] when there is nothing to erase.
    pub fn hapus_pribadi(&self, aktor: &Aktor, id: &str, alasan: &str) -> Result<(), Refusal> {
        let putusan = decide(aktor, &PRIBADI_HAPUS, &Sasaran::daerah(self.hari_ini()))?;
        let (id, alasan) = (id.to_owned(), alasan.to_owned());
        self.act(aktor, move |tx| {
            if !baris::hapus_pribadi(tx, &id)? {
                return Err(Refusal::NotFound);
            }
            let event = Event::baru(putusan.clone(), format!("platform.jurnal/{id}"));
            Ok(Done::new((), event.alasan(alasan.clone())))
        })
    }

    /// Gives every event that waits its place in the tree.
    ///
    /// # Errors
    /// [`Refusal::Internal`]; what was sealed before the failure stays sealed.
    pub fn segel(&self) -> Result<Keadaan, Refusal> {
        self.belum_disegel().store(0, Ordering::Relaxed);
        // fewer than a full portion: nobody waited any more
        while self.store().write(|tx| simpan::segel(tx).map_err(Refusal::from))? == simpan::SEKALI {}
        self.keadaan_jurnal()
    }

    /// How far the journal is sealed.
    ///
    /// # Errors
    /// [`Refusal::Internal`].
    pub fn keadaan_jurnal(&self) -> Result<Keadaan, Refusal> {
        self.store().read(|tx| simpan::keadaan(tx).map_err(Refusal::from))
    }

    /// The key that signs this region's checkpoints; made on first use.
    ///
    /// # Errors
    /// `PLT-100` when no folder was named, `PLT-101` when the file is unusable.
    pub fn kunci_jurnal(&self) -> Result<KunciJurnal, Refusal> {
        let tanpa = || Galat::baru("PLT-100").dengan("kode", self.kode());
        let folder = self.folder_kunci().ok_or_else(tanpa)?;
        Ok(KunciJurnal::buka(folder, self.kode(), self.bita())?)
    }

    /// The public key of this region's journal, if it has one yet.
    pub fn vkey_jurnal(&self) -> Option<String> {
        KunciJurnal::umum(self.folder_kunci()?, self.kode())
    }

    /// Seals what waits and signs a checkpoint over it. When nothing happened since the last one, that one is given.
    ///
    /// # Errors
    /// `PLT-100`, `PLT-101` about the key; `PLT-102` when the tree no longer continues the last checkpoint.
    pub fn titik_periksa(&self) -> Result<TitikTersimpan, Refusal> {
        titik::buat(self, &self.kunci_jurnal()?)
    }

    /// What the journal needs now and then: sealing, and one checkpoint for each day on which something happened.
    /// Cheap when there is nothing to do; call it every hour or so, at the start and at the end.
    ///
    /// # Errors
    /// As [`Region::titik_periksa`]; without a key it only seals.
    pub fn rawat_jurnal(&self) -> Result<(), Refusal> {
        let keadaan = self.segel()?;
        if self.folder_kunci().is_none() {
            return Ok(());
        }
        let lama = self.read(|tx| titik::daftar_titik(tx, None, 1).map_err(Refusal::from))?;
        let hari_ini = self.hari_ini();
        let perlu = lama.first().is_none_or(|t| {
            let waktu = t.dibuat.parse::<Waktu>().map(|w| w.tanggal(self.zona()));
            t.ukuran < keadaan.ukuran && waktu.is_ok_and(|hari| hari < hari_ini)
        });
        if perlu { self.titik_periksa().map(|_| ()) } else { Ok(()) }
    }
}
