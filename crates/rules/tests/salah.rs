//! Packages that are wrong in every way an author is wrong, and what the engine says to each: file, line, column,
//! what is wrong, what to do, in both languages. Each case is one sound package with one or two places changed.

use balai_kernel::Bahasa;
use balai_rules::{Berkas, GalatAturan, muat};
use std::collections::BTreeSet;
use std::fmt::Write;

const PAKET: &str = include_str!("salah/paket.toml");
const DAERAH: &str = include_str!("salah/daerah.toml");
const KASUS: &str = include_str!("salah/kasus.toml");

/// Name, and what is replaced in the package, the region's file and the case.
type Salah = (&'static str, &'static [(&'static str, &'static str)]);

const SALAH: &[Salah] = &[
    ("toml: tanda kutip tidak ditutup", &[("nama  = \"Paket uji\"", "nama  = \"Paket uji")]),
    ("toml: kunci ganda", &[("versi = \"1.0.0\"", "versi = \"1.0.0\"\nversi = \"2\"")]),
    ("kepala: tanpa [paket]", &[("[paket]", "[paketnya]")]),
    ("kepala: tanpa id", &[("id    = \"uji/salah\"\n", "")]),
    ("kepala: nama kosong", &[("versi = \"1.0.0\"", "versi = \"\"")]),
    ("kepala: tanpa dasar", &[("dasar = \"Perwal 1/2026\"\nsejak = 2026-01-01", "sejak = 2026-01-01")]),
    ("kepala: sejak bukan tanggal", &[("sejak = 2026-01-01\n\n", "sejak = \"2026-01-01\"\n\n")]),
    ("kepala: kunci salah ketik", &[("versi = \"1.0.0\"", "versi = \"1.0.0\"\nlisensii = \"EUPL-1.2\"")]),
    ("bagian tidak dikenal", &[("[keluaran]", "[rumusan.x]\nper = \"orang\"\n[keluaran]")]),
    ("pecahan biner pada nilai", &[("isi = \"60%\"", "isi = 0.6")]),
    ("nama dua kali", &[("[parameter.bobot]", "[parameter.telat]")]),
    ("nama rumus sama dengan masukan", &[("[rumus.potong]", "[rumus.telat]")]),
    ("nama dengan huruf besar", &[("[parameter.bobot]", "[parameter.Bobot]")]),
    ("nama kata kunci", &[("[parameter.bobot]", "[parameter.jumlah]")]),
    ("induk tidak ada", &[("induk = \"orang\"", "induk = \"orng\"")]),
    ("entitas berputar", &[("[entitas.orang]\n", "[entitas.orang]\ninduk = \"hari\"\n")]),
    ("jenis tidak dikenal", &[("kelas = { jenis = \"bulat 1..17\"", "kelas = { jenis = \"bilangan 1..17\"")]),
    ("jenis tanpa rentang", &[("telat = { jenis = \"menit 0..1439\"", "telat = { jenis = \"menit\"")]),
    ("jenis tidak terbaca", &[("telat = { jenis = \"menit 0..1439\"", "telat = { jenis = \"menit 0-1439\"")]),
    ("desimal tanpa skala", &[("jenis = \"menit 1..20000\"", "jenis = \"desimal 0..1\"")]),
    ("rentang terbalik", &[("kelas = { jenis = \"bulat 1..17\"", "kelas = { jenis = \"bulat 17..1\"")]),
    ("pilihan ganda", &[("pilihan baik, buruk", "pilihan baik, baik")]),
    ("rujukan ke entitas tak ada", &[("rujukan opd", "rujukan dinas")]),
    (
        "satuan jenis salah ketik",
        &[("telat = { jenis = \"menit 0..1439\"", "telat = { jenis = \"menitt 0..1439\"")],
    ),
    ("nilai di luar rentang", &[("isi = \"6000 menit\"", "isi = \"60000 menit\"")]),
    ("nilai lebih halus dari skala", &[("\"0.5%\"", "\"0.555%\"")]),
    ("nilai tanpa satuan", &[("isi = \"6000 menit\"", "isi = 6000")]),
    ("nilai satuan salah", &[("isi = \"6000 menit\"", "isi = \"6000 rupiah\"")]),
    ("persen tanpa tanda", &[("isi = \"60%\"", "isi = \"0.6\"")]),
    ("nilai berupa hitungan", &[("isi = \"6000 menit\"", "isi = \"100 menit * 60\"")]),
    ("nilai tanpa dasar", &[("isi = \"6000 menit\", dasar = \"Ps. 7\"", "isi = \"6000 menit\"")]),
    ("dasar kosong", &[("isi = \"6000 menit\", dasar = \"Ps. 7\"", "isi = \"6000 menit\", dasar = \" \"")]),
    (
        "bila_kosong tanpa dasar",
        &[("bila_kosong = \"0 menit\", dasar = \"Ps. 9\"", "bila_kosong = \"0 menit\"")],
    ),
    (
        "dua nilai sejak hari yang sama",
        &[(
            "{ sejak = 2026-01-01, isi = \"6000 menit\", dasar = \"Ps. 7\" }",
            "{ sejak = 2026-01-01, isi = \"6000 menit\", dasar = \"Ps. 7\" }, { sejak = 2026-01-01, isi = \"5000 menit\", dasar = \"Ps. 7\" }",
        )],
    ),
    (
        "sejak di tengah bulan",
        &[("{ sejak = 2026-01-01, isi = \"6000 menit\"", "{ sejak = 2026-01-15, isi = \"6000 menit\"")],
    ),
    (
        "nilai mulai sesudah paket",
        &[("{ sejak = 2026-01-01, isi = \"6000 menit\"", "{ sejak = 2026-03-01, isi = \"6000 menit\"")],
    ),
    ("tabel tanpa kunci", &[("kunci = [\"bulat 1..17\"]\n", "")]),
    ("tabel: baris kurang sel", &[("[3, \"300_000 rupiah\"]", "[3]")]),
    ("tabel: kunci ganda", &[("[3, \"300_000 rupiah\"]", "[2, \"300_000 rupiah\"]")]),
    ("tabel: kunci yang mungkin tidak ada", &[("[3, \"300_000 rupiah\"], ", "")]),
    ("braket tidak naik", &[("[\"31 menit\", \"1%\"]", "[\"1 menit\", \"1%\"]")]),
    ("braket tidak mencakup nilai terkecil", &[("[\"0 menit\", \"0%\"], ", "")]),
    ("braket dibaca dengan cari", &[("braket(potongan, telat)", "cari(potongan, telat)")]),
    ("tabel cari dibaca dengan braket", &[("cari(acuan, kelas)", "braket(acuan, kelas)")]),
    ("tabel tidak ada", &[("cari(acuan, kelas)", "cari(acuann, kelas)")]),
    ("jenis kunci tabel salah", &[("cari(acuan, kelas)", "cari(acuan, nilai_kerja)")]),
    (
        "rentang kunci terlalu lebar",
        &[("kelas = { jenis = \"bulat 1..17\"", "kelas = { jenis = \"bulat 1..20\"")],
    ),
    ("rumus tanpa nilai", &[("nilai = \"cari(acuan, kelas)\"\n", "")]),
    ("rumus kosong", &[("nilai = \"cari(acuan, kelas)\"", "nilai = \"\"")]),
    (
        "rumus tanpa dasar",
        &[("dasar = \"Ps. 5\"\nnilai = \"cari(acuan, kelas)\"", "nilai = \"cari(acuan, kelas)\"")],
    ),
    (
        "rumus per entitas salah ketik",
        &[("[rumus.pagu]\nper = \"orang\"", "[rumus.pagu]\nper = \"pegawai\"")],
    ),
    ("huruf asing", &[("pagu * bobot", "pagu × bobot")]),
    ("angka salah", &[("maks(0, 1", "maks(0, 1_000_")]),
    ("teks tidak ditutup", &[("nilai_kerja == \"baik\"", "nilai_kerja == \"baik")]),
    ("operator kurang", &[("pagu * bobot", "pagu bobot")]),
    ("rumus terpotong", &[("nilai = \"pagu * bobot * disiplin\"", "nilai = \"pagu * bobot *\"")]),
    ("kurung tidak ditutup", &[("nilai = \"jumlah(hari, potong)\"", "nilai = \"jumlah(hari, potong\"")]),
    ("perbandingan dirangkai", &[("telat > 0 menit", "0 menit < telat < 10 menit")]),
    ("nama tidak dikenal", &[("pagu * bobot", "pagu * bobott")]),
    ("nama milik entitas anak", &[("pagu * bobot", "potong * bobot")]),
    ("satuan tidak dikenal", &[("telat > 0 menit", "telat > 0 detik")]),
    ("menit tambah rupiah", &[("pagu * bobot * disiplin", "pagu + target")]),
    ("banding satuan berbeda", &[("telat > 0 menit", "telat > 0 hari")]),
    ("angka sebagai syarat", &[("telat > 0 menit", "telat")]),
    ("syarat sebagai angka", &[("pagu * bobot * disiplin", "pagu * terlambat_baik")]),
    (
        "cabang jika berbeda jenis",
        &[("jika(hadir, braket(potongan, telat), 3%)", "jika(hadir, braket(potongan, telat), benar)")],
    ),
    ("fungsi tidak dikenal", &[("jumlah(hari, potong)", "sum(hari, potong)")]),
    ("fungsi salah ketik", &[("jumlah(hari, potong)", "jumlahh(hari, potong)")]),
    (
        "jumlah bagian fungsi salah",
        &[("jika(hadir, braket(potongan, telat), 3%)", "jika(hadir, braket(potongan, telat))")],
    ),
    ("bagi dengan yang dapat nol", &[("maks(0, 1 - total)", "bulat(1 / total, 0.01, ke_bawah)")]),
    ("hasil bagi tanpa pembulatan", &[("maks(0, 1 - total)", "1 / target * 1 menit")]),
    (
        "pecahan per baris dijumlah",
        &[("jumlah(hari, potong)", "jumlah(hari, tepat(1 menit / maks(1 menit, telat)))")],
    ),
    ("rupiah belum dibulatkan", &[("pembulatan = \"1 rupiah, setengah_naik\"\n", "")]),
    (
        "keluaran belum dibulatkan",
        &[
            ("pembulatan = \"1 rupiah, setengah_naik\"\n", ""),
            ("nilai = \"pagu * bobot * disiplin\"", "nilai = \"tepat(pagu * bobot / 7)\""),
        ],
    ),
    ("cara bulat salah ketik", &[("1 rupiah, setengah_naik", "1 rupiah, setengahnaik")]),
    ("langkah bulat nol", &[("1 rupiah, setengah_naik", "0 rupiah, setengah_naik")]),
    ("langkah bulat salah satuan", &[("1 rupiah, setengah_naik", "1 menit, setengah_naik")]),
    ("meluap", &[("pagu * bobot * disiplin", "pagu * besar * besar * besar * besar")]),
    (
        "rumus berputar",
        &[("nilai = \"cari(acuan, kelas)\"", "nilai = \"dibayar\"\npembulatan = \"1 rupiah, ke_bawah\"")],
    ),
    ("pilihan tidak ada", &[("nilai_kerja == \"baik\"", "nilai_kerja == \"bagus\"")]),
    ("teks berdiri sendiri", &[("telat > 0 menit", "\"ya\"")]),
    ("titik pada yang bukan rujukan", &[("pagu * bobot", "kelas.pagu * bobot")]),
    ("titik pada baris anak", &[("pagu * bobot", "hari.potong * bobot")]),
    ("jumlah tanpa entitas", &[("jumlah(hari, potong)", "jumlah(potong)")]),
    ("jumlah entitas tak berhubungan", &[("jumlah(hari, potong)", "jumlah(opd, 1)")]),
    (
        "dua rujukan ke kelompok",
        &[(
            "opd = { jenis = \"rujukan opd\" }",
            "opd = { jenis = \"rujukan opd\" }\nopd_lama = { jenis = \"rujukan opd\" }",
        )],
    ),
    ("pro_rata tanpa cara", &[("sisa_terbesar", "rata")]),
    ("pro_rata batas bukan milik kelompok", &[("opd.ambang_opd, 1 rupiah", "pagu, 1 rupiah")]),
    ("pro_rata dapat negatif", &[("pro_rata(bruto,", "pro_rata(bruto - 1 rupiah,")]),
    ("terisi atas rumus", &[("telat > 0 menit", "terisi(potong)")]),
    ("tanpa keluaran", &[("[keluaran]\norang = [\"dibayar\"]\nutama = \"dibayar\"\n", "")]),
    ("keluaran tidak ada", &[("orang = [\"dibayar\"]", "orang = [\"dibayarkan\"]")]),
    ("keluaran milik entitas lain", &[("orang = [\"dibayar\"]", "orang = [\"dibayar\", \"potong\"]")]),
    ("utama bukan keluaran", &[("utama = \"dibayar\"", "utama = \"pagu\"")]),
    ("adopsi: paket lain", &[("paket  = \"uji/salah\"", "paket  = \"uji/benar\"")]),
    ("adopsi: kode wilayah salah", &[("daerah = \"32.73\"", "daerah = \"Bandung\"")]),
    (
        "adopsi: parameter asing",
        &[("[parameter.insentif]\nnilai = [{ s", "[parameter.insentip]\nnilai = [{ s")],
    ),
    (
        "adopsi: parameter yang wajib tidak diisi",
        &[(
            "[parameter.insentif]\nnilai = [{ sejak = 2026-01-01, isi = \"1000 rupiah\", dasar = \"Kepwal 2\" }]\n",
            "",
        )],
    ),
    ("adopsi: tabel asing", &[("[[tabel.plafon.versi]]", "[[tabel.plapon.versi]]")]),
    (
        "adopsi: tabel yang wajib tidak diisi",
        &[(
            "[[tabel.plafon.versi]]\nsejak = 2026-01-01\ndasar = \"DPA\"\nbaris = [[\"01\", \"1_000_000 rupiah\"]]\n",
            "",
        )],
    ),
    (
        "adopsi: mengubah rumus",
        &[(
            "[parameter.insentif]\nnilai = [{ s",
            "[rumus.pagu]\nnilai = \"1 rupiah\"\n[parameter.insentif]\nnilai = [{ s",
        )],
    ),
    ("kasus: periode salah", &[("periode = \"2026-10\"", "periode = \"Oktober\"")]),
    (
        "kasus: tidak mengharapkan",
        &[("harap.orang = [{ nip = \"a\", pagu = \"200_000 rupiah\" }]", "harap = {}")],
    ),
    ("kasus: masukan asing", &[("kelas = 2", "kelass = 2")]),
    ("kasus: parameter salah ketik", &[("insentif = \"0 rupiah\"", "insentip = \"0 rupiah\"")]),
    ("kasus: tabel salah ketik", &[("tabel = { plafon", "tabel = { plapon")]),
    ("kasus: entitas salah ketik", &[("masukan.hari = [{ tanggal", "masukan.harri = [{ tanggal")]),
    (
        "keluaran bersatuan majemuk",
        &[
            ("orang = [\"dibayar\"]", "orang = [\"dibayar\", \"luas\"]"),
            (
                "[keluaran]",
                "[rumus.luas]\nper = \"orang\"\ndasar = \"Ps. 6\"\nnilai = \"pagu * target\"\n[keluaran]",
            ),
        ],
    ),
];

