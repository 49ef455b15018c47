//! `balai.toml`: where the data lives, whom to answer, how much to bear. Law is never here: that is what packages
//! are for.

pub mod skema;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use balai_akses::SesiAkses;
use balai_kernel::{Galat, KodeWilayah};
use balai_platform::pemberitahuan::{Luar, Saluran, Smtp, Webhook};
use balai_shell::{BatasLaju, Laju};
use toml::de::{DeTable, DeValue};

use self::skema::{Jenis, Kunci, mirip};
use crate::galat::Gagal;
use crate::server::alamat::Jaringan;

/// Where a configuration is looked for when none is named.
const TEMPAT: [&str; 2] = ["balai.toml", "/etc/balai/balai.toml"];
/// A gateway's address as it should be.
const KAIT_CONTOH: &str = "http://127.0.0.1:8090/kirim";

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Konfigurasi {
    /// The file it was read from; none when the defaults hold.
    pub berkas: Option<PathBuf>,
    /// `[data]`
    pub data: Data,
    /// `[server]`
    pub server: Server,
    /// `[batas]`
    pub batas: Batas,
    /// `[log]`
    pub log: Log,
    /// `[cadangan]`
    pub cadangan: Cadangan,
    /// `[surel]`; none sends no e-mail.
    pub surel: Option<Smtp>,
    /// `[kait]`; none sends no messages to telephones.
    pub kait: Option<Kait>,
    /// `[daerah."32.73"]`: host names by territory code.
    pub daerah: BTreeMap<KodeWilayah, Vec<String>>,
}

/// Where the data lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// A folder or a `postgres://` address without a password.
    pub tempat: String,
    /// The file of PostgreSQL's password.
    pub sandi_berkas: Option<PathBuf>,
}

/// Whom to listen to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The address.
    pub alamat: IpAddr,
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Behind an HTTPS proxy.
    pub https: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proksi: Vec<Jaringan>,
    /// Health and measures; none switches them off.
    pub pengelola: Option<SocketAddr>,
}

/// How much to bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batas {
    /// Open connections.
    pub sambungan: usize,
    /// Open connections of one address.
    pub sambungan_per_alamat: usize,
    /// Time for a whole request head.
    pub kepala: Duration,
    /// Time for the next piece of a body, and for a reader who stopped reading.
    pub isi: Duration,
    /// Bytes a second a body must reach on average.
    pub isi_bita_per_detik: u64,
    /// Time for one answer.
    pub jawaban: Duration,
    /// Largest body, in bytes.
    pub kiriman: usize,
    /// Time to finish what is under way after being asked to stop.
    pub tutup: Duration,
    /// Rates of addresses and accounts.
    pub laju: BatasLaju,
}

/// A gateway to telephones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kait {
    /// `http://host:port/path`.
    pub alamat: String,
    /// The file of the secret that signs.
    pub rahasia_berkas: PathBuf,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Log {
    /// One JSON object a line instead of text.
    pub json: bool,
    /// The least severe level written.
    pub tingkat: tracing::Level,
}

/// Where backups go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadangan {
    /// Their folder.
    pub folder: Option<PathBuf>,
    /// The file of their secret; without it they are not encrypted.
    pub kunci_berkas: Option<PathBuf>,
    /// How many of each region stay; 0 for all.
    pub simpan: u32,
}

impl Konfigurasi {
    /// What holds when nothing is written.
    ///
    /// # Errors
    /// Never: the defaults of the table are read by a test.
    pub fn bawaan() -> Result<Self, Gagal> {
        Self::dari_teks("", Path::new(""))
    }

