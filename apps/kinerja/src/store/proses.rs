//! Statements of the monthly run. Every read of people's lines takes a [`Lingkup`].

use balai_kernel::{Lingkup, Periode, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::proses::{BarisTersimpan, BarisUrut, Keadaan, OpdTersimpan, ProsesTersimpan};

sql! {
    TAMBAH_PROSES = "INSERT INTO proses (id, periode, versi, keadaan, paket_id, paket_versi, paket_sidik,
        kalender_sidik, dibuka_pada, dibuka_oleh, langkah_awal)
        VALUES ($1, $2, $3, 'dibuka', $4, $5, $6, $7, $8, $9, $10)";

    VERSI_TERTINGGI = "SELECT COALESCE(MAX(versi), 0) FROM proses WHERE periode = $1";

    CARI_BELUM_SELESAI = "SELECT id, periode, versi, keadaan, paket_id, paket_versi, paket_sidik, kalender_sidik,
        masukan_sidik, hasil_sidik, keluaran, orang, jumlah_sen, dibuka_pada, dibuka_oleh, dihitung_pada
        FROM proses WHERE periode = $1 AND keadaan <> 'dihitung' ORDER BY versi DESC LIMIT 1";

    CARI_TERBARU = "SELECT id, periode, versi, keadaan, paket_id, paket_versi, paket_sidik, kalender_sidik,
        masukan_sidik, hasil_sidik, keluaran, orang, jumlah_sen, dibuka_pada, dibuka_oleh, dihitung_pada
        FROM proses WHERE periode = $1 AND keadaan = 'dihitung' AND versi = COALESCE(
        (SELECT b.versi FROM proses_berlaku b WHERE b.periode = $1),
        (SELECT MAX(q.versi) FROM proses q WHERE q.periode = $1 AND q.keadaan = 'dihitung'))";

    CARI_VERSI = "SELECT id, periode, versi, keadaan, paket_id, paket_versi, paket_sidik, kalender_sidik,
        masukan_sidik, hasil_sidik, keluaran, orang, jumlah_sen, dibuka_pada, dibuka_oleh, dihitung_pada
        FROM proses WHERE periode = $1 AND versi = $2";

    VERSI_DIHITUNG = "SELECT COALESCE(MAX(versi), 0) FROM proses WHERE periode = $1 AND keadaan = 'dihitung'";

    SEMUA_TERBARU = "SELECT id, periode, versi, keadaan, paket_id, paket_versi, paket_sidik, kalender_sidik,
        masukan_sidik, hasil_sidik, keluaran, orang, jumlah_sen, dibuka_pada, dibuka_oleh, dihitung_pada
        FROM proses p WHERE versi = COALESCE((SELECT b.versi FROM proses_berlaku b WHERE b.periode = p.periode),
        (SELECT MAX(q.versi) FROM proses q WHERE q.periode = p.periode)) ORDER BY periode DESC LIMIT 60";

    TANDAI_BEKU = "UPDATE proses SET keadaan = 'dibekukan', masukan_sidik = $2, orang = $3
        WHERE id = $1 AND keadaan = 'dibuka'";

    TANDAI_HITUNG = "UPDATE proses SET keadaan = 'dihitung', hasil_sidik = $2, keluaran = $3, jumlah_sen = $4,
        dihitung_pada = $5 WHERE id = $1 AND keadaan = 'dibekukan'";

    SIMPAN_BEKUAN = "INSERT INTO bekuan (sidik, ukuran, isi) VALUES ($1, $2, $3) ON CONFLICT (sidik) DO NOTHING";

    ISI_BEKUAN = "SELECT isi FROM bekuan WHERE sidik = $1";

    HAPUS_OPD = "DELETE FROM proses_opd WHERE proses = $1";

    TAMBAH_OPD = "INSERT INTO proses_opd (proses, kode, nama, jalur_unit, masukan_sidik, orang)
        VALUES ($1, $2, $3, $4, $5, $6)";

    HASIL_OPD = "UPDATE proses_opd SET jumlah_sen = $3, terhadap_sen = $4, plafon_sen = $5
        WHERE proses = $1 AND kode = $2";

    SEMUA_OPD = "SELECT kode, nama, jalur_unit, masukan_sidik, orang, jumlah_sen, terhadap_sen, plafon_sen
        FROM proses_opd WHERE proses = $1 AND jalur_unit >= $2 AND jalur_unit < $3 ORDER BY kode";

    SATU_OPD = "SELECT kode, nama, jalur_unit, masukan_sidik, orang, jumlah_sen, terhadap_sen, plafon_sen
        FROM proses_opd WHERE proses = $1 AND kode = $2";

    HAPUS_BARIS = "DELETE FROM proses_baris WHERE proses = $1";

    TAMBAH_BARIS = "INSERT INTO proses_baris (proses, nip, nama, cari, jabatan, kelas, opd, unit_nama, jalur_unit,
        jalur_wilayah, utama_sen, nilai, pegawai) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    JUMLAH_BARIS = "SELECT opd, COUNT(*), CAST(SUM(utama_sen) AS BIGINT) FROM proses_baris WHERE proses = $1
        GROUP BY opd ORDER BY opd";

    SATU_BARIS = "SELECT nip, nama, jabatan, kelas, opd, unit_nama, jalur_unit, utama_sen, nilai, pegawai
        FROM proses_baris WHERE proses = $1 AND nip = $2 AND jalur_unit >= $3 AND jalur_unit < $4 AND jalur_wilayah >= $5
        AND jalur_wilayah < $6 AND nip >= $7 AND nip < $8";

    BARIS_PEGAWAI = "SELECT nip, nama, jabatan, kelas, opd, unit_nama, jalur_unit, utama_sen, nilai, pegawai
        FROM proses_baris WHERE proses = $1 AND pegawai = $2 AND jalur_unit >= $3 AND jalur_unit < $4 AND jalur_wilayah >= $5
        AND jalur_wilayah < $6 AND nip >= $7 AND nip < $8";

    HALAMAN_BARIS = "SELECT nip, nama, jabatan, kelas, opd, unit_nama, jalur_unit, utama_sen, nilai, pegawai
        FROM proses_baris WHERE proses = $1 AND jalur_unit >= $2 AND jalur_unit < $3 AND jalur_wilayah >= $4
        AND jalur_wilayah < $5 AND nip >= $6 AND nip < $7 AND ($8 = '' OR opd = $8)
        AND cari LIKE $9 ESCAPE '!' ORDER BY nip LIMIT $10 OFFSET $11";

    BANYAK_BARIS = "SELECT COUNT(*) FROM proses_baris WHERE proses = $1 AND jalur_unit >= $2 AND jalur_unit < $3
        AND jalur_wilayah >= $4 AND jalur_wilayah < $5 AND nip >= $6 AND nip < $7 AND ($8 = '' OR opd = $8)
        AND cari LIKE $9 ESCAPE '!'";

    SEMUA_BARIS = "SELECT nip, nama, jabatan, kelas, opd, unit_nama, jalur_unit, utama_sen, nilai, pegawai
        FROM proses_baris WHERE proses = $1 AND jalur_unit >= $2 AND jalur_unit < $3 AND jalur_wilayah >= $4
        AND jalur_wilayah < $5 AND nip >= $6 AND nip < $7 ORDER BY nip";

    BULAN_ORANG = "SELECT p.periode, p.versi, b.utama_sen FROM proses_baris b JOIN proses p ON p.id = b.proses
        WHERE b.nip = $1 AND p.keadaan = 'dihitung' AND p.versi = COALESCE((SELECT k.versi FROM proses_berlaku k
        WHERE k.periode = p.periode), (SELECT MAX(q.versi) FROM proses q WHERE q.periode = p.periode
        AND q.keadaan = 'dihitung')) ORDER BY p.periode DESC LIMIT 36";

    ADA_PRESENSI = "SELECT pegawai FROM presensi_catatan WHERE periode = $1 LIMIT 1";

    ADA_AKTIVITAS = "SELECT pegawai FROM aktivitas WHERE periode = $1 LIMIT 1";

    PRESENSI_BULAN = "SELECT pegawai, hari, detik, arah FROM presensi_catatan WHERE periode = $1";

    AKTIVITAS_BULAN = "SELECT pegawai, hari, kegiatan, urut, revisi, menit, status FROM aktivitas
        WHERE periode = $1";

    AKTIVITAS_ORANG = "SELECT a.hari, k.uraian, a.menit, a.status FROM aktivitas a JOIN kegiatan k ON k.nomor = a.kegiatan
        WHERE a.periode = $1 AND a.pegawai = $2 AND a.revisi = (SELECT MAX(b.revisi) FROM aktivitas b
        WHERE b.periode = a.periode AND b.pegawai = a.pegawai AND b.hari = a.hari AND b.kegiatan = a.kegiatan
        AND b.urut = a.urut)";

    SEMUA_KEGIATAN = "SELECT nomor, uraian FROM kegiatan";
}

