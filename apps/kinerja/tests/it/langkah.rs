//! The steps after a run: who may take which, bound to what, in which order; races and kills.

use std::process::Command;
use std::sync::Barrier;

use axum::http::{Method, StatusCode};
use balai_kernel::{Aktor, Lingkup, Nip, Peran, Periode};
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::langkah::{Bulan, Perintah, Terlaksana, lakukan};
use balai_kinerja::acts::slip;
use balai_kinerja::model::langkah::{Langkah, Tahap};
use balai_kinerja::store::proses as store;
use balai_platform::{Refusal, Region, operator};
use balai_store::{StoreError, sql};
use balai_testkit::{Db, aktor, db_test};

use crate::web::{Web, peran, semua};
use crate::{daerah, hitung, rumah};

sql! {
    RUSAK_BARIS = "UPDATE proses_baris SET nilai = REPLACE(nilai, '[', '[9') WHERE nip = $1";
    UBAH_LANGKAH = "UPDATE proses_langkah SET oleh = 'orang lain'";
}

pub fn periode() -> Periode {
    "2026-10".parse().unwrap()
}

pub fn bulan(region: &Region) -> Bulan {
    region.read(|tx| Bulan::baca(tx, periode(), &Lingkup::Semua)).unwrap().unwrap()
}

/// The command for what a page shows now.
pub fn perintah(region: &Region, langkah: Langkah, opd: &[&str]) -> Perintah {
    let tampak = region.read(|tx| Bulan::baca(tx, periode(), &Lingkup::Semua)).unwrap();
    Perintah {
        periode: periode(),
        langkah,
        opd: opd.iter().map(|o| (*o).to_owned()).collect(),
        versi: tampak.as_ref().map_or(0, |b| b.proses.versi),
        sidik: tampak.as_ref().map_or(String::new(), |b| b.sidik().to_owned()),
        alasan: "Menurut berita acara".to_owned(),
        surat: "900/1234/SP2D".to_owned(),
        tanggal: Some("2026-11-10".parse().unwrap()),
        kebijakan: None,
    }
}

pub fn kerjakan(
    region: &Region,
    siapa: &Aktor,
    langkah: Langkah,
    opd: &[&str],
) -> Result<Terlaksana, Refusal> {
    lakukan(region, siapa, &perintah(region, langkah, opd))
}

pub fn bkpsdm(n: u64) -> Aktor {
    aktor(100 + n, &format!("Petugas {n}"), None, Peran::Bkpsdm, Lingkup::Semua)
}

/// Whoever heads an OPD, as the organisation has it, with authority over it.
pub fn kepala(region: &Region, opd: &str) -> Aktor {
    let hari = region.hari_ini();
    let b = bulan(region);
    let o = b.opd.iter().find(|o| o.kode == opd).unwrap();
    let nip: Nip = region
        .read(|tx| -> Result<Nip, Refusal> {
            let j = balai_kinerja::acts::langkah::kepala(tx, o, hari)?;
            let semua = balai_organisasi::pegawai_pada(tx, &Lingkup::Semua, hari)?;
            Ok(semua.into_iter().find(|p| p.nomor == j.orang).unwrap().nip)
        })
        .unwrap();
    let benih = 200 + opd.bytes().map(u64::from).sum::<u64>();
    aktor(benih, "Kepala", Some(nip), Peran::Atasan, Lingkup::Unit(o.jalur_unit.parse().unwrap()))
}

/// The sample with its attendance locked and then computed.
pub fn terkunci(db: &Db) -> Region {
    terkunci_di(daerah(db, false))
}

/// The same of a region with the sample.
pub fn terkunci_di(region: Region) -> Region {
    kerjakan(&region, &bkpsdm(1), Langkah::PresensiDikunci, &[]).unwrap();
    hitung(&region, 2).unwrap();
    region
}

fn kode(r: Result<Terlaksana, Refusal>) -> &'static str {
    r.unwrap_err().galat().kode
}

