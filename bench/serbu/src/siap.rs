//! Before and after: accounts with tokens, and whether everything acknowledged is there.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;

use balai_akses::{BuatAkun, buat_akun, buat_token};
use balai_kernel::{Aktor, Kapasitas, Kewenangan, Lingkup, Peran};
use balai_kinerja::parameter::{HARI_MUNDUR, SUMBER_AKTIVITAS};
use balai_kinerja::store::entri as store;
use balai_kinerja::{ENTRI_BACA, ENTRI_CATAT};
use balai_organisasi::{PegawaiPada, pegawai_pada};
use balai_platform::parameter::{Isian, Parameter, atur_banyak};
use balai_platform::{Balai, OsAcak, Region, SystemClock, operator};
use balai_store::StoreError;

/// At the same time: a password is hashed for each account, which is what takes long here.
const BERSAMA: usize = 4;

fn buka(data: &str, kode: &str) -> Region {
    let host = Balai::open(data.parse().expect("an address"), Arc::new(SystemClock), OsAcak);
    host.region(kode).expect("the region opens")
}

pub(crate) fn siap(data: &str, kode: &str, banyak: usize, berkas: &str) {
    let region = buka(data, kode);
    let hari_ini = region.hari_ini();
    let isian = |p, nilai: &str| {
        let sejak = hari_ini.first_of_month();
        (p, Isian { sejak, nilai: nilai.to_owned(), dasar: "Pengukuran".to_owned(), ilustrasi: true })
    };
    let petugas = Aktor {
        nama: "Pengukuran".to_owned(),
        peran: vec![kewenangan(Peran::Bkpsdm, Lingkup::Semua, &region)],
        ..operator().expect("the operator")
    };
    let parameter =
        [isian(Parameter::Pilihan(&SUMBER_AKTIVITAS), "balai"), isian(Parameter::Bulat(&HARI_MUNDUR), "31")];
    atur_banyak(&region, &petugas, &parameter).expect("the parameters are set");
    let orang: Result<Vec<PegawaiPada>, StoreError> =
        region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, hari_ini));
    let orang: Vec<PegawaiPada> = orang.expect("the staff is read").into_iter().take(banyak).collect();
    let bagian = orang.len().div_ceil(BERSAMA).max(1);
    let mut teks = String::new();
    thread::scope(|s| {
        let utas: Vec<_> = orang
            .chunks(bagian)
            .map(|b| {
                let region = &region;
                s.spawn(move || b.iter().filter_map(|o| token(region, o)).collect::<Vec<_>>())
            })
            .collect();
        for u in utas {
            for t in u.join().expect("a thread") {
                writeln!(teks, "{t}").expect("text");
            }
        }
    });
    std::fs::write(berkas, teks).expect("the file is written");
}

fn kewenangan(peran: Peran, lingkup: Lingkup, region: &Region) -> Kewenangan {
    Kewenangan {
        peran,
        lingkup,
        kapasitas: Kapasitas::default(),
        sejak: region.hari_ini(),
        sampai: None,
        dasar: "Pengukuran".to_owned(),
        pendelegasi: None,
    }
}

/// An account with a token of a person; none for who has an account already.
fn token(region: &Region, o: &PegawaiPada) -> Option<String> {
    let diri = kewenangan(Peran::Pegawai, Lingkup::Diri(o.nip.clone()), region);
    let perintah = BuatAkun {
        nama_akun: Some(format!("ukur.{}", o.nip)),
        nip: Some(o.nip.clone()),
        nama: o.nama.clone(),
        kewenangan: vec![diri.clone()],
        sandi: None,
    };
    // the few who have an account of the demo already sit out
    let akun = buat_akun(region, &operator().expect("the operator"), &perintah).ok()?;
    let aktor = Aktor {
        akun: akun.id,
        nip: Some(o.nip.clone()),
        nama: o.nama.clone(),
        peran: vec![diri],
        hanya_akt: None,
    };
    let boleh: [balai_platform::Akt; 2] = [&ENTRI_CATAT, &ENTRI_BACA];
    let lingkup = Lingkup::Diri(o.nip.clone());
    let token = buat_token(region, &aktor, ("ukur", &boleh, &lingkup, region.hari_ini())).expect("a token");
    Some(format!("balai_{}", token.rahasia()))
}

/// Says how many acknowledged entries the database does not have, and ends with a failure if there is one.
pub(crate) fn periksa(data: &str, kode: &str, hasil: &str) {
    let region = buka(data, kode);
    let diakui = std::fs::read_to_string(hasil).expect("the acknowledged");
    let diakui: HashSet<&str> = diakui.lines().collect();
    let bulan = balai_kernel::Periode::dari(region.hari_ini()).expect("a month");
    let ada: Result<HashSet<String>, StoreError> = region.read(|tx| store::id_bulan(tx, bulan));
    let ada = ada.expect("the entries are read");
    let hilang = diakui.iter().filter(|id| !ada.contains(**id)).count();
    println!("acknowledged {}, stored {}, lost {hilang}", diakui.len(), ada.len());
    assert!(hilang == 0, "acknowledged entries are missing");
}
