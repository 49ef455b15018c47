//! The log of the attendance machines, and whose number each number is.

use std::collections::HashMap;

use balai_kernel::{Galat, Nip, Tanggal};

use super::baca::{BacaCari, Baris, Bentuk, Cara, GalatBaca, Pemisah, Sel, Tabel, hampa};
use super::hasil::Laporan;
use super::kepala::{Kolom, Pemetaan};
use super::tanggal::Urutan;
use super::{CONTOH_TANGGAL, Pengisi, Suasana, ingatkan_urutan, sel, tata, tiap_data, urutan_tanggal};

const PIN: usize = 0;
const NIP: usize = 1;
const WAKTU: usize = 2;
const TANGGAL: usize = 3;
const JAM: usize = 4;
const ARAH: usize = 5;
const MASUK: usize = 6;
const PULANG: usize = 7;

/// The columns of an attendance file that has a heading. None is required by itself: a log names people by PIN or by
/// NIP, and the time as one cell, as date and time, or as date, arrival and departure.
pub const KOLOM: [Kolom; 8] = [
    Kolom {
        nama: "PIN",
        sinonim: &[
            "pin",
            "no pin",
            "id",
            "user id",
            "userid",
            "id pegawai",
            "no id",
            "ac no",
            "id finger",
            "id fingerprint",
            "badgenumber",
            "enroll id",
            "enrollnumber",
            "emp no",
            "no absen",
            "id absen",
        ],
        wajib: false,
    },
    Kolom { nama: "NIP", sinonim: &["nip", "nip pegawai", "nip baru", "nik pegawai"], wajib: false },
    Kolom {
        nama: "Waktu",
        sinonim: &[
            "waktu",
            "tanggal jam",
            "tanggal waktu",
            "date time",
            "datetime",
            "scan",
            "scan date",
            "waktu scan",
            "tanggal dan jam",
            "tanggal scan",
            "time stamp",
            "timestamp",
            "checktime",
            "tgl jam",
        ],
        wajib: false,
    },
    Kolom { nama: "Tanggal", sinonim: &["tanggal", "tgl", "date", "hari tanggal"], wajib: false },
    Kolom { nama: "Jam", sinonim: &["jam", "pukul", "time", "jam scan", "jam absen"], wajib: false },
    Kolom {
        nama: "Arah",
        sinonim: &[
            "arah",
            "in out",
            "inout",
            "status",
            "state",
            "jenis",
            "tipe",
            "io",
            "i o",
            "mode in out",
            "c in c out",
            "status absen",
            "checktype",
            "keterangan scan",
            "inoutmode",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Jam Masuk",
        sinonim: &[
            "jam masuk",
            "masuk",
            "scan masuk",
            "check in",
            "datang",
            "jam datang",
            "absen masuk",
            "in",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Jam Pulang",
        sinonim: &[
            "jam pulang",
            "pulang",
            "scan pulang",
            "check out",
            "keluar",
            "jam keluar",
            "absen pulang",
            "out",
        ],
        wajib: false,
    },
];

/// The columns of a file that gives each PIN its NIP.
pub const KOLOM_PIN: [Kolom; 2] = [
    Kolom { nama: "PIN", sinonim: KOLOM[0].sinonim, wajib: true },
    Kolom { nama: "NIP", sinonim: KOLOM[1].sinonim, wajib: true },
];

/// What a log must say, in words.
const YANG_DICARI: &str = "PIN (atau NIP), Waktu (atau Tanggal dan Jam)";

/// The earliest year a machine's log can be of; a machine that lost its battery starts again before it.
const TAHUN_AWAL: i16 = 2010;

/// Whose a PIN is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pemilik {
    /// This person, by number.
    Pegawai(u32),
    /// An NIP nobody on record has.
    TakDikenal(Nip),
    /// Two people at once.
    Ganda(Nip, Nip),
}

/// One row of a PIN file that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinBaru {
    /// The PIN without leading zeros.
    pub pin: String,
    /// The person, by number.
    pub pegawai: u32,
    /// Line in the PIN file.
    pub baris: u32,
}

/// One punch, ready to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ketukan {
    /// Year * 100 + month.
    pub periode: u32,
    /// The person, by number.
    pub pegawai: u32,
    /// Day of the month.
    pub hari: u8,
    /// Seconds since midnight.
    pub detik: u32,
    /// 0 in, 1 out, 2 to 5 break and overtime, 9 not said.
    pub arah: u8,
    /// Line in the file.
    pub baris: u32,
}

