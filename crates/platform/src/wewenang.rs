//! Who may do what: a table a clerk can read, and one pure function over it.
//!
//! Applications declare their acts as [`AktEntri`] constants. A grant ([`Kewenangan`]) gives a person a
//! role within a jurisdiction for a time. [`decide`] puts the two together with a target; it reads no
//! clock and no database, always answers, and when it refuses it says which fact was missing.

use std::fmt;

use balai_kernel::{
    Aktor, Bahasa, Galat, Id, Jalur, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Nip, Peran, Tanggal,
};

/// How near a grant must come to the target of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Jangkauan {
    /// One's own account, such as signing in: any valid grant is enough.
    Akun,
    /// A person's own affairs: a grant over oneself is enough, so is one over the unit or the territory.
    Diri,
    /// Affairs of a unit or territory: the grant must cover it; being the subject is never enough.
    Unit,
    /// Affairs of the whole region: only a grant over all of it.
    Daerah,
}

impl Jangkauan {
    /// How the table of authority writes it.
    pub fn nama(self) -> &'static str {
        match self {
            Jangkauan::Akun => "akun",
            Jangkauan::Diri => "diri",
            Jangkauan::Unit => "unit",
            Jangkauan::Daerah => "daerah",
        }
    }
}

/// One act: what it is called, which roles may do it, and how far a grant must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AktEntri {
    /// Dotted, lower case, application first: `kinerja.slip.baca`. Written in the journal for ever.
    pub id: &'static str,
    /// Said in Indonesian, as it follows "boleh ...".
    pub label_id: &'static str,
    /// Said in English, as it follows "may ...".
    pub label_en: &'static str,
    /// The roles that may; a person needs one of them.
    pub peran: &'static [Peran],
    /// How far the grant must reach.
    pub lingkup: Jangkauan,
}

/// Last words of acts that read; the only ones a [`Peran::Pemeriksa`] may do beyond their own account.
const KATA_BACA: [&str; 8] = ["baca", "cari", "lihat", "ekspor", "unduh", "verifikasi", "bukti", "periksa"];

impl AktEntri {
    /// Whether the act only reads, by the last word of its id. A new act that reads ends in one of the words
    /// above; whatever else it ends in counts as a change.
    pub fn hanya_baca(&self) -> bool {
        self.id.rsplit('.').next().is_some_and(|kata| KATA_BACA.contains(&kata))
    }

    /// Whether this role may do this act: it is listed, and an inspector changes nothing but their own account.
    pub fn untuk(&self, peran: Peran) -> bool {
        let terbuka = peran != Peran::Pemeriksa || self.lingkup == Jangkauan::Akun || self.hanya_baca();
        terbuka && self.peran.contains(&peran)
    }

    /// What it is called in this language.
    pub fn label(&self, bahasa: Bahasa) -> &'static str {
        bahasa.pilih(self.label_id, self.label_en)
    }
}

/// An act as it is handed around: always a constant of some application's table.
pub type Akt = &'static AktEntri;

/// What an act is done to, and when. The jurisdiction columns are those of the row as it was at the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sasaran {
    /// The person concerned.
    pub nip: Option<Nip>,
    /// The unit concerned.
    pub jalur_unit: Option<Jalur>,
    /// The territory concerned.
    pub wilayah: Option<KodeWilayah>,
    /// The day of the act on the region's wall, see [`Region::hari_ini`](crate::Region::hari_ini): grants
    /// begin and end at its midnight, to the second.
    pub pada: Tanggal,
    /// The account that proposed what is decided on here: it may not decide itself.
    pub pengusul: Option<Id>,
    /// People whose own affairs this is (declared relatives too): they may not decide either.
    pub berkepentingan: Vec<Nip>,
}

impl Sasaran {
    /// The whole region.
    pub fn daerah(pada: Tanggal) -> Self {
        Sasaran {
            nip: None,
            jalur_unit: None,
            wilayah: None,
            pada,
            pengusul: None,
            berkepentingan: Vec::new(),
        }
    }

