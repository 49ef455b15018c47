//! The judgements: facts in, a finding out. Nothing here reads a file, a clock or a database.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use balai_kernel::{Bahasa, KodeWilayah, Waktu};
use balai_store::{Distance, Health};

use super::{Nilai, Temuan};

/// Free space below which a month's run may not fit, and below which nothing does, in bytes.
const RUANG: (u64, u64) = (2 << 30, 256 << 20);
/// Available memory below which a month's run is slow, and below which it fails, in bytes.
const MEMORI: (u64, u64) = (512 << 20, 128 << 20);
/// A write-ahead log above this is not being taken in, in bytes.
const LOG: u64 = 256 << 20;
/// Age of the last backup after which somebody should look, and after which there is none worth the name.
const CADANGAN: (i64, i64) = (26 * JAM, 7 * 24 * JAM);
/// Age of the last checkpoint, while events come in, after which the daily one was missed.
const TITIK: i64 = 26 * JAM;
/// How far the clock may be behind the last event.
const JAM_MUNDUR: i64 = 5 * 60_000;
/// No installation is older than this: a clock before it lost its battery. 2026-01-01, in milliseconds.
const TERDINI: i64 = 1_767_225_600_000;
const JAM: i64 = 3_600_000;

fn mb(bita: u64) -> String {
    format!("{} MB", bita >> 20)
}

fn jam(ms: i64) -> i64 {
    ms / JAM
}

/// Owner and permissions of the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hak {
    /// User id of its owner.
    pub pemilik: u32,
    /// Permission bits.
    pub mode: u32,
}

/// The configuration reads.
pub fn konfigurasi(galat: Option<&str>, berkas: &str, b: Bahasa) -> Temuan {
    match galat {
        None => Temuan::baik("konfigurasi", berkas),
        Some(galat) => Temuan::baru(
            "konfigurasi",
            Nilai::Rusak,
            galat,
            b.pilih(
                "Perbaiki berkas itu; kuncinya di docs/konfigurasi.md.",
                "Correct it; keys stand in docs/konfigurasi.md.",
            ),
        ),
    }
}

/// The data folder belongs to whoever runs this, and to nobody else.
pub fn folder_data(tempat: &str, hak: Option<Hak>, saya: u32, b: Bahasa) -> Temuan {
    let temuan = |nilai, keadaan: String, saran: String| Temuan::baru("folder", nilai, keadaan, saran);
    match hak {
        None => temuan(
            Nilai::Rusak,
            format!("{tempat} {}", b.pilih("tidak ada", "does not exist")),
            format!("install -d -m 700 -o balai -g balai {tempat}"),
        ),
        Some(h) if h.pemilik != saya => temuan(
            Nilai::Rusak,
            match b {
                Bahasa::Id => format!("{tempat} milik pengguna {}, dijalankan oleh {saya}", h.pemilik),
                Bahasa::En => format!("{tempat} belongs to user {}, run by {saya}", h.pemilik),
            },
            match b {
                Bahasa::Id => {
                    format!("Jalankan sebagai pemiliknya (sudo -u balai), atau chown -R balai: {tempat}")
                }
                Bahasa::En => format!("Run as its owner (sudo -u balai), or chown -R balai: {tempat}"),
            },
        ),
        Some(h) if h.mode & 0o027 != 0 => {
            temuan(Nilai::Ingat, format!("{tempat} {:o}", h.mode & 0o777), format!("chmod 700 {tempat}"))
        }
        Some(_) => Temuan::baik("folder", tempat),
    }
}

/// Where the folder should be is a file.
pub fn bukan_folder(tempat: &str, b: Bahasa) -> Temuan {
    let keadaan = format!("{tempat} {}", b.pilih("adalah berkas, bukan folder", "is a file, not a folder"));
    let saran = b.pilih(
        "Isi [data] tempat dengan folder; berkas basis data dibuat di dalamnya.",
        "Set [data] tempat to a folder; the database files are made in it.",
    );
    Temuan::baru("folder", Nilai::Rusak, keadaan, saran)
}

