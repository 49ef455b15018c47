//! The host: one place of data, many regions.

use std::{
    collections::BTreeMap,
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use balai_kernel::{
    Acak, Aktor, Clock, Galat, Id, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Peran, Tanggal,
    TingkatWilayah,
};
use balai_store::{DataUrl, Migration, Store, StoreError, sql};
use serde_json::json;

use crate::{
    AktEntri, Done, Event, Identitas, Jangkauan, Kerusakan, Profil, Putusan, Refusal, Region, Sasaran,
    TempatPort, berkas::Gudang, decide, pekerjaan::Bel, region::AcakBersama,
};

sql! {
    SIMPAN_DAERAH = "INSERT INTO daerah (kode, nama, pemda, zona, warna, contoh, dibuat) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    BACA_DAERAH = "SELECT kode, nama, pemda, zona, warna, contoh FROM daerah";
}
balai_store::statements![SIMPAN_DAERAH, BACA_DAERAH];

/// Adding a region to a host.
pub const DAERAH_BUAT: AktEntri = AktEntri {
    id: "platform.daerah.buat",
    label_id: "membuat daerah",
    label_en: "add a region",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// A host: where the data lives and which tables its applications need.
pub struct Balai {
    url: DataUrl,
    migrasi: Vec<Migration>,
    clock: Arc<dyn Clock>,
    acak: AcakBersama,
    bel: Bel,
    terbuka: Mutex<BTreeMap<KodeWilayah, Region>>,
    kunci: Option<PathBuf>,
    segel: bool,
    tempat: Option<Arc<dyn TempatPort>>,
}

impl Balai {
    /// A host over a folder or a PostgreSQL database. Nothing is opened yet.
    pub fn open(url: DataUrl, clock: Arc<dyn Clock>, acak: impl Acak + Send + 'static) -> Self {
        Balai {
            kunci: url.as_folder().map(PathBuf::from),
            segel: true,
            tempat: None,
            url,
            migrasi: crate::migrations(),
            clock,
            acak: Arc::new(Mutex::new(Box::new(acak))),
            bel: Bel::default(),
            terbuka: Mutex::default(),
        }
    }

    /// Adds the applications' tables; every region opened afterwards has them.
    #[must_use]
    pub fn dengan_migrasi(mut self, migrasi: impl IntoIterator<Item = Migration>) -> Self {
        self.migrasi.extend(migrasi);
        self
    }

    /// The folder of the keys that sign the journals' checkpoints. Without it they lie in the data folder, and a
    /// host over PostgreSQL has none.
    #[must_use]
    pub fn dengan_kunci(mut self, folder: impl Into<PathBuf>) -> Self {
        self.kunci = Some(folder.into());
        self
    }

    /// Who knows the units and territories; every region opened afterwards asks it ([`Region::tempat`]).
    #[must_use]
    pub fn dengan_tempat(mut self, tempat: Arc<dyn TempatPort>) -> Self {
        self.tempat = Some(tempat);
        self
    }

    /// Opens regions without sealing what waits in their journals: for looking at a copy as it is.
    #[must_use]
    pub fn tanpa_segel(mut self) -> Self {
        self.segel = false;
        self
    }

    /// Looks after the journals of all open regions; see [`Region::rawat_jurnal`].
    ///
    /// # Errors
    /// The first refusal; the others were looked after all the same.
    pub fn rawat_jurnal(&self) -> Result<(), Refusal> {
        let terbuka: Vec<Region> =
            self.terbuka.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect();
        let gagal: Vec<Refusal> = terbuka.iter().filter_map(|r| r.rawat_jurnal().err()).collect();
        gagal.into_iter().next().map_or(Ok(()), Err)
    }

    /// Where the data lives, without its password.
    pub fn tempat(&self) -> String {
        self.url.to_string()
    }

    /// The regions that have data here, in order.
    ///
    /// # Errors
    /// `PLT-023` when the place cannot be read.
    pub fn regions(&self) -> Result<Vec<KodeWilayah>, Refusal> {
        let nama = self.url.regions().map_err(|galat| self.tak_terbuka(&self.tempat(), galat))?;
        Ok(nama.iter().filter_map(|n| n.parse().ok()).collect())
    }

    /// An existing region, its tables brought up to date. Opened once, then shared.
    ///
    /// # Errors
    /// `PLT-020` when there is none of this code (it names those there are), `PLT-022` when it is no code
    /// of a region, `PLT-023` when the database cannot be opened.
    pub fn region(&self, kode: &str) -> Result<Region, Refusal> {
        let kode = kode_daerah(kode)?;
        let mut terbuka = self.terbuka.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(region) = terbuka.get(&kode) {
            return Ok(region.clone());
        }
        let ada = self.regions()?;
        if !ada.contains(&kode) {
            return Err(self.tak_ada(&kode, &ada).into());
        }
        let store = self.buka(&kode)?;
        let identitas = store.read(baca_identitas)?;
        let Some(identitas) = identitas else {
            return Err(self.tak_ada(&kode, &[]).into());
        };
        let region = self.rakit(identitas, store);
        if self.segel {
            // a journal that cannot be sealed now can still be read and checked
            region.segel().ok();
        }
        terbuka.insert(kode, region.clone());
        Ok(region)
    }

    /// Makes a region from its profile; the first row of its journal says so.
    ///
    /// # Errors
    /// `PLT-021` when it exists, `PLT-023` when the place cannot be written.
    pub fn add_region(&self, profil: &Profil, aktor: &Aktor) -> Result<Region, Refusal> {
        let identitas = profil.identitas.clone();
        let kode = kode_daerah(identitas.kode.as_str())?;
        if self.regions()?.contains(&kode) && self.region(kode.as_str()).is_ok() {
            let galat = Galat::baru("PLT-021").dengan("kode", &kode).dengan("tempat", self.tempat());
            return Err(galat.into());
        }
        // decided before anything is opened: a refused region leaves no empty database behind
        let hari = self.clock.now().tanggal(identitas.zona);
        let putusan = decide(aktor, &DAERAH_BUAT, &Sasaran::daerah(hari))?;
        let store = self.buka(&kode)?;
        let region = self.rakit(identitas, store);
        catat_daerah(&region, aktor, putusan)?;
        self.terbuka.lock().unwrap_or_else(PoisonError::into_inner).insert(kode, region.clone());
        Ok(region)
    }

    fn rakit(&self, identitas: Identitas, store: Store) -> Region {
        let gudang = match self.url.as_folder() {
            Some(folder) => Gudang::Folder(crate::berkas::folder(folder, &identitas.kode)),
            None => Gudang::Basis,
        };
        let (clock, acak) = (Arc::clone(&self.clock), Arc::clone(&self.acak));
        let region =
            Region::baru(identitas, store, clock, acak, self.bel.clone(), self.kunci.clone(), gudang);
        region.dengan_tempat(self.tempat.clone())
    }

    fn buka(&self, kode: &KodeWilayah) -> Result<Store, Refusal> {
        let rusak = |galat: StoreError| self.tak_terbuka(&format!("{} ({kode})", self.tempat()), galat);
        let store = Store::open(&self.url, kode.as_str()).map_err(rusak)?;
        store.migrate(&self.migrasi)?;
        Ok(store)
    }

    fn tak_terbuka(&self, tempat: &str, galat: StoreError) -> Refusal {
        Galat::baru("PLT-023").dengan("tempat", tempat).dengan("sebab", galat).into()
    }

    fn tak_ada(&self, kode: &KodeWilayah, ada: &[KodeWilayah]) -> Galat {
        let ada: Vec<String> = ada.iter().map(ToString::to_string).collect();
        let ada = if ada.is_empty() { "-".to_owned() } else { ada.join(", ") };
        Galat::baru("PLT-020").dengan("kode", kode).dengan("tempat", self.tempat()).dengan("ada", ada)
    }
}

impl fmt::Debug for Balai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Balai({})", self.url)
    }
}

