//! Grants: given, lent, ended, listed, explained.

use balai_kernel::{Aktor, Bahasa, EntriKode, Galat, Id, Kewenangan, Lingkup, Nip, Peran, Tanggal, tanggal};
use balai_platform::pemberitahuan::{self, Titipan};
use balai_platform::{Akt, Done, Event, Penolakan, Putusan, Refusal, Region, Sasaran, decide, lingkup_untuk};
use balai_store::Tx;
use serde_json::json;

use super::akun::{cari, lingkup_tertulis, tertulis};
use super::{KEWENANGAN_AKHIRI, KEWENANGAN_BACA, KEWENANGAN_BERI, KEWENANGAN_DELEGASI, kabar};
use crate::{
    model::kewenangan::{admin_cukup, dasar_sah, delegasi, kewenangan_sah, masa_tertulis, sudah_tercakup},
    model::nama::Pengenal,
    store::{
        self,
        kewenangan::{self as tabel, BarisKewenangan, KUNCI_ADMIN, KewenanganBaru, Saringan},
    },
};

/// Name of the lock under which grants are given.
const KUNCI_BERI: &str = "akses.beri";

/// Most grants of one reading.
pub const BARIS_MAKS: u32 = 200;

/// Gives an account another role. Running sessions have it from their next request on.
///
/// # Errors
/// `AKS-005`, `AKS-009` to `AKS-011` when the grant makes no sense, `AKS-008` when there is no such account,
/// `AKS-015` for oneself, `AKS-060` to `AKS-062` for a place that does not exist, `AKS-063` when they hold it already.
pub fn beri_kewenangan(
    region: &Region,
    aktor: &Aktor,
    nama: &str,
    kewenangan: &Kewenangan,
) -> Result<Id, Refusal> {
    let putusan = decide(aktor, &KEWENANGAN_BERI, &Sasaran::daerah(region.hari_ini()))?;
    kewenangan_sah(kewenangan)?;
    tempat_ada(region, &kewenangan.lingkup)?;
    let baru = KewenanganBaru { id: region.id_baru(), kewenangan: kewenangan.clone(), induk: None };
    simpan(region, aktor, nama, putusan, baru)
}

/// Lends a grant of one's own to somebody else for a time.
///
/// # Errors
/// `AKS-008`, `AKS-012`, `AKS-013`, `AKS-015`, `AKS-060` to `AKS-063`; [`Refusal::NotFound`] when the grant is not one's own.
pub fn delegasikan(
    region: &Region,
    aktor: &Aktor,
    induk: &Id,
    nama: &str,
    (lingkup, sejak, sampai, dasar): (Option<Lingkup>, Tanggal, Tanggal, &str),
) -> Result<Id, Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &KEWENANGAN_DELEGASI, &Sasaran::daerah(hari))?;
    let asal = region.read(|tx| tabel::satu(tx, &Lingkup::Semua, induk))?;
    let asal = asal.filter(|k| k.akun == aktor.akun).ok_or(Refusal::NotFound)?;
    if !asal.kewenangan.berlaku(hari) {
        return Err(Galat::baru("AKS-012").dengan("peran", asal.kewenangan.peran).into());
    }
    let lingkup = lingkup.unwrap_or_else(|| asal.kewenangan.lingkup.clone());
    let kewenangan = delegasi(&asal.kewenangan, lingkup, (sejak, sampai), dasar)?;
    tempat_ada(region, &kewenangan.lingkup)?;
    let baru = KewenanganBaru { id: region.id_baru(), kewenangan, induk: Some(asal.id) };
    simpan(region, aktor, nama, putusan, baru)
}

