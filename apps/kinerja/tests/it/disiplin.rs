//! Sanctions and holds: decided by two, felt by one, never by colleagues; released by itself with back pay; the ladder only
//! proposes.

use axum::http::{Method, StatusCode};
use balai_kernel::{Aktor, Lingkup, Nip, Peran, Periode, Tanggal};
use balai_kinerja::acts::disiplin::mangkir::setahun;
use balai_kinerja::acts::disiplin::{Akhir, Usulan, akhiri, daftar, penuhi, putuskan, satu, usulkan};
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::slip::{self, Siapa};
use balai_kinerja::acts::transfer;
use balai_kinerja::model::disiplin::{Golongan, Keadaan, Ketetapan};
use balai_kinerja::model::kebijakan::{Cara, Kebijakan};
use balai_kinerja::model::langkah::{Langkah, Tahap};
use balai_kinerja::store::disiplin::Saring;
use balai_kinerja::store::proses as store;
use balai_platform::{Refusal, Region, operator};
use balai_store::{StoreError, sql};
use balai_testkit::{Db, aktor, db_test};
use serde_json::json;

use crate::api;
use crate::langkah::{berkepala, bkpsdm, bulan, kerjakan, periode, terkunci_di};
use crate::plafon::{berplafon_di, terverifikasi, tetapkan};
use crate::selisih::{bayar, berikut, kemudian, setujui, sisa};
use crate::web::{Web, jurnal, peran, semua};
use crate::{daerah, hitung};

sql! {
    UBAH_KETETAPAN = "UPDATE ketetapan SET persen = 0";
    UBAH_TAHAN = "DELETE FROM proses_tahan";
    UTANG_ORANG = "SELECT CAST(COALESCE(SUM(jumlah_sen), 0) AS BIGINT) FROM utang_tunjangan WHERE nip = $1";
}

fn usulan(nip: &str, golongan: Golongan, jenis: &str) -> Usulan {
    Usulan {
        golongan,
        nip: nip.parse().unwrap(),
        jenis: jenis.to_owned(),
        persen: 25,
        mulai: periode(),
        bulan: 2,
        hingga: None,
        surat: "800/12/BKPSDM".to_owned(),
        tanggal: "2026-10-20".parse().unwrap(),
        alasan: "Laporan harta kekayaan belum diterima".to_owned(),
    }
}

fn berlaku(region: &Region, u: &Usulan) -> Ketetapan {
    let k = usulkan(region, &bkpsdm(1), u).unwrap();
    putuskan(region, &bkpsdm(2), k.nomor, true, "").unwrap()
}

fn akhir() -> Akhir {
    Akhir { sejak: None, surat: "LHKPN/2026/77".to_owned(), alasan: "Sudah melapor".to_owned() }
}

fn kode<T: std::fmt::Debug>(r: Result<T, Refusal>) -> &'static str {
    r.unwrap_err().galat().kode
}

/// NIP and amount of somebody of an OPD who is paid something.
fn orang(region: &Region, opd: &str) -> (String, i64) {
    let b = bulan(region);
    let baris: Result<_, StoreError> =
        region.read(|tx| store::semua_baris(tx, &b.proses.id, &Lingkup::Semua));
    let satu = baris.unwrap().into_iter().find(|x| x.opd == opd && x.utama_sen > 0).unwrap();
    (satu.nip, satu.utama_sen)
}

fn slip_dari(region: &Region, p: Periode, nip: &str) -> slip::Slip {
    slip::baca(region, &operator().unwrap(), p, &Siapa::Nip(nip.parse().unwrap())).unwrap()
}

fn utang(region: &Region, nip: &str) -> i64 {
    let n: Result<_, StoreError> = region.read(|tx| tx.one(&UTANG_ORANG, &[nip.into()], |r| r.i64(0)));
    n.unwrap().unwrap_or(0)
}