    /// A unit and what belongs to it.
    pub fn unit(jalur: Jalur, pada: Tanggal) -> Self {
        Sasaran { jalur_unit: Some(jalur), ..Sasaran::daerah(pada) }
    }

    /// A person, who sits in a unit.
    pub fn orang(nip: Nip, jalur: Jalur, pada: Tanggal) -> Self {
        Sasaran { nip: Some(nip), ..Sasaran::unit(jalur, pada) }
    }

    /// A territory, such as a kelurahan.
    pub fn wilayah(kode: KodeWilayah, pada: Tanggal) -> Self {
        Sasaran { wilayah: Some(kode), ..Sasaran::daerah(pada) }
    }

    /// For approving, verifying, assessing: whoever proposed it may not.
    #[must_use]
    pub fn diusulkan(mut self, oleh: Id) -> Self {
        self.pengusul = Some(oleh);
        self
    }

    /// For deciding about a person: not that person. Call it after the person is set.
    #[must_use]
    pub fn bukan_diri(mut self) -> Self {
        self.berkepentingan.extend(self.nip.clone());
        self
    }

    /// For deciding about a person: not those who declared to be related to them.
    #[must_use]
    pub fn bukan_kerabat(mut self, kerabat: impl IntoIterator<Item = Nip>) -> Self {
        self.berkepentingan.extend(kerabat);
        self
    }
}

/// Proof that [`decide`] said yes, with the capacity in which. Only `decide` makes one, and an
/// [`Event`](crate::Event) needs one: an act that nobody decided on cannot be recorded, hence not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Putusan {
    akt: Akt,
    akun: Id,
    nama: String,
    kewenangan: Kewenangan,
    jalur_unit: Option<Jalur>,
}

impl Putusan {
    /// The act decided on.
    pub fn akt(&self) -> Akt {
        self.akt
    }

    /// The account that acts.
    pub fn akun(&self) -> &Id {
        &self.akun
    }

    /// The actor's name as it was.
    pub fn nama(&self) -> &str {
        &self.nama
    }

    /// The role that made it allowed.
    pub fn peran(&self) -> Peran {
        self.kewenangan.peran
    }

    /// The grant that made it allowed.
    pub fn kewenangan(&self) -> &Kewenangan {
        &self.kewenangan
    }

    /// The unit of the target, if it had one.
    pub fn jalur_unit(&self) -> Option<&Jalur> {
        self.jalur_unit.as_ref()
    }

    /// Role, capacity and jurisdiction as the journal keeps them: `bkpsdm @ semua`, `atasan (plt) @ unit:01/`.
    pub fn kapasitas(&self) -> String {
        let Kewenangan { peran, lingkup, kapasitas, .. } = &self.kewenangan;
        match kapasitas {
            Kapasitas::Definitif => format!("{peran} @ {lingkup}"),
            lain => format!("{peran} ({lain}) @ {lingkup}"),
        }
    }
}

/// Why not. The variants are ordered from the vaguest to the most telling; the most telling is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Penolakan {
    /// No grant carries a role that may do this.
    TanpaPeran {
        /// What was asked for.
        akt: Akt,
    },
    /// A role that may, but its time has not come.
    BelumBerlaku {
        /// What was asked for.
        akt: Akt,
        /// The first day of the earliest such grant.
        sejak: Tanggal,
    },
    /// A role that may, but its time is over.
    Berakhir {
        /// What was asked for.
        akt: Akt,
        /// The last day of the latest such grant.
        sampai: Tanggal,
    },
    /// A valid role that may, but the target lies outside.
    LuarLingkup {
        /// What was asked for.
        akt: Akt,
        /// The jurisdictions the actor does hold for this act.
        lingkup: Vec<Lingkup>,
    },
    /// All would be well, but the actor proposed it themselves.
    PengusulSendiri {
        /// What was asked for.
        akt: Akt,
    },
    /// All would be well, but it is the actor's own affair, or a relative's.
    Berkepentingan {
        /// What was asked for.
        akt: Akt,
    },
    /// The token was made for other acts.
    LuarToken {
        /// What was asked for.
        akt: Akt,
    },
}