fn simpan(
    region: &Region,
    aktor: &Aktor,
    nama: &str,
    putusan: Putusan,
    baru: KewenanganBaru,
) -> Result<Id, Refusal> {
    let (nama, pada, id) = (nama.to_owned(), region.sekarang(), baru.id.clone());
    let titipan = Titipan::baru(region);
    region.act(aktor, move |tx| {
        let (akun, nip) = pemegang(tx, &nama)?;
        diri_sendiri(&baru.kewenangan, nip.as_ref())?;
        if akun == *putusan.akun() {
            return Err(Galat::baru("AKS-015").into());
        }
        // two clicks on one button are one grant
        tx.lock(KUNCI_BERI)?;
        if tabel::milik(tx, &akun)?.iter().any(|ada| sudah_tercakup(ada, &baru.kewenangan)) {
            return Err(Galat::baru("AKS-063").dengan("nama", &nama).into());
        }
        tabel::sisip(tx, &akun, &baru, (putusan.akun(), pada))?;
        pemberitahuan::tulis(tx, &titipan, &[kabar::diberi(&baru.id, &akun, &baru.kewenangan)])?;
        let mut isi = tertulis(&baru.kewenangan);
        if let Some(isi) = isi.as_object_mut() {
            isi.insert("kewenangan".into(), json!(baru.id.as_str()));
            isi.insert("induk".into(), json!(baru.induk.as_ref().map(Id::as_str)));
        }
        Ok(Done::new((), Event::baru(putusan.clone(), format!("akses.akun/{akun}")).isi(isi)))
    })?;
    Ok(id)
}

/// Refuses a jurisdiction over a unit or a territory that does not exist. Where no application keeps units, nobody can say.
///
/// # Errors
/// `AKS-060` for an unknown unit, `AKS-061` for one that hangs elsewhere, `AKS-062` for an unknown territory.
pub(super) fn tempat_ada(region: &Region, lingkup: &Lingkup) -> Result<(), Refusal> {
    let Some(tempat) = region.tempat() else { return Ok(()) };
    match lingkup {
        Lingkup::Unit(jalur) => match tempat.jalur_unit(region, jalur.kode())? {
            Some(ada) if ada == *jalur => Ok(()),
            Some(ada) => {
                let galat = Galat::baru("AKS-061").dengan("unit", jalur.kode());
                Err(galat.dengan("tertulis", jalur).dengan("jalur", ada).into())
            }
            None => Err(Galat::baru("AKS-060").dengan("unit", jalur.kode()).into()),
        },
        Lingkup::Wilayah(kode) if !tempat.ada_wilayah(region, kode) => {
            Err(Galat::baru("AKS-062").dengan("kode", kode).into())
        }
        Lingkup::Wilayah(_) | Lingkup::Semua | Lingkup::Diri(_) => Ok(()),
    }
}

/// The account of a name, with the staff number of its person.
fn pemegang(tx: &mut Tx<'_>, nama: &str) -> Result<(Id, Option<Nip>), Refusal> {
    let akun = store::cari_akun(tx, &Pengenal::baca(nama))?;
    akun.map(|a| (a.id, a.nip)).ok_or_else(|| Galat::baru("AKS-008").dengan("nama", nama).into())
}

/// A grant over oneself is one over the person whose account it is, and nobody else.
///
/// # Errors
/// `AKS-049`.
pub(super) fn diri_sendiri(k: &Kewenangan, nip: Option<&Nip>) -> Result<(), Galat> {
    match &k.lingkup {
        Lingkup::Diri(siapa) if Some(siapa) != nip => Err(Galat::baru("AKS-049")),
        _ => Ok(()),
    }
}

/// Ends a grant on a day: yesterday at the earliest (it no longer holds then), and never later than it ends
/// already. An administrator ends any; whoever lent a grant ends that one.
///
/// # Errors
/// `AKS-014` when the region would be left without a lasting administrator, `AKS-016` for the day, `AKS-011` for
/// the basis, [`Refusal::NotFound`], [`Refusal::Conflict`].
pub fn akhiri_kewenangan(
    region: &Region,
    aktor: &Aktor,
    id: &Id,
    sampai: Tanggal,
    dasar: &str,
) -> Result<(), Refusal> {
    let hari = region.hari_ini();
    let baris = region.read(|tx| tabel::satu(tx, &Lingkup::Semua, id))?.ok_or(Refusal::NotFound)?;
    let pinjaman_sendiri = baris.induk.is_some() && baris.pemberi.as_ref() == Some(&aktor.akun);
    let akt: Akt = if pinjaman_sendiri { &KEWENANGAN_DELEGASI } else { &KEWENANGAN_AKHIRI };
    let putusan = decide(aktor, akt, &Sasaran::daerah(hari))?;
    let kemarin = hari.yesterday().unwrap_or(hari);
    if sampai < kemarin || baris.kewenangan.sampai.is_some_and(|akhir| akhir < sampai) {
        let masa = masa_tertulis(kemarin, baris.kewenangan.sampai);
        return Err(Galat::baru("AKS-016").dengan("masa", masa).into());
    }
    let dasar = dasar_sah(dasar)?;
    let (pada, titipan) = (region.sekarang(), Titipan::baru(region));
    region.act(aktor, move |tx| {
        jaga_admin(tx, hari, |tx| {
            tabel::akhiri(tx, &baris.id, sampai, (pada, &dasar), baris.versi)?;
            Ok(())
        })?;
        let pesan = kabar::diakhiri(&baris.id, &baris.akun, baris.kewenangan.peran, sampai);
        pemberitahuan::tulis(tx, &titipan, &[pesan])?;
        let isi = json!({
            "kewenangan": baris.id.as_str(), "peran": baris.kewenangan.peran.kode(),
            "lingkup": lingkup_tertulis(&baris.kewenangan.lingkup), "sampai": sampai.to_string(), "dasar": dasar,
        });
        Ok(Done::new((), Event::baru(putusan.clone(), format!("akses.akun/{}", baris.akun)).isi(isi)))
    })
}