/// Room on the disk of `tempat`.
pub fn ruang(tempat: &str, bebas: Option<u64>, b: Bahasa) -> Temuan {
    let Some(bebas) = bebas else {
        let saran = b.pilih("Periksa dengan df -h.", "Look with df -h.");
        return Temuan::baru("ruang", Nilai::Ingat, format!("{tempat}: ?"), saran);
    };
    let nilai = tingkat(bebas, RUANG);
    let saran = if nilai == Nilai::Baik {
        ""
    } else {
        b.pilih(
            "Pindahkan cadangan lama, bersihkan log, atau perbesar cakram; lihat docs/operasi.md, Cakram penuh.",
            "Move old backups, clear logs, or enlarge the disk; see docs/operasi.md.",
        )
    };
    Temuan::baru("ruang", nilai, format!("{tempat}: {} {}", mb(bebas), b.pilih("bebas", "free")), saran)
}

fn tingkat(ada: u64, (ingat, rusak): (u64, u64)) -> Nilai {
    match ada {
        n if n < rusak => Nilai::Rusak,
        n if n < ingat => Nilai::Ingat,
        _ => Nilai::Baik,
    }
}

/// Memory that is to be had.
pub fn memori(ada: Option<u64>, b: Bahasa) -> Temuan {
    let Some(ada) = ada else { return Temuan::baik("memori", "?") };
    let nilai = tingkat(ada, MEMORI);
    let saran = match nilai {
        Nilai::Baik => "",
        _ => b.pilih("Hentikan program lain atau tambah memori.", "Stop other programs or add memory."),
    };
    Temuan::baru("memori", nilai, format!("{} {}", mb(ada), b.pilih("tersedia", "available")), saran)
}

/// The database answers, with its version; SQLite's file is sound and its log is taken in. `berkas` for SQLite, which has no
/// server that could be down.
pub fn basis_data(h: Result<&Health, &str>, berkas: bool, b: Bahasa) -> Temuan {
    let temuan = |nilai, keadaan: String, saran: &str| Temuan::baru("basis_data", nilai, keadaan, saran);
    match h {
        Err(galat) => temuan(
            Nilai::Rusak,
            galat.to_owned(),
            if berkas {
                b.pilih(
                    "Hentikan server, periksa pemilik berkasnya dan cakramnya; bila berkasnya rusak, salin ke tempat aman lalu pulihkan cadangan terakhir (docs/operasi.md).",
                    "Stop the server, check who owns the file and its disk; if the file is damaged, copy it to a safe place, then restore the last backup (docs/operasi.md).",
                )
            } else {
                b.pilih(
                    "Periksa alamat, sandi, dan apakah server basis data berjalan.",
                    "Check the address, the password, and whether the database server runs.",
                )
            },
        ),
        Ok(h) => {
            let nama = format!("{} {}", h.engine, h.version);
            match (&h.damage, h.log_bytes.unwrap_or(0)) {
                (Some(rusak), _) => temuan(
                    Nilai::Rusak,
                    format!("{nama}: {rusak}"),
                    b.pilih(
                        "Hentikan server, salin berkasnya ke tempat aman, lalu pulihkan cadangan terakhir.",
                        "Stop the server, copy the file to a safe place, then restore the last backup.",
                    ),
                ),
                (None, log) if log > LOG => temuan(
                    Nilai::Ingat,
                    format!("{nama}, log {}", mb(log)),
                    b.pilih(
                        "Ada pembaca yang sangat lama terbuka: mulai ulang server di luar jam kerja.",
                        "A reader stays open very long: restart the server outside working hours.",
                    ),
                ),
                (None, _) => Temuan::baik("basis_data", nama),
            }
        }
    }
}

/// The schema is the program's.
pub fn skema(d: &Distance, b: Bahasa) -> Temuan {
    if !d.ahead.is_empty() {
        let saran = b.pilih(
            "Data ditulis program yang lebih baru: pasang program itu kembali.",
            "A newer program wrote the data: install that one again.",
        );
        return Temuan::baru("skema", Nilai::Rusak, d.ahead.join(", "), saran);
    }
    if d.behind.is_empty() {
        return Temuan::baik("skema", b.pilih("sesuai program", "as the program's"));
    }
    let saran = b.pilih(
        "Buat cadangan, lalu mulai `balai serve`: langkah yang kurang dijalankan saat daerah dibuka.",
        "Take a backup, then start `balai serve`: missing steps run when the region is opened.",
    );
    Temuan::baru("skema", Nilai::Ingat, d.behind.join(", "), saran)
}

