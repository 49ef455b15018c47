//! The texts of this crate's refusals and warnings.

use crate::galat::EntriKode;

/// Every code of the kernel, prefix `INT`, ascending.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "INT-001",
        id: "Nilai rupiah kosong.",
        en: "The amount is empty.",
        saran_id: "Isi jumlahnya, misalnya 1.500.000.",
        saran_en: "Fill in the amount, for example 1.500.000.",
    },
    EntriKode {
        kode: "INT-002",
        id: "“{nilai}” bukan jumlah rupiah.",
        en: "“{nilai}” is not an amount of money.",
        saran_id: "Tulis angka saja, misalnya 1.500.000 atau Rp 1,5 juta.",
        saran_en: "Write a number, for example 1.500.000 or Rp 1,5 juta.",
    },
    EntriKode {
        kode: "INT-003",
        id: "“{nilai}” dapat dibaca sebagai dua jumlah yang berbeda.",
        en: "“{nilai}” can be read as two different amounts.",
        saran_id: "Tulis tanpa pemisah, misalnya 1500000, atau dengan titik ribuan dan koma sen, misalnya 1.500.000,50.",
        saran_en: "Write it without separators, for example 1500000, or with points for thousands and a comma for sen, for example 1.500.000,50.",
    },
    EntriKode {
        kode: "INT-004",
        id: "“{nilai}” ditulis dalam notasi ilmiah; sebagian angkanya hilang.",
        en: "“{nilai}” is in scientific notation; some of its digits are lost.",
        saran_id: "Di lembar sebar, ubah format kolom menjadi Angka tanpa desimal lalu ekspor ulang.",
        saran_en: "In the spreadsheet, format the column as a number without decimals and export again.",
    },
    EntriKode {
        kode: "INT-005",
        id: "“{nilai}” lebih halus daripada satu sen.",
        en: "“{nilai}” is finer than one sen.",
        saran_id: "Bulatkan paling banyak dua angka di belakang koma.",
        saran_en: "Round to at most two decimals.",
    },
    EntriKode {
        kode: "INT-006",
        id: "“{nilai}” terlalu besar untuk sebuah jumlah rupiah.",
        en: "“{nilai}” is too large for an amount of money.",
        saran_id: "Periksa banyaknya nol.",
        saran_en: "Check the number of zeros.",
    },
    EntriKode {
        kode: "INT-010",
        id: "Angka kosong.",
        en: "The number is empty.",
        saran_id: "Isi angkanya, misalnya 12,5.",
        saran_en: "Fill in the number, for example 12,5.",
    },
    EntriKode {
        kode: "INT-011",
        id: "“{nilai}” bukan angka.",
        en: "“{nilai}” is not a number.",
        saran_id: "Tulis angka biasa dengan koma desimal, misalnya 12,5.",
        saran_en: "Write an ordinary number with a decimal comma, for example 12,5.",
    },
    EntriKode {
        kode: "INT-012",
        id: "“{nilai}” dapat dibaca sebagai dua angka yang berbeda.",
        en: "“{nilai}” can be read as two different numbers.",
        saran_id: "Pakai koma untuk desimal dan jangan pakai pemisah ribuan.",
        saran_en: "Use a comma for decimals and no separator for thousands.",
    },
    EntriKode {
        kode: "INT-013",
        id: "“{nilai}” terlalu panjang.",
        en: "“{nilai}” has too many digits.",
        saran_id: "Tulis paling banyak 38 angka.",
        saran_en: "Write at most 38 digits.",
    },
    EntriKode {
        kode: "INT-015",
        id: "Menit kosong.",
        en: "The minutes are empty.",
        saran_id: "Isi lamanya dalam menit, misalnya 90.",
        saran_en: "Fill in the length in minutes, for example 90.",
    },
    EntriKode {
        kode: "INT-016",
        id: "“{nilai}” bukan lama waktu dalam menit.",
        en: "“{nilai}” is not a length of time in minutes.",
        saran_id: "Tulis menit bulat, misalnya 90, atau jam dan menit, misalnya 1:30.",
        saran_en: "Write whole minutes, for example 90, or hours and minutes, for example 1:30.",
    },
    EntriKode {
        kode: "INT-018",
        id: "“{nilai}” bukan bulan.",
        en: "“{nilai}” is not a month.",
        saran_id: "Tulis tahun dan bulan, misalnya 2026-10.",
        saran_en: "Write year and month, for example 2026-10.",
    },
    EntriKode {
        kode: "INT-020",
        id: "Tanggal kosong.",
        en: "The date is empty.",
        saran_id: "Isi tanggalnya, misalnya 22/11/2026.",
        saran_en: "Fill in the date, for example 22/11/2026.",
    },
    EntriKode {
        kode: "INT-021",
        id: "“{nilai}” bukan tanggal.",
        en: "“{nilai}” is not a date.",
        saran_id: "Tulis hari, bulan, tahun, misalnya 22/11/2026 atau 22 November 2026.",
        saran_en: "Write day, month, year, for example 22/11/2026 or 22 November 2026.",
    },
    EntriKode {
        kode: "INT-022",
        id: "Tanggal “{nilai}” tidak ada di kalender.",
        en: "The date “{nilai}” does not exist.",
        saran_id: "Periksa hari dan bulannya; urutannya hari, bulan, tahun.",
        saran_en: "Check day and month; the order is day, month, year.",
    },
    EntriKode {
        kode: "INT-023",
        id: "Nama bulan “{bulan}” dalam “{nilai}” tidak dikenal.",
        en: "The month “{bulan}” in “{nilai}” is not known.",
        saran_id: "Tulis nama bulan lengkap, misalnya Maret, atau angkanya.",
        saran_en: "Write the month's full name, for example Maret, or its number.",
    },
    EntriKode {
        kode: "INT-024",
        id: "“{nilai}” adalah nomor hari lembar sebar, bukan tanggal.",
        en: "“{nilai}” is a spreadsheet's day number, not a date.",
        saran_id: "Di lembar sebar, ubah format kolom menjadi Tanggal lalu ekspor ulang.",
        saran_en: "In the spreadsheet, format the column as a date and export again.",
    },
    EntriKode {
        kode: "INT-025",
        id: "Tahun dalam “{nilai}” di luar 1900 sampai 2199.",
        en: "The year in “{nilai}” is outside 1900 to 2199.",
        saran_id: "Periksa tahunnya.",
        saran_en: "Check the year.",
    },
    EntriKode {
        kode: "INT-030",
        id: "NIP kosong.",
        en: "The NIP is empty.",
        saran_id: "Isi NIP 18 angka.",
        saran_en: "Fill in the 18 digits of the NIP.",
    },
    EntriKode {
        kode: "INT-031",
        id: "NIP “{nilai}” ditulis dalam notasi ilmiah; angka terakhirnya hilang.",
        en: "The NIP “{nilai}” is in scientific notation; its last digits are lost.",
        saran_id: "Ekspor ulang dari sumbernya dengan kolom NIP berformat Teks; angka yang hilang tidak dapat dipulihkan dari berkas ini.",
        saran_en: "Export again from the source with the NIP column formatted as text; the lost digits cannot be recovered from this file.",
    },
    EntriKode {
        kode: "INT-032",
        id: "NIP “{nilai}” memuat angka yang bukan 0 sampai 9 biasa.",
        en: "The NIP “{nilai}” holds digits other than the ordinary 0 to 9.",
        saran_id: "Ketik ulang NIP dengan angka biasa.",
        saran_en: "Type the NIP again with ordinary digits.",
    },
    EntriKode {
        kode: "INT-033",
        id: "NIP “{nilai}” memuat “{huruf}”, padahal harus angka semua.",
        en: "The NIP “{nilai}” holds “{huruf}”, but must be digits only.",
        saran_id: "Tulis 18 angka tanpa huruf dan tanda baca.",
        saran_en: "Write 18 digits without letters or punctuation.",
    },
    EntriKode {
        kode: "INT-034",
        id: "NIP “{nilai}” terdiri atas {banyak} angka, seharusnya 18.",
        en: "The NIP “{nilai}” has {banyak} digits instead of 18.",
        saran_id: "Cocokkan dengan SK pengangkatan.",
        saran_en: "Compare with the decree of appointment.",
    },
    EntriKode {
        kode: "INT-035",
        id: "Delapan angka pertama NIP “{nilai}” bukan tanggal lahir.",
        en: "The first eight digits of the NIP “{nilai}” are no date of birth.",
        saran_id: "Cocokkan dengan SK pengangkatan; urutannya tahun, bulan, hari.",
        saran_en: "Compare with the decree of appointment; the order is year, month, day.",
    },
    EntriKode {
        kode: "INT-036",
        id: "Angka ke-13 dan ke-14 NIP “{nilai}” adalah {angka}: bukan bulan pengangkatan PNS (01 sampai 12) dan bukan kode PPPK (20 ke atas).",
        en: "Digits 13 and 14 of the NIP “{nilai}” are {angka}: neither a PNS month of appointment (01 to 12) nor a PPPK code (20 and above).",
        saran_id: "Cocokkan dengan SK pengangkatan.",
        saran_en: "Compare with the decree of appointment.",
    },
    EntriKode {
        kode: "INT-037",
        id: "Angka ke-15 NIP “{nilai}” adalah {angka}, seharusnya 1 (laki-laki) atau 2 (perempuan).",
        en: "Digit 15 of the NIP “{nilai}” is {angka} instead of 1 (male) or 2 (female).",
        saran_id: "Cocokkan dengan SK pengangkatan.",
        saran_en: "Compare with the decree of appointment.",
    },
    EntriKode {
        kode: "INT-038",
        id: "Nomor urut NIP “{nilai}” 000, padahal dimulai dari 001.",
        en: "The sequence number of the NIP “{nilai}” is 000, but counts from 001.",
        saran_id: "Cocokkan tiga angka terakhir dengan SK pengangkatan.",
        saran_en: "Compare the last three digits with the decree of appointment.",
    },
    EntriKode {
        kode: "INT-039",
        id: "Menurut NIP “{nilai}” usia saat diangkat {usia} tahun, kurang dari 18.",
        en: "By the NIP “{nilai}” the age at appointment is {usia}, below 18.",
        saran_id: "Cocokkan tanggal lahir dan tanggal pengangkatan dengan SK.",
        saran_en: "Compare the dates of birth and appointment with the decree.",
    },
    EntriKode {
        kode: "INT-040",
        id: "Menurut NIP “{nilai}” usia saat diangkat {usia} tahun, lebih dari 40.",
        en: "By the NIP “{nilai}” the age at appointment is {usia}, above 40.",
        saran_id: "Data diterima. Periksa bila pengangkatannya tidak melalui jalur khusus.",
        saran_en: "The row is accepted. Check it unless the appointment was a special one.",
    },
    EntriKode {
        kode: "INT-041",
        id: "Menurut NIP “{nilai}” pegawai ini PPPK sejak {tahun}, padahal PPPK baru ada sejak 2014.",
        en: "By the NIP “{nilai}” this person has been PPPK since {tahun}, but PPPK exist only since 2014.",
        saran_id: "Data diterima. Cocokkan angka ke-9 sampai ke-12 dengan SK.",
        saran_en: "The row is accepted. Compare digits 9 to 12 with the decree.",
    },
    EntriKode {
        kode: "INT-045",
        id: "“{nilai}” bukan golongan.",
        en: "“{nilai}” is not a golongan.",
        saran_id: "Tulis I/a sampai IV/e untuk PNS atau I sampai XVII untuk PPPK.",
        saran_en: "Write I/a to IV/e for PNS or I to XVII for PPPK.",
    },
    EntriKode {
        kode: "INT-046",
        id: "“{nilai}” bukan status PTKP.",
        en: "“{nilai}” is not a PTKP status.",
        saran_id: "Tulis TK/0 sampai TK/3 atau K/0 sampai K/3.",
        saran_en: "Write TK/0 to TK/3 or K/0 to K/3.",
    },
    EntriKode {
        kode: "INT-047",
        id: "“{nilai}” bukan kode wilayah.",
        en: "“{nilai}” is not a territory code.",
        saran_id: "Tulis kode Kemendagri, misalnya 32.73 atau 32.73.01.1001.",
        saran_en: "Write the ministry's code, for example 32.73 or 32.73.01.1001.",
    },
    EntriKode {
        kode: "INT-048",
        id: "“{nilai}” bukan jalur unit.",
        en: "“{nilai}” is not a unit path.",
        saran_id: "Kode unit hanya boleh huruf, angka, titik, tanda hubung, dan garis bawah.",
        saran_en: "A unit code may hold only letters, digits, points, hyphens and underscores.",
    },
    EntriKode {
        kode: "INT-049",
        id: "“{nilai}” bukan lingkup kewenangan.",
        en: "“{nilai}” is not a jurisdiction.",
        saran_id: "Tulis semua, unit:01/, wilayah:32.73.01, atau diri:NIP.",
        saran_en: "Write semua, unit:01/, wilayah:32.73.01, or diri:NIP.",
    },
    EntriKode {
        kode: "INT-050",
        id: "“{nilai}” bukan peran.",
        en: "“{nilai}” is not a role.",
        saran_id: "Pilih pegawai, atasan, operator_opd, bkpsdm, admin, atau pemeriksa.",
        saran_en: "Choose pegawai, atasan, operator_opd, bkpsdm, admin, or pemeriksa.",
    },
    EntriKode {
        kode: "INT-051",
        id: "“{nilai}” bukan kapasitas jabatan.",
        en: "“{nilai}” is not a capacity.",
        saran_id: "Pilih definitif, plt, plh, pj, pjs, atau delegasi.",
        saran_en: "Choose definitif, plt, plh, pj, pjs, or delegasi.",
    },
    EntriKode {
        kode: "INT-052",
        id: "“{nilai}” bukan nomor pengenal.",
        en: "“{nilai}” is not an identifier.",
        saran_id: "Salin kembali tautan atau nomornya secara utuh.",
        saran_en: "Copy the whole link or number again.",
    },
    EntriKode {
        kode: "INT-053",
        id: "“{nilai}” bukan waktu.",
        en: "“{nilai}” is not an instant.",
        saran_id: "Tulis waktu UTC lengkap, misalnya 2026-10-01T00:00:00.000Z.",
        saran_en: "Write the full UTC time, for example 2026-10-01T00:00:00.000Z.",
    },
    EntriKode {
        kode: "INT-054",
        id: "“{nilai}” bukan zona waktu Indonesia.",
        en: "“{nilai}” is not a time zone of Indonesia.",
        saran_id: "Pilih WIB, WITA, atau WIT.",
        saran_en: "Choose WIB, WITA, or WIT.",
    },
    EntriKode {
        kode: "INT-055",
        id: "Hari libur tahun {tahun} belum dikenal.",
        en: "The holidays of {tahun} are not known yet.",
        saran_id: "Pasang versi yang memuat SKB hari libur tahun itu.",
        saran_en: "Install a version that holds the joint decree of that year.",
    },
    EntriKode {
        kode: "INT-056",
        id: "{tanggal} sudah hari libur: {nama}.",
        en: "{tanggal} is a free day already: {nama}.",
        saran_id: "Hapus baris itu dari hari libur daerah.",
        saran_en: "Remove that line from the regional holidays.",
    },
    EntriKode {
        kode: "INT-057",
        id: "{nomor} belum diisi.",
        en: "The {nomor} is empty.",
        saran_id: "Tulis 16 angkanya.",
        saran_en: "Write its 16 digits.",
    },
    EntriKode {
        kode: "INT-058",
        id: "{nomor} sudah diubah lembar kerja menjadi notasi ilmiah, sehingga angka terakhirnya hilang.",
        en: "A spreadsheet has turned the {nomor} into scientific notation and lost its last digits.",
        saran_id: "Jadikan kolomnya teks di lembar kerja, lalu isi lagi dari sumbernya.",
        saran_en: "Make its column text in the spreadsheet and fill it again from the source.",
    },
    EntriKode {
        kode: "INT-059",
        id: "{nomor} memuat angka lebar penuh yang hanya mirip 0 sampai 9.",
        en: "The {nomor} contains full-width digits that only look like 0 to 9.",
        saran_id: "Ketik ulang dengan angka biasa.",
        saran_en: "Type it again with ordinary digits.",
    },
    EntriKode {
        kode: "INT-060",
        id: "{nomor} memuat \"{huruf}\" yang bukan angka.",
        en: "The {nomor} contains \"{huruf}\", which is no digit.",
        saran_id: "Tulis angkanya saja; spasi, titik, dan tanda hubung boleh.",
        saran_en: "Write digits only; spaces, points and hyphens are fine.",
    },
    EntriKode {
        kode: "INT-061",
        id: "{nomor} terdiri atas {banyak} angka, seharusnya 16.",
        en: "The {nomor} has {banyak} digits instead of 16.",
        saran_id: "Periksa angka yang kurang atau berlebih pada kartunya.",
        saran_en: "Look on the card for the digit that is missing or too many.",
    },
    EntriKode {
        kode: "INT-062",
        id: "Enam angka pertama {nomor} ({kode}) bukan kode kecamatan yang ada atau pernah ada.",
        en: "The first six digits of the {nomor} ({kode}) are no kecamatan there is or was.",
        saran_id: "Periksa enam angka pertamanya pada kartu.",
        saran_en: "Check its first six digits on the card.",
    },
    EntriKode {
        kode: "INT-063",
        id: "Angka ke-7 sampai ke-12 {nomor} bukan tanggal yang ada.",
        en: "Digits 7 to 12 of the {nomor} are no day that exists.",
        saran_id: "Periksa pada kartu; pada NIK perempuan tanggal lahirnya ditambah 40.",
        saran_en: "Check them on the card; in a woman's NIK the day of birth is 40 higher.",
    },
    EntriKode {
        kode: "INT-064",
        id: "Tanggal di dalam {nomor} belum tiba.",
        en: "The day in the {nomor} has not come yet.",
        saran_id: "Periksa angka ke-7 sampai ke-12 pada kartu.",
        saran_en: "Check digits 7 to 12 on the card.",
    },
    EntriKode {
        kode: "INT-065",
        id: "Empat angka terakhir {nomor} 0000; nomor urut dimulai dari 0001.",
        en: "The last four digits of the {nomor} are 0000; serials begin with 0001.",
        saran_id: "Periksa empat angka terakhirnya pada kartu.",
        saran_en: "Check its last four digits on the card.",
    },
    EntriKode {
        kode: "INT-066",
        id: "Nomor ini NIK seorang perempuan, bukan nomor kartu keluarga.",
        en: "This is a woman's NIK, not the number of a family card.",
        saran_id: "Salin nomor yang tertulis di bagian atas kartu keluarga.",
        saran_en: "Copy the number at the top of the family card.",
    },
    EntriKode {
        kode: "INT-067",
        id: "Tanggal lahir di dalam NIK berbeda dari yang diisi.",
        en: "The day of birth in the NIK differs from the one given.",
        saran_id: "Periksa keduanya; bila tanggal lahirnya pernah dibetulkan, NIK memang tidak ikut berubah.",
        saran_en: "Check both; a NIK does not change when a day of birth was corrected.",
    },
    EntriKode {
        kode: "INT-068",
        id: "Jenis kelamin di dalam NIK berbeda dari yang diisi.",
        en: "The sex in the NIK differs from the one given.",
        saran_id: "Periksa keduanya pada kartu.",
        saran_en: "Check both on the card.",
    },
    EntriKode {
        kode: "INT-069",
        id: "NIK dan nomor kartu keluarga berisi angka yang sama.",
        en: "The NIK and the number of the family card are the same digits.",
        saran_id: "Periksa keduanya; biasanya salah satunya tersalin dua kali.",
        saran_en: "Check both; usually one was copied twice.",
    },
    EntriKode {
        kode: "INT-070",
        id: "Isian ini kosong.",
        en: "Nothing is filled in here.",
        saran_id: "Tulis isinya.",
        saran_en: "Fill it in.",
    },
    EntriKode {
        kode: "INT-071",
        id: "Isian ini {banyak} karakter, paling banyak {maks}.",
        en: "This is {banyak} characters long, {maks} at most.",
        saran_id: "Pendekkan isinya.",
        saran_en: "Shorten it.",
    },
    EntriKode {
        kode: "INT-072",
        id: "Karakter ke-{ke} ({huruf}) tidak terlihat tetapi mengubah cara teks ini ditampilkan.",
        en: "Character {ke} ({huruf}) is invisible but changes how this text is shown.",
        saran_id: "Hapus karakter itu; paling mudah dengan mengetik ulang teksnya dalam satu baris.",
        saran_en: "Remove it; the easiest way is to type the text again on one line.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galat::isian_teks;

    #[test]
    fn every_code_says_the_same_in_both_languages() {
        for e in KODE {
            let urut = |t| {
                let mut v = isian_teks(t);
                v.sort_unstable();
                v
            };
            assert_eq!(urut(e.id), urut(e.en), "{}", e.kode);
            assert_eq!(urut(e.saran_id), urut(e.saran_en), "{}", e.kode);
            for teks in [e.id, e.en, e.saran_id, e.saran_en] {
                assert!(teks.ends_with('.') && teks.len() > 10, "{}: {teks}", e.kode);
            }
        }
    }

    #[test]
    fn codes_ascend_so_none_occurs_twice() {
        assert!(KODE.windows(2).all(|p| p[0].kode < p[1].kode));
        assert!(KODE.iter().all(|e| e.kode.len() == 7 && e.kode.starts_with("INT-")));
    }
}
