//! Statements of differences: lists, decisions, what a version brings along, what was settled.

use std::collections::BTreeMap;

use balai_kernel::{Lingkup, Periode, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::selisih::{Beda, Jenis, Saldo};

sql! {
    TAMBAH_DAFTAR = "INSERT INTO selisih_daftar (periode, nomor, versi_lama, versi_baru, hasil_lama, hasil_baru, sidik, orang,
        tambah_sen, kurang_sen, alasan, surat, tanggal, akun, oleh, kapasitas, pada)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    TAMBAH_BARIS_SELISIH = "INSERT INTO selisih_baris (periode, nomor, nip, nama, opd, jalur_unit, lama_sen, sudah_sen, baru_sen,
        selisih_sen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    TAMBAH_PUTUSAN = "INSERT INTO selisih_putusan (periode, nomor, putusan, alasan, akun, oleh, kapasitas, pada)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    DAFTAR_BULAN = "SELECT d.nomor, d.versi_lama, d.versi_baru, d.hasil_lama, d.hasil_baru, d.sidik, d.orang, d.tambah_sen,
        d.kurang_sen, d.alasan, d.surat, d.tanggal, d.akun, d.oleh, d.pada, p.putusan, p.alasan, p.oleh, p.pada
        FROM selisih_daftar d LEFT JOIN selisih_putusan p ON p.periode = d.periode AND p.nomor = d.nomor
        WHERE d.periode = $1 ORDER BY d.nomor";

    BARIS_DAFTAR = "SELECT nip, nama, opd, jalur_unit, lama_sen, sudah_sen, baru_sen FROM selisih_baris
        WHERE periode = $1 AND nomor = $2 AND jalur_unit >= $3 AND jalur_unit < $4 AND nip > $5 ORDER BY nip LIMIT $6";

    SUDAH = "SELECT b.nip, CAST(SUM(b.selisih_sen) AS BIGINT) FROM selisih_baris b JOIN selisih_putusan p
        ON p.periode = b.periode AND p.nomor = b.nomor WHERE b.periode = $1 AND p.putusan = 'disetujui' GROUP BY b.nip";

    SISA_SELISIH = "SELECT b.periode, b.nomor, b.nip, b.opd, b.jalur_unit, b.selisih_sen - COALESCE((SELECT
        CAST(SUM(l.jumlah_sen) AS BIGINT) FROM selisih_lunas l WHERE l.jenis = 'selisih' AND l.asal = b.periode
        AND l.urut = b.nomor AND l.nip = b.nip), 0) FROM selisih_baris b JOIN selisih_putusan p
        ON p.periode = b.periode AND p.nomor = b.nomor WHERE p.putusan = 'disetujui' AND b.periode < $1
        ORDER BY b.periode, b.nomor, b.nip";

    SISA_UTANG = "SELECT u.periode, u.urut, u.nip, u.opd, u.jalur_unit, u.jumlah_sen - COALESCE((SELECT
        CAST(SUM(l.jumlah_sen) AS BIGINT) FROM selisih_lunas l WHERE l.jenis = 'utang' AND l.asal = u.periode
        AND l.urut = u.urut AND l.nip = u.nip), 0) FROM utang_tunjangan u WHERE u.jenis = 'timbul' AND u.periode < $1
        ORDER BY u.periode, u.urut, u.nip";

    TAMBAH_BAWAAN = "INSERT INTO proses_selisih (proses, jenis, asal, urut, nip, opd, jalur_unit, jumlah_sen)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    BAWAAN = "SELECT s.jenis, s.asal, s.urut, s.nip, s.opd, s.jalur_unit, s.jumlah_sen, COALESCE(b.utama_sen, 0)
        FROM proses_selisih s LEFT JOIN proses_baris b ON b.proses = s.proses AND b.nip = s.nip
        WHERE s.proses = $1 AND s.jalur_unit >= $2 AND s.jalur_unit < $3 ORDER BY s.nip, s.asal, s.jenis, s.urut";

    BAWAAN_ORANG = "SELECT jenis, asal, urut, nip, opd, jalur_unit, jumlah_sen FROM proses_selisih
        WHERE proses = $1 AND nip = $2 ORDER BY asal, jenis, urut";

    NAMA_TERAKHIR = "SELECT b.nama FROM proses_baris b JOIN proses p ON p.id = b.proses WHERE b.nip = $1
        ORDER BY p.periode DESC, p.versi DESC LIMIT 1";

    TAMBAH_LUNAS = "INSERT INTO selisih_lunas (jenis, asal, urut, nip, periode, langkah, jumlah_sen)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