/// The journal holds, and its last checkpoint is no older than a day while events come in. `titik`: events it covers
/// and when.
pub fn jurnal(
    cacat: Option<&str>,
    peristiwa: u64,
    titik: Option<(u64, Waktu)>,
    kini: Waktu,
    b: Bahasa,
) -> Temuan {
    if let Some(cacat) = cacat {
        let saran = b.pilih(
            "Jangan mengubah apa pun; salin basis datanya, bandingkan dengan titik periksa di luar mesin (docs/operasi.md, Insiden).",
            "Change nothing; copy the database and compare with checkpoints kept elsewhere (docs/operasi.md).",
        );
        return Temuan::baru("jurnal", Nilai::Rusak, cacat, saran);
    }
    let saran = || {
        b.pilih(
            "balai journal checkpoint --region KODE --data TEMPAT",
            "balai journal checkpoint --region CODE --data PLACE",
        )
    };
    match titik {
        None => {
            let keadaan = b.pilih("utuh, belum ada titik periksa", "intact, no checkpoint yet");
            Temuan::baru("jurnal", Nilai::Ingat, keadaan, saran())
        }
        Some((n, pada)) if n < peristiwa && kini.milidetik() - pada.milidetik() > TITIK => {
            let umur = jam(kini.milidetik() - pada.milidetik());
            let keadaan = match b {
                Bahasa::Id => format!("utuh, titik periksa terakhir {umur} jam lalu"),
                Bahasa::En => format!("intact, last checkpoint {umur} hours ago"),
            };
            Temuan::baru("jurnal", Nilai::Ingat, keadaan, saran())
        }
        Some(_) => Temuan::baik(
            "jurnal",
            match b {
                Bahasa::Id => format!("utuh, {peristiwa} peristiwa tersegel"),
                Bahasa::En => format!("intact, {peristiwa} sealed events"),
            },
        ),
    }
}

/// There is a backup, and it is fresh. `terakhir` is when the newest was taken; the folder is `None` when none is set.
pub fn cadangan(folder: Option<&str>, terakhir: Option<Waktu>, kini: Waktu, b: Bahasa) -> Temuan {
    let Some(folder) = folder else {
        let keadaan = b.pilih("folder cadangan belum diatur", "no folder of backups is set");
        let saran = b.pilih(
            "Isi [cadangan] folder di balai.toml dan aktifkan balai-cadangan.timer.",
            "Set [cadangan] folder in balai.toml and enable balai-cadangan.timer.",
        );
        return Temuan::baru("cadangan", Nilai::Ingat, keadaan, saran);
    };
    let saran = || {
        b.pilih(
            "Jalankan `balai backup`; periksa systemctl status balai-cadangan.timer.",
            "Run `balai backup`; look at systemctl status balai-cadangan.timer.",
        )
    };
    let Some(terakhir) = terakhir else {
        let keadaan = format!("{folder}: {}", b.pilih("belum ada", "none yet"));
        return Temuan::baru("cadangan", Nilai::Rusak, keadaan, saran());
    };
    let umur = kini.milidetik() - terakhir.milidetik();
    let keadaan = match b {
        Bahasa::Id => format!("{folder}: terakhir {} jam lalu", jam(umur)),
        Bahasa::En => format!("{folder}: last one {} hours ago", jam(umur)),
    };
    match umur {
        u if u > CADANGAN.1 => Temuan::baru("cadangan", Nilai::Rusak, keadaan, saran()),
        u if u > CADANGAN.0 => Temuan::baru("cadangan", Nilai::Ingat, keadaan, saran()),
        _ => Temuan::baik("cadangan", keadaan),
    }
}