    /// The file named, or the first of the usual ones that exists, or the defaults.
    ///
    /// # Errors
    /// `CLI-001` when a named file cannot be read, `CLI-016` and `CLI-014` for what is wrong in it.
    pub fn muat(berkas: Option<&Path>) -> Result<Self, Gagal> {
        let biasa = || TEMPAT.iter().map(Path::new).find(|p| p.exists());
        let Some(berkas) = berkas.or_else(biasa) else { return Self::bawaan() };
        let teks = std::fs::read_to_string(berkas).map_err(|sebab| {
            Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", sebab)
        })?;
        let mut jadi = Self::dari_teks(&teks, berkas)?;
        jadi.berkas = Some(berkas.to_owned());
        Ok(jadi)
    }

    /// From the text of a file; its name is for messages.
    ///
    /// # Errors
    /// As [`Konfigurasi::muat`].
    pub fn dari_teks(teks: &str, berkas: &Path) -> Result<Self, Gagal> {
        let nilai = Nilai::baca(teks, berkas)?;
        let detik = |nama| nilai.bilangan("batas", nama).map(Duration::from_secs);
        let laju = |a, b| {
            Ok::<_, Gagal>(Laju { per_menit: nilai.kecil("batas", a)?, sekaligus: nilai.kecil("batas", b)? })
        };
        let jalur =
            |bagian, nama| nilai.teks(bagian, nama).map(|t| (!t.is_empty()).then(|| PathBuf::from(t)));
        Ok(Konfigurasi {
            berkas: None,
            data: Data {
                tempat: nilai.teks("data", "tempat")?,
                sandi_berkas: jalur("data", "sandi_berkas")?,
            },
            server: Server {
                alamat: nilai.urai("server", "alamat", "127.0.0.1")?,
                port: nilai.urai("server", "port", "8080")?,
                https: nilai.ya("server", "https")?,
                proksi: nilai.daftar("server", "proksi", "10.0.0.0/8")?,
                pengelola: match nilai.teks("server", "pengelola")?.as_str() {
                    "" => None,
                    _ => Some(nilai.urai("server", "pengelola", "127.0.0.1:9180")?),
                },
            },
            batas: Batas {
                sambungan: nilai.ukuran("sambungan")?,
                sambungan_per_alamat: nilai.ukuran("sambungan_per_alamat")?,
                kepala: detik("kepala_detik")?,
                isi: detik("isi_detik")?,
                isi_bita_per_detik: nilai.bilangan("batas", "isi_bita_per_detik")?,
                jawaban: detik("jawaban_detik")?,
                kiriman: nilai.ukuran("kiriman_mb")?.saturating_mul(1 << 20),
                tutup: detik("tutup_detik")?,
                laju: BatasLaju {
                    alamat: laju("alamat_per_menit", "alamat_sekaligus")?,
                    akun: laju("akun_per_menit", "akun_sekaligus")?,
                    masuk: laju("masuk_per_menit", "masuk_sekaligus")?,
                },
            },
            log: Log {
                json: match nilai.teks("log", "bentuk")?.as_str() {
                    "teks" => false,
                    "json" => true,
                    lain => return Err(nilai.salah("log", "bentuk", lain, "teks, json")),
                },
                tingkat: nilai.urai("log", "tingkat", "error, warn, info, debug")?,
            },
            cadangan: Cadangan {
                folder: jalur("cadangan", "folder")?,
                kunci_berkas: jalur("cadangan", "kunci_berkas")?,
                simpan: nilai.kecil("cadangan", "simpan")?,
            },
            surel: nilai.surel()?,
            kait: nilai.kait()?,
            daerah: nilai.daerah()?,
        })
    }

    /// How notifications leave the house, and where their links lead.
    ///
    /// # Errors
    /// `CLI-001` when the gateway's secret cannot be read, `CLI-016` when its address is none.
    pub fn luar(&self) -> Result<Luar, Gagal> {
        let mut saluran: Vec<Arc<dyn Saluran>> = Vec::new();
        if let Some(smtp) = &self.surel {
            saluran.push(Arc::new(smtp.clone()));
        }
        if let Some(kait) = &self.kait {
            let rahasia = baca_rahasia(&kait.rahasia_berkas)?;
            let berkas = self.berkas.as_deref().unwrap_or(Path::new("balai.toml"));
            let salah = || salah_baca(berkas, 0, ("alamat", &kait.alamat, KAIT_CONTOH));
            saluran.push(Arc::new(Webhook::baru(&kait.alamat, rahasia.as_bytes()).ok_or_else(salah)?));
        }
        let skema = if self.server.https { "https" } else { "http" };
        let situs = self
            .daerah
            .iter()
            .filter_map(|(kode, tuan)| Some((kode.clone(), format!("{skema}://{}", tuan.first()?))));
        Ok(Luar { saluran, situs: situs.collect(), penerima: Some(Arc::new(SesiAkses)) })
    }

