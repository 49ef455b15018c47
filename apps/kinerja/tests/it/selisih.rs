//! A paid month that turns out otherwise: it stays as it was signed, a second person approves the difference, later months
//! bear it, and nothing is paid or deducted twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use balai_kernel::{Aktor, Lingkup, Peran, Periode};
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::langkah::{Bulan, Perintah as Langkahi, lakukan};
use balai_kinerja::acts::proses::{Perintah, jalankan};
use balai_kinerja::acts::selisih::{Keputusan, Usulan, bandingkan, baris, putuskan, usulkan};
use balai_kinerja::acts::slip::{self, Siapa};
use balai_kinerja::model::kebijakan::{Cara, Kebijakan};
use balai_kinerja::model::langkah::{Langkah, Tahap};
use balai_kinerja::model::selisih::{Jenis, Saldo, jumlah};
use balai_kinerja::store::selisih::{self as store, Daftar};
use balai_organisasi::acts::orang::{TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use balai_organisasi::baca as organisasi;
use balai_organisasi::model::jabatan::Keputusan as Dasar;
use balai_platform::{Refusal, Region, SumberPaket, operator};
use balai_store::{StoreError, sql};
use balai_testkit::{Db, JamTetap, aktor, db_test};
use serde_json::json;

use crate::api;
use crate::langkah::{berkepala, bkpsdm, bulan, kepala, kerjakan, periode, terkunci_di};
use crate::masukan::masuk;
use crate::plafon::{berplafon_di, terverifikasi, tetapkan};
use crate::web::{Web, jurnal, semua};
use crate::{daerah_berjam, hitung, hitung_dari};

sql! {
    UBAH_BARIS = "UPDATE selisih_baris SET baru_sen = 0";
    UBAH_LUNAS = "DELETE FROM selisih_lunas";
}

/// A rate of the package that says otherwise than what was computed with.
const NAIK: (&str, &str) = (r#"isi = "3%""#, r#"isi = "1%""#);
const TURUN: (&str, &str) = (r#"isi = "3%""#, r#"isi = "9%""#);
/// Nearly the whole month was paid too much.
const HABIS: (&str, &str) = (r#"["pns", "100%"]"#, r#"["pns", "1%"]"#);

/// The city's package with one of its texts replaced.
fn paket(db: &Db, (lama, baru): (&str, &str)) -> SumberPaket {
    let akar = std::env::temp_dir().join(format!("balai-selisih-{}-{:p}", std::process::id(), db));
    let folder = akar.join("tunjangan/kota-bandung");
    std::fs::create_dir_all(&folder).unwrap();
    let mut kena = 0;
    for b in SumberPaket::bawaan().paket("tunjangan/kota-bandung").unwrap().berkas {
        kena += b.isi.matches(lama).count();
        std::fs::write(folder.join(&b.nama), b.isi.replace(lama, baru)).unwrap();
    }
    assert_eq!(kena, 1, "{lama}");
    let sumber = SumberPaket::dengan_folder(&akar).unwrap();
    std::fs::remove_dir_all(&akar).unwrap();
    sumber
}

pub fn setujui(region: &Region, p: Periode, opd: &str) -> Result<(), Refusal> {
    let kepala = kepala(region, opd);
    for (siapa, langkah) in [
        (kepala, Langkah::Ditandatangani),
        (bkpsdm(1), Langkah::Diverifikasi),
        (bkpsdm(2), Langkah::Disetujui),
    ] {
        langkahi(region, p, &siapa, langkah, &[opd])?;
    }
    Ok(())
}

pub fn langkahi(
    region: &Region,
    p: Periode,
    siapa: &Aktor,
    langkah: Langkah,
    opd: &[&str],
) -> Result<(), Refusal> {
    let b = region.read(|tx| Bulan::baca(tx, p, &Lingkup::Semua)).unwrap();
    let perintah = Langkahi {
        periode: p,
        langkah,
        opd: opd.iter().map(|o| (*o).to_owned()).collect(),
        versi: b.as_ref().map_or(0, |b| b.proses.versi),
        sidik: b.as_ref().map_or(String::new(), |b| b.sidik().to_owned()),
        alasan: String::new(),
        surat: String::new(),
        tanggal: None,
        kebijakan: None,
    };
    lakukan(region, siapa, &perintah).map(|_| ())
}

/// A later month, locked, then computed.
pub fn berikut(region: &Region, p: &str) -> Periode {
    let p: Periode = p.parse().unwrap();
    let (nip, ..) = semua(region).remove(0);
    masuk(
        region,
        "aktivitas",
        &format!("NIP;Tanggal;Aktivitas;Menit;Status Verifikasi\n{nip};{};Apel;30;Disetujui\n", p.awal()),
    );
    langkahi(region, p, &bkpsdm(1), Langkah::PresensiDikunci, &[]).unwrap();
    hitung_bulan(region, p);
    p
}

pub fn hitung_bulan(region: &Region, periode: Periode) {
    let perintah = Perintah { periode, paket: "tunjangan/kota-bandung".to_owned(), sidik: None, utas: 2 };
    jalankan(region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &|_| ()).unwrap();
}

pub fn bulan_ini(region: &Region, p: Periode) -> Bulan {
    region.read(|tx| Bulan::baca(tx, p, &Lingkup::Semua)).unwrap().unwrap()
}

/// The sample, months later.
pub fn kemudian(db: &Db) -> Region {
    // 2027-01-05T01:00:00Z
    daerah_berjam(db, false, Arc::new(JamTetap::di(1_799_110_800_000)))
}

/// What an OPD is paid for a month, in sen.
pub fn bayar(region: &Region, p: Periode, opd: &str) -> i64 {
    let b = bulan_ini(region, p);
    b.bayar_sen(b.opd.iter().find(|o| o.kode == opd).unwrap())
}

pub fn sisa(region: &Region, p: &str) -> Vec<Saldo> {
    region.read(|tx| store::sisa(tx, p.parse().unwrap())).map_err(|e: StoreError| e).unwrap()
}

/// The sample with one OPD approved and paid, then computed anew with another rate.
fn dibayar(db: &Db, beda: (&str, &str)) -> (Region, String) {
    let region = terkunci_di(kemudian(db));
    let satu = berkepala(&region).remove(0);
    setujui(&region, periode(), &satu).unwrap();
    kerjakan(&region, &bkpsdm(1), Langkah::Diekspor, &[&satu]).unwrap();
    kerjakan(&region, &bkpsdm(1), Langkah::Dibayar, &[&satu]).unwrap();
    hitung_dari(&region, &paket(db, beda), 2).unwrap();
    (region, satu)
}

fn usulan(region: &Region) -> Usulan {
    Usulan {
        periode: periode(),
        sidik: bandingkan(region, &bkpsdm(1), periode()).unwrap().sidik,
        alasan: "Tarif keliru menurut berita acara".to_owned(),
        surat: "900/77/BKPSDM".to_owned(),
        tanggal: Some("2026-11-20".parse().unwrap()),
    }
}

fn keputusan(d: &Daftar, setuju: bool) -> Keputusan {
    let alasan = if setuju { String::new() } else { "Berita acara belum ada".to_owned() };
    Keputusan { periode: periode(), nomor: d.nomor, sidik: d.sidik.clone(), setuju, alasan }
}

/// Proposed and approved by another.
fn disetujui(region: &Region) -> Daftar {
    let d = usulkan(region, &bkpsdm(1), &usulan(region)).unwrap();
    putuskan(region, &bkpsdm(2), &keputusan(&d, true)).unwrap()
}

fn kode<T: std::fmt::Debug>(r: Result<T, Refusal>) -> &'static str {
    r.unwrap_err().galat().kode
}

db_test! {
    fn what_was_paid_too_little_comes_with_the_next_month_once(db: &Db) {
        let (region, satu) = dibayar(db, NAIK);
        let lama = bayar(&region, periode(), &satu);
        let b = bandingkan(&region, &bkpsdm(1), periode()).unwrap();
        assert!(b.beda.len() > 1, "absent people are cut less");
        assert!(b.beda.iter().all(|x| x.opd == satu && x.selisih_sen() > 0), "only what was approved is owed");
        let d = disetujui(&region);
        assert_eq!((d.tambah_sen, d.kurang_sen), jumlah(&b.beda));
        assert_eq!(bayar(&region, periode(), &satu), lama, "the paid month stays as it was signed");
        assert_eq!(bulan(&region).keadaan(&satu).tahap, Tahap::Dibayar);
        // nothing is owed a second time
        let lagi = bandingkan(&region, &bkpsdm(1), periode()).unwrap();
        assert_eq!(lagi.beda, []);
        assert_eq!(kode(usulkan(&region, &bkpsdm(1), &usulan(&region))), "KIN-631");
        let nov = berikut(&region, "2026-11");
        let n = bulan_ini(&region, nov);
        let opd = n.opd.iter().find(|o| o.kode == satu).unwrap();
        assert_eq!((n.bawaan_sen(&satu), n.bayar_sen(opd)), (d.tambah_sen, opd.jumlah_sen.unwrap() + d.tambah_sen));
        let dua = n.opd.iter().find(|o| o.kode != satu).unwrap();
        assert_eq!((n.bawaan_sen(&dua.kode), n.bayar_sen(dua)), (0, dua.jumlah_sen.unwrap()));
        // the slip and the file say so too
        let nip = &b.beda[0].nip;
        let s = slip::baca(&region, &operator().unwrap(), nov, &Siapa::Nip(nip.parse().unwrap())).unwrap();
        let bayaran = s.bayaran.unwrap();
        assert_eq!(bayaran.jumlah_sen, s.baris.utama_sen + b.beda[0].selisih_sen());
        assert_eq!((bayaran.bawaan.len(), bayaran.kebijakan_sen), (1, None));
        let berkas = ekspor(&region, &operator().unwrap(), nov, Bentuk::Csv).unwrap();
        let teks = String::from_utf8(berkas.isi).unwrap();
        let seluruh: i64 = n.opd.iter().map(|o| n.bayar_sen(o)).sum();
        let akhir: Vec<i64> = teks.lines().last().unwrap().rsplit(';').take(3).map(|x| x.parse().unwrap()).collect();
        assert_eq!(akhir, [seluruh / 100, d.tambah_sen / 100, 0]);
        assert!(ekspor(&region, &operator().unwrap(), nov, Bentuk::Xlsx).is_ok());
        // a plan settles nothing; the approval does, with the figures it signs
        assert_eq!(sisa(&region, "2026-12").len(), b.beda.len());
        setujui(&region, nov, &satu).unwrap();
        let selesai = bulan_ini(&region, nov);
        let setuju = selesai.keadaan(&satu).setuju.unwrap();
        assert_eq!(setuju.jumlah_sen, opd.jumlah_sen.unwrap() + d.tambah_sen);
        assert_eq!(sisa(&region, "2026-12"), []);
        assert_eq!(selesai.bayar_sen(opd), setuju.jumlah_sen, "what is settled stays on its month");
        let des = berikut(&region, "2026-12");
        assert_eq!(bulan_ini(&region, des).bawaan_sen(&satu), 0);
    }

    fn an_overpayment_is_deducted_as_far_as_each_month_bears_it(db: &Db) {
        let (region, satu) = dibayar(db, HABIS);
        let d = disetujui(&region);
        assert!(d.kurang_sen > 0 && d.tambah_sen == 0);
        let mut utang = d.kurang_sen;
        for p in ["2026-11", "2026-12"] {
            let bulan = berikut(&region, p);
            let b = bulan_ini(&region, bulan);
            let opd = b.opd.iter().find(|o| o.kode == satu).unwrap().clone();
            let dipotong = -b.bawaan_sen(&satu);
            assert!(dipotong > 0 && dipotong < utang, "{p}: {dipotong} of {utang}");
            assert!(b.bayar_sen(&opd) >= 0 && b.bayar_sen(&opd) < opd.jumlah_sen.unwrap());
            for (nip, milik) in &b.bawaan {
                let (s, sen) = &milik[0];
                assert!(*sen <= 0 && sen.abs() <= s.jumlah_sen.abs(), "{nip}");
            }
            setujui(&region, bulan, &satu).unwrap();
            utang -= dipotong;
            let tinggal: i64 = sisa(&region, "2027-01").iter().map(|s| s.jumlah_sen).sum();
            assert_eq!(tinggal, -utang);
        }
    }

    fn who_retired_is_not_computed_and_still_gets_what_was_paid_too_little(db: &Db) {
        let (region, satu) = dibayar(db, NAIK);
        disetujui(&region);
        let beda = region.read(|tx| store::baris(tx, (periode(), 1), &Lingkup::Semua, ("", 1)));
        let beda = beda.map_err(|e: StoreError| e).unwrap().remove(0);
        pensiun(&region, &beda.nip, "2026-10-31");
        let nov = berikut(&region, "2026-11");
        let b = bulan_ini(&region, nov);
        let orang = |b: &Bulan| b.opd.iter().map(|o| o.orang).sum::<i64>();
        assert_eq!(orang(&b), orang(&bulan(&region)) - 1, "no post, no allowance");
        let milik = &b.bawaan[&beda.nip];
        assert_eq!((milik[0].0.opd.as_str(), milik[0].1), (satu.as_str(), beda.selisih_sen()));
        let berkas = ekspor(&region, &operator().unwrap(), nov, Bentuk::Csv).unwrap();
        let teks = String::from_utf8(berkas.isi).unwrap();
        let baris: Vec<&str> = teks.lines().filter(|l| l.contains(&beda.nip)).collect();
        assert_eq!(baris.len(), 1, "a row of its own");
        let sen = beda.selisih_sen() / 100;
        assert!(baris[0].contains(&beda.nama) && baris[0].ends_with(&format!(";0;{sen};{sen}")), "{baris:?}");
        let kolom = |b: &str| b.matches(';').count();
        assert_eq!(kolom(baris[0]), kolom(teks.lines().next().unwrap()));
        assert!(ekspor(&region, &operator().unwrap(), nov, Bentuk::Xlsx).is_ok());
        setujui(&region, nov, &satu).unwrap();
        assert!(sisa(&region, "2026-12").iter().all(|s| s.nip != beda.nip));
    }

    fn who_left_in_mid_month_counts_for_that_month(db: &Db) {
        let region = terkunci_di(kemudian(db));
        let sebelum: i64 = bulan(&region).opd.iter().map(|o| o.orang).sum();
        let (nip, ..) = semua(&region).remove(0);
        pensiun(&region, nip.as_str(), "2026-10-14");
        hitung(&region, 2).unwrap();
        assert_eq!(bulan(&region).opd.iter().map(|o| o.orang).sum::<i64>(), sebelum);
    }

    fn a_list_is_decided_by_a_second_person_as_it_was_shown(db: &Db) {
        let (region, _) = dibayar(db, NAIK);
        let lama = usulan(&region);
        // another rate: what was shown is no longer what is computed
        hitung_dari(&region, &paket(db, TURUN), 2).unwrap();
        assert_eq!(kode(usulkan(&region, &bkpsdm(1), &lama)), "KIN-633");
        let u = usulan(&region);
        for kosong in [
            Usulan { alasan: " ".into(), ..u.clone() },
            Usulan { surat: String::new(), ..u.clone() },
            Usulan { tanggal: None, ..u.clone() },
            Usulan { alasan: "x".repeat(501), ..u.clone() },
        ] {
            assert_eq!(kode(usulkan(&region, &bkpsdm(1), &kosong)), "KIN-612");
        }
        let d = usulkan(&region, &bkpsdm(1), &u).unwrap();
        assert!(d.kurang_sen > 0);
        assert_eq!(kode(usulkan(&region, &bkpsdm(2), &u)), "KIN-632");
        assert_eq!(kode(putuskan(&region, &bkpsdm(1), &keputusan(&d, true))), "PLT-005");
        let lain = Keputusan { sidik: "0".repeat(64), ..keputusan(&d, true) };
        assert_eq!(kode(putuskan(&region, &bkpsdm(2), &lain)), "KIN-633");
        let diam = Keputusan { alasan: String::new(), ..keputusan(&d, false) };
        assert_eq!(kode(putuskan(&region, &bkpsdm(2), &diam)), "KIN-612");
        let tiada = Keputusan { nomor: 9, ..keputusan(&d, true) };
        assert_eq!(kode(putuskan(&region, &bkpsdm(2), &tiada)), "PLT-010");
        putuskan(&region, &bkpsdm(2), &keputusan(&d, false)).unwrap();
        assert_eq!(kode(putuskan(&region, &bkpsdm(3), &keputusan(&d, true))), "KIN-635");
        assert_eq!(sisa(&region, "2026-11"), [], "what is refused is owed by nobody");
        // and may be proposed anew
        let d = disetujui(&region);
        assert_eq!(d.nomor, 2);
        assert_eq!(sisa(&region, "2026-11").len(), usize::try_from(d.orang).unwrap());
        assert_eq!((jurnal(&region, "kinerja.selisih.usulkan"), jurnal(&region, "kinerja.selisih.putuskan")), (2, 2));
    }

    fn of_two_who_decide_at_once_one_does(db: &Db) {
        let (region, _) = dibayar(db, NAIK);
        let u = usulan(&region);
        let usul = std::thread::scope(|s| {
            let satu = |n| { let (region, u) = (&region, &u); s.spawn(move || usulkan(region, &bkpsdm(n), u)) };
            [satu(1), satu(2)].map(|t| t.join().unwrap())
        });
        assert_eq!(usul.iter().filter(|r| r.is_ok()).count(), 1, "{usul:?}");
        let d = usul.into_iter().find_map(Result::ok).unwrap();
        let putus = std::thread::scope(|s| {
            let satu = |n, setuju| {
                let (region, d) = (&region, &d);
                s.spawn(move || putuskan(region, &bkpsdm(n), &keputusan(d, setuju)))
            };
            [satu(3, true), satu(4, false)].map(|t| t.join().unwrap())
        });
        assert_eq!(putus.iter().filter(|r| r.is_ok()).count(), 1, "{putus:?}");
    }

    fn what_two_months_bring_along_only_one_settles(db: &Db) {
        let (region, satu) = dibayar(db, NAIK);
        let d = disetujui(&region);
        let (nov, des) = (berikut(&region, "2026-11"), berikut(&region, "2026-12"));
        assert_eq!(bulan_ini(&region, des).bawaan_sen(&satu), d.tambah_sen);
        setujui(&region, nov, &satu).unwrap();
        assert_eq!(kode(setujui(&region, des, &satu)), "KIN-634");
        // computed anew it brings nothing along, and goes its way
        hitung_bulan(&region, des);
        assert_eq!(bulan_ini(&region, des).bawaan_sen(&satu), 0);
        setujui(&region, des, &satu).unwrap();
    }

    fn what_a_ceiling_deferred_is_paid_by_a_later_month(db: &Db) {
        let region = berplafon_di(db, kemudian(db));
        let satu = terverifikasi(&region);
        tetapkan(&region, &satu, Kebijakan::polos(Cara::Tunda)).unwrap();
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu]).unwrap();
        let utang: i64 = sisa(&region, "2026-11").iter().map(|s| s.jumlah_sen).sum();
        assert!(utang > 0);
        let nov = berikut(&region, "2026-11");
        let b = bulan_ini(&region, nov);
        assert_eq!(b.bawaan_sen(&satu), utang);
        assert!(b.bawaan.values().flatten().all(|(s, sen)| s.jenis == Jenis::Utang && s.jumlah_sen == *sen));
        setujui(&region, nov, &satu).unwrap();
        assert_eq!(sisa(&region, "2026-12"), []);
    }

    fn nothing_is_compared_before_an_approval_and_nothing_written_changes(db: &Db) {
        let region = terkunci_di(kemudian(db));
        assert_eq!(kode(bandingkan(&region, &bkpsdm(1), periode())), "KIN-630");
        assert_eq!(kode(bandingkan(&region, &bkpsdm(1), "2026-11".parse().unwrap())), "PLT-010");
        let satu = berkepala(&region).remove(0);
        setujui(&region, periode(), &satu).unwrap();
        let b = bandingkan(&region, &bkpsdm(1), periode()).unwrap();
        assert_eq!((b.baru.is_some(), b.beda.len()), (false, 0), "nothing newer is computed");
        hitung(&region, 2).unwrap();
        let b = bandingkan(&region, &bkpsdm(1), periode()).unwrap();
        assert_eq!((b.baru.is_some(), b.beda.len()), (true, 0), "computed anew from the same it is the same");
        hitung_dari(&region, &paket(db, NAIK), 2).unwrap();
        disetujui(&region);
        let nov = berikut(&region, "2026-11");
        setujui(&region, nov, &satu).unwrap();
        for ubah in [&UBAH_BARIS, &UBAH_LUNAS] {
            assert!(region.upkeep(|tx| tx.exec(ubah, &[]).map_err(|e: StoreError| e)).is_err());
        }
    }

    fn everybody_reads_what_is_theirs(db: &Db) {
        let (region, satu) = dibayar(db, NAIK);
        let d = disetujui(&region);
        let jalur: BTreeMap<String, String> = bulan(&region).opd.into_iter().map(|o| (o.kode, o.jalur_unit)).collect();
        let milik = |kode: &str| {
            aktor(9, "Operator", None, Peran::OperatorOpd, Lingkup::Unit(jalur[kode].parse().unwrap()))
        };
        let (kepunyaan, lain) = (milik(&satu), milik(jalur.keys().find(|k| **k != satu).unwrap()));
        let ambil = |siapa: &Aktor, sesudah: &str, banyak| baris(&region, siapa, (periode(), d.nomor), (sesudah, banyak));
        let (_, semua, lebih) = ambil(&kepunyaan, "", 500).unwrap();
        assert_eq!((i64::try_from(semua.len()).unwrap(), lebih), (d.orang, false));
        let (_, awal, lebih) = ambil(&kepunyaan, "", 1).unwrap();
        assert_eq!((awal.len(), lebih), (1, true));
        let (_, sisanya, _) = ambil(&kepunyaan, &awal[0].nip, 500).unwrap();
        assert_eq!(sisanya, semua[1..]);
        assert_eq!(ambil(&lain, "", 500).unwrap().1, []);
        // who may read may not propose
        assert!(matches!(usulkan(&region, &kepunyaan, &usulan(&region)), Err(Refusal::Denied(_))));
        assert!(matches!(putuskan(&region, &kepunyaan, &keputusan(&d, true)), Err(Refusal::Denied(_))));
    }
}

/// Ends somebody's assignment by decree.
fn pensiun(region: &Region, nip: &str, sampai: &str) {
    let sampai = sampai.parse().unwrap();
    let orang = organisasi::nomor_orang(region, &nip.parse().unwrap()).unwrap().unwrap();
    let isi = organisasi::isi_orang(region, orang, sampai).unwrap();
    let tindakan = TindakanOrang::Akhiri { catatan: isi.penugasan[0].0.catatan, sampai };
    let keputusan = Dasar { nomor: "882/1".into(), tanggal: sampai, pejabat: "Wali Kota".into() };
    let c = UbahOrang { orang, tindakan, keputusan };
    let sidik = pratinjau_orang(region, &c).unwrap().sidik;
    ubah_orang(region, &bkpsdm(1), &c, &sidik).unwrap();
}

fn isian(halaman: &str, nama: &str) -> String {
    let potong = halaman.split(&format!("name=\"{nama}\" value=\"")).nth(1).unwrap_or_default();
    potong.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn proposed_and_decided_by_page() {
    let (_db, web, satu) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let (region, satu) = dibayar(&db, NAIK);
        (db, Web::baru(region, vec![bkpsdm(1), bkpsdm(2)]), satu)
    });
    let alamat = "/proses/2026-10/selisih";
    assert!(web.ambil("/proses/2026-10", Some(0)).await.isi.contains(alamat));
    let halaman = web.ambil(alamat, Some(0)).await;
    assert_eq!(halaman.status, StatusCode::OK);
    let isi = format!("_csrf={}&sidik={}", isian(&halaman.isi, "_csrf"), isian(&halaman.isi, "sidik"));
    let tanpa = web.kirim(Method::POST, alamat, Some(0), &format!("{isi}&alasan=&surat=x&tanggal=x")).await;
    assert_eq!(tanpa.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tanpa.isi.contains("ringkasan-galat"), "{}", tanpa.isi);
    let lengkap = format!("{isi}&alasan=Tarif+keliru&surat=900%2F77&tanggal=20-11-2026");
    let jadi = web.kirim(Method::POST, alamat, Some(0), &lengkap).await;
    assert_eq!(jadi.status, StatusCode::SEE_OTHER, "{}", jadi.isi);
    let satu_daftar = format!("{alamat}/1");
    // the proposer reads and is offered no decision
    assert!(!web.ambil(&satu_daftar, Some(0)).await.isi.contains("value=\"setuju\""));
    let halaman = web.ambil(&satu_daftar, Some(1)).await.isi;
    assert!(halaman.contains("Tarif keliru") && halaman.contains("900/77"), "{halaman}");
    let isi = format!("_csrf={}&sidik={}", isian(&halaman, "_csrf"), isian(&halaman, "sidik"));
    let tolak = web.kirim(Method::POST, &satu_daftar, Some(1), &format!("{isi}&putusan=tolak&alasan=")).await;
    assert_eq!(tolak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let setuju =
        web.kirim(Method::POST, &satu_daftar, Some(1), &format!("{isi}&putusan=setuju&alasan=")).await;
    assert_eq!(setuju.status, StatusCode::SEE_OTHER, "{}", setuju.isi);
    tokio::task::block_in_place(|| berikut(&web.region, "2026-11"));
    let opd = web.ambil(&format!("/proses/2026-11/opd/{satu}"), Some(0)).await;
    assert_eq!(opd.status, StatusCode::OK);
    assert!(opd.isi.contains("id=\"bawaan\""), "{}", opd.isi);
    for tiada in ["/proses/2026-10/selisih/2", "/proses/2026-10/selisih/x", "/proses/2026-12/selisih"] {
        assert_eq!(web.ambil(tiada, Some(0)).await.status, StatusCode::NOT_FOUND, "{tiada}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn proposed_and_decided_by_api() {
    let (_db, web) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let (region, _) = dibayar(&db, TURUN);
        (db, Web::baru(region, vec![bkpsdm(1), bkpsdm(2)]))
    });
    let dokumen = api::dokumen(&web).await;
    let alamat = "/api/v1/proses/2026-10/selisih";
    let banding = web.ambil(alamat, Some(0)).await;
    api::cocok(&dokumen, "/api/v1/proses/{periode}/selisih", &banding);
    let banding = banding.json();
    let beda = banding["beda"].as_array().unwrap();
    let kurang: i64 = beda.iter().map(|b| b["selisih_sen"].as_i64().unwrap()).sum();
    assert_eq!(banding["kurang_sen"].as_i64().unwrap(), -kurang);
    assert!(beda[0]["nip"].as_str().unwrap().contains('•'), "masked: {}", beda[0]);
    let isi =
        json!({ "sidik": banding["sidik"], "alasan": "Tarif", "surat": "900/77", "tanggal": "2026-11-20" });
    let usul = async |isi: &serde_json::Value| web.kirim_json(alamat, 0, isi).await;
    let salah =
        json!({ "sidik": banding["sidik"], "alasan": "Tarif", "surat": "900/77", "tanggal": "20 Nov" });
    assert_eq!(usul(&salah).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let jadi = usul(&isi).await;
    assert_eq!((jadi.status, jadi.json()["nomor"].as_i64()), (StatusCode::OK, Some(1)), "{}", jadi.isi);
    api::masalah(&dokumen, &usul(&isi).await, StatusCode::UNPROCESSABLE_ENTITY, "KIN-632");
    let satu = format!("{alamat}/1");
    let halaman = web.ambil(&format!("{satu}?banyak=1"), Some(1)).await;
    api::cocok(&dokumen, "/api/v1/proses/{periode}/selisih/{nomor}", &halaman);
    assert_eq!(
        (&halaman.json()["masih_ada"], halaman.json()["baris"].as_array().unwrap().len()),
        (&json!(true), 1)
    );
    let putus = json!({ "sidik": banding["sidik"], "setuju": true });
    assert_eq!(web.kirim_json(&satu, 0, &putus).await.json()["kode"], "PLT-005");
    assert_eq!(web.kirim_json(&satu, 1, &putus).await.json()["putusan"], "disetujui");
    assert_eq!(web.kirim_json(&satu, 1, &putus).await.json()["kode"], "KIN-635");
}