db_test! {
    fn one_on_hold_blocks_no_colleague_and_is_paid_after_the_release(db: &Db) {
        let region = terkunci_di(kemudian(db));
        let satu_opd = berkepala(&region).remove(0);
        let (nip, sen) = orang(&region, &satu_opd);
        let sebelum = bayar(&region, periode(), &satu_opd);
        let k = berlaku(&region, &usulan(&nip, Golongan::Tahan, "lhkpn"));
        setujui(&region, periode(), &satu_opd).unwrap();
        assert_eq!(bulan(&region).keadaan(&satu_opd).tahap, Tahap::Disetujui, "colleagues do not wait");
        assert_eq!(bayar(&region, periode(), &satu_opd), sebelum - sen);
        assert_eq!(bulan(&region).keadaan(&satu_opd).setuju.unwrap().jumlah_sen, sebelum - sen);
        // the slip, the file and the bank's list say so
        let s = slip_dari(&region, periode(), &nip);
        let b = s.bayaran.unwrap();
        assert_eq!((s.baris.utama_sen, b.tertahan_sen, b.jumlah_sen), (sen, sen, 0));
        assert_eq!(s.ketetapan.iter().map(|k| k.nomor).collect::<Vec<_>>(), [k.nomor]);
        let daftar = transfer::baca(&region, &bkpsdm(1), periode(), Some(&satu_opd)).unwrap();
        assert!(daftar.baris.iter().all(|b| b.nip != nip));
        assert_eq!(daftar.rupiah() * 100, sebelum - sen);
        let teks = String::from_utf8(ekspor(&region, &operator().unwrap(), periode(), Bentuk::Csv).unwrap().isi).unwrap();
        assert!(teks.contains("Ditangguhkan"));
        assert_eq!(utang(&region, &nip), sen);
        let ubah: Result<u64, StoreError> = region.upkeep(|tx| tx.exec(&UBAH_TAHAN, &[]));
        assert!(ubah.is_err(), "what was kept back is not taken off the record");
        // still on hold in the next month: both months wait
        let nov = berikut(&region, "2026-11");
        setujui(&region, nov, &satu_opd).unwrap();
        assert_eq!(slip_dari(&region, nov, &nip).bayaran.unwrap().jumlah_sen, 0);
        let nov_sen = slip_dari(&region, nov, &nip).baris.utama_sen;
        assert_eq!(sisa(&region, "2026-12").iter().filter(|s| s.nip == nip).map(|s| s.jumlah_sen).sum::<i64>(), sen + nov_sen);
        // released: everything comes with the next month, once
        akhiri(&region, &bkpsdm(1), k.nomor, &akhir()).unwrap();
        let des = berikut(&region, "2026-12");
        let s = slip_dari(&region, des, &nip);
        let b = s.bayaran.unwrap();
        assert_eq!((b.tertahan_sen, b.jumlah_sen), (0, s.baris.utama_sen + sen + nov_sen));
        assert!(s.ketetapan.is_empty());
        setujui(&region, des, &satu_opd).unwrap();
        assert!(sisa(&region, "2027-01").iter().all(|s| s.nip != nip), "nothing is left to pay");
    }

    fn a_hold_that_ends_by_its_date_releases_by_itself(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let satu_opd = berkepala(&region).remove(0);
        let (nip, sen) = orang(&region, &satu_opd);
        let hari = region.hari_ini();
        let u = Usulan { hingga: Some(hari), ..usulan(&nip, Golongan::Tahan, "spt") };
        let k = berlaku(&region, &u);
        assert!(k.menahan(periode(), hari) && !k.menahan(periode(), hari.tomorrow().unwrap()));
        let kemarin = Usulan { hingga: Some(hari.yesterday().unwrap()), ..usulan(&nip, Golongan::Tahan, "aset") };
        assert_eq!(kode(usulkan(&region, &bkpsdm(1), &kemarin)), "KIN-750");
        // on its last day it still holds
        setujui(&region, periode(), &satu_opd).unwrap();
        assert_eq!(utang(&region, &nip), sen);
    }

    fn what_a_policy_defers_and_a_hold_keeps_are_one_debt(db: &Db) {
        let region = berplafon_di(db, kemudian(db));
        let satu_opd = terverifikasi(&region);
        let (nip, sen) = orang(&region, &satu_opd);
        berlaku(&region, &usulan(&nip, Golongan::Tahan, "tptgr"));
        tetapkan(&region, &satu_opd, Kebijakan::polos(Cara::Tunda)).unwrap();
        let sebelum = bayar(&region, periode(), &satu_opd);
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu_opd]).unwrap();
        let b = slip_dari(&region, periode(), &nip).bayaran.unwrap();
        let oleh_kebijakan = b.kebijakan_sen.unwrap();
        assert!(oleh_kebijakan < sen, "the policy pays in part");
        assert_eq!((b.tertahan_sen, b.jumlah_sen), (oleh_kebijakan, 0));
        assert_eq!(utang(&region, &nip), sen);
        assert_eq!(bayar(&region, periode(), &satu_opd), sebelum - oleh_kebijakan);
        transfer::baca(&region, &bkpsdm(1), periode(), Some(&satu_opd)).unwrap();
    }

    fn two_people_decide_and_never_about_themselves(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let semua = semua(&region);
        let (nip, _, jalur) = semua[0].clone();
        let u = usulan(nip.as_str(), Golongan::Tahan, "lhkpn");
        let unit = |jalur: &str| Lingkup::Unit(format!("{}/", jalur.split('/').next().unwrap()).parse().unwrap());
        let milik = aktor(301, "Operator", None, Peran::OperatorOpd, unit(&jalur));
        let lain = semua.iter().find(|(_, _, j)| j.split('/').next() != jalur.split('/').next()).unwrap();
        let asing = aktor(302, "Operator lain", None, Peran::OperatorOpd, unit(&lain.2));
        assert_eq!(kode(usulkan(&region, &asing, &u)), "KIN-751", "another OPD's clerk learns nothing");
        let k = usulkan(&region, &milik, &u).unwrap();
        assert_eq!(kode(usulkan(&region, &bkpsdm(1), &u)), "KIN-752");
        assert_eq!(kode(putuskan(&region, &milik, k.nomor, true, "")), "PLT-001");
        let dia = aktor(303, "Dia", Some(nip.clone()), Peran::Bkpsdm, Lingkup::Semua);
        assert_eq!(kode(putuskan(&region, &dia, k.nomor, true, "")), "KIN-755");
        assert_eq!(kode(putuskan(&region, &bkpsdm(1), k.nomor, false, "")), "KIN-750", "a refusal says why");
        assert_eq!(kode(akhiri(&region, &bkpsdm(1), k.nomor, &akhir())), "KIN-754");
        putuskan(&region, &bkpsdm(1), k.nomor, true, "").unwrap();
        assert_eq!(kode(putuskan(&region, &bkpsdm(2), k.nomor, true, "")), "KIN-753");
        assert_eq!(kode(akhiri(&region, &dia, k.nomor, &akhir())), "KIN-755");
        akhiri(&region, &bkpsdm(1), k.nomor, &akhir()).unwrap();
        assert_eq!(kode(akhiri(&region, &bkpsdm(1), k.nomor, &akhir())), "KIN-754");
        // who proposed does not approve
        let k = usulkan(&region, &bkpsdm(1), &u).unwrap();
        assert_eq!(kode(putuskan(&region, &bkpsdm(1), k.nomor, true, "")), "PLT-005");
        // readers see their own part, and reading is journaled
        let saring = Saring { banyak: 10, ..Saring::default() };
        assert_eq!(daftar(&region, &milik, &saring).unwrap().0.len(), 2);
        assert!(daftar(&region, &asing, &saring).unwrap().0.is_empty());
        assert_eq!(kode(satu(&region, &asing, k.nomor)), "PLT-010");
        let dulu = jurnal(&region, "kinerja.ketetapan.baca");
        satu(&region, &milik, k.nomor).unwrap();
        assert_eq!(jurnal(&region, "kinerja.ketetapan.baca"), dulu + 1);
        let ubah: Result<u64, StoreError> = region.upkeep(|tx| tx.exec(&UBAH_KETETAPAN, &[]));
        assert!(ubah.is_err(), "decisions are not changed afterwards");
    }

    fn a_sanction_cuts_its_months_by_the_law_of_the_package_or_the_decree(db: &Db) {
        let region = daerah(db, false);
        hitung(&region, 2).unwrap();
        let satu_opd = berkepala(&region).remove(0);
        let (nip, sen) = orang(&region, &satu_opd);
        let u = usulan(&nip, Golongan::Sanksi, "teguran_tertulis");
        let k = usulkan(&region, &bkpsdm(1), &u).unwrap();
        hitung(&region, 2).unwrap();
        assert_eq!(slip_dari(&region, periode(), &nip).baris.utama_sen, sen, "what is only proposed cuts nothing");
        putuskan(&region, &bkpsdm(2), k.nomor, true, "").unwrap();
        hitung(&region, 2).unwrap();
        let s = slip_dari(&region, periode(), &nip);
        // the package's table says 50% for a reprimand, whatever the decree's form said
        let setengah = sen - (sen / 100 + 1) / 2 * 100;
        assert_eq!(s.baris.utama_sen, setengah);
        assert!(s.uraian.unwrap().cocok);
        assert_eq!(s.ketetapan.len(), 1);
        // a cut by decree comes on top, by its own percent
        berlaku(&region, &usulan(&nip, Golongan::Sanksi, "potongan_tunjangan"));
        hitung(&region, 2).unwrap();
        let tiga_perempat = slip_dari(&region, periode(), &nip).baris.utama_sen;
        assert!((tiga_perempat - sen / 4).abs() <= 100, "{tiga_perempat} of {sen}");
        // annulled from the first month on: nothing is cut
        let batal = |sejak: &str| Akhir { sejak: Some(sejak.parse().unwrap()), ..akhir() };
        assert_eq!(kode(akhiri(&region, &bkpsdm(1), k.nomor, &batal("2027-03"))), "KIN-756");
        akhiri(&region, &bkpsdm(1), k.nomor, &batal("2026-10")).unwrap();
        hitung(&region, 2).unwrap();
        let s = slip_dari(&region, periode(), &nip).baris.utama_sen;
        assert!((s - (sen - sen / 4)).abs() <= 100);
    }

    fn many_are_released_at_once_and_strangers_are_named(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let semua = semua(&region);
        let nip: Vec<String> = semua.iter().take(3).map(|(n, ..)| n.to_string()).collect();
        for n in &nip[..2] {
            berlaku(&region, &usulan(n, Golongan::Tahan, "lhkpn"));
        }
        berlaku(&region, &usulan(&nip[0], Golongan::Tahan, "aset"));
        let jadi = penuhi(&region, &bkpsdm(1), "lhkpn", &nip, &akhir()).unwrap();
        assert_eq!(jadi.diakhiri.len(), 2);
        assert_eq!(jadi.tanpa, [nip[2].clone()]);
        let sisa = Saring { keadaan: Some(Keadaan::Berlaku), banyak: 10, ..Saring::default() };
        let (sisa, _) = daftar(&region, &bkpsdm(1), &sisa).unwrap();
        assert_eq!(sisa.iter().map(|k| k.jenis.as_str()).collect::<Vec<_>>(), ["aset"]);
        assert_eq!(kode(penuhi(&region, &bkpsdm(1), "lhkpn", &[], &akhir())), "KIN-758");
        assert_eq!(kode(penuhi(&region, &bkpsdm(1), "teguran_lisan", &nip, &akhir())), "KIN-750");
    }

    fn the_ladder_counts_working_days_without_leave_and_imposes_nothing(db: &Db) {
        let region = daerah(db, false);
        hitung(&region, 2).unwrap();
        let tahun = setahun(&region, &bkpsdm(1), 2026).unwrap();
        assert!(!tahun.semua.is_empty(), "the sample has people who stayed away");
        let akhir_pekan = |h: &Tanggal| h.weekday().to_monday_one_offset() > 5;
        for m in &tahun.semua {
            assert!(m.hari.len() >= 3 && m.sudah.is_empty());
            assert!(m.hari.iter().all(|h| periode().memuat(*h) && !akhir_pekan(h)));
            assert!(m.anak.dari <= u32::try_from(m.hari.len()).unwrap() || m.berturut >= 10);
        }
        let (semua, _) = daftar(&region, &bkpsdm(1), &Saring { banyak: 5, ..Saring::default() }).unwrap();
        assert!(semua.is_empty(), "the machine decrees nothing");
        // leave excuses: the same person with a month of leave is off the ladder
        let m = &tahun.semua[0];
        crate::masukan::masuk(
            &region,
            "ketidakhadiran",
            &format!("NIP;Dari Tanggal;Sampai Tanggal;Jenis\n{};01/10/2026;31/10/2026;Cuti Besar\n", m.orang.nip),
        );
        hitung(&region, 2).unwrap();
        let lagi = setahun(&region, &bkpsdm(1), 2026).unwrap();
        assert!(lagi.semua.iter().all(|x| x.orang.nomor != m.orang.nomor));
        assert_eq!(lagi.semua.len() + 1, tahun.semua.len());
        // a clerk sees the own OPD only
        let jalur = lagi.semua[0].orang.jalur_unit.to_string();
        let unit = format!("{}/", jalur.split('/').next().unwrap());
        let milik = aktor(305, "Operator", None, Peran::OperatorOpd, Lingkup::Unit(unit.parse().unwrap()));
        let bagian = setahun(&region, &milik, 2026).unwrap();
        assert!(!bagian.semua.is_empty());
        assert!(bagian.semua.iter().all(|x| x.orang.jalur_unit.as_str().starts_with(&unit)));
    }
}