balai_store::statements![
    TAMBAH_PROSES,
    VERSI_TERTINGGI,
    CARI_BELUM_SELESAI,
    CARI_TERBARU,
    CARI_VERSI,
    VERSI_DIHITUNG,
    SEMUA_TERBARU,
    TANDAI_BEKU,
    TANDAI_HITUNG,
    SIMPAN_BEKUAN,
    ISI_BEKUAN,
    HAPUS_OPD,
    TAMBAH_OPD,
    HASIL_OPD,
    SEMUA_OPD,
    SATU_OPD,
    HAPUS_BARIS,
    TAMBAH_BARIS,
    JUMLAH_BARIS,
    SATU_BARIS,
    BARIS_PEGAWAI,
    HALAMAN_BARIS,
    BANYAK_BARIS,
    SEMUA_BARIS,
    BULAN_ORANG,
    ADA_PRESENSI,
    ADA_AKTIVITAS,
    PRESENSI_BULAN,
    AKTIVITAS_BULAN,
    AKTIVITAS_ORANG,
    SEMUA_KEGIATAN
];

/// A new run and what it pins.
#[derive(Debug, Clone)]
pub struct ProsesBaru<'a> {
    /// UUIDv7.
    pub id: &'a str,
    /// The month.
    pub periode: Periode,
    /// 1, 2, 3, ... within the month.
    pub versi: i64,
    /// Package id, version, and hash of package and adoption.
    pub paket: (&'a str, &'a str, &'a str),
    /// Hash of the month's calendar.
    pub kalender_sidik: &'a str,
    /// When it was opened.
    pub pada: Waktu,
    /// Who opened it.
    pub oleh: &'a str,
    /// Steps the month had before its inputs were read.
    pub langkah_awal: i64,
}

