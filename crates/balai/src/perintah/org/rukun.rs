//! `balai org rukun-gabung`: RW or RT that become one, with new numbers for RT that collide.

use balai_kernel::{Bahasa, Galat};
use balai_organisasi::acts::rukun::{UbahRukun, pratinjau_rukun, ubah_rukun};
use balai_organisasi::model::rukun::{KodeRukun, NomorRt, RencanaRukun, TindakanRukun};
use balai_platform::operator;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::{Lingkungan, bantu, daerah_dari};
use super::keputusan::{berkeputusan, keputusan, pilihan, sejak, tinjau_atau_simpan, wajib_hari};
use crate::galat::Gagal;

/// The grammar of `balai org rukun-gabung`.
pub(super) fn perintah(b: Bahasa) -> Command {
    let kode = b.pilih("KODE", "CODE");
    let perintah = Command::new("rukun-gabung")
        .about(b.pilih("Gabung RW atau RT menjadi satu", "Merge RW or RT into one"))
        .arg(Arg::new("kode").required(true).num_args(1..).value_delimiter(',').value_name(kode).help(
            b.pilih("Yang berakhir, misalnya 32.73.05.1001-003", "Those that end, such as 32.73.05.1001-003"),
        ))
        .arg(
            pilihan(
                "ke",
                kode,
                b.pilih("Yang meneruskan, boleh baru", "The one that carries on, which may be new"),
            )
            .required(true),
        )
        .arg(pilihan(
            "rt",
            "1=5,2=6",
            b.pilih(
                "Nomor baru RT; dari beberapa RW tulis RW-RT: 3-1=5",
                "New numbers of RT; of several RW write RW-RT: 3-1=5",
            ),
        ))
        .arg(Arg::new("lanjutan").long("lanjutan").action(ArgAction::SetTrue).help(b.pilih(
            "Beri nomor lanjutan kepada RT lain yang nomornya bertabrakan",
            "Give the next free number to other RT whose numbers collide",
        )))
        .arg(sejak(b));
    berkeputusan(perintah, b)
}

/// Merges, or shows what merging would do.
///
/// # Errors
/// What the act refuses with: `ORG-057` when numbers collide and nothing was said about them.
pub(super) fn gabung(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let baca = |teks: &str| -> Result<KodeRukun, Gagal> { teks.parse().map_err(|g| Galat::from(g).into()) };
    let (sejak, keputusan) = (wajib_hari(m, "sejak")?, keputusan(m)?);
    let semua = m.get_many::<String>("kode").into_iter().flatten();
    let kode = semua.map(|k| baca(k)).collect::<Result<Vec<_>, _>>()?;
    let ke = baca(bantu::teks(m, "ke"))?;
    let pertama = kode.first().map(|k| k.rw).unwrap_or_default();
    let sebut = NomorRt::baca(bantu::teks(m, "rt"), pertama)?;
    let nomor = NomorRt { sebut, lanjutan: m.get_flag("lanjutan") };
    let c = UbahRukun { tindakan: TindakanRukun::Gabung { kode, ke, nomor }, sejak, keputusan };
    let region = daerah_dari(m)?;
    let t = pratinjau_rukun(&region, &c)?;
    let aktor = operator()?;
    tinjau_atau_simpan(l, m, (&t, &akibat(&t.rencana, l.bahasa)), |sidik| {
        let r = ubah_rukun(&region, &aktor, &c, sidik)?;
        Ok(i64::try_from(r.lanjutan.len()).unwrap_or(i64::MAX))
    })
}

fn akibat(r: &RencanaRukun, b: Bahasa) -> Vec<String> {
    let tetap = b.pilih("diteruskan", "is carried on by");
    r.lanjutan.iter().map(|(a, z)| format!("{} {tetap} {}.", a.sebutan(), z.sebutan())).collect()
}
