//! The one extension point of the house: what an application gives, and what a route is.

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use balai_kernel::{Aktor, Bahasa, EntriKode};
use balai_platform::dokumen::{Dokumen, Pengganti};
use balai_platform::parameter::Parameter;
use balai_platform::{Akt, AktEntri, Catatan, Pelaksana, Refusal, Region};
use balai_store::{Migration, Sql};

use crate::{Beranda, GalatWeb, KelompokTemuan, Konteks, OperasiApi, Pencarian, Pintasan, Rangka};

/// An application. The wiring holds a list of these and asks nothing else of them.
pub trait App: Send + Sync {
    /// Short lower-case name, also the prefix of its acts and message keys: `kinerja`.
    fn id(&self) -> &'static str;

    /// Its tables, oldest first.
    fn migrations(&self) -> Vec<Migration> {
        Vec::new()
    }

    /// Every SQL statement it can run, so that a test can prepare each on both databases.
    fn statements(&self) -> Vec<&'static Sql> {
        Vec::new()
    }

    /// What can be done in it, and by whom.
    fn acts(&self) -> &'static [AktEntri];

    /// What a region sets for it, with dates and legal bases; see [`balai_platform::parameter`]. The text `app-ID` is its
    /// name above them.
    fn parameters(&self) -> &'static [Parameter] {
        &[]
    }

    /// Its pages and API; the list *is* the router.
    fn routes(&self) -> Vec<Rute>;

    /// Its places in the rail and the bottom bar.
    fn menu(&self) -> Vec<ButirMenu> {
        Vec::new()
    }

    /// How many things wait for this person at each of its menu paths. Runs with every page: one cheap
    /// read. Only what waits for *this* person in their present role counts.
    fn menunggu(&self, _daerah: &Region, _aktor: &Aktor) -> Vec<(&'static str, u32)> {
        Vec::new()
    }

    /// Paths of its menu that this region does not use, by its own parameters: they are left out of every menu. Runs with
    /// every page: one cheap read. Their pages still answer, saying where the thing is done instead.
    fn tersembunyi(&self, _daerah: &Region) -> Vec<&'static str> {
        Vec::new()
    }

    /// Its background jobs: what acts queue, and what comes by the clock. The text `kerja-NAME`, dots as hyphens, says
    /// what one does.
    fn jobs(&self) -> Vec<Pelaksana> {
        Vec::new()
    }

    /// What it puts on this person's home page. Runs on a blocking thread, once per view of that page.
    ///
    /// # Errors
    /// What its reads refuse with; being allowed nothing is no error but an empty answer.
    fn beranda(&self, _k: &Konteks, _daerah: &Region, _aktor: &Aktor) -> Result<Beranda, GalatWeb> {
        Ok(Beranda::default())
    }

    /// Pages of it that people ask for in words of their own; those of the menu are found without.
    fn pintasan(&self) -> Vec<Pintasan> {
        Vec::new()
    }

    /// What it finds for this person, a group per kind. Runs on a blocking thread, with every few letters somebody
    /// types: read what [`Pencarian::bagian`] asks for and no more.
    ///
    /// # Errors
    /// What its reads refuse with; being allowed nothing is no error but an empty answer.
    fn cari(
        &self,
        _k: &Konteks,
        _daerah: &Region,
        _aktor: &Aktor,
        _dicari: &Pencarian,
    ) -> Result<Vec<KelompokTemuan>, GalatWeb> {
        Ok(Vec::new())
    }

    /// What this person has to do before their roles open anything, when their session may less than their roles: said in
    /// place of a refusal that speaks of tokens.
    fn dahulu(&self, _k: &Konteks, _aktor: &Aktor) -> Option<GalatWeb> {
        None
    }

    /// The account meant by what people type (an account name, a staff number), for searches of the others.
    ///
    /// # Errors
    /// The store's failure.
    fn cari_akun(&self, _daerah: &Region, _teks: &str) -> Result<Option<String>, Refusal> {
        Ok(None)
    }

    /// What was done to `sasaran` as far as this person may read it, newest first, at most `banyak`; `None` from
    /// an application that keeps no such history. See [`crate::linimasa::riwayat`].
    ///
    /// # Errors
    /// [`Refusal::Denied`] for somebody who may read none.
    fn riwayat(
        &self,
        _daerah: &Region,
        _aktor: &Aktor,
        _sasaran: &str,
        _banyak: u32,
    ) -> Result<Option<Vec<Catatan>>, Refusal> {
        Ok(None)
    }

    /// What its things are called: of these targets, as its events name them (`akses.akun/..`), those it knows, each
    /// with the words for it. Runs on a blocking thread, once for a page of rows; one read transaction for all.
    ///
    /// # Errors
    /// The store's failure.
    fn sebut(
        &self,
        _daerah: &Region,
        _aktor: &Aktor,
        _sasaran: &[String],
        _bahasa: Bahasa,
    ) -> Result<Vec<(String, String)>, Refusal> {
        Ok(Vec::new())
    }

    /// Of a document this application gave out: the newer version of what it states, if there is one, printed or not.
    ///
    /// # Errors
    /// The store's failure.
    fn pengganti(&self, _daerah: &Region, _dokumen: &Dokumen) -> Result<Option<Pengganti>, Refusal> {
        Ok(None)
    }

    /// Fluent texts of its pages, one per language. A key `LABEL-ket` beside a menu word is its sentence on the
    /// home page.
    fn locales(&self) -> [(Bahasa, &'static str); 2];

    /// Its error codes with their sentences.
    fn errors(&self) -> &'static [EntriKode] {
        &[]
    }

    /// The machine-readable side of its `/api` routes.
    fn openapi(&self) -> Vec<OperasiApi> {
        Vec::new()
    }
}