/// Opens a run; fails on the unique row when somebody else opened the same version meanwhile.
pub fn tambah(tx: &mut Tx<'_>, p: &ProsesBaru<'_>) -> Result<(), StoreError> {
    let (paket, versi, sidik) = p.paket;
    let (periode, pada) = (p.periode.to_string(), p.pada.to_string());
    let args = [
        Arg::from(p.id),
        Arg::from(&periode),
        Arg::from(p.versi),
        Arg::from(paket),
        Arg::from(versi),
        Arg::from(sidik),
        Arg::from(p.kalender_sidik),
        Arg::from(&pada),
        Arg::from(p.oleh),
        Arg::from(p.langkah_awal),
    ];
    tx.exec_expect(&TAMBAH_PROSES, &args, 1)
}

/// The highest version of a month, 0 when it has none.
pub fn versi_tertinggi(tx: &mut Tx<'_>, periode: Periode) -> Result<i64, StoreError> {
    let periode = periode.to_string();
    Ok(tx.one(&VERSI_TERTINGGI, &[Arg::from(&periode)], |b| b.i64(0))?.unwrap_or(0))
}

/// A run of the month that was begun and not finished.
pub fn belum_selesai(tx: &mut Tx<'_>, periode: Periode) -> Result<Option<ProsesTersimpan>, StoreError> {
    let periode = periode.to_string();
    tx.one(&CARI_BELUM_SELESAI, &[Arg::from(&periode)], baca_proses)
}