/// Writes the one row of `daerah`.
fn catat_daerah(region: &Region, aktor: &Aktor, putusan: Putusan) -> Result<(), Refusal> {
    let (identitas, waktu) = (region.identitas().clone(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        let Identitas { kode, nama, pemda, zona, warna, contoh } = &identitas;
        let zona = zona.to_string();
        tx.exec_expect(
            &SIMPAN_DAERAH,
            &[
                kode.as_str().into(),
                nama.into(),
                pemda.into(),
                (&zona).into(),
                warna.into(),
                (*contoh).into(),
                (&waktu).into(),
            ],
            1,
        )?;
        let event = Event::baru(putusan.clone(), format!("daerah/{kode}"))
            .isi(json!({ "nama": nama, "pemda": pemda, "zona": zona, "warna": warna, "contoh": contoh }));
        Ok(Done::new((), event))
    })
}

/// A code that can have a government of its own.
fn kode_daerah(teks: &str) -> Result<KodeWilayah, Galat> {
    let galat = || Galat::baru("PLT-022").dengan("nilai", teks);
    let kode: KodeWilayah = teks.parse().map_err(|_| galat())?;
    match kode.tingkat() {
        TingkatWilayah::Provinsi | TingkatWilayah::KabupatenKota => Ok(kode),
        TingkatWilayah::Kecamatan | TingkatWilayah::KelurahanDesa => Err(galat()),
    }
}