fn baca(ganti: &[(&str, &str)]) -> Vec<GalatAturan> {
    let mut teks = [PAKET.to_owned(), DAERAH.to_owned(), KASUS.to_owned()];
    for (cari, jadi) in ganti {
        let t = teks
            .iter_mut()
            .find(|t| t.contains(cari))
            .unwrap_or_else(|| panic!("nothing to replace: {cari}"));
        *t = t.replacen(cari, jadi, 1);
    }
    let [paket, daerah, kasus] = teks;
    let adopsi = Berkas::baru("daerah/32.73/uji.toml", daerah);
    let berkas = [Berkas::baru("paket.toml", paket), Berkas::baru("kasus/dasar.toml", kasus)];
    match muat(&berkas, None) {
        Err(g) => g,
        Ok(_) => muat(&berkas, Some(&adopsi)).err().unwrap_or_default(),
    }
}

#[test]
fn the_sound_package_is_sound() {
    let g = baca(&[]);
    assert!(g.is_empty(), "{g:#?}");
}

#[test]
fn every_fault_is_told_with_its_place_and_its_remedy() {
    let mut teks = String::new();
    let mut kode = BTreeSet::new();
    let mut diterima = Vec::new();
    for (nama, ganti) in SALAH {
        let galat = baca(ganti);
        if galat.is_empty() {
            diterima.push(nama);
        }
        writeln!(teks, "== {nama}").unwrap();
        for g in &galat {
            kode.insert(g.kode());
            let (id, en) = (g.tampil(Bahasa::Id), g.tampil(Bahasa::En));
            assert!(!id.contains('{') || id.contains("{ }"), "{nama}: unfilled: {id}");
            writeln!(teks, "{id}\n{en}").unwrap();
        }
        writeln!(teks).unwrap();
    }
    assert!(diterima.is_empty(), "accepted: {diterima:#?}");
    assert!(SALAH.len() >= 60 && kode.len() >= 40, "{} packages, {} codes", SALAH.len(), kode.len());
    insta::assert_snapshot!("salah", teks);
}
