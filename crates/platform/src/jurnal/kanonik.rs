//! `balai-jurnal-1`: the one sequence of bytes an event is sealed as, and the commitment to its personal part.
//! The format is specified in `docs/jurnal.md`; a change of it is a new name, never an edit.

use sha2::{Digest, Sha256};

use super::pohon::Sidik;

/// First bytes of every event.
pub const TANDA: &[u8] = b"balai-jurnal-1\n";
/// First bytes of what a commitment is the hash of.
pub const TANDA_PRIBADI: &[u8] = b"balai-jurnal-pribadi-1\n";
/// Length that stands for "absent".
const TIADA: u32 = u32::MAX;
/// Names of the fields, in their order.
pub const BIDANG: [&str; 13] = [
    "id",
    "waktu",
    "akt",
    "aktor",
    "kapasitas",
    "asal",
    "sasaran",
    "jalur_unit",
    "tujuan",
    "isi",
    "sebelum",
    "sesudah",
    "komitmen",
];

/// The sealed part of an event: everything but what names a person or was typed freely.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inti {
    /// Id of the row.
    pub id: String,
    /// When, UTC.
    pub waktu: String,
    /// Id of the act.
    pub akt: String,
    /// Account that acted.
    pub aktor: String,
    /// Role, capacity and jurisdiction as they were.
    pub kapasitas: String,
    /// From where; see [`Asal`](crate::Asal). Empty for rows from before it was kept.
    pub asal: String,
    /// What it was done to.
    pub sasaran: String,
    /// The unit as it was, empty when there was none.
    pub jalur_unit: String,
    /// Code of the purpose for which personal data was read.
    pub tujuan: Option<String>,
    /// The facts as JSON.
    pub isi: String,
    /// SHA-256 of the target before.
    pub sebelum: Option<String>,
    /// SHA-256 of the target after.
    pub sesudah: Option<String>,
    /// Commitment to the personal part; absent in rows from before it was kept.
    pub komitmen: Option<Vec<u8>>,
}

/// The personal part: outside the leaf, removable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pribadi {
    /// 32 bytes of chance that keep the commitment from being guessed; absent in rows from before commitments.
    pub garam: Option<Vec<u8>>,
    /// The actor's name as it was.
    pub aktor_nama: String,
    /// The reason given.
    pub alasan: Option<String>,
    /// Personal facts as JSON.
    pub isi: Option<String>,
}

/// A field: its length in four bytes, most significant first, then its bytes.
fn bidang(wadah: &mut Vec<u8>, isi: Option<&[u8]>) {
    let Some(isi) = isi else { return wadah.extend(TIADA.to_be_bytes()) };
    // a field of 4 GiB cannot be stored; if it could, its length would be wrong and the seal would not hold
    wadah.extend(u32::try_from(isi.len()).unwrap_or(TIADA - 1).to_be_bytes());
    wadah.extend(isi);
}

impl Inti {
    /// The bytes that are sealed.
    pub fn bita(&self) -> Vec<u8> {
        let teks = |t: &Option<String>| t.as_ref().map(|t| t.as_bytes().to_vec());
        let mut wadah = TANDA.to_vec();
        for wajib in [
            &self.id,
            &self.waktu,
            &self.akt,
            &self.aktor,
            &self.kapasitas,
            &self.asal,
            &self.sasaran,
            &self.jalur_unit,
        ] {
            bidang(&mut wadah, Some(wajib.as_bytes()));
        }
        bidang(&mut wadah, teks(&self.tujuan).as_deref());
        bidang(&mut wadah, Some(self.isi.as_bytes()));
        bidang(&mut wadah, teks(&self.sebelum).as_deref());
        bidang(&mut wadah, teks(&self.sesudah).as_deref());
        bidang(&mut wadah, self.komitmen.as_deref());
        wadah
    }

