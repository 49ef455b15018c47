//! Telling people: once, as they wish, outside of their quiet hours.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use balai_kernel::{Bahasa, Id, Peran, Tanggal};
use balai_platform::pekerjaan::{GagalKerja, Hasil, antrekan, jadwalkan, kerjakan_satu, kerjakan_semua};
use balai_platform::pemberitahuan::{
    self, Cara, Luar, Pesan, Pilihan, Saluran, Siaran, Sifat, Smtp, Surat, Titipan, Tujuan, Webhook,
    atur_pilihan,
};
use balai_platform::{Done, Event, Pelaksana, PenerimaPort, Refusal, Region, Sasaran, decide};
use balai_store::StoreError;
use balai_testkit::db_test;

use crate::pendukung::{UJI, bkpsdm, daerah, kode};

const JAM: i64 = 3_600_000;

fn pilihan(cara: Cara, tenang: (u16, u16)) -> Pilihan {
    Pilihan {
        bahasa: Bahasa::Id,
        cara,
        surel: Some("siti@bandung.go.id".into()),
        telepon: Some("+6281234567890".into()),
        tenang,
    }
}

/// Tells the actor something; `false` when the act behind it is refused.
fn beri(daerah: &Region, kunci: &str, sifat: Sifat, jadi: bool) {
    let aktor = bkpsdm();
    let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini())).unwrap();
    let pesan = Pesan {
        akun: aktor.akun.clone(),
        kunci: kunci.into(),
        sifat,
        teks_id: format!("Aktivitas {kunci} dikembalikan."),
        teks_en: format!("Activity {kunci} was sent back."),
        jalur: "/aktivitas".into(),
    };
    let titipan = Titipan::baru(daerah);
    let hasil = daerah.act(&aktor, move |tx| {
        pemberitahuan::tulis(tx, &titipan, std::slice::from_ref(&pesan))?;
        if !jadi {
            return Err(Refusal::NotFound);
        }
        Ok(Done::new((), Event::baru(putusan.clone(), "uji/1")))
    });
    assert_eq!(hasil.is_ok(), jadi);
}

fn beri_tahu(daerah: &Region, kunci: &str) {
    beri(daerah, kunci, Sifat::Biasa, true);
}

fn pelaksana(saluran: Vec<Arc<dyn Saluran>>) -> Vec<Pelaksana> {
    let situs = [(kode(), "https://balai.contoh.go.id".to_owned())].into();
    pemberitahuan::pelaksana(&Luar { saluran, situs, penerima: Some(Arc::new(Admin)) })
}

fn akun() -> Id {
    bkpsdm().akun
}

fn belum(daerah: &Region) -> i64 {
    daerah.read(|tx| pemberitahuan::belum_dibaca(tx, &akun())).map_err(|e: StoreError| e).unwrap()
}

/// Everybody who holds any role is the actor of these tests.
struct Admin;

impl PenerimaPort for Admin {
    fn berperan(
        &self,
        _: &Region,
        _: &[Peran],
        _: Tanggal,
        sesudah: Option<&str>,
        _: u32,
    ) -> Result<Vec<Id>, Refusal> {
        Ok(if sesudah.is_none() { vec![akun()] } else { Vec::new() })
    }

    fn milik_orang(&self, _: &Region, nip: &[balai_kernel::Nip]) -> Result<Vec<Id>, Refusal> {
        // whoever was born in 1999 has no account
        Ok(nip.iter().filter(|n| !n.as_str().starts_with("1999")).map(|_| akun()).collect())
    }
}

/// Remembers what it is given.
struct Kotak(std::sync::Mutex<Vec<Surat>>);

impl Saluran for Kotak {
    fn melayani(&self, _: &Tujuan) -> bool {
        true
    }

    fn kirim(&self, surat: &Surat, _: balai_kernel::Waktu) -> Result<(), GagalKerja> {
        self.0.lock().unwrap().push(surat.clone());
        Ok(())
    }
}

fn kotak() -> (Arc<Kotak>, Vec<Pelaksana>) {
    let kotak = Arc::new(Kotak(std::sync::Mutex::default()));
    let semua = pelaksana(vec![Arc::clone(&kotak) as Arc<dyn Saluran>]);
    (kotak, semua)
}