impl Penolakan {
    /// The act that was refused.
    pub fn akt(&self) -> Akt {
        match self {
            Penolakan::TanpaPeran { akt }
            | Penolakan::BelumBerlaku { akt, .. }
            | Penolakan::Berakhir { akt, .. }
            | Penolakan::LuarLingkup { akt, .. }
            | Penolakan::PengusulSendiri { akt }
            | Penolakan::Berkepentingan { akt }
            | Penolakan::LuarToken { akt } => akt,
        }
    }

    /// The refusal as code and values, to be shown with [`KODE`](crate::KODE).
    pub fn galat(&self) -> Galat {
        let akt = self.akt();
        match self {
            Penolakan::TanpaPeran { .. } => {
                let peran: Vec<String> = akt.peran.iter().map(ToString::to_string).collect();
                Galat::baru("PLT-001").dengan("akt", akt.label_id).dengan("peran", peran.join(", "))
            }
            Penolakan::Berakhir { sampai, .. } => {
                Galat::baru("PLT-002").dengan("akt", akt.label_id).dengan("sampai", sampai)
            }
            Penolakan::BelumBerlaku { sejak, .. } => {
                Galat::baru("PLT-003").dengan("akt", akt.label_id).dengan("sejak", sejak)
            }
            Penolakan::LuarLingkup { lingkup, .. } => {
                let lingkup: Vec<String> = lingkup.iter().map(ToString::to_string).collect();
                Galat::baru("PLT-004").dengan("akt", akt.label_id).dengan("lingkup", lingkup.join(", "))
            }
            Penolakan::PengusulSendiri { .. } => Galat::baru("PLT-005").dengan("akt", akt.label_id),
            Penolakan::Berkepentingan { .. } => Galat::baru("PLT-006").dengan("akt", akt.label_id),
            Penolakan::LuarToken { .. } => Galat::baru("PLT-007").dengan("akt", akt.label_id),
        }
    }
}

impl fmt::Display for Penolakan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.galat().fmt(f)
    }
}

impl std::error::Error for Penolakan {}

/// Whether `aktor` may do `akt` to `sasaran`; pure and total.
///
/// Of several grants that allow it the narrowest is taken as the capacity, so that somebody who is also
/// an administrator reads their own slip as themselves.
///
/// # Errors
/// [`Penolakan`] with the most telling reason.
pub fn decide(aktor: &Aktor, akt: Akt, sasaran: &Sasaran) -> Result<Putusan, Penolakan> {
    let berlaku = berlaku(aktor, akt, sasaran.pada)?;
    let cukup = berlaku
        .iter()
        .filter(|k| mencakup(&k.lingkup, akt.lingkup, sasaran))
        .min_by_key(|k| (luas(&k.lingkup), k.kapasitas));
    let Some(kewenangan) = cukup else {
        let lingkup = berlaku.iter().map(|k| k.lingkup.clone()).collect();
        return Err(Penolakan::LuarLingkup { akt, lingkup });
    };
    if sasaran.pengusul.as_ref() == Some(&aktor.akun) {
        return Err(Penolakan::PengusulSendiri { akt });
    }
    if aktor.nip.as_ref().is_some_and(|nip| sasaran.berkepentingan.contains(nip)) {
        return Err(Penolakan::Berkepentingan { akt });
    }
    Ok(Putusan {
        akt,
        akun: aktor.akun.clone(),
        nama: aktor.nama.clone(),
        kewenangan: (*kewenangan).clone(),
        jalur_unit: sasaran.jalur_unit.clone(),
    })
}