/// Runs a change that may take an administrator away, one such change at a time, and refuses it when it would
/// take the last one. Call it first in its transaction: it takes the named lock.
pub(crate) fn jaga_admin<T>(
    tx: &mut Tx<'_>,
    hari: Tanggal,
    ubah: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    tx.lock(KUNCI_ADMIN)?;
    let akhir = |daftar: Vec<(Id, Option<Tanggal>)>| daftar.into_iter().map(|(_, a)| a).collect::<Vec<_>>();
    let sebelum = akhir(tabel::admin(tx, hari)?);
    let jawaban = ubah(tx)?;
    if admin_cukup(&sebelum, &akhir(tabel::admin(tx, hari)?)) {
        return Ok(jawaban);
    }
    Err(Galat::baru("AKS-014").into())
}

/// How many accounts are administrators today and can sign in: two is the least a region should have. Whoever was invited
/// and has not set a password yet is not counted.
///
/// # Errors
/// The store's failure.
pub fn banyak_admin(region: &Region) -> Result<usize, Refusal> {
    let hari = region.hari_ini();
    let mut akun: Vec<Id> = region.read(|tx| tabel::admin(tx, hari))?.into_iter().map(|(id, _)| id).collect();
    akun.dedup();
    Ok(akun.len())
}

/// How many accounts are administrators today, those included who have not set their password yet.
///
/// # Errors
/// The store's failure.
pub fn admin_diundang(region: &Region) -> Result<usize, Refusal> {
    let hari = region.hari_ini();
    let banyak = region.read(|tx| tabel::admin_semua(tx, hari))?;
    Ok(usize::try_from(banyak).unwrap_or(0))
}

/// Grants within the reader's jurisdictions, by name, none of them twice; one more than `banyak` tells that there
/// are more.
///
/// # Errors
/// [`Refusal::Denied`] when the reader may read none.
pub fn daftar_kewenangan(
    region: &Region,
    aktor: &Aktor,
    saringan: &Saringan,
    banyak: u32,
) -> Result<Vec<BarisKewenangan>, Refusal> {
    let lingkup = lingkup_untuk(aktor, &KEWENANGAN_BACA, region.hari_ini())?;
    let banyak = banyak.min(BARIS_MAKS) + 1;
    let mut ada = Vec::new();
    region.read(|tx| -> Result<_, Refusal> {
        for l in &lingkup {
            ada.extend(tabel::daftar(tx, l, saringan, banyak)?);
        }
        Ok(())
    })?;
    ada.sort_by(|a: &BarisKewenangan, b| (&a.nama, &a.id).cmp(&(&b.nama, &b.id)));
    ada.dedup_by(|a, b| a.id == b.id);
    ada.truncate(usize::try_from(banyak).unwrap_or(usize::MAX));
    Ok(ada)
}

/// One's own grants, ended ones too, after a name and id; one more than `banyak` tells that there are more.
///
/// # Errors
/// The store's failure.
pub fn kewenangan_sendiri(
    region: &Region,
    aktor: &Aktor,
    sesudah: Option<(String, String)>,
    banyak: u32,
) -> Result<Vec<BarisKewenangan>, Refusal> {
    let s = Saringan { akun: Some(aktor.akun.clone()), sesudah, ..Saringan::semua() };
    Ok(region.read(|tx| tabel::daftar(tx, &Lingkup::Semua, &s, banyak.min(BARIS_MAKS) + 1))?)
}