    /// The address of the data, with the password of its file.
    ///
    /// # Errors
    /// `CLI-001` when the password's file cannot be read.
    pub fn alamat_data(&self) -> Result<String, Gagal> {
        let Some(berkas) = &self.data.sandi_berkas else { return Ok(self.data.tempat.clone()) };
        let sandi = baca_rahasia(berkas)?;
        let sandi: String = sandi.bytes().map(|b| format!("%{b:02X}")).collect();
        let sambung = if self.data.tempat.contains('?') { '&' } else { '?' };
        Ok(format!("{}{sambung}password={sandi}", self.data.tempat))
    }
}

/// A secret out of its file, without the line's end.
///
/// # Errors
/// `CLI-001` when it cannot be read or is empty.
pub fn baca_rahasia(berkas: &Path) -> Result<String, Gagal> {
    let salah =
        |sebab: String| Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", sebab);
    let isi = std::fs::read_to_string(berkas).map_err(|e| salah(e.to_string()))?;
    let isi = isi.trim_end_matches(['\r', '\n']);
    if isi.is_empty() { Err(salah("kosong / empty".to_owned()).into()) } else { Ok(isi.to_owned()) }
}

/// A value as written, with its line.
#[derive(Debug, Clone)]
enum Tulisan {
    Satu(String),
    Banyak(Vec<String>),
}

/// The values of a file over the defaults of the table.
struct Nilai<'a> {
    berkas: &'a Path,
    ada: BTreeMap<(String, String), (Tulisan, usize)>,
}

impl<'a> Nilai<'a> {
    fn baca(teks: &str, berkas: &'a Path) -> Result<Self, Gagal> {
        let baris = |letak: usize| teks.get(..letak).map_or(1, |t| t.matches('\n').count() + 1);
        let tabel = DeTable::parse(teks).map_err(|e| -> Gagal {
            let letak = e.span().map_or(1, |s| baris(s.start));
            Galat::baru("CLI-025").dengan("di", di(berkas, letak)).dengan("sebab", e.message()).into()
        })?;
        let mut nilai = Nilai { berkas, ada: BTreeMap::new() };
        for (bagian, isi) in tabel.get_ref() {
            let (nama, letak) = (bagian.get_ref().as_ref(), baris(bagian.span().start));
            if !skema::BAGIAN.iter().any(|(b, _)| *b == nama) {
                return Err(tak_dikenal(
                    berkas,
                    letak,
                    nama,
                    mirip(nama, skema::BAGIAN.iter().map(|(b, _)| *b)),
                ));
            }
            let DeValue::Table(isi) = isi.get_ref() else {
                return Err(salah_baca(
                    berkas,
                    letak,
                    (nama, &tertulis(isi.get_ref()), &format!("[{nama}]")),
                ));
            };
            for (kunci, isi) in isi {
                let letak = baris(kunci.span().start);
                match (nama, isi.get_ref()) {
                    ("daerah", DeValue::Table(satu)) => {
                        let awal = format!("daerah.{}", kunci.get_ref());
                        nilai.ada.insert((awal.clone(), String::new()), (Tulisan::Banyak(Vec::new()), letak));
                        for (kunci, isi) in satu {
                            nilai.simpan(&awal, kunci.get_ref(), isi.get_ref(), baris(kunci.span().start))?;
                        }
                    }
                    (_, isi) => nilai.simpan(nama, kunci.get_ref(), isi, letak)?,
                }
            }
        }
        Ok(nilai)
    }