/// The version of the month that counts: the approved one, else the newest that is finished.
pub fn terbaru(tx: &mut Tx<'_>, periode: Periode) -> Result<Option<ProsesTersimpan>, StoreError> {
    let periode = periode.to_string();
    tx.one(&CARI_TERBARU, &[Arg::from(&periode)], baca_proses)
}

/// One version of the month.
pub fn satu_versi(
    tx: &mut Tx<'_>,
    periode: Periode,
    versi: i64,
) -> Result<Option<ProsesTersimpan>, StoreError> {
    let periode = periode.to_string();
    tx.one(&CARI_VERSI, &[Arg::from(&periode), Arg::from(versi)], baca_proses)
}

/// The newest version that is finished, approved or not; 0 when there is none.
pub fn versi_dihitung(tx: &mut Tx<'_>, periode: Periode) -> Result<i64, StoreError> {
    let periode = periode.to_string();
    Ok(tx.one(&VERSI_DIHITUNG, &[Arg::from(&periode)], |b| b.i64(0))?.unwrap_or(0))
}

/// Of each month the version that counts, or the newest when none is approved, finished or not; newest month first.
pub fn semua_terbaru(tx: &mut Tx<'_>) -> Result<Vec<ProsesTersimpan>, StoreError> {
    tx.all(&SEMUA_TERBARU, &[], baca_proses)
}

fn baca_proses(b: &Row<'_>) -> Result<ProsesTersimpan, StoreError> {
    Ok(ProsesTersimpan {
        id: b.text(0)?,
        periode: b.parse(1)?,
        versi: b.i64(2)?,
        keadaan: Keadaan::dari_kode(b.str(3)?).ok_or_else(|| b.wrong(3, "unknown state"))?,
        paket_id: b.text(4)?,
        paket_versi: b.text(5)?,
        paket_sidik: b.text(6)?,
        kalender_sidik: b.text(7)?,
        masukan_sidik: b.opt_text(8)?,
        hasil_sidik: b.opt_text(9)?,
        keluaran: b.opt_text(10)?,
        orang: b.opt_i64(11)?,
        jumlah_sen: b.opt_i64(12)?,
        dibuka_pada: b.parse(13)?,
        dibuka_oleh: b.text(14)?,
        dihitung_pada: b.opt_parse(15)?,
    })
}

/// Stores frozen bytes under their hash; the same bytes are kept once.
pub fn simpan_bekuan(tx: &mut Tx<'_>, sidik: &str, isi: &[u8]) -> Result<(), StoreError> {
    let ukuran = i64::try_from(isi.len()).unwrap_or(i64::MAX);
    tx.exec(&SIMPAN_BEKUAN, &[Arg::from(sidik), Arg::from(ukuran), Arg::from(isi)]).map(|_| ())
}

/// Frozen bytes by hash.
pub fn isi_bekuan(tx: &mut Tx<'_>, sidik: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.one(&ISI_BEKUAN, &[Arg::from(sidik)], |b| b.bytes(0))
}

/// Ties the frozen files to the run; what an interrupted attempt tied before is replaced.
/// False when the run was frozen by somebody else meanwhile.
pub fn bekukan(
    tx: &mut Tx<'_>,
    proses: &str,
    opd: &[OpdTersimpan],
    masukan_sidik: &str,
    orang: i64,
) -> Result<bool, StoreError> {
    let tanda = [Arg::from(proses), Arg::from(masukan_sidik), Arg::from(orang)];
    if tx.exec(&TANDAI_BEKU, &tanda)? == 0 {
        return Ok(false);
    }
    tx.exec(&HAPUS_OPD, &[Arg::from(proses)])?;
    tx.exec_many(
        &TAMBAH_OPD,
        opd.iter().map(|o| {
            [
                Arg::from(proses),
                Arg::from(&o.kode),
                Arg::from(&o.nama),
                Arg::from(&o.jalur_unit),
                Arg::from(&o.masukan_sidik),
                Arg::from(o.orang),
            ]
        }),
    )?;
    Ok(true)
}