/// A grant of one's own, or one that one lent to somebody.
///
/// # Errors
/// [`Refusal::NotFound`] for any other.
pub fn kewenangan_terkait(region: &Region, aktor: &Aktor, id: &Id) -> Result<BarisKewenangan, Refusal> {
    let ada = region.read(|tx| tabel::satu(tx, &Lingkup::Semua, id))?;
    let terkait = |k: &BarisKewenangan| {
        k.akun == aktor.akun || k.induk.is_some() && k.pemberi.as_ref() == Some(&aktor.akun)
    };
    ada.filter(terkait).ok_or(Refusal::NotFound)
}

/// What one lent to others, ended loans too, after a name and id; one more than `banyak` tells that there are more.
///
/// # Errors
/// The store's failure.
pub fn pinjaman_sendiri(
    region: &Region,
    aktor: &Aktor,
    sesudah: Option<(String, String)>,
    banyak: u32,
) -> Result<Vec<BarisKewenangan>, Refusal> {
    Ok(region.read(|tx| tabel::pinjaman(tx, &aktor.akun, sesudah, banyak.min(BARIS_MAKS) + 1))?)
}

/// One grant the reader may read.
///
/// # Errors
/// [`Refusal::NotFound`] outside the jurisdictions, [`Refusal::Denied`].
pub fn baca_kewenangan(region: &Region, aktor: &Aktor, id: &Id) -> Result<BarisKewenangan, Refusal> {
    let lingkup = lingkup_untuk(aktor, &KEWENANGAN_BACA, region.hari_ini())?;
    region.read(|tx| {
        for l in &lingkup {
            if let Some(baris) = tabel::satu(tx, l, id)? {
                return Ok(baris);
            }
        }
        Err(Refusal::NotFound)
    })
}

/// The account of a name or staff number, for a filter.
///
/// # Errors
/// `AKS-008` when there is none.
pub fn cari_akun(region: &Region, nama: &str) -> Result<Id, Refusal> {
    region.read(|tx| cari(tx, nama))
}

impl Saringan {
    /// Everything ever given.
    pub fn semua() -> Self {
        Saringan { akun: None, peran: Peran::SEMUA.to_vec(), meliputi: None, berlaku: None, sesudah: None }
    }
}

/// The answer to "may X do Y to Z?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penjelasan {
    /// Who was asked about.
    pub aktor: Aktor,
    /// What.
    pub akt: Akt,
    /// To what, and when.
    pub sasaran: Sasaran,
    /// The decision.
    pub hasil: Result<Putusan, Penolakan>,
}

/// What stands between somebody and a decision even where their grants would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kepentingan {
    /// They proposed it themselves.
    pub pengusul: bool,
    /// It is their own affair, or a declared relative's.
    pub sendiri: bool,
}

/// Decides as if X did Y to Z now, without doing it. Nothing is recorded but what a reading records.
///
/// # Errors
/// `AKS-008` when there is no such account, [`Refusal::NotFound`] when the reader may see none of its grants.
pub fn bolehkah(
    region: &Region,
    pembaca: &Aktor,
    nama: &str,
    akt: Akt,
    (sasaran, kepentingan): (Sasaran, Kepentingan),
) -> Result<Penjelasan, Refusal> {
    let lingkup = lingkup_untuk(pembaca, &KEWENANGAN_BACA, region.hari_ini())?;
    let aktor = region.read(|tx| -> Result<_, Refusal> {
        let akun = store::cari_akun(tx, &Pengenal::baca(nama))?;
        let akun = akun.ok_or_else(|| Galat::baru("AKS-008").dengan("nama", nama))?;
        let terlihat = Saringan { akun: Some(akun.id.clone()), ..Saringan::semua() };
        let mut boleh_lihat = lingkup.contains(&Lingkup::Semua);
        for l in &lingkup {
            boleh_lihat = boleh_lihat || !tabel::daftar(tx, l, &terlihat, 1)?.is_empty();
        }
        if !boleh_lihat {
            return Err(Refusal::NotFound);
        }
        let peran = if akun.aktif { tabel::milik(tx, &akun.id)? } else { Vec::new() };
        Ok(Aktor { akun: akun.id, nip: akun.nip, nama: akun.nama, peran, hanya_akt: None })
    })?;
    let mut sasaran = sasaran;
    if kepentingan.pengusul {
        sasaran = sasaran.diusulkan(aktor.akun.clone());
    }
    let mut hasil = decide(&aktor, akt, &sasaran);
    // whose affair it is, a target says by staff numbers; who has none is asked about all the same
    if kepentingan.sendiri && hasil.is_ok() {
        hasil = Err(Penolakan::Berkepentingan { akt });
    }
    Ok(Penjelasan { aktor, akt, sasaran, hasil })
}

