//! What one cell means, for the words every file shares. Each reader takes what is clearly meant and refuses the rest.

use balai_kernel::{Galat, Golongan, Nip, StatusPtkp, Tanggal, teks};
use balai_organisasi::StatusPegawai;

use super::baca::{JenisSel, Sel, hampa};
use super::lipat::{lipat, rapikan};
use super::tanggal::{self, GalatTanggal, Saat, Urutan};

/// Refuses the error values of a spreadsheet, typed out or not, before anything else is read into them.
pub fn sehat<'a>(sel: Sel<'a>) -> Result<Sel<'a>, Galat> {
    const GALAT: [&str; 8] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];
    if sel.jenis == JenisSel::Galat || GALAT.iter().any(|g| sel.teks.eq_ignore_ascii_case(g)) {
        return Err(Galat::baru("KIN-114").dengan("nilai", sel.teks));
    }
    Ok(sel)
}

/// Takes off what spreadsheets put around a text to keep it a text: `="..."`, quotation marks, a leading apostrophe.
fn kupas(teks: &str) -> &str {
    let teks = teks.strip_prefix('=').filter(|t| t.starts_with('"')).unwrap_or(teks);
    teks.trim_matches(|c: char| hampa(c) || matches!(c, '"' | '\'' | '’' | '‘' | '`' | '´'))
}

/// An NIP. Blanks, dots and dashes between the groups, an apostrophe or a word `NIP` in front are taken off.
///
/// # Errors
/// `KIN-121` when the cell is a number of a workbook, whose last digits are gone; else what the kernel finds.
pub fn nip(sel: Sel<'_>) -> Result<Nip, Galat> {
    let sel = sehat(sel)?;
    if sel.jenis == JenisSel::Angka && sel.teks.len() > 15 {
        return Err(Galat::baru("KIN-121").dengan("nilai", sel.teks));
    }
    let isi = kupas(sel.teks);
    let awalan = isi.get(..3).filter(|a| a.eq_ignore_ascii_case("nip"));
    let isi = awalan.and_then(|_| isi.get(3..)).unwrap_or(isi);
    let mut polos: String = isi.chars().filter(|c| !hampa(*c) && *c != ':').collect();
    // dots and dashes only group digits; next to an E they belong to a number that lost its digits
    if polos.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '\'')) {
        polos.retain(|c| c.is_ascii_digit());
    }
    polos.parse().map_err(Galat::from)
}

/// A golongan, also as offices write it with the rank: `Penata (III/c)`, `Penata, III/c`.
///
/// # Errors
/// What the kernel finds.
pub fn golongan(sel: Sel<'_>) -> Result<Golongan, Galat> {
    let sel = sehat(sel)?;
    let isi = kupas(sel.teks);
    let dalam = isi.rsplit_once('(').and_then(|(_, d)| d.split_once(')')).map(|(d, _)| d);
    let ekor = isi.rsplit_once(',').map(|(_, e)| e);
    let galat = match isi.parse::<Golongan>() {
        Ok(g) => return Ok(g),
        Err(g) => g,
    };
    dalam.or(ekor).and_then(|t| t.parse().ok()).ok_or_else(|| galat.into())
}

/// A kelas jabatan, 1 to 17: `9`, `Kelas 9`, `9,0`, `09`, `IX`.
///
/// # Errors
/// `KIN-131` for anything else.
pub fn kelas(sel: Sel<'_>) -> Result<i64, Galat> {
    let sel = sehat(sel)?;
    let isi = kupas(sel.teks).to_ascii_lowercase();
    let isi = isi.strip_prefix("kelas").or_else(|| isi.strip_prefix("kls")).unwrap_or(&isi);
    let isi = isi.trim_matches(|c: char| hampa(c) || matches!(c, '.' | ':'));
    let romawi = || match isi.to_ascii_uppercase().parse::<Golongan>() {
        Ok(Golongan::Pppk(n)) => Some(i64::from(n)),
        _ => None,
    };
    bulat(isi)
        .or_else(romawi)
        .filter(|k| (1..=17).contains(k))
        .ok_or_else(|| Galat::baru("KIN-131").dengan("nilai", sel.teks))
}