/// A PIN as it is compared: digits without leading zeros, letters in one case.
pub fn rapikan_pin(teks: &str) -> String {
    let isi = teks.trim_matches(|c: char| hampa(c) || matches!(c, '\'' | '"'));
    let isi = isi.strip_suffix(".0").unwrap_or(isi);
    let tanpa_nol = isi.trim_start_matches('0');
    if tanpa_nol.is_empty() { isi.to_owned() } else { tanpa_nol.to_ascii_uppercase() }
}

/// What a PIN file says: whose each PIN is, the rows that can be kept, and what is wrong with it.
pub type PetaBerkas = (HashMap<String, Pemilik>, Vec<PinBaru>, Laporan);

/// Reads a PIN file. A PIN given to two people belongs to neither; findings are warnings, because the lines of a report
/// are those of the log.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca_pin(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<PetaBerkas, GalatBaca> {
    let (mut tabel, calon, contoh) = tata(sumber, bentuk, &KOLOM_PIN)?;
    let peta = match calon.hasil {
        Ok(p) => p,
        Err((baris, _, galat)) => match pin_tanpa_kepala(&contoh) {
            Some(p) => p,
            None => return Err(GalatBaca::Tolak { baris, galat }),
        },
    };
    let mut laporan = Laporan::default();
    let mut lihat: HashMap<String, (Nip, u32)> = HashMap::new();
    let mut ganda: HashMap<String, (Nip, Nip)> = HashMap::new();
    tiap_data(&mut tabel, &peta, 1, suasana, &mut laporan, &mut |baris, laporan| {
        let mut p = Pengisi::baru(&KOLOM_PIN, &peta, baris);
        let pin = p.wajib(0, |s| Ok(rapikan_pin(sel::sehat(s)?.teks)));
        let nip = p.wajib(1, sel::nip);
        if let Some(t) = p.temuan.take() {
            return Err(t);
        }
        if let (Some(pin), Some(nip)) = (pin, nip) {
            match lihat.get(&pin) {
                Some((lain, awal)) if *lain != nip => {
                    let g = Galat::baru("KIN-196").dengan("pin", &pin).dengan("baris", awal);
                    laporan.ingatkan(p.temuan_di(0, g));
                    ganda.insert(pin, (lain.clone(), nip));
                }
                Some(_) => {}
                None => {
                    lihat.insert(pin, (nip, baris.nomor));
                }
            }
        }
        Ok(())
    })?;
    let mut milik = HashMap::with_capacity(lihat.len());
    let mut baru = Vec::new();
    for (pin, (nip, baris)) in lihat {
        let pemilik = match (ganda.remove(&pin), nomor.get(&nip)) {
            (Some((a, b)), _) => Pemilik::Ganda(a, b),
            (None, Some(n)) => {
                baru.push(PinBaru { pin: pin.clone(), pegawai: *n, baris });
                Pemilik::Pegawai(*n)
            }
            (None, None) => Pemilik::TakDikenal(nip),
        };
        milik.insert(pin, pemilik);
    }
    baru.sort_by_key(|p| p.baris);
    laporan.diterima = baru.len() as u64;
    laporan.urutkan();
    Ok((milik, baru, laporan))
}

/// Two columns of numbers, one of them NIP, need no heading.
fn pin_tanpa_kepala(contoh: &[Baris]) -> Option<Pemetaan> {
    let pertama = contoh.first()?;
    let nip = (0..2).find(|i| sel::nip(pertama.sel(*i)).is_ok())?;
    (pertama.jumlah() == 2).then(|| Pemetaan::tanpa_kepala(vec![Some(1 - nip), Some(nip)], 2))
}

/// Where the columns of a log stand and how its rows are reached.
pub struct Tata<'a> {
    tabel: Tabel<'a>,
    peta: Pemetaan,
    urutan: Urutan,
}