impl Penjelasan {
    /// Whether the answer is yes.
    pub fn boleh(&self) -> bool {
        self.hasil.is_ok()
    }

    /// The answer as one sentence: the grant that decides it, or the fact that is missing.
    pub fn kalimat(&self, kode: &[EntriKode], bahasa: Bahasa) -> String {
        let dasar = |kode| {
            Galat::baru(kode)
                .dengan("nama", &self.aktor.nama)
                .dengan("akt", self.akt.label(bahasa))
                .dengan("sasaran", self.terhadap(bahasa))
                .dengan("tanggal", tanggal::panjang(self.sasaran.pada, bahasa))
        };
        let hari = |d: Tanggal| tanggal::panjang(d, bahasa);
        let galat = match &self.hasil {
            Ok(putusan) => {
                let k = putusan.kewenangan();
                let kode = if k.sampai.is_some() { "AKS-041" } else { "AKS-040" };
                let g = dasar(kode).dengan("kapasitas", putusan.kapasitas()).dengan("sejak", hari(k.sejak));
                let g = g.dengan("dasar", &k.dasar);
                k.sampai.map_or_else(|| g.clone(), |d| g.clone().dengan("sampai", hari(d)))
            }
            Err(Penolakan::TanpaPeran { akt }) => {
                let peran: Vec<&str> =
                    Peran::SEMUA.into_iter().filter(|p| akt.untuk(*p)).map(Peran::kode).collect();
                dasar("AKS-042").dengan("peran", peran.join(", "))
            }
            Err(Penolakan::BelumBerlaku { sejak, .. }) => dasar("AKS-043").dengan("sejak", hari(*sejak)),
            Err(Penolakan::Berakhir { sampai, .. }) => dasar("AKS-044").dengan("sampai", hari(*sampai)),
            Err(Penolakan::LuarLingkup { lingkup, .. }) => {
                let lingkup: Vec<String> = lingkup.iter().map(ToString::to_string).collect();
                dasar("AKS-045").dengan("lingkup", lingkup.join(", "))
            }
            Err(Penolakan::PengusulSendiri { .. }) => dasar("AKS-046"),
            Err(Penolakan::Berkepentingan { .. }) => dasar("AKS-047"),
            Err(Penolakan::LuarToken { .. }) => dasar("AKS-048"),
        };
        galat.pesan(kode, bahasa)
    }

    fn terhadap(&self, bahasa: Bahasa) -> String {
        let s = &self.sasaran;
        match (&s.nip, &s.jalur_unit, &s.wilayah) {
            (Some(nip), ..) => format!("{} {}", bahasa.pilih("pegawai", "staff number"), nip.berspasi()),
            (None, Some(jalur), _) => format!("unit {jalur}"),
            (None, None, Some(kode)) => format!("{} {kode}", bahasa.pilih("wilayah", "territory")),
            (None, None, None) => bahasa.pilih("seluruh daerah", "the whole region").to_owned(),
        }
    }
}

/// What is asked about, from what people type: `semua`, `unit:01/`, `wilayah:32.73.01`, `diri:<NIP>`.
pub fn sasaran_dari(lingkup: &Lingkup, pada: Tanggal) -> Sasaran {
    match lingkup {
        Lingkup::Semua => Sasaran::daerah(pada),
        Lingkup::Unit(jalur) => Sasaran::unit(jalur.clone(), pada),
        Lingkup::Wilayah(kode) => Sasaran::wilayah(kode.clone(), pada),
        Lingkup::Diri(nip) => Sasaran { nip: Some(nip.clone()), ..Sasaran::daerah(pada) },
    }
}