/// No job was put aside.
pub fn pekerjaan(gagal: i64, b: Bahasa) -> Temuan {
    if gagal == 0 {
        return Temuan::baik("pekerjaan", b.pilih("tidak ada yang gagal", "none has failed"));
    }
    let keadaan = format!("{gagal} {}", b.pilih("pekerjaan latar gagal", "background jobs have failed"));
    let saran = b.pilih(
        "Baca sebabnya di halaman pekerjaan, perbaiki, lalu ulangi dari sana.",
        "Read why on the page of jobs, mend it, and repeat them there.",
    );
    Temuan::baru("pekerjaan", Nilai::Ingat, keadaan, saran)
}

/// The clock is neither before every installation nor behind what was recorded last.
pub fn waktu(kini: Waktu, peristiwa_terakhir: Option<Waktu>, zona: &str, b: Bahasa) -> Temuan {
    let mundur = peristiwa_terakhir.map_or(0, |p| p.milidetik() - kini.milidetik());
    let saran = || b.pilih("Aktifkan NTP: timedatectl set-ntp true", "Turn on NTP: timedatectl set-ntp true");
    if kini.milidetik() < TERDINI || mundur > JAM_MUNDUR {
        let keadaan = match b {
            Bahasa::Id => format!("jam mesin {kini}, {} menit di belakang jurnal", mundur.max(0) / 60_000),
            Bahasa::En => {
                format!("the clock says {kini}, {} minutes behind the journal", mundur.max(0) / 60_000)
            }
        };
        return Temuan::baru("waktu", Nilai::Rusak, keadaan, saran());
    }
    Temuan::baik("waktu", format!("{kini}, {zona}"))
}

/// At least two administrators.
pub fn admin(banyak: usize, diundang: usize, b: Bahasa) -> Temuan {
    let mut keadaan = format!("{banyak} {}", b.pilih("admin", "administrators"));
    let belum = diundang.saturating_sub(banyak);
    if belum > 0 {
        let kata = b.pilih("diundang dan belum menulis kata sandi", "invited and without a password yet");
        keadaan = format!("{keadaan}, {belum} {kata}");
        if diundang >= 2 {
            let saran = b.pilih(
                "Serahkan tautan undangannya; yang lewat tiga hari diganti dengan balai akun tautan NAMA.",
                "Hand over the links; one older than three days is replaced by balai akun tautan NAME.",
            );
            let nilai = if banyak >= 2 { Nilai::Baik } else { Nilai::Ingat };
            return match nilai {
                Nilai::Baik => Temuan::baik("admin", keadaan),
                nilai => Temuan::baru("admin", nilai, keadaan, saran),
            };
        }
    }
    let saran = b.pilih(
        "Tambah admin kedua: balai init --region KODE --data TEMPAT --akun NAMA --nama \"Nama Orang\" --dasar \"SK\"",
        "Add a second one: balai init --region CODE --data PLACE --akun NAME --nama \"Name\" --dasar \"decree\"",
    );
    match diundang {
        0 => Temuan::baru("admin", Nilai::Rusak, keadaan, saran),
        1 => Temuan::baru("admin", Nilai::Ingat, keadaan, saran),
        _ => Temuan::baik("admin", keadaan),
    }
}