/// Units of a run within a jurisdiction, by code.
pub fn semua_opd(tx: &mut Tx<'_>, proses: &str, lingkup: &Lingkup) -> Result<Vec<OpdTersimpan>, StoreError> {
    let r = lingkup.rentang_unit();
    tx.all(&SEMUA_OPD, &[Arg::from(proses), Arg::from(&r.dari), Arg::from(&r.sampai)], baca_opd)
}

/// One OPD of a run. Its totals are no personal data; the caller decides who sees them.
pub fn satu_opd(tx: &mut Tx<'_>, proses: &str, kode: &str) -> Result<Option<OpdTersimpan>, StoreError> {
    tx.one(&SATU_OPD, &[Arg::from(proses), Arg::from(kode)], baca_opd)
}

fn baca_opd(b: &Row<'_>) -> Result<OpdTersimpan, StoreError> {
    Ok(OpdTersimpan {
        kode: b.text(0)?,
        nama: b.text(1)?,
        jalur_unit: b.text(2)?,
        masukan_sidik: b.text(3)?,
        orang: b.i64(4)?,
        jumlah_sen: b.opt_i64(5)?,
        terhadap_sen: b.opt_i64(6)?,
        plafon_sen: b.opt_i64(7)?,
    })
}

/// What the end of a run stores.
#[derive(Debug, Clone, Copy)]
pub struct Selesai<'a> {
    /// The run.
    pub proses: &'a str,
    /// Hash of the canonical form.
    pub hasil_sidik: &'a str,
    /// Description of the stored figures, JSON.
    pub keluaran: &'a str,
    /// Sum of all lines, in sen.
    pub jumlah_sen: i64,
    /// When.
    pub pada: Waktu,
    /// Totals per OPD.
    pub opd: &'a [OpdTersimpan],
    /// All lines.
    pub baris: &'a [BarisTersimpan],
}

/// Stores all lines and closes the run in one transaction. False when it was closed by somebody else meanwhile.
pub fn selesaikan(tx: &mut Tx<'_>, s: &Selesai<'_>) -> Result<bool, StoreError> {
    let pada = s.pada.to_string();
    let tanda = [
        Arg::from(s.proses),
        Arg::from(s.hasil_sidik),
        Arg::from(s.keluaran),
        Arg::from(s.jumlah_sen),
        Arg::from(&pada),
    ];
    if tx.exec(&TANDAI_HITUNG, &tanda)? == 0 {
        return Ok(false);
    }
    tx.exec(&HAPUS_BARIS, &[Arg::from(s.proses)])?;
    tx.exec_many(&TAMBAH_BARIS, s.baris.iter().map(|b| args_baris(s.proses, b)))?;
    tx.exec_many(
        &HASIL_OPD,
        s.opd.iter().map(|o| {
            [
                Arg::from(s.proses),
                Arg::from(&o.kode),
                Arg::from(o.jumlah_sen),
                Arg::from(o.terhadap_sen),
                Arg::from(o.plafon_sen),
            ]
        }),
    )?;
    Ok(true)
}

fn args_baris<'a>(proses: &'a str, b: &'a BarisTersimpan) -> [Arg<'a>; 13] {
    [
        Arg::from(proses),
        Arg::from(&b.nip),
        Arg::from(&b.nama),
        Arg::from(&b.cari),
        Arg::from(&b.jabatan),
        Arg::from(b.kelas),
        Arg::from(&b.opd),
        Arg::from(&b.unit_nama),
        Arg::from(&b.jalur_unit),
        Arg::from(""),
        Arg::from(b.utama_sen),
        Arg::from(&b.nilai),
        Arg::from(b.pegawai),
    ]
}