    fn simpan(&mut self, bagian: &str, nama: &str, isi: &DeValue<'_>, baris: usize) -> Result<(), Gagal> {
        let umum = bagian.split('.').next().unwrap_or_default();
        let Some(kunci) = skema::cari(umum, nama) else {
            let ada = skema::KUNCI.iter().filter(|k| k.bagian == umum).map(|k| k.nama);
            return Err(tak_dikenal(self.berkas, baris, nama, mirip(nama, ada)));
        };
        let tulisan = match (kunci.jenis, isi) {
            (Jenis::Teks, DeValue::String(t)) => Some(Tulisan::Satu(t.to_string())),
            (Jenis::Bilangan(_), DeValue::Integer(n)) => Some(Tulisan::Satu(n.as_str().replace('_', ""))),
            (Jenis::YaTidak, DeValue::Boolean(y)) => Some(Tulisan::Satu(y.to_string())),
            (Jenis::Daftar, DeValue::Array(a)) => {
                let teks = a.iter().map(|s| match s.get_ref() {
                    DeValue::String(t) => Some(t.to_string()),
                    _ => None,
                });
                teks.collect::<Option<Vec<_>>>().map(Tulisan::Banyak)
            }
            _ => None,
        };
        let Some(tulisan) = tulisan else {
            return Err(salah_baca(self.berkas, baris, (nama, &tertulis(isi), kunci.contoh())));
        };
        self.ada.insert((bagian.to_owned(), nama.to_owned()), (tulisan, baris));
        Ok(())
    }

    fn satu(&self, bagian: &'static str, nama: &'static str) -> (String, usize) {
        match self.ada.get(&(bagian.to_owned(), nama.to_owned())) {
            Some((Tulisan::Satu(teks), baris)) => (teks.clone(), *baris),
            _ => (skema::cari(bagian, nama).map_or("", |k: &Kunci| k.bawaan).trim_matches('"').to_owned(), 0),
        }
    }

    fn teks(&self, bagian: &'static str, nama: &'static str) -> Result<String, Gagal> {
        Ok(self.satu(bagian, nama).0)
    }

    fn ya(&self, bagian: &'static str, nama: &'static str) -> Result<bool, Gagal> {
        self.urai(bagian, nama, "true, false")
    }

    fn urai<T: std::str::FromStr>(
        &self,
        bagian: &'static str,
        nama: &'static str,
        contoh: &str,
    ) -> Result<T, Gagal> {
        let (teks, _) = self.satu(bagian, nama);
        teks.parse().map_err(|_| self.salah(bagian, nama, &teks, contoh))
    }

    fn bilangan(&self, bagian: &'static str, nama: &'static str) -> Result<u64, Gagal> {
        let sedikit = match skema::cari(bagian, nama).map(|k| k.jenis) {
            Some(Jenis::Bilangan(n)) => n,
            _ => 0,
        };
        let (teks, _) = self.satu(bagian, nama);
        // a day in seconds and a disk in megabytes are both far below this
        let wajar = teks.parse().ok().filter(|n: &i64| *n >= sedikit && *n <= 1_000_000_000);
        let contoh = format!("{sedikit} .. 1000000000");
        wajar.and_then(|n| u64::try_from(n).ok()).ok_or_else(|| self.salah(bagian, nama, &teks, &contoh))
    }

    fn kecil(&self, bagian: &'static str, nama: &'static str) -> Result<u32, Gagal> {
        Ok(u32::try_from(self.bilangan(bagian, nama)?).unwrap_or(u32::MAX))
    }

    fn ukuran(&self, nama: &'static str) -> Result<usize, Gagal> {
        Ok(usize::try_from(self.bilangan("batas", nama)?).unwrap_or(usize::MAX))
    }