balai_store::statements![
    TAMBAH_DAFTAR,
    TAMBAH_BARIS_SELISIH,
    TAMBAH_PUTUSAN,
    DAFTAR_BULAN,
    BARIS_DAFTAR,
    SUDAH,
    SISA_SELISIH,
    SISA_UTANG,
    TAMBAH_BAWAAN,
    BAWAAN,
    BAWAAN_ORANG,
    NAMA_TERAKHIR,
    TAMBAH_LUNAS
];

/// A proposed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daftar {
    /// Counts within the month, from 1.
    pub nomor: i64,
    /// The approved version.
    pub versi_lama: i64,
    /// The newer one.
    pub versi_baru: i64,
    /// Hash of the approved version.
    pub hasil_lama: String,
    /// Hash of the newer one.
    pub hasil_baru: String,
    /// Hash of the lines.
    pub sidik: String,
    /// How many people.
    pub orang: i64,
    /// What it adds, in sen.
    pub tambah_sen: i64,
    /// What it takes, in sen, positive.
    pub kurang_sen: i64,
    /// Why.
    pub alasan: String,
    /// Number of the letter it rests on.
    pub surat: String,
    /// Its date, `2026-11-10`.
    pub tanggal: String,
    /// Account that proposed.
    pub akun: String,
    /// Name as it was.
    pub oleh: String,
    /// When.
    pub pada: Waktu,
    /// What became of it; none while it waits.
    pub putusan: Option<PutusanDaftar>,
}

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutusanDaftar {
    /// Approved, or refused.
    pub disetujui: bool,
    /// Why.
    pub alasan: String,
    /// Who decided.
    pub oleh: String,
    /// When.
    pub pada: Waktu,
}

/// Adds a list and its lines. The caller holds the month's lock and has numbered it.
///
/// # Errors
/// The store's failure.
pub fn tambah(
    tx: &mut Tx<'_>,
    periode: Periode,
    d: &Daftar,
    kapasitas: &str,
    semua: &[Beda],
) -> Result<(), StoreError> {
    let (periode, pada) = (periode.to_string(), d.pada.to_string());
    let args: [Arg<'_>; 17] = [
        (&periode).into(),
        d.nomor.into(),
        d.versi_lama.into(),
        d.versi_baru.into(),
        (&d.hasil_lama).into(),
        (&d.hasil_baru).into(),
        (&d.sidik).into(),
        d.orang.into(),
        d.tambah_sen.into(),
        d.kurang_sen.into(),
        (&d.alasan).into(),
        (&d.surat).into(),
        (&d.tanggal).into(),
        (&d.akun).into(),
        (&d.oleh).into(),
        kapasitas.into(),
        (&pada).into(),
    ];
    tx.exec_expect(&TAMBAH_DAFTAR, &args, 1)?;
    let rows = semua.iter().map(|b| -> [Arg<'_>; 10] {
        [
            (&periode).into(),
            d.nomor.into(),
            (&b.nip).into(),
            (&b.nama).into(),
            (&b.opd).into(),
            (&b.jalur_unit).into(),
            b.lama_sen.into(),
            b.sudah_sen.into(),
            b.baru_sen.into(),
            b.selisih_sen().into(),
        ]
    });
    tx.exec_many(&TAMBAH_BARIS_SELISIH, rows).map(|_| ())
}

