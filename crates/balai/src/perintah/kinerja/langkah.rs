//! `balai kinerja langkah`: where each OPD of a month stands, and the steps an operator of the machine may take.
//!
//! Signatures of OPD heads and approvals by a second person are theirs: the command line has one account and is refused
//! by the same rules as everybody.

use balai_kernel::{Bahasa, Galat, Lingkup, Periode, Rupiah, Tanggal};
use balai_kinerja::acts::langkah::{Bulan, Perintah, lakukan};
use balai_kinerja::api::langkah::bulan_json;
use balai_kinerja::model::kebijakan::{Cara, Kebijakan};
use balai_kinerja::model::langkah::Langkah;
use balai_platform::{Refusal, Region, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::{Lingkungan, bantu, daerah_dari};
use super::periode;
use crate::galat::Gagal;

/// Fewest digits of a hash that name what is acted on.
pub(super) const SIDIK_PALING_SEDIKIT: usize = 16;

/// The words of `--lakukan`, as the pages' addresses have them.
const TINDAK: [(&str, Langkah); 10] = [
    ("kunci-presensi", Langkah::PresensiDikunci),
    ("buka-presensi", Langkah::PresensiDibuka),
    ("tanda-tangan", Langkah::Ditandatangani),
    ("tarik", Langkah::Ditarik),
    ("verifikasi", Langkah::Diverifikasi),
    ("kembalikan", Langkah::Dikembalikan),
    ("kebijakan", Langkah::Kebijakan),
    ("setujui", Langkah::Disetujui),
    ("serahkan", Langkah::Diekspor),
    ("bayar", Langkah::Dibayar),
];

pub(super) fn perintah(
    b: Bahasa,
    umum: impl Fn(&'static str, &'static str, &'static str) -> Command,
) -> Command {
    let teks = |nama: &'static str, nilai: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).help(b.pilih(id, en))
    };
    umum(
        "langkah",
        "Keadaan tiap perangkat daerah: dikunci, ditandatangani, diverifikasi, disetujui, dibayar",
        "Where each OPD stands: locked, signed, verified, approved, paid",
    )
    .arg(
        teks("lakukan", "LANGKAH", "Langkah yang diambil", "The step to take")
            .value_parser(TINDAK.map(|(kata, _)| kata)),
    )
    .arg(
        teks(
            "opd",
            "KODE",
            "Perangkat daerah; tanpa ini semua yang siap",
            "The OPD; without it all that are ready",
        )
        .action(ArgAction::Append),
    )
    .arg(teks(
        "sidik",
        "SIDIK",
        "Sidik hasil yang dilihat, paling sedikit 16 angka pertamanya",
        "The hash that was seen, at least its first 16 digits",
    ))
    .arg(teks("alasan", "TEKS", "Alasan, untuk langkah yang mundur", "The reason, for steps that lead back"))
    .arg(teks("surat", "NOMOR", "Nomor SP2D atau keputusan", "Number of the SP2D or decree"))
    .arg(teks("tanggal", "TANGGAL", "Tanggalnya, misalnya 2026-11-10", "Its date, such as 2026-11-10"))
    .arg(
        teks("cara", "CARA", "Kebijakan plafon", "The ceiling policy")
            .value_parser(["tahan", "pro_rata", "lindungi", "tunda"]),
    )
    .arg(teks(
        "lantai",
        "PERSEN",
        "Untuk lindungi: yang tetap diterima tiap orang",
        "For lindungi: what everybody keeps",
    ))
    .arg(teks(
        "kelas",
        "KELAS",
        "Untuk lindungi: utuh sampai kelas ini",
        "For lindungi: whole up to this class",
    ))
    .arg(
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help(b.pilih("Keluaran sebagai JSON", "Output as JSON")),
    )
}

pub(super) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (periode, region) = (periode(m)?, daerah_dari(m)?);
    if let Some(kata) = m.get_one::<String>("lakukan") {
        let langkah = TINDAK.iter().find(|(k, _)| k == kata).map(|(_, l)| *l);
        let langkah = langkah.ok_or_else(|| bantu::salah_nilai("lakukan", kata, "verifikasi"))?;
        let perintah = susun(&region, m, periode, langkah)?;
        let jadi = lakukan(&region, &operator()?, &perintah)?;
        let b = l.bahasa;
        eprintln!("{}: {} {}", langkah.nama(b), jadi.opd.len(), b.pilih("perangkat daerah", "OPDs"));
        if !langkah.berversi() {
            return Ok(());
        }
    }
    let bulan = baca(&region, periode)?.ok_or(Refusal::NotFound)?;
    if m.get_flag("json") {
        println!("{:#}", bulan_json(&bulan));
    } else {
        tulis(&bulan, l.bahasa);
    }
    Ok(())
}

fn baca(region: &Region, periode: Periode) -> Result<Option<Bulan>, Refusal> {
    region.read(|tx| Bulan::baca(tx, periode, &Lingkup::Semua))
}

/// The command, with the hash that was seen made whole.
fn susun(region: &Region, m: &ArgMatches, periode: Periode, langkah: Langkah) -> Result<Perintah, Gagal> {
    let tampak = m.get_one::<String>("sidik").map_or("", String::as_str).replace(' ', "");
    let (mut versi, mut sidik) = (0, String::new());
    if langkah.berversi() {
        let bulan = baca(region, periode)?.ok_or(Refusal::NotFound)?;
        if tampak.len() < SIDIK_PALING_SEDIKIT || !bulan.sidik().starts_with(&tampak) {
            return Err(Galat::baru("KIN-616").dengan("sidik", tampak).into());
        }
        versi = bulan.proses.versi;
        sidik = bulan.sidik().to_owned();
    }
    let teks = |nama: &str| m.get_one::<String>(nama).cloned().unwrap_or_default();
    let tanggal: Option<Tanggal> = bantu::baca(m, "tanggal", "2026-11-10")?;
    let opd = m.get_many::<String>("opd").into_iter().flatten().cloned().collect();
    Ok(Perintah {
        periode,
        langkah,
        opd,
        versi,
        sidik,
        alasan: teks("alasan"),
        surat: teks("surat"),
        tanggal,
        kebijakan: kebijakan(m)?,
    })
}

/// `--cara lindungi --lantai 40 --kelas 7`.
fn kebijakan(m: &ArgMatches) -> Result<Option<Kebijakan>, Gagal> {
    let cara = m.get_one::<String>("cara").and_then(|c| Cara::dari_kode(c));
    let lantai = bantu::baca(m, "lantai", "40")?.unwrap_or(0);
    let kelas = bantu::baca(m, "kelas", "7")?.unwrap_or(0);
    Ok(cara.map(|cara| Kebijakan { cara, lantai, kelas }))
}

fn tulis(bulan: &Bulan, b: Bahasa) {
    let p = &bulan.proses;
    println!(
        "{} {}, {}{}",
        b.pilih("Tunjangan", "Allowance"),
        p.periode.nama(b),
        b.pilih("hitungan ke-", "version "),
        p.versi
    );
    println!("{}: {}", b.pilih("Sidik hasil", "Result's hash"), bulan.sidik());
    for o in &bulan.opd {
        let jumlah = Rupiah::from_sen(o.jumlah_sen.unwrap_or(0)).to_string();
        println!("{:<10} {:>22}  {}  ({})", o.kode, jumlah, o.nama, bulan.keadaan(&o.kode).tahap.nama(b));
    }
}