/// OPDs of the sample that have a head.
pub fn berkepala(region: &Region) -> Vec<String> {
    let hari = region.hari_ini();
    let b = bulan(region);
    let ada = |o: &&balai_kinerja::model::proses::OpdTersimpan| {
        region.read(|tx| balai_kinerja::acts::langkah::kepala(tx, o, hari)).is_ok()
    };
    b.opd.iter().filter(ada).map(|o| o.kode.clone()).collect()
}

db_test! {
    fn a_month_goes_from_the_lock_to_the_payment_and_each_opd_its_own_way(db: &Db) {
        let region = terkunci(db);
        let opd = berkepala(&region);
        let (satu, dua) = (opd[0].as_str(), opd[1].as_str());
        let kepala = kepala(&region, satu);
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[satu]).unwrap();
        // nobody waits for the others: one OPD goes on alone
        let jadi = kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[]).unwrap();
        assert_eq!(jadi.opd, [satu]);
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Disetujui, &[satu])), "PLT-005");
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[satu]).unwrap();
        kerjakan(&region, &bkpsdm(1), Langkah::Diekspor, &[satu]).unwrap();
        kerjakan(&region, &bkpsdm(1), Langkah::Dibayar, &[satu]).unwrap();
        let b = bulan(&region);
        assert_eq!(b.keadaan(satu).tahap, Tahap::Dibayar);
        assert_eq!(b.keadaan(satu).bayar.unwrap().surat, "900/1234/SP2D");
        assert_eq!(b.keadaan(dua).tahap, Tahap::Dihitung);
        // paid is paid
        for l in [Langkah::Ditandatangani, Langkah::Dikembalikan, Langkah::Disetujui, Langkah::Dibayar] {
            let siapa = if l == Langkah::Ditandatangani { kepala.clone() } else { bkpsdm(2) };
            assert_eq!(kode(kerjakan(&region, &siapa, l, &[satu])), "KIN-606", "{l:?}");
        }
    }

    fn out_of_order_names_what_is_missing_and_who_is_asked(db: &Db) {
        let region = terkunci(db);
        let satu = berkepala(&region).remove(0);
        let galat = kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[&satu]).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-606");
        assert!(galat.isian.iter().any(|(n, v)| *n == "siapa" && v.contains("kepala")), "{galat:?}");
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[])), "KIN-606");
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &["tiada"])), "PLT-010");
    }

    fn only_the_head_signs_and_the_refusal_names_them(db: &Db) {
        let region = terkunci(db);
        let opd = berkepala(&region);
        let b = bulan(&region);
        let jalur = &b.opd.iter().find(|o| o.kode == opd[0]).unwrap().jalur_unit;
        let lain = semua(&region).into_iter().find(|(_, _, j)| j.starts_with(jalur.as_str())).unwrap().0;
        let unit = Lingkup::Unit(jalur.parse().unwrap());
        let kepala_nip = kepala(&region, &opd[0]).nip.unwrap();
        let lain = if lain == kepala_nip { None } else { Some(lain) };
        let bukan = aktor(301, "Bukan kepala", lain, Peran::Atasan, unit);
        let galat = kerjakan(&region, &bukan, Langkah::Ditandatangani, &[&opd[0]]).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-607");
        assert!(galat.isian.iter().any(|(n, v)| *n == "siapa" && !v.is_empty()), "{galat:?}");
        // the head of another OPD reaches it not at all
        let tetangga = kepala(&region, &opd[1]);
        assert_eq!(kode(kerjakan(&region, &tetangga, Langkah::Ditandatangani, &[&opd[0]])), "PLT-004");
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Ditandatangani, &[&opd[0]])), "PLT-001");
    }

    fn what_was_computed_before_the_lock_is_provisional(db: &Db) {
        let region = daerah(db, false);
        hitung(&region, 2).unwrap();
        let satu = berkepala(&region).remove(0);
        let kepala = kepala(&region, &satu);
        assert_eq!(kode(kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu])), "KIN-604");
        kerjakan(&region, &bkpsdm(1), Langkah::PresensiDikunci, &[]).unwrap();
        assert_eq!(kode(kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu])), "KIN-604");
        hitung(&region, 2).unwrap();
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu]).unwrap();
        // opened and locked again: the figures may be others
        kerjakan(&region, &bkpsdm(1), Langkah::PresensiDibuka, &[&satu]).unwrap();
        kerjakan(&region, &kepala, Langkah::Ditarik, &[&satu]).unwrap();
        kerjakan(&region, &bkpsdm(1), Langkah::PresensiDikunci, &[&satu]).unwrap();
        assert_eq!(kode(kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu])), "KIN-604");
    }

    fn locked_attendance_takes_no_more_punches(db: &Db) {
        let region = terkunci(db);
        let b = bulan(&region);
        let (nip, _, jalur) = semua(&region).remove(0);
        let opd = b.opd.iter().find(|o| jalur.starts_with(&o.jalur_unit)).unwrap().kode.clone();
        let isi = format!("NIP;Tanggal;Jam;Arah\n{nip};30-10-2026;05:01;0\n");
        let galat = impor(&region, "presensi", &isi).unwrap_err().galat();
        assert_eq!(galat.kode, "KIN-601");
        let isi = format!("NIP;Dari Tanggal;Sampai Tanggal;Jenis\n{nip};28-09-2026;02-10-2026;Sakit\n");
        assert_eq!(impor(&region, "ketidakhadiran", &isi).unwrap_err().galat().kode, "KIN-601");
        // another month is open, and so is this one once BKPSDM has opened it
        let isi = format!("NIP;Dari Tanggal;Sampai Tanggal;Jenis\n{nip};28-09-2026;29-09-2026;Sakit\n");
        impor(&region, "ketidakhadiran", &isi).unwrap();
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::PresensiDikunci, &[&opd])), "KIN-602");
        kerjakan(&region, &bkpsdm(1), Langkah::PresensiDibuka, &[&opd]).unwrap();
        let isi = format!("NIP;Tanggal;Jam;Arah\n{nip};30-10-2026;05:01;0\n");
        impor(&region, "presensi", &isi).unwrap();
    }

    fn a_newer_version_makes_signatures_worthless_until_one_is_approved(db: &Db) {
        let region = terkunci(db);
        let opd = berkepala(&region);
        let kepala = kepala(&region, &opd[0]);
        let lama = perintah(&region, Langkah::Ditandatangani, &[&opd[0]]);
        lakukan(&region, &kepala, &lama).unwrap();
        hitung(&region, 2).unwrap();
        assert_eq!(bulan(&region).keadaan(&opd[0]).tahap, Tahap::Dihitung);
        // what was on the screen before is refused, even though nothing else changed
        assert_eq!(kode(lakukan(&region, &kepala, &lama)), "KIN-605");
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&opd[0]]).unwrap();
        kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[]).unwrap();
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[]).unwrap();
        hitung(&region, 2).unwrap();
        let b = bulan(&region);
        assert_eq!((b.proses.versi, b.terbaru), (2, 3), "the approved version stays the one that counts");
        assert_eq!(b.keadaan(&opd[0]).tahap, Tahap::Disetujui);
        // the slip and the export are of the approved one
        let file = ekspor(&region, &operator().unwrap(), periode(), Bentuk::Csv).unwrap();
        assert_eq!(file.proses.versi, 2);
        let nip = semua(&region).remove(0).0;
        let s = slip::baca(&region, &operator().unwrap(), periode(), &slip::Siapa::Nip(nip)).unwrap();
        assert_eq!(s.proses.versi, 2);
    }

    fn figures_that_no_longer_make_their_hash_are_not_approved(db: &Db) {
        let region = terkunci(db);
        let satu = berkepala(&region).remove(0);
        kerjakan(&region, &kepala(&region, &satu), Langkah::Ditandatangani, &[&satu]).unwrap();
        kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[&satu]).unwrap();
        let nip = semua(&region).remove(7).0;
        region
            .upkeep(move |tx| tx.exec(&RUSAK_BARIS, &[nip.as_str().into()]).map_err(|e: StoreError| e))
            .unwrap();
        assert_eq!(kode(kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu])), "KIN-610");
    }

    fn a_return_says_why_and_starts_the_list_anew(db: &Db) {
        let region = terkunci(db);
        let satu = berkepala(&region).remove(0);
        let kepala = kepala(&region, &satu);
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu]).unwrap();
        let tanpa = Perintah { alasan: " ".into(), ..perintah(&region, Langkah::Dikembalikan, &[&satu]) };
        assert_eq!(kode(lakukan(&region, &bkpsdm(1), &tanpa)), "KIN-612");
        kerjakan(&region, &bkpsdm(1), Langkah::Dikembalikan, &[&satu]).unwrap();
        let b = bulan(&region);
        assert_eq!(b.keadaan(&satu).kembali.unwrap().alasan, "Menurut berita acara");
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu]).unwrap();
        assert!(bulan(&region).keadaan(&satu).kembali.is_none());
        let tanpa = Perintah { surat: String::new(), ..perintah(&region, Langkah::Dibayar, &[&satu]) };
        assert_eq!(kode(lakukan(&region, &bkpsdm(1), &tanpa)), "KIN-612");
    }

    fn steps_are_only_added(db: &Db) {
        let region = terkunci(db);
        let galat = region.upkeep(|tx| tx.exec(&UBAH_LANGKAH, &[]).map_err(|e: StoreError| e));
        assert!(galat.is_err());
    }

    fn of_two_who_act_at_once_one_does(db: &Db) {
        let region = terkunci(db);
        let satu = berkepala(&region).remove(0);
        let kepala = kepala(&region, &satu);
        let p = perintah(&region, Langkah::Ditandatangani, &[&satu]);
        let berhasil = serentak(4, |_| lakukan(&region, &kepala, &p));
        assert_eq!(berhasil.iter().filter(|r| r.is_ok()).count(), 1, "{berhasil:?}");
        kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[&satu]).unwrap();
        let p = perintah(&region, Langkah::Disetujui, &[&satu]);
        let hasil = serentak(4, |n| lakukan(&region, &bkpsdm(n + 2), &p));
        assert_eq!(hasil.iter().filter(|r| r.is_ok()).count(), 1, "{hasil:?}");
        let b = bulan(&region);
        let setuju = b.baris.iter().filter(|b| b.langkah == Langkah::Disetujui).count();
        assert_eq!(setuju, 1);
    }

    fn a_version_that_ends_during_a_signature_is_either_before_or_after_it(db: &Db) {
        let region = terkunci(db);
        let satu = berkepala(&region).remove(0);
        let kepala = kepala(&region, &satu);
        let p = perintah(&region, Langkah::Ditandatangani, &[&satu]);
        let gerbang = Barrier::new(2);
        let tanda = std::thread::scope(|s| {
            let baru = s.spawn(|| {
                gerbang.wait();
                hitung(&region, 1).unwrap();
            });
            gerbang.wait();
            let tanda = lakukan(&region, &kepala, &p);
            baru.join().unwrap();
            tanda
        });
        let b = bulan(&region);
        assert_eq!(b.proses.versi, 2);
        assert_eq!(b.keadaan(&satu).tahap, Tahap::Dihitung, "a signature never reaches figures it did not see");
        match tanda {
            Ok(t) => assert_eq!(t.versi, 1),
            Err(tolak) => assert_eq!(tolak.galat().kode, "KIN-605"),
        }
    }
}