/// Adds what became of a list.
///
/// # Errors
/// The store's failure; a second decision is a unique violation.
pub fn putuskan(
    tx: &mut Tx<'_>,
    (periode, nomor): (Periode, i64),
    p: &PutusanDaftar,
    (akun, kapasitas): (&str, &str),
) -> Result<(), StoreError> {
    let (periode, pada) = (periode.to_string(), p.pada.to_string());
    let kata = if p.disetujui { "disetujui" } else { "ditolak" };
    let args: [Arg<'_>; 8] = [
        (&periode).into(),
        nomor.into(),
        kata.into(),
        (&p.alasan).into(),
        akun.into(),
        (&p.oleh).into(),
        kapasitas.into(),
        (&pada).into(),
    ];
    tx.exec_expect(&TAMBAH_PUTUSAN, &args, 1)
}

/// The lists of a month in order.
///
/// # Errors
/// The store's failure.
pub fn bulan(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<Daftar>, StoreError> {
    tx.all(&DAFTAR_BULAN, &[(&periode.to_string()).into()], |r| {
        let putusan = match r.opt_text(15)? {
            Some(kata) => Some(PutusanDaftar {
                disetujui: kata == "disetujui",
                alasan: r.text(16)?,
                oleh: r.text(17)?,
                pada: r.parse(18)?,
            }),
            None => None,
        };
        Ok(Daftar {
            nomor: r.i64(0)?,
            versi_lama: r.i64(1)?,
            versi_baru: r.i64(2)?,
            hasil_lama: r.text(3)?,
            hasil_baru: r.text(4)?,
            sidik: r.text(5)?,
            orang: r.i64(6)?,
            tambah_sen: r.i64(7)?,
            kurang_sen: r.i64(8)?,
            alasan: r.text(9)?,
            surat: r.text(10)?,
            tanggal: r.text(11)?,
            akun: r.text(12)?,
            oleh: r.text(13)?,
            pada: r.parse(14)?,
            putusan,
        })
    })
}

/// Lines of a list within a jurisdiction, by NIP after `sesudah`.
///
/// # Errors
/// The store's failure.
pub fn baris(
    tx: &mut Tx<'_>,
    (periode, nomor): (Periode, i64),
    lingkup: &Lingkup,
    (sesudah, banyak): (&str, i64),
) -> Result<Vec<Beda>, StoreError> {
    let r = lingkup.rentang_unit();
    let periode = periode.to_string();
    let args: [Arg<'_>; 6] = [
        (&periode).into(),
        nomor.into(),
        (&r.dari).into(),
        (&r.sampai).into(),
        sesudah.into(),
        banyak.into(),
    ];
    tx.all(&BARIS_DAFTAR, &args, |r| {
        Ok(Beda {
            nip: r.text(0)?,
            nama: r.text(1)?,
            opd: r.text(2)?,
            jalur_unit: r.text(3)?,
            lama_sen: r.i64(4)?,
            sudah_sen: r.i64(5)?,
            baru_sen: r.i64(6)?,
        })
    })
}

/// What approved lists of a month corrected, by NIP, in sen.
///
/// # Errors
/// The store's failure.
pub fn sudah(tx: &mut Tx<'_>, periode: Periode) -> Result<BTreeMap<String, i64>, StoreError> {
    Ok(tx
        .all(&SUDAH, &[(&periode.to_string()).into()], |r| Ok((r.text(0)?, r.i64(1)?)))?
        .into_iter()
        .collect())
}

/// What is still to be settled of months before `periode`: approved differences and deferred amounts, in their order.
///
/// # Errors
/// The store's failure.
pub fn sisa(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<Saldo>, StoreError> {
    let periode = periode.to_string();
    let mut semua = Vec::new();
    for (sql, jenis) in [(&SISA_SELISIH, Jenis::Selisih), (&SISA_UTANG, Jenis::Utang)] {
        tx.each(sql, &[(&periode).into()], |r| {
            let jumlah_sen = r.i64(5)?;
            if jumlah_sen != 0 {
                semua.push(Saldo {
                    jenis,
                    asal: r.parse(0)?,
                    urut: r.i64(1)?,
                    nip: r.text(2)?,
                    opd: r.text(3)?,
                    jalur_unit: r.text(4)?,
                    jumlah_sen,
                });
            }
            Ok(())
        })?;
    }
    Ok(semua)
}

/// Fixes what a version brings along.
///
/// # Errors
/// The store's failure.
pub fn bawa(tx: &mut Tx<'_>, proses: &str, semua: &[Saldo]) -> Result<(), StoreError> {
    let asal: Vec<String> = semua.iter().map(|s| s.asal.to_string()).collect();
    let rows = semua.iter().zip(&asal).map(|(s, asal)| -> [Arg<'_>; 8] {
        [
            proses.into(),
            s.jenis.kode().into(),
            asal.into(),
            s.urut.into(),
            (&s.nip).into(),
            (&s.opd).into(),
            (&s.jalur_unit).into(),
            s.jumlah_sen.into(),
        ]
    });
    tx.exec_many(&TAMBAH_BAWAAN, rows).map(|_| ())
}

/// What a version brings along within a jurisdiction, by NIP, each with the person's computed line in sen.
///
/// # Errors
/// The store's failure.
pub fn bawaan(tx: &mut Tx<'_>, proses: &str, lingkup: &Lingkup) -> Result<Vec<(Saldo, i64)>, StoreError> {
    let r = lingkup.rentang_unit();
    tx.all(&BAWAAN, &[proses.into(), (&r.dari).into(), (&r.sampai).into()], |r| Ok((saldo(r)?, r.i64(7)?)))
}

/// What a version brings along for one person.
///
/// # Errors
/// The store's failure.
pub fn bawaan_orang(tx: &mut Tx<'_>, proses: &str, nip: &str) -> Result<Vec<Saldo>, StoreError> {
    tx.all(&BAWAAN_ORANG, &[proses.into(), nip.into()], saldo)
}

/// The name on somebody's newest line.
///
/// # Errors
/// The store's failure.
pub fn nama_terakhir(tx: &mut Tx<'_>, nip: &str) -> Result<Option<String>, StoreError> {
    tx.one(&NAMA_TERAKHIR, &[nip.into()], |r| r.text(0))
}

fn saldo(r: &Row<'_>) -> Result<Saldo, StoreError> {
    Ok(Saldo {
        jenis: Jenis::dari_kode(r.str(0)?).ok_or_else(|| r.wrong(0, "unknown kind"))?,
        asal: r.parse(1)?,
        urut: r.i64(2)?,
        nip: r.text(3)?,
        opd: r.text(4)?,
        jalur_unit: r.text(5)?,
        jumlah_sen: r.i64(6)?,
    })
}

/// Records what a month settled: each balance with the part of it, in sen.
///
/// # Errors
/// The store's failure.
pub fn lunasi(
    tx: &mut Tx<'_>,
    (periode, langkah): (Periode, i64),
    semua: &[(Saldo, i64)],
) -> Result<(), StoreError> {
    let periode = periode.to_string();
    let asal: Vec<String> = semua.iter().map(|(s, _)| s.asal.to_string()).collect();
    let rows =
        semua.iter().zip(&asal).filter(|((_, sen), _)| *sen != 0).map(|((s, sen), asal)| -> [Arg<'_>; 7] {
            [
                s.jenis.kode().into(),
                asal.into(),
                s.urut.into(),
                (&s.nip).into(),
                (&periode).into(),
                langkah.into(),
                (*sen).into(),
            ]
        });
    tx.exec_many(&TAMBAH_LUNAS, rows).map(|_| ())
}