/// A whole number of at most nine digits, with nothing but zeros behind a point or comma.
pub fn bulat(teks: &str) -> Option<i64> {
    let (utuh, pecahan) = teks.split_once(['.', ',']).unwrap_or((teks, "0"));
    let angka = |t: &str| !t.is_empty() && t.len() <= 9 && t.bytes().all(|b| b.is_ascii_digit());
    (angka(utuh) && angka(pecahan) && pecahan.len() <= 2 && pecahan.bytes().all(|b| b == b'0'))
        .then(|| utuh.parse().ok())
        .flatten()
}

/// An employment status.
///
/// # Errors
/// `KIN-140` for an unknown word.
pub fn status_pegawai(sel: Sel<'_>) -> Result<StatusPegawai, Galat> {
    let sel = sehat(sel)?;
    Ok(match lipat(sel.teks).as_str() {
        "pns" | "pegawai negeri sipil" | "asn pns" => StatusPegawai::Pns,
        "cpns" | "calon pns" | "calon pegawai negeri sipil" => StatusPegawai::Cpns,
        "pppk" | "p3k" | "asn pppk" | "pppk penuh waktu" | "pegawai pemerintah dengan perjanjian kerja" => {
            StatusPegawai::Pppk
        }
        "pppk paruh waktu" | "p3k paruh waktu" | "pppk pw" | "p3k pw" | "paruh waktu" => {
            StatusPegawai::PppkParuhWaktu
        }
        _ => return Err(Galat::baru("KIN-140").dengan("nilai", sel.teks)),
    })
}

/// A family status for tax.
///
/// # Errors
/// What the kernel finds.
pub fn ptkp(sel: Sel<'_>) -> Result<StatusPtkp, Galat> {
    kupas(sehat(sel)?.teks).parse().map_err(Galat::from)
}

/// A date. See [`tanggal::tanggal`].
///
/// # Errors
/// `KIN-132` for no date, `KIN-133` for a date that does not exist.
pub fn tanggal(sel: Sel<'_>, urutan: Urutan, tahun_kini: i16) -> Result<Tanggal, Galat> {
    let sel = sehat(sel)?;
    tanggal::tanggal(kupas(sel.teks), urutan, tahun_kini).map_err(|g| galat_tanggal(g, sel.teks))
}

/// A date that may have a time. See [`tanggal::saat`].
///
/// # Errors
/// As [`fn@tanggal`].
pub fn saat(sel: Sel<'_>, urutan: Urutan, tahun_kini: i16) -> Result<Saat, Galat> {
    let sel = sehat(sel)?;
    tanggal::saat(kupas(sel.teks), urutan, tahun_kini).map_err(|g| galat_tanggal(g, sel.teks))
}

/// A time of day in seconds since midnight. See [`tanggal::jam`].
///
/// # Errors
/// `KIN-192` for no time or one that does not exist.
pub fn jam(sel: Sel<'_>) -> Result<u32, Galat> {
    let sel = sehat(sel)?;
    tanggal::jam(kupas(sel.teks)).map_err(|_| Galat::baru("KIN-192").dengan("nilai", sel.teks))
}

fn galat_tanggal(g: GalatTanggal, nilai: &str) -> Galat {
    let kode = match g {
        GalatTanggal::TakTerbaca => "KIN-132",
        GalatTanggal::Mustahil => "KIN-133",
    };
    Galat::baru(kode).dengan("nilai", nilai)
}

/// A name or another short text, tidied.
///
/// # Errors
/// `KIN-114` for an error value, `KIN-118` for a text longer than `batas` letters, `INT-072` for a character that
/// changes how the text is shown. Line breaks and tabs inside a cell are blanks: spreadsheets wrap names.
pub fn nama(sel: Sel<'_>, batas: usize) -> Result<String, Galat> {
    let jadi = rapikan(sehat(sel)?.teks);
    teks::periksa(&jadi)?;
    if jadi.chars().count() > batas {
        return Err(Galat::baru("KIN-118").dengan("batas", batas));
    }
    Ok(jadi)
}