fn dua_bkpsdm(nip: &Nip, unit: &str) -> Vec<Aktor> {
    let mut orang = peran(nip, unit);
    orang.push(bkpsdm(9));
    orang
}

#[tokio::test]
async fn by_page_and_by_api_a_hold_goes_from_the_form_to_the_release() {
    let db = Db::sqlite();
    let region = terkunci_di(daerah(&db, false));
    let (nip, _, jalur) = semua(&region)[1].clone();
    let (satu_nip, ..) = semua(&region)[0].clone();
    let unit = format!("{}/", jalur.split('/').next().unwrap());
    let web = Web::baru(region, dua_bkpsdm(&satu_nip, &unit));
    let (operator, petugas) = (web.peran(Peran::OperatorOpd), web.peran(Peran::Bkpsdm));
    let kedua = web.orang.len() - 1;
    let lain = Some(kedua);
    for jalur in
        ["/disiplin", "/disiplin/usul?golongan=sanksi", "/disiplin/usul?golongan=tahan", "/disiplin/mangkir"]
    {
        assert_eq!(web.ambil(jalur, operator).await.status, StatusCode::OK, "{jalur}");
        assert_eq!(
            web.ambil(jalur, web.peran(Peran::Pegawai)).await.status,
            StatusCode::FORBIDDEN,
            "{jalur}"
        );
    }
    assert_eq!(web.ambil("/disiplin/pemenuhan", operator).await.status, StatusCode::FORBIDDEN);
    let token = web.token(petugas).await;
    let salah = format!("_csrf={token}&golongan=tahan&nip=1&jenis=lhkpn&mulai=&surat=&tanggal=x&alasan=");
    let j = web.kirim(Method::POST, "/disiplin/usul", petugas, &salah).await;
    assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(j.isi.contains("g-nip") && j.isi.contains("g-mulai") && j.isi.contains("g-tanggal"), "{}", j.isi);
    let benar = format!(
        "_csrf={token}&golongan=tahan&nip={nip}&jenis=lhkpn&mulai=2026-10&surat=800/12&tanggal=20-10-2026&alasan=Belum+melapor"
    );
    let j = web.kirim(Method::POST, "/disiplin/usul", petugas, &benar).await;
    assert_eq!(j.status, StatusCode::SEE_OTHER, "{}", j.isi);
    let halaman = web.ambil("/disiplin/1", petugas).await;
    assert!(halaman.isi.contains("menunggu petugas BKPSDM lain"), "{}", halaman.isi);
    let token = web.token(lain).await;
    let j = web
        .kirim(Method::POST, "/disiplin/1/putus", lain, &format!("_csrf={token}&putusan=setuju&alasan="))
        .await;
    assert_eq!(j.status, StatusCode::SEE_OTHER, "{}", j.isi);
    assert!(
        web.ambil("/disiplin?golongan=tahan&keadaan=berlaku", operator).await.isi.contains("/disiplin/1")
    );
    // the OPD's page says who waits
    let opd = unit.trim_end_matches('/');
    let halaman = web.ambil(&format!("/proses/2026-10/opd/{opd}"), operator).await;
    assert!(halaman.isi.contains("id=\"ditahan\""), "{}", halaman.isi);
    let j = web
        .kirim_json(
            "/api/v1/disiplin/pemenuhan",
            kedua,
            &json!({ "jenis": "lhkpn", "nip": [nip.as_str()], "surat": "LHKPN/77", "alasan": "Sudah melapor" }),
        )
        .await;
    assert_eq!(j.json()["diakhiri"], json!([1]));
    let isi = json!({
        "golongan": "sanksi", "nip": nip.as_str(), "jenis": "teguran_lisan", "persen": 50, "mulai": "2026-10", "bulan": 1,
        "surat": "800/13", "tanggal": "2026-10-20", "alasan": "Terlambat berulang",
    });
    let j = web.kirim_json("/api/v1/disiplin", kedua, &isi).await;
    assert_eq!(j.json()["nomor"], 2, "{}", j.isi);
    assert_eq!(j.json()["hingga"], "2026-10-31");
    let j = web
        .kirim_json("/api/v1/disiplin/2/putus", petugas.unwrap(), &json!({ "setuju": true, "alasan": "" }))
        .await;
    assert_eq!(j.json()["keadaan"], "berlaku", "{}", j.isi);
    let dokumen = api::dokumen(&web).await;
    for (pola, jalur) in [
        ("/api/v1/disiplin", "/api/v1/disiplin?banyak=1"),
        ("/api/v1/disiplin/{nomor}", "/api/v1/disiplin/1"),
        ("/api/v1/disiplin/mangkir", "/api/v1/disiplin/mangkir?tahun=2026"),
    ] {
        api::cocok(&dokumen, pola, &web.ambil(jalur, operator).await);
    }
    let j = web.ambil("/api/v1/disiplin?golongan=sanksi", operator).await;
    assert_eq!(j.json()["baris"][0]["nomor"], 2);
    assert_eq!(
        web.ambil("/api/v1/disiplin?keadaan=apa", operator).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let batal = json!({ "sejak": "2026-10", "surat": "800/14", "alasan": "Keberatan dikabulkan" });
    let j = web.kirim_json("/api/v1/disiplin/2/akhiri", petugas.unwrap(), &batal).await;
    assert_eq!(
        (j.json()["keadaan"].clone(), j.json()["berakhir"].clone()),
        (json!("diakhiri"), json!("2026-10-01"))
    );
}