/// Who may open a route. There is no default: each route says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Akses {
    /// Anybody, signed in or not.
    Umum,
    /// Anybody who is signed in, in whatever role.
    Masuk,
    /// Whoever holds a valid grant of a role that may do this act. The act itself still decides on its target.
    Akt(Akt),
}

impl From<Akt> for Akses {
    fn from(akt: Akt) -> Self {
        Akses::Akt(akt)
    }
}

/// HTTP method of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metode {
    /// Reads; answers HEAD too.
    Get,
    /// Acts.
    Post,
    /// Replaces (API only; forms have no PUT).
    Put,
    /// Removes (API only).
    Delete,
}

impl Metode {
    /// As written in HTTP.
    pub fn nama(self) -> &'static str {
        match self {
            Metode::Get => "GET",
            Metode::Post => "POST",
            Metode::Put => "PUT",
            Metode::Delete => "DELETE",
        }
    }

    fn saringan(self) -> MethodFilter {
        match self {
            Metode::Get => MethodFilter::GET,
            Metode::Post => MethodFilter::POST,
            Metode::Put => MethodFilter::PUT,
            Metode::Delete => MethodFilter::DELETE,
        }
    }
}

/// One route: method, path, who may, and the function that answers.
#[derive(Clone)]
pub struct Rute {
    /// HTTP method.
    pub metode: Metode,
    /// Path with parameters in braces: `/tunjangan/{periode}`. Paths under `/api/` speak JSON.
    pub jalur: &'static str,
    /// Who may open it.
    pub akses: Akses,
    pub(crate) penjawab: MethodRouter<Rangka>,
}

impl Rute {
    /// A page or a JSON reading.
    pub fn get<H, T>(jalur: &'static str, akses: impl Into<Akses>, penjawab: H) -> Self
    where
        H: Handler<T, Rangka>,
        T: 'static,
    {
        Self::baru(Metode::Get, jalur, akses, penjawab)
    }

    /// A form's target or a JSON act.
    pub fn post<H, T>(jalur: &'static str, akses: impl Into<Akses>, penjawab: H) -> Self
    where
        H: Handler<T, Rangka>,
        T: 'static,
    {
        Self::baru(Metode::Post, jalur, akses, penjawab)
    }

    /// A route of any method.
    pub fn baru<H, T>(metode: Metode, jalur: &'static str, akses: impl Into<Akses>, penjawab: H) -> Self
    where
        H: Handler<T, Rangka>,
        T: 'static,
    {
        Rute { metode, jalur, akses: akses.into(), penjawab: on(metode.saringan(), penjawab) }
    }
}

impl std::fmt::Debug for Rute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.metode.nama(), self.jalur, self.akses)
    }
}

/// A place in the rail from 1024 px and in the bottom bar on phones.
#[derive(Debug, Clone, Copy)]
pub struct ButirMenu {
    /// Where it leads; it is current for every page at or below this path.
    pub jalur: &'static str,
    /// Message key of its word.
    pub label: &'static str,
    /// Name of its icon, see [`fn@crate::ikon`].
    pub ikon: &'static str,
    /// Shown to whom; as for a route.
    pub akses: Akses,
    /// Order, small first. The bottom bar shows the first five.
    pub urutan: u16,
}