fn isi(kotak: &Kotak) -> Vec<(String, String)> {
    let surat = kotak.0.lock().unwrap();
    surat.iter().map(|s| (s.tujuan.alamat().to_owned(), s.perihal.clone())).collect()
}

/// A relay that speaks as much SMTP as a letter needs, and gives what it was told.
fn relai(jawab_rcpt: &'static str) -> (String, Receiver<Vec<String>>) {
    let soket = TcpListener::bind("127.0.0.1:0").unwrap();
    let alamat = soket.local_addr().unwrap().to_string();
    let (kirim, terima) = channel();
    thread::spawn(move || {
        for sambungan in soket.incoming() {
            let sambungan = sambungan.unwrap();
            let mut tulis = sambungan.try_clone().unwrap();
            let mut kata = Vec::new();
            let mut data = false;
            tulis.write_all(b"220-halo\r\n220 relai uji\r\n").unwrap();
            for baris in BufReader::new(sambungan).lines().map_while(Result::ok) {
                let jawab = match baris.as_str() {
                    "DATA" => {
                        data = true;
                        "354 lanjut"
                    }
                    "." => {
                        data = false;
                        "250 diterima"
                    }
                    b if !data && b.starts_with("RCPT") => jawab_rcpt,
                    b if !data && b.starts_with("EHLO") => "250-relai\r\n250 8BITMIME",
                    "QUIT" if !data => "221 pergi",
                    _ if data => "",
                    _ => "250 baik",
                };
                kata.push(baris);
                if !jawab.is_empty() && tulis.write_all(format!("{jawab}\r\n").as_bytes()).is_err() {
                    break;
                }
            }
            kirim.send(kata).ok();
        }
    });
    (alamat, terima)
}

/// A gateway that answers one request after the other with these statuses and gives what it was sent.
fn gerbang(status: &'static [&'static str]) -> (String, Receiver<String>) {
    let soket = TcpListener::bind("127.0.0.1:0").unwrap();
    let alamat = format!("http://{}/kirim", soket.local_addr().unwrap());
    let (kirim, terima) = channel();
    thread::spawn(move || {
        for (sambungan, status) in soket.incoming().zip(status) {
            let sambungan = sambungan.unwrap();
            let mut tulis = sambungan.try_clone().unwrap();
            let mut baca = BufReader::new(sambungan);
            let (mut semua, mut panjang) = (String::new(), 0);
            loop {
                let mut baris = String::new();
                baca.read_line(&mut baris).unwrap();
                if let Some(n) = baris.strip_prefix("Content-Length: ") {
                    panjang = n.trim().parse().unwrap();
                }
                semua.push_str(&baris);
                if baris == "\r\n" {
                    break;
                }
            }
            let mut badan = vec![0; panjang];
            baca.read_exact(&mut badan).unwrap();
            semua.push_str(&String::from_utf8(badan).unwrap());
            tulis.write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").as_bytes()).unwrap();
            kirim.send(semua).ok();
        }
    });
    (alamat, terima)
}