/// The jurisdictions within which `aktor` may do `akt` at `pada`: what a list page reads within.
/// Never empty; jurisdictions too near for the act are left out, and so are those within another one: whoever
/// holds two letters over the same unit sees each row once.
///
/// # Errors
/// [`Penolakan`] when there is none, with the most telling reason.
pub fn lingkup_untuk(aktor: &Aktor, akt: Akt, pada: Tanggal) -> Result<Vec<Lingkup>, Penolakan> {
    let berlaku = berlaku(aktor, akt, pada)?;
    let cukup: Vec<Lingkup> = berlaku
        .iter()
        .filter(|k| dapat_mencakup(&k.lingkup, akt.lingkup))
        .map(|k| k.lingkup.clone())
        .collect();
    if cukup.is_empty() {
        let lingkup = berlaku.iter().map(|k| k.lingkup.clone()).collect();
        return Err(Penolakan::LuarLingkup { akt, lingkup });
    }
    Ok(ringkas(cukup))
}

/// The same reach without jurisdictions that lie within another one, in the order given.
fn ringkas(semua: Vec<Lingkup>) -> Vec<Lingkup> {
    let mut jadi: Vec<Lingkup> = Vec::new();
    for satu in semua {
        if jadi.iter().all(|ada| !ada.mencakup(&satu)) {
            jadi.retain(|ada| !satu.mencakup(ada));
            jadi.push(satu);
        }
    }
    jadi
}

/// The grants of a role that may do `akt` and that are valid at `pada`; never empty.
fn berlaku(aktor: &Aktor, akt: Akt, pada: Tanggal) -> Result<Vec<&Kewenangan>, Penolakan> {
    if aktor.hanya_akt.as_ref().is_some_and(|daftar| daftar.iter().all(|id| id != akt.id)) {
        return Err(Penolakan::LuarToken { akt });
    }
    let berperan: Vec<&Kewenangan> = aktor.peran.iter().filter(|k| akt.untuk(k.peran)).collect();
    let berlaku: Vec<&Kewenangan> = berperan.iter().copied().filter(|k| k.berlaku(pada)).collect();
    if !berlaku.is_empty() {
        return Ok(berlaku);
    }
    let berakhir = berperan.iter().filter_map(|k| k.sampai).filter(|sampai| *sampai < pada).max();
    if let Some(sampai) = berakhir {
        return Err(Penolakan::Berakhir { akt, sampai });
    }
    match berperan.iter().map(|k| k.sejak).min() {
        Some(sejak) => Err(Penolakan::BelumBerlaku { akt, sejak }),
        None => Err(Penolakan::TanpaPeran { akt }),
    }
}

/// Whether a grant of this jurisdiction could allow an act of this reach at all.
fn dapat_mencakup(lingkup: &Lingkup, jangkauan: Jangkauan) -> bool {
    match (lingkup, jangkauan) {
        (Lingkup::Semua, _) | (_, Jangkauan::Akun | Jangkauan::Diri) => true,
        (Lingkup::Unit(_) | Lingkup::Wilayah(_), Jangkauan::Unit) => true,
        (Lingkup::Diri(_), Jangkauan::Unit) => false,
        (_, Jangkauan::Daerah) => false,
    }
}

/// Whether the jurisdiction reaches this target.
fn mencakup(lingkup: &Lingkup, jangkauan: Jangkauan, sasaran: &Sasaran) -> bool {
    jangkauan == Jangkauan::Akun
        || dapat_mencakup(lingkup, jangkauan)
            && lingkup.memuat(
                sasaran.jalur_unit.as_ref().map_or("", Jalur::as_str),
                sasaran.wilayah.as_ref().map_or("", KodeWilayah::as_str),
                sasaran.nip.as_ref().map_or("", Nip::as_str),
            )
}

/// Narrow before wide; of two units the deeper one.
fn luas(lingkup: &Lingkup) -> (u8, std::cmp::Reverse<usize>) {
    match lingkup {
        Lingkup::Diri(_) => (0, std::cmp::Reverse(0)),
        Lingkup::Unit(jalur) => (1, std::cmp::Reverse(jalur.as_str().len())),
        Lingkup::Wilayah(kode) => (2, std::cmp::Reverse(kode.as_str().len())),
        Lingkup::Semua => (3, std::cmp::Reverse(0)),
    }
}