/// Count and sum of the stored lines per OPD: the database's own addition, for the reconciliation.
pub fn jumlah_baris(tx: &mut Tx<'_>, proses: &str) -> Result<Vec<(String, i64, i64)>, StoreError> {
    tx.all(&JUMLAH_BARIS, &[Arg::from(proses)], |b| Ok((b.text(0)?, b.i64(1)?, b.i64(2)?)))
}

/// The six bounds a jurisdiction becomes, in the order the statements take them.
struct Batas {
    unit: balai_kernel::Rentang,
    wilayah: balai_kernel::Rentang,
    nip: balai_kernel::Rentang,
}

impl Batas {
    fn dari(lingkup: &Lingkup) -> Self {
        Self { unit: lingkup.rentang_unit(), wilayah: lingkup.rentang_wilayah(), nip: lingkup.rentang_nip() }
    }

    fn args(&self) -> [Arg<'_>; 6] {
        let Self { unit, wilayah, nip } = self;
        [&unit.dari, &unit.sampai, &wilayah.dari, &wilayah.sampai, &nip.dari, &nip.sampai].map(Arg::from)
    }
}

/// One person's line, if the jurisdiction reaches it.
pub fn satu_baris(
    tx: &mut Tx<'_>,
    proses: &str,
    nip: &str,
    lingkup: &Lingkup,
) -> Result<Option<BarisTersimpan>, StoreError> {
    let batas = Batas::dari(lingkup);
    let mut args = vec![Arg::from(proses), Arg::from(nip)];
    args.extend(batas.args());
    tx.one(&SATU_BARIS, &args, baca_baris)
}

/// The line of the person with this number, if the jurisdiction reaches it.
pub fn baris_pegawai(
    tx: &mut Tx<'_>,
    proses: &str,
    pegawai: i64,
    lingkup: &Lingkup,
) -> Result<Option<BarisTersimpan>, StoreError> {
    let batas = Batas::dari(lingkup);
    let mut args = vec![Arg::from(proses), Arg::from(pegawai)];
    args.extend(batas.args());
    tx.one(&BARIS_PEGAWAI, &args, baca_baris)
}

/// All lines within a jurisdiction, by NIP.
pub fn semua_baris(
    tx: &mut Tx<'_>,
    proses: &str,
    lingkup: &Lingkup,
) -> Result<Vec<BarisTersimpan>, StoreError> {
    let batas = Batas::dari(lingkup);
    let mut args = vec![Arg::from(proses)];
    args.extend(batas.args());
    tx.all(&SEMUA_BARIS, &args, baca_baris)
}

/// One page of lines and how many there are in all.
pub fn halaman_baris(
    tx: &mut Tx<'_>,
    proses: &str,
    lingkup: &Lingkup,
    urut: &BarisUrut,
) -> Result<(Vec<BarisTersimpan>, i64), StoreError> {
    let batas = Batas::dari(lingkup);
    let pola = pola(&urut.cari);
    let mut args = vec![Arg::from(proses)];
    args.extend(batas.args());
    args.push(Arg::from(&urut.opd));
    args.push(Arg::from(&pola));
    let banyak = tx.one(&BANYAK_BARIS, &args, |b| b.i64(0))?.unwrap_or(0);
    args.push(Arg::from(urut.isi));
    args.push(Arg::from(urut.halaman.max(1).saturating_sub(1).saturating_mul(urut.isi)));
    Ok((tx.all(&HALAMAN_BARIS, &args, baca_baris)?, banyak))
}

/// A search text as a LIKE pattern: what people type is never a wildcard.
fn pola(cari: &str) -> String {
    let mut hasil = String::from("%");
    for h in cari.trim().to_lowercase().chars() {
        if matches!(h, '%' | '_' | '!') {
            hasil.push('!');
        }
        hasil.push(h);
    }
    hasil.push('%');
    hasil
}

fn baca_baris(b: &Row<'_>) -> Result<BarisTersimpan, StoreError> {
    Ok(BarisTersimpan {
        nip: b.text(0)?,
        nama: b.text(1)?,
        cari: String::new(),
        jabatan: b.text(2)?,
        kelas: b.i64(3)?,
        opd: b.text(4)?,
        unit_nama: b.text(5)?,
        jalur_unit: b.text(6)?,
        utama_sen: b.i64(7)?,
        nilai: b.text(8)?,
        pegawai: b.i64(9)?,
    })
}