/// The path-safe code of a unit. A workbook turns `01.10` into 1.1 for good, so a number with a fraction is refused.
///
/// # Errors
/// `KIN-172` for letters a path cannot hold, `KIN-179` for a number with a fraction.
pub fn kode_unit(sel: Sel<'_>) -> Result<String, Galat> {
    let sel = sehat(sel)?;
    if sel.jenis == JenisSel::Angka && sel.teks.contains('.') {
        return Err(Galat::baru("KIN-179").dengan("nilai", sel.teks));
    }
    let isi: String = kupas(sel.teks).chars().filter(|c| !hampa(*c)).collect();
    let sah = (1..=40).contains(&isi.len())
        && isi.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        && isi.bytes().any(|b| b.is_ascii_alphanumeric());
    if sah { Ok(isi) } else { Err(Galat::baru("KIN-172").dengan("nilai", sel.teks)) }
}

/// Minutes of an activity, 1 to 1440: `90`, `90 menit`, `90,0`, `1 jam 30 menit`, `1,5 jam`.
///
/// # Errors
/// `KIN-200` for no number of minutes, `KIN-201` outside the range.
pub fn menit(sel: Sel<'_>) -> Result<u16, Galat> {
    let sel = sehat(sel)?;
    let tak = || Galat::baru("KIN-200").dengan("nilai", sel.teks);
    let luar = || Galat::baru("KIN-201").dengan("nilai", sel.teks);
    if sel.teks.starts_with('-') && bulat(sel.teks.trim_start_matches('-')).is_some() {
        return Err(luar());
    }
    let isi = kupas(sel.teks).to_ascii_lowercase();
    // a dot followed by three digits groups thousands; either reading of more than a day is out of range
    if isi.split_once('.').is_some_and(|(a, b)| bulat(a).is_some() && b.len() == 3 && bulat(b).is_some()) {
        return Err(luar());
    }
    let nilai = match isi.split_once("jam") {
        Some((jam, sisa)) => {
            let seperempat = perempat_jam(jam.trim()).ok_or_else(tak)?;
            let sisa = sisa.trim();
            let tambahan = if sisa.is_empty() { Some(0) } else { bulat(tanpa_satuan(sisa)) };
            seperempat * 15 + tambahan.ok_or_else(tak)?
        }
        None => bulat(tanpa_satuan(&isi)).ok_or_else(tak)?,
    };
    u16::try_from(nilai).ok().filter(|m| (1..=1440).contains(m)).ok_or_else(luar)
}

fn tanpa_satuan(teks: &str) -> &str {
    let teks = teks.trim();
    ["menit", "mnt", "min", "m", "'"].iter().find_map(|s| teks.strip_suffix(s)).unwrap_or(teks).trim()
}

/// Hours in quarters: `1`, `1,5`, `0.25`; anything finer is refused rather than rounded.
fn perempat_jam(teks: &str) -> Option<i64> {
    let (utuh, pecahan) = teks.split_once(['.', ',']).unwrap_or((teks, "0"));
    let sisa = match pecahan {
        "0" | "00" => 0,
        "25" => 1,
        "5" | "50" => 2,
        "75" => 3,
        _ => return None,
    };
    Some(bulat(utuh)? * 4 + sisa)
}

/// Where an activity stands. The numbers are those of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusAktivitas {
    /// Handed in, not judged yet.
    Diajukan = 1,
    /// Approved: the only one that counts.
    Disetujui = 2,
    /// Rejected.
    Ditolak = 3,
    /// Sent back to be corrected.
    Dikembalikan = 4,
    /// Not handed in yet.
    Draf = 5,
}

impl StatusAktivitas {
    /// The number the table keeps.
    pub fn nomor(self) -> u8 {
        match self {
            StatusAktivitas::Diajukan => 1,
            StatusAktivitas::Disetujui => 2,
            StatusAktivitas::Ditolak => 3,
            StatusAktivitas::Dikembalikan => 4,
            StatusAktivitas::Draf => 5,
        }
    }