fn serentak<T: Send>(n: usize, f: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let gerbang = Barrier::new(n);
    std::thread::scope(|s| {
        let satu = |i: usize| {
            let (gerbang, f) = (&gerbang, &f);
            s.spawn(move || {
                gerbang.wait();
                f(u64::try_from(i).unwrap())
            })
        };
        let semua: Vec<_> = (0..n).map(satu).collect();
        semua.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

fn impor(region: &Region, jenis: &str, isi: &str) -> Result<(), Refusal> {
    use balai_kinerja::acts::impor::{Berkas, Permintaan, jalankan};
    let mut sumber = std::io::Cursor::new(isi.as_bytes().to_vec());
    let permintaan = Permintaan {
        jenis: balai_kinerja::model::impor::JenisBerkas::dari_kode(jenis).unwrap(),
        berkas: Berkas { nama: "susulan.csv".into(), sumber: &mut sumber },
        pin: None,
        lewati_salah: false,
    };
    let hasil = jalankan(region, &operator().unwrap(), permintaan, &mut |_| {})?;
    assert!(hasil.laporan.ditolak.is_empty(), "{:?}", hasil.laporan.ditolak);
    Ok(())
}

/// Where the killed process finds its data.
const DATA: &str = "BALAI_UJI_LANGKAH";

/// Not a test of its own: signs and verifies over and over until it is killed.
#[test]
fn anak_yang_menandatangani() {
    let Ok(data) = std::env::var(DATA) else { return };
    let region = rumah(data.parse().unwrap()).region("32.73").unwrap();
    let satu = berkepala(&region).remove(0);
    let kepala = kepala(&region, &satu);
    loop {
        kerjakan(&region, &kepala, Langkah::Ditandatangani, &[&satu]).ok();
        kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[&satu]).ok();
        println!("putaran");
        kerjakan(&region, &bkpsdm(1), Langkah::Dikembalikan, &[&satu]).ok();
    }
}

#[test]
fn a_kill_between_steps_leaves_whole_steps_with_their_events() {
    use std::io::BufRead as _;
    for db in [Db::sqlite(), Db::pg()] {
        drop(terkunci(&db));
        for putaran in [1, 3] {
            let mut anak = Command::new(std::env::current_exe().unwrap())
                .args(["langkah::anak_yang_menandatangani", "--exact", "--nocapture"])
                .env(DATA, db.address())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            let baris = std::io::BufReader::new(anak.stdout.take().unwrap()).lines();
            let mut sudah = 0;
            for b in baris.map_while(Result::ok) {
                sudah += usize::from(b.contains("putaran"));
                if sudah == putaran {
                    break;
                }
            }
            anak.kill().unwrap();
            anak.wait().unwrap();
        }
        let region = rumah(db.url()).region("32.73").unwrap();
        let b = bulan(&region);
        let urut: Vec<i64> = b.baris.iter().map(|b| b.urut).collect();
        assert_eq!(urut, (1..=i64::try_from(urut.len()).unwrap()).collect::<Vec<_>>(), "no step is missing");
        let bertanda = b.baris.iter().filter(|b| b.langkah == Langkah::Ditandatangani).count();
        let tercatat = crate::web::jurnal(&region, "kinerja.proses.tandatangan");
        assert_eq!(bertanda, tercatat, "each step has its event and each event its step");
        assert!(bertanda >= 3);
    }
}

fn web(db: &Db) -> (Web, String) {
    let region = terkunci(db);
    let satu = berkepala(&region).remove(0);
    let kepala = kepala(&region, &satu);
    let nip = semua(&region).remove(0).0;
    let unit = bulan(&region).opd.iter().find(|o| o.kode == satu).unwrap().jalur_unit.clone();
    let mut orang = peran(&nip, &unit);
    orang.extend([kepala, bkpsdm(1), bkpsdm(2)]);
    (Web::baru(region, orang), satu)
}

fn isian(halaman: &str, nama: &str) -> String {
    let potong = halaman.split(&format!("name=\"{nama}\" value=\"")).nth(1).unwrap_or_default();
    potong.split('"').next().unwrap_or_default().to_owned()
}

async fn tekan(web: &Web, siapa: usize, jalur: &str, tambahan: &str) -> crate::web::Jawaban {
    let halaman = web.ambil(jalur, Some(siapa)).await;
    assert_eq!(halaman.status, StatusCode::OK, "{jalur}: {}", halaman.isi);
    let (token, versi, sidik) =
        (isian(&halaman.isi, "_csrf"), isian(&halaman.isi, "versi"), isian(&halaman.isi, "sidik"));
    assert_eq!(sidik.len(), 64, "{jalur} shows what is signed: {}", halaman.isi);
    let opd = isian(&halaman.isi, "opd");
    let isi = format!("_csrf={token}&versi={versi}&sidik={sidik}&opd={opd}{tambahan}");
    let tujuan = jalur.split('?').next().unwrap();
    web.kirim(Method::POST, tujuan, Some(siapa), &isi).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_goes_by_page() {
    let (_db, web, satu) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let (web, satu) = web(&db);
        (db, web, satu)
    });
    let (kepala, pertama, kedua) = (6, 7, 8);
    let opd = format!("/proses/2026-10/opd/{satu}");
    let halaman = web.ambil(&opd, Some(kepala)).await;
    assert_eq!(halaman.status, StatusCode::OK);
    assert!(halaman.isi.contains(&format!("/proses/2026-10/tanda-tangan?opd={satu}")), "{}", halaman.isi);
    let ya = [StatusCode::SEE_OTHER];
    let tanda = tekan(&web, kepala, &format!("/proses/2026-10/tanda-tangan?opd={satu}"), "").await;
    assert!(ya.contains(&tanda.status), "{}", tanda.isi);
    assert!(web.ambil("/proses/2026-10", Some(pertama)).await.isi.contains("/proses/2026-10/verifikasi"));
    assert!(ya.contains(&tekan(&web, pertama, "/proses/2026-10/verifikasi", "").await.status));
    // whoever verified is told why they cannot approve, and has no button
    let sendiri = web.ambil("/proses/2026-10/setujui", Some(pertama)).await;
    assert_eq!(sendiri.status, StatusCode::OK);
    assert!(!sendiri.isi.contains("name=\"sidik\"") && sendiri.isi.contains("menyetujui"), "{}", sendiri.isi);
    assert!(ya.contains(&tekan(&web, kedua, "/proses/2026-10/setujui", "").await.status));
    assert!(ya.contains(&tekan(&web, pertama, "/proses/2026-10/serahkan", "").await.status));
    let kosong = tekan(&web, pertama, "/proses/2026-10/bayar", "&surat=&tanggal=").await;
    assert_eq!(kosong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bayar = tekan(&web, pertama, "/proses/2026-10/bayar", "&surat=900%2F1&tanggal=10-11-2026").await;
    assert!(ya.contains(&bayar.status), "{}", bayar.isi);
    let akhir = web.ambil(&opd, Some(kepala)).await.isi;
    assert!(akhir.contains("900/1"), "{akhir}");
    // a colleague of another unit does not learn that it is there
    let b = tokio::task::block_in_place(|| bulan(&web.region));
    let lain = b.opd.iter().find(|o| o.kode != satu).unwrap().kode.clone();
    let luar = web.ambil(&format!("/proses/2026-10/opd/{lain}"), Some(kepala)).await;
    assert_eq!(luar.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn attendance_is_locked_and_unlocked_by_page() {
    let (_db, web) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let region = daerah(&db, false);
        (db, Web::baru(region, vec![bkpsdm(1)]))
    });
    let jalur = "/proses/2026-10/presensi";
    let halaman = web.ambil(jalur, Some(0)).await;
    assert_eq!(halaman.status, StatusCode::OK);
    let (token, opd) = (isian(&halaman.isi, "_csrf"), isian(&halaman.isi, "opd"));
    let kosong = web.kirim(Method::POST, jalur, Some(0), &format!("_csrf={token}")).await;
    assert_eq!(kosong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let satu = web.kirim(Method::POST, jalur, Some(0), &format!("_csrf={token}&opd={opd}")).await;
    assert_eq!(satu.status, StatusCode::SEE_OTHER);
    let buka = format!("{jalur}/buka");
    let tanpa = web.kirim(Method::POST, &buka, Some(0), &format!("_csrf={token}&opd={opd}&alasan=")).await;
    assert_eq!(tanpa.status, StatusCode::UNPROCESSABLE_ENTITY);
    let isi = format!("_csrf={token}&opd={opd}&alasan=Koreksi+mesin");
    assert_eq!(web.kirim(Method::POST, &buka, Some(0), &isi).await.status, StatusCode::SEE_OTHER);
}

#[test]
fn an_unknown_version_is_none() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    let ada: Result<_, StoreError> = region.read(|tx| store::satu_versi(tx, periode(), 9));
    assert!(ada.unwrap().is_none());
    let kosong = kerjakan(&region, &bkpsdm(1), Langkah::Diverifikasi, &[]);
    assert_eq!(kosong.unwrap_err(), Refusal::NotFound);
}