/// A person's computed months, newest first: month, version, amount in sen.
pub fn bulan_orang(tx: &mut Tx<'_>, nip: &str) -> Result<Vec<(Periode, i64, i64)>, StoreError> {
    tx.all(&BULAN_ORANG, &[Arg::from(nip)], |b| Ok((b.parse(0)?, b.i64(1)?, b.i64(2)?)))
}

/// `202610` for October 2026, as the rows of the month carry it.
#[must_use]
pub fn angka_periode(periode: Periode) -> i64 {
    let awal = periode.awal();
    i64::from(awal.year()) * 100 + i64::from(awal.month())
}

/// Whether anything at all was handed over for the month: a punch or an activity.
pub fn ada_catatan(tx: &mut Tx<'_>, periode: Periode) -> Result<bool, StoreError> {
    for pernyataan in [&ADA_PRESENSI, &ADA_AKTIVITAS] {
        if tx.one(pernyataan, &[Arg::from(angka_periode(periode))], |b| b.i64(0))?.is_some() {
            return Ok(true);
        }
    }
    super::entri::ada_bulan(tx, periode)
}

/// Every punch of the month: person, day, second of the day, direction.
pub fn presensi_bulan(
    tx: &mut Tx<'_>,
    periode: Periode,
    mut tiap: impl FnMut(i64, i64, i64, i64),
) -> Result<(), StoreError> {
    tx.each(&PRESENSI_BULAN, &[Arg::from(angka_periode(periode))], |b| {
        tiap(b.i64(0)?, b.i64(1)?, b.i64(2)?, b.i64(3)?);
        Ok(())
    })
}

/// One stored activity row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BarisAktivitas {
    /// Whose.
    pub pegawai: i64,
    /// Day of the month.
    pub hari: i64,
    /// Number of its text.
    pub kegiatan: i64,
    /// Tells apart the same activity on a day.
    pub urut: i64,
    /// The highest counts.
    pub revisi: i64,
    /// Minutes.
    pub menit: i64,
    /// State as stored.
    pub status: i64,
}

/// Every activity row of the month, all revisions, in no order.
pub fn aktivitas_bulan(
    tx: &mut Tx<'_>,
    periode: Periode,
    mut tiap: impl FnMut(BarisAktivitas),
) -> Result<(), StoreError> {
    tx.each(&AKTIVITAS_BULAN, &[Arg::from(angka_periode(periode))], |b| {
        tiap(BarisAktivitas {
            pegawai: b.i64(0)?,
            hari: b.i64(1)?,
            kegiatan: b.i64(2)?,
            urut: b.i64(3)?,
            revisi: b.i64(4)?,
            menit: b.i64(5)?,
            status: b.i64(6)?,
        });
        Ok(())
    })
}

/// One person's activities of a month with their texts, newest revisions only: day, text, minutes, state as stored;
/// in no order.
pub fn aktivitas_orang(
    tx: &mut Tx<'_>,
    periode: Periode,
    pegawai: i64,
) -> Result<Vec<(i64, String, i64, i64)>, StoreError> {
    let args = [Arg::from(angka_periode(periode)), Arg::from(pegawai)];
    tx.all(&AKTIVITAS_ORANG, &args, |b| Ok((b.i64(0)?, b.text(1)?, b.i64(2)?, b.i64(3)?)))
}

/// Number and text of every activity.
pub fn semua_kegiatan(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>, StoreError> {
    tx.all(&SEMUA_KEGIATAN, &[], |b| Ok((b.i64(0)?, b.text(1)?)))
}

#[cfg(test)]
mod tests {
    use super::pola;

    #[test]
    fn what_people_type_is_never_a_wildcard() {
        assert_eq!(pola(" Siti_N%! "), "%siti!_n!%!!%");
        assert_eq!(pola(""), "%%");
    }
}