    /// The status of a number of the table.
    pub fn dari_nomor(n: i64) -> Option<Self> {
        Some(match n {
            1 => StatusAktivitas::Diajukan,
            2 => StatusAktivitas::Disetujui,
            3 => StatusAktivitas::Ditolak,
            4 => StatusAktivitas::Dikembalikan,
            5 => StatusAktivitas::Draf,
            _ => return None,
        })
    }

    /// The word packages and pages use.
    pub fn kode(self) -> &'static str {
        match self {
            StatusAktivitas::Diajukan => "diajukan",
            StatusAktivitas::Disetujui => "disetujui",
            StatusAktivitas::Ditolak => "ditolak",
            StatusAktivitas::Dikembalikan => "dikembalikan",
            StatusAktivitas::Draf => "draf",
        }
    }
}

/// Where an activity stands. A bare "ya" or "1" is refused: it says nothing about who approved what.
///
/// # Errors
/// `KIN-202` for an unknown word.
pub fn status_aktivitas(sel: Sel<'_>) -> Result<StatusAktivitas, Galat> {
    let sel = sehat(sel)?;
    // the words of nearly every row, without folding
    match sel.teks {
        "Disetujui" => return Ok(StatusAktivitas::Disetujui),
        "Diajukan" => return Ok(StatusAktivitas::Diajukan),
        "Ditolak" => return Ok(StatusAktivitas::Ditolak),
        _ => {}
    }
    Ok(match lipat(sel.teks).as_str() {
        "disetujui" | "setuju" | "di setujui" | "acc" | "approved" | "approve" | "terverifikasi"
        | "diverifikasi" | "verified" | "sudah diverifikasi" | "telah disetujui" | "sudah disetujui"
        | "valid" => StatusAktivitas::Disetujui,
        "diajukan"
        | "di ajukan"
        | "menunggu"
        | "menunggu verifikasi"
        | "menunggu persetujuan"
        | "pending"
        | "submitted"
        | "belum diverifikasi"
        | "belum disetujui"
        | "belum verifikasi"
        | "proses"
        | "diproses"
        | "dalam proses"
        | "dikirim"
        | "terkirim" => StatusAktivitas::Diajukan,
        "ditolak" | "di tolak" | "tolak" | "rejected" | "reject" | "tidak disetujui" | "tidak setuju" => {
            StatusAktivitas::Ditolak
        }
        "dikembalikan" | "di kembalikan" | "kembali" | "returned" | "revisi" | "perlu perbaikan"
        | "perbaikan" => StatusAktivitas::Dikembalikan,
        "draf" | "draft" | "konsep" => StatusAktivitas::Draf,
        _ => return Err(Galat::baru("KIN-202").dengan("nilai", sel.teks)),
    })
}