    fn daftar<T: std::str::FromStr>(&self, bagian: &str, nama: &str, contoh: &str) -> Result<Vec<T>, Gagal> {
        let Some((Tulisan::Banyak(ada), _)) = self.ada.get(&(bagian.to_owned(), nama.to_owned())) else {
            return Ok(Vec::new());
        };
        ada.iter().map(|t| t.parse().map_err(|_| self.salah(bagian, nama, t, contoh))).collect()
    }

    fn surel(&self) -> Result<Option<Smtp>, Gagal> {
        let [relai, dari, nama] = ["relai", "dari", "nama"].map(|n| self.satu("surel", n).0);
        if relai.is_empty() {
            return Ok(None);
        }
        let helo = if nama.is_empty() { dari.rsplit('@').next().unwrap_or_default() } else { &nama };
        let smtp = Smtp::baru(relai.clone(), &dari, helo);
        let smtp = smtp.ok_or_else(|| self.salah("surel", "dari", &dari, "balai@bandung.go.id"))?;
        match relai.rsplit_once(':').and_then(|(tuan, port)| Some((tuan, port.parse::<u16>().ok()?))) {
            Some((tuan, _)) if !tuan.is_empty() => Ok(Some(smtp)),
            _ => Err(self.salah("surel", "relai", &relai, "127.0.0.1:25")),
        }
    }

    fn kait(&self) -> Result<Option<Kait>, Gagal> {
        let [alamat, rahasia] = ["alamat", "rahasia_berkas"].map(|n| self.satu("kait", n).0);
        if alamat.is_empty() {
            return Ok(None);
        }
        // its form is known without the secret
        if Webhook::baru(&alamat, b"").is_none() {
            return Err(self.salah("kait", "alamat", &alamat, KAIT_CONTOH));
        }
        if rahasia.is_empty() {
            return Err(self.salah("kait", "rahasia_berkas", &rahasia, "/etc/balai/kait.rahasia"));
        }
        Ok(Some(Kait { alamat, rahasia_berkas: rahasia.into() }))
    }

    fn daerah(&self) -> Result<BTreeMap<KodeWilayah, Vec<String>>, Gagal> {
        let mut jadi = BTreeMap::new();
        let mut pemilik: BTreeMap<String, String> = BTreeMap::new();
        for ((bagian, nama), (_, baris)) in self.ada.iter().filter(|((_, n), _)| n.is_empty()) {
            let kode = bagian.strip_prefix("daerah.").unwrap_or_default();
            let sah = kode.parse().map_err(|_| self.salah(bagian, nama, kode, "[daerah.\"32.73\"]"))?;
            let tuan: Vec<String> = self.daftar(bagian, "tuan", "")?;
            for t in &tuan {
                if !nama_tuan(t) {
                    return Err(self.salah(
                        bagian,
                        "tuan",
                        t,
                        "balai.bandung.go.id, tanpa https:// dan tanpa /",
                    ));
                }
                if let Some(lain) = pemilik.insert(t.to_ascii_lowercase(), kode.to_owned()) {
                    let galat =
                        Galat::baru("CLI-027").dengan("di", di(self.berkas, *baris)).dengan("nama", t);
                    return Err(galat.dengan("daerah", format_args!("{lain}, {kode}")).into());
                }
            }
            jadi.insert(sah, tuan);
        }
        Ok(jadi)
    }

    fn salah(&self, bagian: &str, nama: &str, nilai: &str, contoh: &str) -> Gagal {
        let baris = self.ada.get(&(bagian.to_owned(), nama.to_owned())).map_or(0, |(_, b)| *b);
        if baris == 0 {
            let galat = Galat::baru("CLI-026").dengan("di", di(self.berkas, 0)).dengan("bagian", bagian);
            return galat.dengan("kunci", nama).dengan("contoh", contoh).into();
        }
        salah_baca(self.berkas, baris, (nama, nilai, contoh))
    }
}