/// Looks how a log is laid out: with a heading, or as the machine writes it (`PIN  date time  mode  in/out ..`).
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn kenali_tata<'a>(sumber: &'a mut dyn BacaCari, bentuk: Bentuk) -> Result<Tata<'a>, GalatBaca> {
    if let Some((cara, peta)) = log_mesin(sumber, bentuk)? {
        return Ok(Tata { tabel: Tabel::baru(sumber, cara), peta, urutan: Urutan::HariBulan });
    }
    let (mut tabel, calon, _) = tata(sumber, bentuk, &KOLOM)?;
    let peta = match calon.hasil {
        Ok(p) if lengkap(&p) => p,
        Ok(p) => {
            let galat = Galat::baru("KIN-107").dengan("kolom", YANG_DICARI).dengan("ada", p.terbaca());
            return Err(GalatBaca::Tolak { baris: p.baris, galat });
        }
        // no column is required by itself, so the general refusal would name none
        Err((baris, _, galat)) if galat.kode == "KIN-109" => {
            return Err(GalatBaca::Tolak {
                baris,
                galat: Galat::baru("KIN-109").dengan("kolom", YANG_DICARI),
            });
        }
        Err((baris, _, galat)) => return Err(GalatBaca::Tolak { baris, galat }),
    };
    let contoh = tabel.awal(CONTOH_TANGGAL)?;
    let f = if peta.ada(WAKTU) { WAKTU } else { TANGGAL };
    let urutan = urutan_tanggal(&contoh, &peta, f);
    Ok(Tata { tabel, peta, urutan })
}

fn lengkap(p: &Pemetaan) -> bool {
    (p.ada(PIN) || p.ada(NIP))
        && (p.ada(WAKTU) || (p.ada(TANGGAL) && (p.ada(JAM) || p.ada(MASUK) || p.ada(PULANG))))
}

/// The layout of a machine's own log, known by its first rows: most must read as PIN and time.
fn log_mesin(sumber: &mut dyn BacaCari, bentuk: Bentuk) -> Result<Option<(Cara, Pemetaan)>, GalatBaca> {
    if bentuk == Bentuk::Xlsx {
        return Ok(None);
    }
    let pemisah =
        [Pemisah::Tanda('\t'), Pemisah::Tanda(';'), Pemisah::Tanda(','), Pemisah::Tanda('|'), Pemisah::Spasi];
    for p in pemisah {
        let cara = Cara::Teks(bentuk, p);
        let contoh = Tabel::baru(&mut *sumber, cara.clone()).awal(10)?;
        // under a heading, days that seem impossible may only be written in another order
        let polos = contoh.first().is_some_and(pin_log);
        let gabung = contoh.iter().filter(|b| {
            pin_log(b)
                && match sel::saat(b.sel(1), Urutan::HariBulan, 2026) {
                    Ok((_, jam)) => jam.is_some(),
                    Err(g) => polos && mustahil(&g) && b.sel(1).teks.contains(':'),
                }
        });
        let pisah = contoh.iter().filter(|b| {
            pin_log(b)
                && sel::tanggal(b.sel(1), Urutan::HariBulan, 2026)
                    .map_or_else(|g| polos && mustahil(&g), |_| true)
                && (sel::jam(b.sel(2)).is_ok() || (polos && b.sel(2).teks.contains(':')))
        });
        let (gabung, pisah) = (gabung.count(), pisah.count());
        let n = None;
        if gabung * 2 > contoh.len() {
            let letak = vec![Some(0), n, Some(1), n, n, Some(3), n, n];
            return Ok(Some((cara, Pemetaan::tanpa_kepala(letak, 0))));
        }
        if pisah * 2 > contoh.len() {
            let letak = vec![Some(0), n, n, Some(1), Some(2), Some(4), n, n];
            return Ok(Some((cara, Pemetaan::tanpa_kepala(letak, 0))));
        }
    }
    Ok(None)
}

/// A moment that has the right shape and does not exist: the row is the machine's, and is refused by itself.
fn mustahil(g: &Galat) -> bool {
    g.kode == "KIN-133"
}

fn pin_log(b: &Baris) -> bool {
    let pin = b.sel(0).teks;
    (1..=24).contains(&pin.len()) && pin.bytes().all(|c| c.is_ascii_digit())
}

/// Reads a log. The punches come back in the order of the file, exact repetitions included.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    tata: Tata<'_>,
    milik: &HashMap<String, Pemilik>,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<Ketukan>, Laporan), GalatBaca> {
    let Tata { mut tabel, peta, urutan } = tata;
    let mut laporan = Laporan::default();
    let f = if peta.ada(WAKTU) { WAKTU } else { TANGGAL };
    ingatkan_urutan(urutan, &peta, &KOLOM, f, &mut laporan);
    let hari_ini = suasana.hari_ini;
    let kunci = if peta.ada(PIN) { PIN } else { NIP };
    let mut ketukan: Vec<Ketukan> = Vec::new();
    let mut diterima = 0u64;
    tiap_data(&mut tabel, &peta, kunci, suasana, &mut laporan, &mut |baris, _| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let pegawai = siapa(&mut p, milik, nomor);
        let waktu = kapan(&mut p, urutan, hari_ini);
        if let Some(t) = p.temuan.take() {
            return Err(t);
        }
        let (Some(pegawai), Some((t, detik))) = (pegawai, waktu) else {
            return Err(p.temuan_di(kunci, Galat::baru("KIN-115").dengan("kolom", KOLOM[kunci].nama)));
        };
        let (periode, hari) = pecah(t);
        for (detik, arah) in detik {
            ketukan.push(Ketukan { periode, pegawai, hari, detik, arah, baris: baris.nomor });
        }
        diterima += 1;
        Ok(())
    })?;
    laporan.diterima = diterima;
    laporan.urutkan();
    Ok((ketukan, laporan))
}