db_test! {
    fn a_person_is_told_once_and_only_counts_what_is_unread(db: &Db) {
        let (daerah, jam) = daerah(db);
        beri_tahu(&daerah, "a");
        beri_tahu(&daerah, "a");
        jam.maju(1);
        beri_tahu(&daerah, "b");
        assert_eq!(belum(&daerah), 2);
        let daftar = daerah.read(|tx| pemberitahuan::daftar(tx, &akun(), None, 10)).map_err(|e: StoreError| e);
        let daftar = daftar.unwrap();
        assert_eq!(daftar[0].teks_en, "Activity b was sent back.", "the newest first");
        let (id, kini) = (daftar[1].id.clone(), daerah.sekarang());
        let baca = |siapa: Id, satu: Option<String>| {
            let hasil = daerah.upkeep(move |tx| pemberitahuan::tandai_dibaca(tx, &siapa, satu.as_deref(), kini));
            hasil.map_err(|e: StoreError| e).unwrap()
        };
        assert_eq!(baca(daerah.id_baru(), Some(id.clone())), 0, "nobody reads for another");
        assert_eq!((baca(akun(), Some(id)), belum(&daerah)), (1, 1));
        assert_eq!((baca(akun(), None), belum(&daerah)), (1, 0));
    }

    fn nobody_is_told_of_an_act_that_did_not_happen(db: &Db) {
        let (daerah, _) = daerah(db);
        let (kotak, semua) = kotak();
        atur_pilihan(&daerah, &bkpsdm(), &pilihan(Cara::Segera, (0, 0))).unwrap();
        beri(&daerah, "a", Sifat::Penting, false);
        assert_eq!((kerjakan_semua(&daerah, &semua, 10).unwrap(), belum(&daerah)), (0, 0));
        assert!(isi(&kotak).is_empty());
    }

    fn what_matters_at_once_wakes_people_and_what_is_for_the_house_stays_in_it(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (kotak, semua) = kotak();
        // it is 08.00, in the midst of the quiet hours of somebody who wants one letter a day
        let p = Pilihan { telepon: None, ..pilihan(Cara::Harian, (0, 20 * 60)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        beri(&daerah, "rahasia", Sifat::Dalam, true);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 0);
        jam.maju(1);
        beri(&daerah, "faktor", Sifat::Penting, true);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 1);
        assert_eq!(isi(&kotak)[0].1, "[Kota Bandung] Aktivitas faktor dikembalikan.");
        assert_eq!(belum(&daerah), 2);
        jadwalkan(&daerah, &semua).unwrap();
        jam.maju(24 * JAM);
        jadwalkan(&daerah, &semua).unwrap();
        kerjakan_semua(&daerah, &semua, 10).unwrap();
        assert_eq!(isi(&kotak).len(), 1, "neither is told again in the letter of the day");
    }

    fn an_attempt_that_falls_into_quiet_hours_waits_for_their_end_under_its_first_key(db: &Db) {
        let (daerah, jam) = daerah(db);
        let p = Pilihan { telepon: None, ..pilihan(Cara::Segera, (9 * 60, 20 * 60)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        beri_tahu(&daerah, "a");
        // nobody did the job before nine
        jam.maju(2 * JAM);
        let (kotak, semua) = kotak();
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 1);
        assert!(isi(&kotak).is_empty());
        jam.maju(10 * JAM);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 1);
        let surat = kotak.0.lock().unwrap();
        assert!(surat[0].kunci.ends_with(".000 surel"), "{}", surat[0].kunci);
        assert!(surat[0].isi.contains("https://balai.contoh.go.id/aktivitas"), "{}", surat[0].isi);
    }

    fn messages_are_forgotten_after_a_year(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (_, semua) = kotak();
        beri_tahu(&daerah, "a");
        jadwalkan(&daerah, &semua).unwrap();
        for (hari, sisa) in [(366, 1), (1, 0)] {
            jam.maju(hari * 24 * JAM);
            jadwalkan(&daerah, &semua).unwrap();
            kerjakan_semua(&daerah, &semua, 10).unwrap();
            assert_eq!(belum(&daerah), sisa);
        }
    }

    fn letters_go_out_at_once_but_not_in_quiet_hours(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (kotak, semua) = kotak();
        beri_tahu(&daerah, "tanpa pilihan");
        // it is 08.00; quiet from 21.00 to 07.00
        atur_pilihan(&daerah, &bkpsdm(), &pilihan(Cara::Segera, (21 * 60, 7 * 60))).unwrap();
        beri_tahu(&daerah, "pagi");
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 2);
        let perihal = "[Kota Bandung] Aktivitas pagi dikembalikan.".to_owned();
        let harap = [("+6281234567890".to_owned(), perihal.clone()), ("siti@bandung.go.id".to_owned(), perihal)];
        let mut ada = isi(&kotak);
        ada.sort();
        assert_eq!(ada, harap);
        jam.maju(14 * JAM + 1_234);
        beri_tahu(&daerah, "malam");
        jam.maju(9 * JAM - 1_235);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 0, "a millisecond before seven");
        jam.maju(1);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 2);
    }

    fn what_was_read_in_the_house_or_is_not_wanted_is_not_sent(db: &Db) {
        let (daerah, _) = daerah(db);
        let (kotak, semua) = kotak();
        atur_pilihan(&daerah, &bkpsdm(), &pilihan(Cara::Segera, (0, 0))).unwrap();
        beri_tahu(&daerah, "a");
        let kini = daerah.sekarang();
        let hasil = daerah.upkeep(move |tx| pemberitahuan::tandai_dibaca(tx, &akun(), None, kini));
        assert_eq!(hasil.map_err(|e: StoreError| e).unwrap(), 1);
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 2);
        atur_pilihan(&daerah, &bkpsdm(), &pilihan(Cara::Tidak, (0, 0))).unwrap();
        beri_tahu(&daerah, "b");
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 0);
        assert!(isi(&kotak).is_empty());
    }

    fn whoever_wants_it_so_gets_one_letter_a_day(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (kotak, semua) = kotak();
        let hanya_surel = Pilihan { telepon: None, bahasa: Bahasa::En, ..pilihan(Cara::Harian, (0, 0)) };
        atur_pilihan(&daerah, &bkpsdm(), &hanya_surel).unwrap();
        jadwalkan(&daerah, &semua).unwrap();
        for kunci in ["a", "b", "c"] {
            beri_tahu(&daerah, kunci);
        }
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 0);
        for _ in 0..2 {
            // 07.00 of the two days that follow; on the second there is nothing new
            jam.maju(24 * JAM - if isi(&kotak).is_empty() { JAM } else { 0 });
            jadwalkan(&daerah, &semua).unwrap();
            kerjakan_semua(&daerah, &semua, 10).unwrap();
        }
        assert_eq!(isi(&kotak), [("siti@bandung.go.id".into(), "[Kota Bandung] 3 notifications".into())]);
        let surat = kotak.0.lock().unwrap();
        assert!(surat[0].isi.contains("Activity a was sent back.") && surat[0].isi.contains("/aktivitas"));
    }

    fn a_long_day_is_one_letter_that_says_how_much_more_there_is(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (kotak, semua) = kotak();
        let p = Pilihan { telepon: None, ..pilihan(Cara::Harian, (0, 0)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        jadwalkan(&daerah, &semua).unwrap();
        for nomor in 0..23 {
            beri_tahu(&daerah, &format!("nomor {nomor}"));
        }
        jam.maju(24 * JAM);
        jadwalkan(&daerah, &semua).unwrap();
        kerjakan_semua(&daerah, &semua, 10).unwrap();
        assert_eq!(isi(&kotak), [("siti@bandung.go.id".into(), "[Kota Bandung] 23 pemberitahuan".into())]);
        let surat = kotak.0.lock().unwrap()[0].isi.clone();
        assert!(surat.contains("Dan 3 lagi") && surat.contains("https://balai.contoh.go.id/pemberitahuan"), "{surat}");
    }

    fn what_is_told_to_a_role_is_told_once_to_whoever_holds_it_then(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (_, semua) = kotak();
        let siaran = Siaran {
            peran: vec![Peran::Bkpsdm],
            kunci: "uji/1".into(),
            sifat: Sifat::Biasa,
            teks_id: "Selesai.".into(),
            teks_en: "Done.".into(),
            jalur: "/proses".into(),
        };
        for _ in 0..2 {
            antrekan(&daerah, siaran.pekerjaan()).unwrap();
            jam.maju(1);
        }
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 1);
        assert_eq!(belum(&daerah), 1);
    }

    fn an_address_that_cannot_be_one_is_refused(db: &Db) {
        let (daerah, _) = daerah(db);
        let salah = |p: Pilihan| atur_pilihan(&daerah, &bkpsdm(), &p).unwrap_err().galat().kode;
        let p = pilihan(Cara::Segera, (0, 0));
        assert_eq!(salah(Pilihan { surel: Some("a@b>\r\nDATA".into()), ..p.clone() }), "PLT-081");
        assert_eq!(salah(Pilihan { telepon: Some("0812345".into()), ..p }), "PLT-082");
    }

    fn a_letter_reaches_a_relay_as_it_was_written(db: &Db) {
        let (daerah, _) = daerah(db);
        let (alamat, terima) = relai("250 baik");
        let smtp = Smtp::baru(alamat, "balai@bandung.go.id", "balai.bandung.go.id").unwrap();
        let semua = pelaksana(vec![Arc::new(smtp)]);
        let p = Pilihan { telepon: None, ..pilihan(Cara::Segera, (0, 0)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        beri_tahu(&daerah, "é\u{2014}");
        assert_eq!(kerjakan_satu(&daerah, &semua).unwrap(), Some(Hasil::Selesai));
        let kata = terima.recv().unwrap();
        let ada = |apa: &str| kata.iter().any(|b| b == apa);
        assert!(ada("MAIL FROM:<balai@bandung.go.id>") && ada("RCPT TO:<siti@bandung.go.id>"), "{kata:?}");
        assert!(ada("Date: Mon, 02 Nov 2026 01:00:00 +0000") && ada("QUIT"), "{kata:?}");
        assert!(kata.iter().all(|b| b.is_ascii()), "what is not ASCII is encoded: {kata:?}");
    }

    fn a_relay_that_refuses_for_good_is_not_asked_again(db: &Db) {
        let (daerah, _) = daerah(db);
        let p = Pilihan { telepon: None, ..pilihan(Cara::Segera, (0, 0)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        for (jawab, disisihkan) in [("550 tidak kenal", true), ("451 nanti", false)] {
            let (alamat, _terima) = relai(jawab);
            let smtp = Smtp::baru(alamat, "balai@bandung.go.id", "balai").unwrap();
            beri_tahu(&daerah, jawab);
            let hasil = kerjakan_satu(&daerah, &pelaksana(vec![Arc::new(smtp)])).unwrap().unwrap();
            assert_eq!(hasil == Hasil::Disisihkan, disisihkan, "{jawab}: {hasil:?}");
        }
    }

    fn a_gateway_gets_one_signed_request_and_again_when_it_was_busy(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (alamat, terima) = gerbang(&["503 Sibuk", "200 OK"]);
        let gerbang = Webhook::baru(&alamat, b"rahasia").unwrap();
        let semua = pelaksana(vec![Arc::new(gerbang)]);
        let p = Pilihan { surel: None, ..pilihan(Cara::Segera, (0, 0)) };
        atur_pilihan(&daerah, &bkpsdm(), &p).unwrap();
        beri_tahu(&daerah, "a");
        assert!(matches!(kerjakan_satu(&daerah, &semua).unwrap(), Some(Hasil::Diulang(_))));
        jam.maju(JAM);
        assert_eq!(kerjakan_satu(&daerah, &semua).unwrap(), Some(Hasil::Selesai));
        let (pertama, kedua) = (terima.recv().unwrap(), terima.recv().unwrap());
        let kepala = |p: &str, nama: &str| {
            p.lines().find_map(|b| b.strip_prefix(nama)).map(str::to_owned).unwrap()
        };
        let kunci = |p: &str| kepala(p, "Idempotency-Key: ");
        assert_eq!(kunci(&pertama), kunci(&kedua), "the gateway can tell a repetition");
        let badan = kedua.split("\r\n\r\n").nth(1).unwrap();
        assert!(badan.contains("+6281234567890") && badan.contains("Aktivitas a dikembalikan."), "{badan}");
        let tanda = kepala(&kedua, "X-Balai-Tanda: ");
        let waktu = tanda.strip_prefix("t=").unwrap().split(',').next().unwrap().to_owned();
        assert_eq!(tanda, format!("t={waktu},v1={}", hmac(b"rahasia", &format!("{waktu}.{badan}"))));
        assert_ne!(tanda, kepala(&pertama, "X-Balai-Tanda: "));
    }
}

/// HMAC-SHA256 by its definition (RFC 2104), apart from the library that signs.
fn hmac(kunci: &[u8], isi: &str) -> String {
    let pad = |nilai: u8| (0..64).map(|i| kunci.get(i).copied().unwrap_or(0) ^ nilai).collect::<Vec<u8>>();
    let dalam = balai_platform::sidik(&[pad(0x36), isi.as_bytes().to_vec()].concat());
    let dalam: Vec<u8> =
        (0..64).step_by(2).map(|i| u8::from_str_radix(&dalam[i..i + 2], 16).unwrap()).collect();
    balai_platform::sidik(&[pad(0x5c), dalam].concat())
}

#[test]
fn only_a_plain_address_is_a_gateway() {
    for buruk in ["https://x.id/", "http://", "http://a b/", "http://u:p@x.id/", "x.id"] {
        assert!(Webhook::baru(buruk, b"r").is_none(), "{buruk}");
    }
    let w = Webhook::baru("http://gerbang.lan/kirim", b"rahasia").unwrap();
    assert_eq!(format!("{w:?}"), "Webhook(http://gerbang.lan:80/kirim)", "the secret stays inside");
}