/// Whether a browser could ask for this host: a name or an address, without scheme, port and path.
fn nama_tuan(t: &str) -> bool {
    let label =
        |l: &str| !l.is_empty() && l.len() <= 63 && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    t.len() <= 253 && (t.split('.').all(label) || t.parse::<std::net::Ipv6Addr>().is_ok())
}

/// A value as the file has it, shortened.
fn tertulis(isi: &DeValue<'_>) -> String {
    match isi {
        DeValue::String(t) => {
            format!("\"{}\"", balai_kernel::teks::aman(&t.chars().take(40).collect::<String>()))
        }
        DeValue::Integer(n) => n.as_str().to_owned(),
        DeValue::Float(n) => n.as_str().to_owned(),
        DeValue::Boolean(y) => y.to_string(),
        DeValue::Datetime(w) => w.to_string(),
        DeValue::Array(_) => "[..]".to_owned(),
        DeValue::Table(_) => "{..}".to_owned(),
    }
}

/// File and line; what is not written stands on none.
fn di(berkas: &Path, baris: usize) -> String {
    if baris == 0 { berkas.display().to_string() } else { format!("{}:{baris}", berkas.display()) }
}

/// A value that cannot be used: key, what is written, what may stand there.
fn salah_baca(berkas: &Path, baris: usize, (kunci, nilai, contoh): (&str, &str, &str)) -> Gagal {
    let galat = Galat::baru("CLI-016").dengan("di", di(berkas, baris)).dengan("kunci", kunci);
    galat.dengan("nilai", nilai).dengan("contoh", contoh).into()
}

