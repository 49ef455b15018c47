//! A few decrees of the invented city, so that its pages show what a decree does: somebody retires, somebody acts over the
//! vacant post, a team works across units.

use balai_kernel::{Aktor, Kapasitas, Rupiah, Tanggal};
use balai_organisasi::acts::kelas::{TetapkanNilai, pratinjau_nilai, tetapkan_nilai};
use balai_organisasi::acts::orang::{TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use balai_organisasi::acts::tim::{BentukTim, bentuk_tim, pratinjau_bentuk};
use balai_organisasi::baca;
use balai_organisasi::model::jabatan::{Keputusan, Masa, Penugasan};
use balai_platform::{Refusal, Region};

/// People of the team besides its chair.
const ANGGOTA: usize = 6;

fn contoh(nomor: &str, tanggal: Tanggal, kepala: &str) -> Keputusan {
    Keputusan { nomor: format!("{nomor}-CONTOH"), tanggal, pejabat: format!("{kepala} (contoh)") }
}

/// Who holds a post by right today.
fn pemegang(region: &Region, jabatan: i64, hari: Tanggal) -> Result<Option<Penugasan>, Refusal> {
    let isi = baca::isi_jabatan(region, jabatan)?;
    let berlaku = |t: &Penugasan| t.kapasitas == Kapasitas::Definitif && t.masa.memuat(hari);
    Ok(isi.pemangku.into_iter().map(|(t, _)| t).find(berlaku))
}

fn lakukan(region: &Region, oleh: &Aktor, c: &UbahOrang) -> Result<(), Refusal> {
    let sidik = pratinjau_orang(region, c)?.sidik;
    ubah_orang(region, oleh, c, &sidik).map(|_| ())
}

/// Signs them, from the first of this month on. A city too small for them goes without.
pub(super) fn tandatangani(region: &Region, oleh: &Aktor, kepala_daerah: &str) -> Result<(), Refusal> {
    let hari_ini = region.hari_ini();
    let mulai = hari_ini.first_of_month();
    nilai_kelas(region, oleh, contoh("060/15", mulai, kepala_daerah))?;
    let Ok(sehari_sebelum) = mulai.yesterday() else { return Ok(()) };
    let (kepala, _) = baca::daftar_jabatan(region, ("kepala bidang", false), (0, 2), hari_ini)?;
    let [pensiun, pelaksana] = kepala.as_slice() else { return Ok(()) };
    let (lama, baru) =
        (pemegang(region, pensiun.nomor, hari_ini)?, pemegang(region, pelaksana.nomor, hari_ini)?);
    if let (Some(lama), Some(baru)) = (lama, baru) {
        let akhiri = TindakanOrang::Akhiri { catatan: lama.catatan, sampai: sehari_sebelum };
        let keputusan = contoh("882/101", sehari_sebelum, kepala_daerah);
        lakukan(region, oleh, &UbahOrang { orang: lama.pegawai, tindakan: akhiri, keputusan })?;
        let sampai = (0..90).try_fold(mulai, |hari, _| hari.tomorrow()).ok().map(Tanggal::last_of_month);
        let plt = TindakanOrang::Tugaskan {
            jabatan: pensiun.nomor,
            kapasitas: Kapasitas::Plt,
            masa: Masa { sejak: mulai, sampai },
        };
        let keputusan = contoh("800/412", mulai, kepala_daerah);
        lakukan(region, oleh, &UbahOrang { orang: baru.pegawai, tindakan: plt, keputusan })?;
        let keputusan = contoh("000.9/77", mulai, kepala_daerah);
        tim(region, oleh, (baru.pegawai, &pelaksana.unit.0), keputusan)?;
    }
    Ok(())
}

/// What a seat of each class costs a month, in million rupiah, from class 1 on: invented, and rising as real tables do.
const NILAI_KELAS: [i64; 17] = [2, 3, 3, 4, 5, 6, 8, 10, 15, 17, 20, 24, 28, 40, 55, 80, 100];

/// Values of the classes, so that the preview of a reorganisation names its cost.
fn nilai_kelas(region: &Region, oleh: &Aktor, keputusan: Keputusan) -> Result<(), Refusal> {
    let nilai = (1..).zip(NILAI_KELAS.map(|juta| Rupiah::from_sen(juta * 100_000_000)));
    let c = TetapkanNilai { nilai: nilai.collect(), sejak: keputusan.tanggal, keputusan };
    let sidik = pratinjau_nilai(region, &c)?.sidik;
    tetapkan_nilai(region, oleh, &c, &sidik).map(|_| ())
}

/// A team that works across units, with a chair who verifies and assesses.
fn tim(
    region: &Region,
    oleh: &Aktor,
    (ketua, unit): (i64, &str),
    keputusan: Keputusan,
) -> Result<(), Refusal> {
    let mulai = keputusan.tanggal;
    let (orang, _) = baca::daftar_orang(region, oleh, "", (None, 40), mulai)?;
    let anggota = orang.iter().map(|o| o.nomor).filter(|n| *n != ketua).step_by(5).take(ANGGOTA);
    let c = BentukTim {
        nama: "Tim Satu Data".to_owned(),
        unit: unit.to_owned(),
        verifikasi: true,
        menilai: true,
        ketua,
        anggota: anggota.collect(),
        masa: Masa::sejak(mulai),
        keputusan,
    };
    let sidik = pratinjau_bentuk(region, &c)?.sidik;
    bentuk_tim(region, oleh, &c, &sidik).map(|_| ())
}