/// The direction of a punch: 0 in, 1 out, 2 to 5 break and overtime as ZKTeco machines number them, 9 not said.
///
/// # Errors
/// `KIN-195` for an unknown word.
pub fn arah(sel: Sel<'_>) -> Result<u8, Galat> {
    let sel = sehat(sel)?;
    Ok(match sel.teks {
        "0" => 0,
        "1" => 1,
        "2" => 2,
        "3" => 3,
        "4" => 4,
        "5" => 5,
        "" | "255" | "-" => 9,
        _ => match lipat(sel.teks).as_str() {
            "masuk" | "in" | "c in" | "check in" | "checkin" | "datang" | "scan masuk" | "absen masuk"
            | "i" => 0,
            "pulang" | "keluar" | "out" | "c out" | "check out" | "checkout" | "scan pulang"
            | "scan keluar" | "absen pulang" | "o" => 1,
            "istirahat keluar" | "break out" | "out back" | "mulai istirahat" => 2,
            "istirahat masuk" | "break in" | "selesai istirahat" => 3,
            "lembur masuk" | "overtime in" | "ot in" => 4,
            "lembur keluar" | "lembur pulang" | "overtime out" | "ot out" => 5,
            _ => return Err(Galat::baru("KIN-195").dengan("nilai", sel.teks)),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn teks(t: &str) -> Sel<'_> {
        Sel { teks: t, jenis: JenisSel::Teks }
    }

    #[test]
    fn an_nip_is_read_through_what_offices_put_around_it() {
        for t in [
            "198609262015051001",
            "'198609262015051001",
            "19860926 201505 1 001",
            "19860926\u{a0}201505\u{a0}1\u{a0}001",
            "19860926.201505.1.001",
            "19860926-201505-1-001",
            "NIP. 19860926 201505 1 001",
            "NIP: 198609262015051001",
            "=\"198609262015051001\"",
            "198609262015051001\u{200b}",
            "’198609262015051001",
        ] {
            assert_eq!(nip(teks(t)).map(|n| n.to_string()), Ok("198609262015051001".to_owned()), "{t}");
        }
    }

    #[test]
    fn a_number_that_lost_its_digits_is_no_nip() {
        let angka = Sel { teks: "198609262015051000", jenis: JenisSel::Angka };
        assert_eq!(nip(angka).unwrap_err().kode, "KIN-121");
        for t in [
            "1,98609E+17",
            "1.98609E+17",
            "198609262015051001.0",
            "19860926201505100",
            "１９８６０９２６２０１５０５１００１",
            "JUMLAH",
            "",
        ] {
            assert!(nip(teks(t)).is_err(), "{t}");
        }
    }

    #[test]
    fn classes_ranks_and_status() {
        for t in ["9", "Kelas 9", "kelas: 9", "9,0", "9.00", "09", "IX", "kls. 9"] {
            assert_eq!(kelas(teks(t)), Ok(9), "{t}");
        }
        for t in ["18", "0", "9,5", "-9", "sembilan", "9 A", "#N/A", "99999999999"] {
            assert!(kelas(teks(t)).is_err(), "{t}");
        }
        for t in ["III/c", "IIIc", "III.c", "Penata (III/c)", "Penata, III/c", "'III/c"] {
            assert_eq!(golongan(teks(t)).map(|g| g.to_string()), Ok("III/c".to_owned()), "{t}");
        }
        assert!(golongan(teks("V/z")).is_err());
        assert_eq!(status_pegawai(teks("p3k")), Ok(StatusPegawai::Pppk));
        assert!(status_pegawai(teks("Aktif")).is_err());
        assert!(ptkp(teks("K/4")).is_err());
    }

    #[test]
    fn minutes_are_whole_and_fit_a_day() {
        for t in ["90", "90 menit", "90,0", "90'", "1 jam 30 menit", "1,5 jam", "90 mnt"] {
            assert_eq!(menit(teks(t)), Ok(90), "{t}");
        }
        for t in ["0", "-30", "1441", "1.440", "24 jam 1 menit"] {
            assert_eq!(menit(teks(t)).unwrap_err().kode, "KIN-201", "{t}");
        }
        for t in ["", "90,5", "01:30", "satu jam", "1,3 jam", "1e2"] {
            assert_eq!(menit(teks(t)).unwrap_err().kode, "KIN-200", "{t}");
        }
    }

    #[test]
    fn words_of_approval() {
        assert_eq!(status_aktivitas(teks("DISETUJUI ")), Ok(StatusAktivitas::Disetujui));
        assert_eq!(status_aktivitas(teks("Belum Diverifikasi")), Ok(StatusAktivitas::Diajukan));
        assert_eq!(status_aktivitas(teks("Tidak disetujui")), Ok(StatusAktivitas::Ditolak));
        for t in ["", "ya", "1", "TRUE", "selesai"] {
            assert_eq!(status_aktivitas(teks(t)).unwrap_err().kode, "KIN-202", "{t}");
        }
        assert_eq!(arah(teks("C/Out")), Ok(1));
        assert_eq!(arah(teks("255")), Ok(9));
        assert!(arah(teks("hilir")).is_err());
    }
}