fn tak_dikenal(berkas: &Path, baris: usize, kunci: &str, mirip: Option<&str>) -> Gagal {
    let galat = Galat::baru("CLI-014").dengan("di", di(berkas, baris));
    galat.dengan("kunci", kunci).dengan("mirip", mirip.unwrap_or("-")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baca(teks: &str) -> Result<Konfigurasi, String> {
        Konfigurasi::dari_teks(teks, Path::new("balai.toml")).map_err(|g| g.tampil(balai_kernel::Bahasa::Id))
    }

    #[test]
    fn letters_leave_only_by_a_way_that_is_wholly_described() {
        let kosong = baca("").unwrap();
        assert_eq!((kosong.surel.is_none(), kosong.luar().unwrap().saluran.len()), (true, 0));
        let surel = "[surel]\nrelai = \"127.0.0.1:25\"\ndari = \"balai@bandung.go.id\"\n";
        let daerah = "[server]\nhttps = true\n[daerah.\"32.73\"]\ntuan = [\"balai.bandung.go.id\"]\n";
        let luar = baca(&format!("{surel}{daerah}")).unwrap().luar().unwrap();
        let kode: KodeWilayah = "32.73".parse().unwrap();
        assert_eq!((luar.saluran.len(), luar.situs[&kode].as_str()), (1, "https://balai.bandung.go.id"));
        for (buruk, kata) in [
            ("[surel]\nrelai = \"127.0.0.1:25\"\n", "dari"),
            ("[surel]\nrelai = \"127.0.0.1\"\ndari = \"a@b.id\"\n", "relai"),
            ("[kait]\nalamat = \"https://gerbang.id/\"\n", "http://"),
            ("[kait]\nalamat = \"http://127.0.0.1:9/\"\n", "rahasia_berkas"),
        ] {
            let galat = baca(buruk).unwrap_err();
            assert!(galat.contains(kata), "{buruk}: {galat}");
        }
    }

    #[test]
    fn the_defaults_are_sound_and_an_empty_file_is_them() {
        let k = baca("").unwrap();
        assert_eq!((k.server.port, k.batas.sambungan, k.log.json), (8080, 2048, false));
        assert_eq!(
            k.batas.laju,
            BatasLaju::default(),
            "the shell's defaults and the written ones are the same"
        );
        assert_eq!(k.server.pengelola, Some("127.0.0.1:9180".parse().unwrap()));
    }

    #[test]
    fn what_is_written_holds() {
        let k = baca(
            "[server]\nport = 80\nproksi = [\"10.0.0.0/8\", \"::1\"]\npengelola = \"\"\n[log]\nbentuk = \"json\"\n\
             [batas]\nkiriman_mb = 1_0\n[daerah.\"32.73\"]\ntuan = [\"a.go.id\"]\n[daerah.\"32.77\"]\n",
        )
        .unwrap();
        assert_eq!((k.server.port, k.server.proksi.len(), k.server.pengelola), (80, 2, None));
        assert_eq!((k.batas.kiriman, k.log.json, k.daerah.len()), (10 << 20, true, 2));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_likely_word() {
        for (teks, cari) in [
            ("[server]\nprot = 1\n", ["balai.toml:2:", "prot", "Maksud Anda mungkin: port"]),
            ("\n[servr]\n", ["balai.toml:2:", "servr", "Maksud Anda mungkin: server"]),
            ("[daerah.\"32.73\"]\n\ntaun = []\n", ["balai.toml:3:", "taun", "tuan"]),
            ("[batas]\nxyzzy = 1\n", ["balai.toml:2:", "xyzzy", "Maksud Anda mungkin: -"]),
        ] {
            let galat = baca(teks).unwrap_err();
            assert!(cari.iter().all(|c| galat.contains(c)), "{galat}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_is_refused_with_its_line() {
        for (teks, cari) in [
            ("[server]\nport = \"80\"\n", ["balai.toml:2:", "port = \"80\"", "8080"]),
            ("[server]\nport = 70000\n", ["balai.toml:2:", "70000", "CLI-016"]),
            ("[server]\nalamat = \"rumah\"\n", ["balai.toml:2:", "rumah", "CLI-016"]),
            ("[batas]\nkepala_detik = 0\n", ["balai.toml:2:", "kepala_detik", "1 .."]),
            ("[log]\nbentuk = \"xml\"\n", ["balai.toml:2:", "xml", "CLI-016"]),
            ("[server]\nproksi = [\"10.0.0.0/33\"]\n", ["balai.toml:2:", "10.0.0.0/33", "CLI-016"]),
            (
                "[daerah.\"32.73\"]\ntuan = [\"https://a.go.id/\"]\n",
                ["balai.toml:2:", "https://a.go.id/", "https"],
            ),
            ("[daerah.\"32.73\"]\ntuan = [\"a b\"]\n", ["balai.toml:2:", "a b", "CLI-016"]),
            ("[daerah.\"32.73\"]\ntuan = [\"\"]\n", ["balai.toml:2:", "tuan", "CLI-016"]),
            ("server = 1\n", ["balai.toml:1:", "server = 1", "[server]"]),
            ("[server\nport = 1\n", ["balai.toml:1:", "TOML", "CLI-025"]),
            ("[surel]\nrelai = \"127.0.0.1:25\"\n", ["balai.toml:", "[surel] dari", "CLI-026"]),
        ] {
            let galat = baca(teks).unwrap_err();
            assert!(cari.iter().all(|c| galat.contains(c)), "{teks}: {galat}");
        }
        assert!(baca("[daerah.bandung]\n").is_err());
        let dua = "[daerah.\"32.73\"]\ntuan = [\"a\"]\n[daerah.\"32.77\"]\ntuan = [\"A\"]\n";
        assert!(baca(dua).unwrap_err().contains("32.73, 32.77"), "one name, one region");
    }

    #[test]
    fn a_password_comes_from_its_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let berkas = folder.path().join("sandi");
        std::fs::write(&berkas, "a&b=c\n").unwrap();
        let teks =
            format!("[data]\ntempat = \"postgres://u@h/d\"\nsandi_berkas = \"{}\"\n", berkas.display());
        let k = baca(&teks).unwrap();
        assert_eq!(k.alamat_data().unwrap(), "postgres://u@h/d?password=%61%26%62%3D%63");
        std::fs::write(&berkas, "\n").unwrap();
        assert!(k.alamat_data().is_err());
    }
}
