//! `balai org tugaskan|akhiri|penilai`: who has which post and who assesses, by decree; `balai org jabatan|penugasan`:
//! the numbers those ask for.

use balai_kernel::{Bahasa, Kapasitas, Tanggal, tanggal};
use balai_organisasi::acts::keputusan::Tinjauan;
use balai_organisasi::acts::orang::{
    RencanaOrang, SisiOrang, TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang,
};
use balai_organisasi::baca;
use balai_organisasi::model::aturan;
use balai_organisasi::urai::{sebutan, tertulis};
use balai_platform::{Region, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::{Lingkungan, bantu, daerah_dari};
use super::keputusan::{
    berkeputusan, keputusan, masa, masa_tertulis, nomor, orang, pilihan, sampai, sejak, tiada,
    tinjau_atau_simpan, wajib_hari,
};
use crate::galat::Gagal;

/// Posts shown at most.
const BANYAK: i64 = 50;

fn nip(b: Bahasa) -> Arg {
    Arg::new("nip").required(true).value_name("NIP").help(b.pilih("NIP 18 angka", "An 18-digit NIP"))
}

/// Adds the commands of this file to `balai org`.
pub(super) fn tambah(
    akar: Command,
    satu: impl Fn(&'static str, &'static str, &'static str) -> Command,
    b: Bahasa,
) -> Command {
    let angka = b.pilih("NOMOR", "NUMBER");
    let ubah = |nama: &'static str, id: &'static str, en: &'static str| {
        berkeputusan(Command::new(nama).about(b.pilih(id, en)), b)
    };
    akar.subcommand(
        satu("jabatan", "Cari jabatan, dengan nomornya", "Find posts, with their numbers")
            .arg(
                Arg::new("cari")
                    .value_name(b.pilih("KATA", "WORDS"))
                    .help(b.pilih("Nama jabatan atau unit", "Name of a post or unit")),
            )
            .arg(
                Arg::new("lowong")
                    .long("lowong")
                    .action(ArgAction::SetTrue)
                    .help(b.pilih("Hanya yang lowong", "Vacant ones only")),
            ),
    )
    .subcommand(
        satu(
            "penugasan",
            "Penugasan seseorang, dengan nomornya",
            "Somebody's assignments, with their numbers",
        )
        .arg(nip(b)),
    )
    .subcommand(
        ubah(
            "tugaskan",
            "Beri jabatan, atau tugaskan sebagai pelaksana",
            "Give a post, or have somebody act over it",
        )
        .arg(nip(b))
        .arg(
            pilihan(
                "jabatan",
                angka,
                b.pilih("Nomor dari `balai org jabatan`", "Number from `balai org jabatan`"),
            )
            .required(true),
        )
        .arg(
            pilihan("kapasitas", "KAPASITAS", b.pilih("Sebagai apa", "In what capacity"))
                .value_parser(["definitif", "plt", "plh", "pj", "pjs"])
                .default_value("definitif"),
        )
        .arg(sejak(b))
        .arg(sampai(b)),
    )
    .subcommand(
        ubah("akhiri", "Akhiri sebuah penugasan", "End an assignment")
            .arg(nip(b))
            .arg(
                pilihan(
                    "penugasan",
                    angka,
                    b.pilih("Nomor dari `balai org penugasan`", "Number from `balai org penugasan`"),
                )
                .required(true),
            )
            .arg(sampai(b).required(true)),
    )
    .subcommand(
        ubah("penilai", "Tunjuk pejabat penilai seseorang", "Name who assesses somebody")
            .arg(nip(b))
            .arg(pilihan("oleh", "NIP", b.pilih("NIP pejabat penilai", "The assessor's NIP")).required(true))
            .arg(sejak(b))
            .arg(sampai(b)),
    )
}

/// The posts that hold these words.
///
/// # Errors
/// The store's failures.
pub(super) fn jabatan(l: &Lingkungan, m: &ArgMatches, region: &Region, pada: Tanggal) -> Result<(), Gagal> {
    let b = l.bahasa;
    let dicari = (bantu::teks(m, "cari"), m.get_flag("lowong"));
    let (semua, lebih) = baca::daftar_jabatan(region, dicari, (0, BANYAK), pada)?;
    let kelas = b.pilih("kelas", "class");
    let terisi = b.pilih("terisi", "filled");
    for j in &semua {
        println!(
            "{:>6}  {}, {} ({}), {kelas} {}, {terisi} {}/{}",
            j.nomor, j.nama, j.unit.1, j.unit.0, j.kelas, j.terisi, j.formasi
        );
    }
    if lebih {
        println!("{}", b.pilih("dan yang lain; tulis lebih lengkap", "and others; write more of it"));
    }
    Ok(())
}

/// Everything somebody was given, the newest first.
///
/// # Errors
/// `ORG-021`.
pub(super) fn penugasan(l: &Lingkungan, m: &ArgMatches, region: &Region, pada: Tanggal) -> Result<(), Gagal> {
    let b = l.bahasa;
    let isi = baca::isi_orang(region, orang(region, bantu::teks(m, "nip"))?, pada)?;
    println!("{}", isi.orang.nama);
    for (t, nama, unit) in &isi.penugasan {
        let selaku = sebutan(t.kapasitas, nama);
        println!("{:>6}  {selaku}, {unit}, {}", t.catatan, masa_tertulis(&t.masa, b));
        let dasar = t.keputusan.as_ref().map(|k| tertulis(k, b));
        println!(
            "        {}",
            dasar.as_deref().unwrap_or(b.pilih("dari daftar pegawai", "from the staff list"))
        );
    }
    Ok(())
}

/// `tugaskan`, `akhiri`, `penilai`.
///
/// # Errors
/// What the act refuses with; `ORG-021` for an unknown NIP, `ORG-055` for an unknown post.
pub(super) fn ubah(l: &Lingkungan, nama: &str, m: &ArgMatches) -> Result<(), Gagal> {
    let keputusan = keputusan(m)?;
    let mut bernomor = 0;
    let region = daerah_dari(m)?;
    let tindakan = match nama {
        "tugaskan" => {
            bernomor = nomor(m, "jabatan")?;
            let kapasitas = bantu::baca::<Kapasitas>(m, "kapasitas", "plt")?.unwrap_or(Kapasitas::Definitif);
            TindakanOrang::Tugaskan { jabatan: bernomor, kapasitas, masa: masa(m)? }
        }
        "akhiri" => {
            TindakanOrang::Akhiri { catatan: nomor(m, "penugasan")?, sampai: wajib_hari(m, "sampai")? }
        }
        _ => TindakanOrang::Penilai { penilai: orang(&region, bantu::teks(m, "oleh"))?, masa: masa(m)? },
    };
    let c = UbahOrang { orang: orang(&region, bantu::teks(m, "nip"))?, tindakan, keputusan };
    let t = tiada(pratinjau_orang(&region, &c), "ORG-055", bernomor)?;
    let aktor = operator()?;
    tinjau_atau_simpan(l, m, (&t, &akibat(&t, l.bahasa)), |sidik| ubah_orang(&region, &aktor, &c, sidik))
}

/// Every consequence as a sentence.
fn akibat(t: &Tinjauan<RencanaOrang>, b: Bahasa) -> Vec<String> {
    let r = &t.rencana;
    let nama = |n: i64| r.jabatan.iter().find(|(j, _)| *j == n).map_or("", |(_, nama)| nama.as_str());
    let hari = |d: Option<Tanggal>| d.map(|d| tanggal::panjang(d, b)).unwrap_or_default();
    let mut semua = Vec::new();
    for t in &r.tugas {
        let selaku = sebutan(t.isi.1, nama(t.isi.0));
        if t.ganti.is_some() {
            let (bukan, sesudah) = (b.pilih("tidak lagi", "is no longer"), b.pilih("sesudah", "after"));
            semua.push(format!("{} {bukan} {selaku} {sesudah} {}.", r.nama, hari(t.masa.sampai)));
            continue;
        }
        let menjadi = b.pilih("menjadi", "becomes");
        semua.push(format!("{} {menjadi} {selaku}, {}.", r.nama, masa_tertulis(&t.masa, b)));
        if let Some(batas) = aturan::melewati(t.isi.1, &t.masa) {
            let (lama, menurut) =
                (b.pilih("Lebih lama dari", "Longer than"), b.pilih("bulan menurut", "months by"));
            semua.push(format!("{lama} {} {menurut} {}.", batas.bulan, batas.dasar));
        }
    }
    if let Some((lama, baru)) = &r.letak {
        let nilai = |s: &SisiOrang| match s.nilai {
            Some(n) => format!("Rp {}", n.angka()),
            None => b.pilih("belum ditetapkan", "not decreed yet").to_owned(),
        };
        let sisi = |s: &SisiOrang| [s.unit.clone(), s.kelas.to_string(), nilai(s)];
        let kata = [
            b.pilih("Unit", "Unit"),
            b.pilih("Kelas", "Class"),
            b.pilih("Nilai kelas sebulan", "Monthly value of the class"),
        ];
        let lama =
            lama.as_ref().map(sisi).unwrap_or_else(|| ["-".to_owned(), "-".to_owned(), "-".to_owned()]);
        let baris = kata.into_iter().zip(lama.into_iter().zip(sisi(baru)));
        semua.extend(baris.map(|(kata, (dari, ke))| format!("{kata}: {dari} → {ke}")));
    }
    for (jabatan, sejak, u) in &r.lowong {
        let (lowong, di_bawah) = (
            b.pilih("lowong mulai", "is vacant from"),
            b.pilih("Selama lowong, bawahannya beratasan", "Meanwhile those below come under"),
        );
        semua.push(format!("{jabatan} {lowong} {}.", hari(Some(*sejak))));
        semua.push(match u.orang() {
            Some((_, nama)) => format!("{di_bawah} {nama}, {}.", u.selaku(b)),
            None => u.celah(b),
        });
    }
    let penilai = r.nama_penilai.iter().flat_map(|nama| r.penilai.iter().map(move |p| (nama, p)));
    semua.extend(penilai.map(|(penilai, p)| {
        match p.ganti {
            None => format!(
                "{penilai} {} {}, {}.",
                b.pilih("menilai", "assesses"),
                r.nama,
                masa_tertulis(&p.masa, b)
            ),
            Some(_) => b
                .pilih(
                    "Penunjukan penilai yang lama berakhir sehari sebelumnya.",
                    "Who was named before assesses until the day before.",
                )
                .to_owned(),
        }
    }));
    semua
}