    /// Reads the bytes back; `None` when they are not exactly one event.
    pub fn dari(bita: &[u8]) -> Option<Inti> {
        let mut sisa = bita.strip_prefix(TANDA)?;
        let mut satu = || -> Option<Option<Vec<u8>>> {
            let (panjang, ekor) = sisa.split_first_chunk::<4>()?;
            let panjang = u32::from_be_bytes(*panjang);
            if panjang == TIADA {
                sisa = ekor;
                return Some(None);
            }
            let (isi, ekor) = ekor.split_at_checked(usize::try_from(panjang).ok()?)?;
            sisa = ekor;
            Some(Some(isi.to_vec()))
        };
        fn teks(isi: Option<Vec<u8>>) -> Option<Option<String>> {
            isi.map(String::from_utf8).transpose().ok()
        }
        let mut wajib = [(); 8].map(|()| String::new());
        for w in &mut wajib {
            *w = teks(satu()?)??;
        }
        let [id, waktu, akt, aktor, kapasitas, asal, sasaran, jalur_unit] = wajib;
        let tujuan = teks(satu()?)?;
        let isi = teks(satu()?)??;
        let (sebelum, sesudah, komitmen) = (teks(satu()?)?, teks(satu()?)?, satu()?);
        let inti = Inti {
            id,
            waktu,
            akt,
            aktor,
            kapasitas,
            asal,
            sasaran,
            jalur_unit,
            tujuan,
            isi,
            sebelum,
            sesudah,
            komitmen,
        };
        sisa.is_empty().then_some(inti)
    }

    /// The hash of its leaf.
    pub fn daun(&self) -> Sidik {
        super::pohon::daun(&self.bita())
    }
}

impl Pribadi {
    /// The commitment that the sealed part carries.
    pub fn komitmen(&self) -> Sidik {
        let mut wadah = TANDA_PRIBADI.to_vec();
        bidang(&mut wadah, self.garam.as_deref());
        bidang(&mut wadah, Some(self.aktor_nama.as_bytes()));
        bidang(&mut wadah, self.alasan.as_ref().map(String::as_bytes));
        bidang(&mut wadah, self.isi.as_ref().map(String::as_bytes));
        Sha256::digest(&wadah).into()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::heks;
    use super::*;

    /// The event of docs/jurnal.md.
    pub(crate) fn contoh() -> (Inti, Pribadi) {
        let pribadi = Pribadi {
            garam: Some((0..32).collect()),
            aktor_nama: "Siti Nurjanah".into(),
            alasan: Some("Perbaikan data".into()),
            isi: None,
        };
        let inti = Inti {
            id: "01931a2b-3c4d-7e5f-8a6b-7c8d9e0f1a2b".into(),
            waktu: "2026-11-02T01:00:00.000Z".into(),
            akt: "kinerja.proses.jalankan".into(),
            aktor: "00000000-0000-7000-8000-000000000000".into(),
            kapasitas: "bkpsdm @ semua".into(),
            asal: "cli".into(),
            sasaran: "kinerja.proses/2026-10/1".into(),
            jalur_unit: String::new(),
            tujuan: None,
            isi: "{\"opd\":72}".into(),
            sebelum: None,
            sesudah: Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".into()),
            komitmen: Some(pribadi.komitmen().to_vec()),
        };
        (inti, pribadi)
    }

    #[test]
    fn the_vectors_of_the_specification_hold() {
        let (inti, pribadi) = contoh();
        let dok = include_str!("../../../../docs/jurnal.md");
        for (nama, nilai) in [
            ("komitmen", heks(&pribadi.komitmen())),
            ("bita", heks(&inti.bita())),
            ("daun", heks(&inti.daun())),
        ] {
            let utuh: String = dok.split_whitespace().collect();
            assert!(utuh.contains(&nilai), "docs/jurnal.md does not have the {nama} {nilai}");
        }
    }

    #[test]
    fn an_event_reads_back_and_nothing_else_does() {
        let (mut inti, _) = contoh();
        for _ in 0..2 {
            let bita = inti.bita();
            assert_eq!(Inti::dari(&bita), Some(inti.clone()));
            for n in 0..bita.len() {
                assert_eq!(Inti::dari(&bita[..n]), None, "cut at {n}");
            }
            assert_eq!(Inti::dari(&[bita.as_slice(), b"x"].concat()), None);
            inti.tujuan = Some("pemeriksaan".into());
            inti.komitmen = None;
        }
    }

    #[test]
    fn neighbouring_fields_cannot_lend_each_other_letters() {
        let a = Inti { akt: "ab".into(), aktor: "c".into(), ..Inti::default() };
        let b = Inti { akt: "a".into(), aktor: "bc".into(), ..Inti::default() };
        assert_ne!(a.bita(), b.bita());
        let kosong = Inti { tujuan: Some(String::new()), ..Inti::default() };
        assert_ne!(kosong.bita(), Inti::default().bita(), "empty is not absent");
    }
}