/// The period (year * 100 + month) and the day of a date.
pub fn pecah(t: Tanggal) -> (u32, u8) {
    let tahun = u32::try_from(t.year()).unwrap_or(0);
    (tahun * 100 + u32::from(t.month().unsigned_abs()), t.day().unsigned_abs())
}

fn siapa(p: &mut Pengisi<'_>, milik: &HashMap<String, Pemilik>, nomor: &HashMap<Nip, u32>) -> Option<u32> {
    if p.peta.ada(NIP) && (!p.peta.ada(PIN) || !p.sel(NIP).kosong()) {
        return p.wajib(NIP, |s| dari_nip(s, nomor));
    }
    p.wajib(PIN, |s| {
        let pin = rapikan_pin(sel::sehat(s)?.teks);
        match milik.get(&pin) {
            Some(Pemilik::Pegawai(n)) => Ok(*n),
            Some(Pemilik::TakDikenal(nip)) => {
                Err(Galat::baru("KIN-191").dengan("pin", pin).dengan("nip", nip))
            }
            Some(Pemilik::Ganda(a, b)) => {
                Err(Galat::baru("KIN-197").dengan("pin", pin).dengan("satu", a).dengan("dua", b))
            }
            // some machines are enrolled with the NIP itself
            None if pin.len() == 18 => dari_nip(s, nomor),
            None => Err(Galat::baru("KIN-190").dengan("pin", pin)),
        }
    })
}

fn dari_nip(s: Sel<'_>, nomor: &HashMap<Nip, u32>) -> Result<u32, Galat> {
    let nip = sel::nip(s)?;
    nomor.get(&nip).copied().ok_or_else(|| Galat::baru("KIN-126").dengan("nip", nip))
}

type Detik = Vec<(u32, u8)>;

fn kapan(p: &mut Pengisi<'_>, urutan: Urutan, hari_ini: Tanggal) -> Option<(Tanggal, Detik)> {
    let arah = p.periksa(ARAH, sel::arah(p.sel(ARAH)));
    let tahun = hari_ini.year();
    let (f, t, detik) = if p.peta.ada(WAKTU) {
        let (t, jam) = p.wajib(WAKTU, |s| sel::saat(s, urutan, tahun))?;
        let Some(jam) = jam else {
            let nilai = p.sel(WAKTU).teks;
            p.salah(WAKTU, Galat::baru("KIN-192").dengan("nilai", nilai));
            return None;
        };
        (WAKTU, t, vec![(jam, arah?)])
    } else {
        let (t, _) = p.wajib(TANGGAL, |s| sel::saat(s, urutan, tahun))?;
        let mut detik = Vec::with_capacity(2);
        if p.peta.ada(JAM) {
            detik.push((p.wajib(JAM, sel::jam)?, arah?));
        } else {
            detik.extend(p.boleh(MASUK, sel::jam).map(|j| (j, 0)));
            detik.extend(p.boleh(PULANG, sel::jam).map(|j| (j, 1)));
        }
        (TANGGAL, t, detik)
    };
    p.periksa(f, wajar(t, hari_ini))?;
    Some((t, detik))
}

/// Refuses days that cannot be: to come, or before the machines.
///
/// # Errors
/// `KIN-193` for a day to come, `KIN-194` for one before 2010.
pub fn wajar(t: Tanggal, hari_ini: Tanggal) -> Result<(), Galat> {
    if t > hari_ini {
        return Err(Galat::baru("KIN-193").dengan("tanggal", t).dengan("hari_ini", hari_ini));
    }
    if t.year() < TAHUN_AWAL {
        return Err(Galat::baru("KIN-194").dengan("tanggal", t).dengan("tahun", TAHUN_AWAL));
    }
    Ok(())
}