fn baca_identitas(tx: &mut balai_store::Tx<'_>) -> Result<Option<Identitas>, Refusal> {
    let baris = tx.one(&BACA_DAERAH, &[], |r| {
        Ok((r.text(0)?, r.text(1)?, r.text(2)?, r.text(3)?, r.text(4)?, r.bool(5)?))
    })?;
    let Some((kode, nama, pemda, zona, warna, contoh)) = baris else { return Ok(None) };
    let rusak =
        |apa: &str| Refusal::Internal(Kerusakan::baru(format!("table daerah: {apa} is not readable")));
    Ok(Some(Identitas {
        kode: kode.parse().map_err(|_| rusak("kode"))?,
        nama,
        pemda,
        zona: zona.parse().map_err(|_| rusak("zona"))?,
        warna,
        contoh,
    }))
}

/// Account of [`operator`]: a valid id that no clock and chance can make.
const AKUN_OPERATOR: &str = "00000000-0000-7000-8000-000000000000";

/// Whoever runs the command line: access to the machine is access to the data, so the roles that set up and
/// run a month are theirs; the journal tells this account from every other.
///
/// # Errors
/// Never in practice: the account's id is a constant that a test reads.
pub fn operator() -> Result<Aktor, Refusal> {
    let dasar = "akses ke mesin";
    mesin(AKUN_OPERATOR, "operator (baris perintah)", dasar, &[Peran::Admin, Peran::Bkpsdm])
}

/// Account of [`sistem`].
const AKUN_SISTEM: &str = "00000000-0000-7000-8000-000000000001";

/// Whoever acts by the clock: what a region's policy does to what people left undone. It signs in nowhere; its acts are
/// those of scheduled jobs and say so in the journal.
///
/// # Errors
/// Never in practice, as [`operator`].
pub fn sistem() -> Result<Aktor, Refusal> {
    mesin(AKUN_SISTEM, "sistem (pekerjaan terjadwal)", "kebijakan daerah pada parameter", &[Peran::Bkpsdm])
}

fn mesin(akun: &str, nama: &str, dasar: &str, peran: &[Peran]) -> Result<Aktor, Refusal> {
    let akun: Id =
        akun.parse().map_err(|_| Refusal::Internal(Kerusakan::baru("a built-in id is not readable")))?;
    let kewenangan = |peran| Kewenangan {
        peran,
        lingkup: Lingkup::Semua,
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::MIN,
        sampai: None,
        dasar: dasar.to_owned(),
        pendelegasi: None,
    };
    Ok(Aktor {
        akun,
        nip: None,
        nama: nama.to_owned(),
        peran: peran.iter().copied().map(kewenangan).collect(),
        hanya_akt: None,
    })
}