/// Each region can be found by its host name, and each name has its region.
pub fn nama_tuan(ada: &[KodeWilayah], tuan: &BTreeMap<KodeWilayah, Vec<String>>, b: Bahasa) -> Temuan {
    if ada.is_empty() {
        let keadaan = b.pilih("belum ada daerah", "there is no region");
        return Temuan::baru("nama_tuan", Nilai::Rusak, keadaan, "balai init --help");
    }
    if let Some(tanpa) = tuan.keys().find(|k| !ada.contains(k)) {
        let keadaan = format!("[daerah.\"{tanpa}\"]: {}", b.pilih("tidak ada datanya", "has no data"));
        let saran =
            b.pilih("Hapus bagian itu, atau buat daerahnya.", "Remove that section, or make the region.");
        return Temuan::baru("nama_tuan", Nilai::Rusak, keadaan, saran);
    }
    // a single region answers every name
    let bisu = ada.iter().find(|k| ada.len() > 1 && tuan.get(k).is_none_or(Vec::is_empty));
    if let Some(bisu) = bisu {
        let keadaan = format!("{bisu}: {}", b.pilih("tanpa nama tuan", "without a host name"));
        let saran = format!("[daerah.\"{bisu}\"]\ntuan = [\"balai.contoh.go.id\"]");
        return Temuan::baru("nama_tuan", Nilai::Rusak, keadaan, saran);
    }
    Temuan::baik("nama_tuan", ada.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// Who holds the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// Nobody.
    Bebas,
    /// A server of ours that says it is well.
    Balai,
    /// Somebody else, or one of ours that does not answer.
    Lain,
}

/// The port is ours or free.
pub fn port(alamat: SocketAddr, siapa: Port, b: Bahasa) -> Temuan {
    match siapa {
        Port::Bebas => Temuan::baik("port", format!("{alamat} {}", b.pilih("bebas", "free"))),
        Port::Balai => {
            Temuan::baik("port", format!("{alamat} {}", b.pilih("Balai berjalan", "Balai is running")))
        }
        Port::Lain => Temuan::baru(
            "port",
            Nilai::Rusak,
            format!("{alamat} {}", b.pilih("dipakai program lain", "is used by another program")),
            format!("ss -ltnp 'sport = :{}'", alamat.port()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const B: Bahasa = Bahasa::Id;

    fn pada(ms: i64) -> Waktu {
        Waktu::dari_milidetik(ms).unwrap()
    }

    #[test]
    fn a_configuration_reads_or_does_not() {
        assert_eq!(konfigurasi(None, "balai.toml", B).nilai, Nilai::Baik);
        assert_eq!(konfigurasi(Some("CLI-014"), "balai.toml", B).nilai, Nilai::Rusak);
    }

    #[test]
    fn a_folder_is_there_ours_and_closed() {
        let hak = |pemilik, mode| Some(Hak { pemilik, mode });
        let nilai = |hak| folder_data("/data", hak, 7, B).nilai;
        assert_eq!(nilai(hak(7, 0o700)), Nilai::Baik);
        assert_eq!(nilai(hak(7, 0o750)), Nilai::Baik, "the group may look");
        assert_eq!(nilai(hak(7, 0o755)), Nilai::Ingat);
        assert_eq!(nilai(hak(0, 0o700)), Nilai::Rusak);
        assert_eq!(nilai(None), Nilai::Rusak);
    }

    #[test]
    fn room_and_memory_have_two_thresholds() {
        let nilai = |n| ruang("/", Some(n), B).nilai;
        assert_eq!(
            (nilai(10 << 30), nilai(1 << 30), nilai(1 << 20)),
            (Nilai::Baik, Nilai::Ingat, Nilai::Rusak)
        );
        assert_eq!(ruang("/", None, B).nilai, Nilai::Ingat);
        let nilai = |n| memori(Some(n), B).nilai;
        assert_eq!(
            (nilai(1 << 30), nilai(256 << 20), nilai(1 << 20)),
            (Nilai::Baik, Nilai::Ingat, Nilai::Rusak)
        );
    }

    #[test]
    fn a_database_answers_is_sound_and_takes_in_its_log() {
        let h = |damage: Option<&str>, log| Health {
            engine: "SQLite",
            version: "3".into(),
            damage: damage.map(Into::into),
            log_bytes: Some(log),
        };
        assert_eq!(basis_data(Ok(&h(None, 0)), true, B).nilai, Nilai::Baik);
        assert_eq!(basis_data(Ok(&h(None, 1 << 30)), true, B).nilai, Nilai::Ingat);
        assert_eq!(basis_data(Ok(&h(Some("page 3"), 0)), true, B).nilai, Nilai::Rusak);
        let server = basis_data(Err("refused"), false, B);
        let berkas = basis_data(Err("file is not a database"), true, B);
        assert_eq!((server.nilai, berkas.nilai), (Nilai::Rusak, Nilai::Rusak));
        assert!(server.saran.contains("server basis data") && berkas.saran.contains("pulihkan cadangan"));
        assert_eq!(bukan_folder("/etc/passwd", B).nilai, Nilai::Rusak);
    }

    #[test]
    fn a_schema_is_behind_ahead_or_right() {
        let d = |behind: &[&str], ahead: &[&str]| Distance {
            behind: behind.iter().map(ToString::to_string).collect(),
            ahead: ahead.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(skema(&d(&[], &[]), B).nilai, Nilai::Baik);
        assert_eq!(skema(&d(&["a 2"], &[]), B).nilai, Nilai::Ingat);
        assert_eq!(skema(&d(&["a 2"], &["b 9"]), B).nilai, Nilai::Rusak);
    }

    #[test]
    fn a_journal_holds_and_has_a_fresh_checkpoint() {
        let kini = pada(TERDINI + 100 * JAM);
        let lama = pada(TERDINI);
        assert_eq!(jurnal(Some("peristiwa 3"), 5, None, kini, B).nilai, Nilai::Rusak);
        assert_eq!(jurnal(None, 5, None, kini, B).nilai, Nilai::Ingat);
        assert_eq!(jurnal(None, 5, Some((4, lama)), kini, B).nilai, Nilai::Ingat);
        assert_eq!(jurnal(None, 5, Some((5, lama)), kini, B).nilai, Nilai::Baik, "nothing happened since");
        assert_eq!(jurnal(None, 5, Some((4, kini)), kini, B).nilai, Nilai::Baik);
    }

    #[test]
    fn a_backup_is_set_up_there_and_fresh() {
        let kini = pada(TERDINI + 1_000 * JAM);
        let umur = |j: i64| cadangan(Some("/b"), Some(pada(kini.milidetik() - j * JAM)), kini, B).nilai;
        assert_eq!((umur(3), umur(30), umur(200)), (Nilai::Baik, Nilai::Ingat, Nilai::Rusak));
        assert_eq!(cadangan(None, None, kini, B).nilai, Nilai::Ingat);
        assert_eq!(cadangan(Some("/b"), None, kini, B).nilai, Nilai::Rusak);
    }

    #[test]
    fn failed_jobs_and_missing_administrators_are_told() {
        assert_eq!((pekerjaan(0, B).nilai, pekerjaan(2, B).nilai), (Nilai::Baik, Nilai::Ingat));
        assert_eq!(
            (admin(0, 0, B).nilai, admin(1, 1, B).nilai, admin(2, 2, B).nilai),
            (Nilai::Rusak, Nilai::Ingat, Nilai::Baik)
        );
    }

    #[test]
    fn a_clock_is_not_behind_what_was_recorded() {
        let kini = pada(TERDINI + JAM);
        assert_eq!(waktu(kini, Some(pada(TERDINI)), "WIB", B).nilai, Nilai::Baik);
        assert_eq!(waktu(kini, Some(pada(TERDINI + 2 * JAM)), "WIB", B).nilai, Nilai::Rusak);
        assert_eq!(waktu(pada(0), None, "WIB", B).nilai, Nilai::Rusak);
    }

    #[test]
    fn every_region_can_be_reached() {
        let kode = |k: &str| k.parse::<KodeWilayah>().unwrap();
        let tuan = |daftar: &[&str]| {
            daftar.iter().map(|k| (kode(k), vec![format!("{k}.go.id")])).collect::<BTreeMap<_, _>>()
        };
        let dua = [kode("32.73"), kode("32.77")];
        assert_eq!(nama_tuan(&dua[..1], &tuan(&[]), B).nilai, Nilai::Baik);
        assert_eq!(nama_tuan(&dua, &tuan(&["32.73", "32.77"]), B).nilai, Nilai::Baik);
        assert_eq!(nama_tuan(&dua, &tuan(&["32.73"]), B).nilai, Nilai::Rusak);
        assert_eq!(nama_tuan(&dua[..1], &tuan(&["32.77"]), B).nilai, Nilai::Rusak);
        assert_eq!(nama_tuan(&[], &tuan(&[]), B).nilai, Nilai::Rusak);
    }

    #[test]
    fn a_port_is_free_ours_or_somebody_elses() {
        let alamat = "127.0.0.1:8080".parse().unwrap();
        let nilai = |p| port(alamat, p, B).nilai;
        assert_eq!(
            (nilai(Port::Bebas), nilai(Port::Balai), nilai(Port::Lain)),
            (Nilai::Baik, Nilai::Baik, Nilai::Rusak)
        );
    }
}
