//! Error codes of posts, assignments, teams and units.

use balai_kernel::EntriKode;

const fn kode(
    kode: &'static str,
    [id, en]: [&'static str; 2],
    [saran_id, saran_en]: [&'static str; 2],
) -> EntriKode {
    EntriKode { kode, id, en, saran_id, saran_en }
}

/// Every code of this application.
pub const KODE: &[EntriKode] = &[
    kode(
        "ORG-010",
        ["Hari terakhir lebih awal daripada hari pertama.", "The last day comes before the first."],
        ["Periksa kedua tanggal.", "Check both dates."],
    ),
    kode(
        "ORG-011",
        [
            "Jabatan itu tidak ada, atau tidak mempunyai formasi, pada {tanggal}.",
            "That post does not exist, or has no seats, on {tanggal}.",
        ],
        [
            "Pilih jabatan lain, atau ubah jabatannya lebih dulu.",
            "Choose another post, or change the post first.",
        ],
    ),
    kode(
        "ORG-012",
        ["{jabatan} sudah penuh: formasinya {formasi}.", "{jabatan} is full: it has {formasi} seats."],
        [
            "Akhiri penugasan pemegangnya lebih dulu, atau tambah formasi.",
            "End its holder's assignment first, or add seats.",
        ],
    ),
    kode(
        "ORG-013",
        [
            "Penugasan {kapasitas} harus mempunyai hari terakhir.",
            "An assignment as {kapasitas} needs a last day.",
        ],
        ["Isi hari terakhir menurut surat perintahnya.", "Give the last day of its letter."],
    ),
    kode(
        "ORG-014",
        [
            "Orang ini pemegang definitif {jabatan} pada masa itu.",
            "This person holds {jabatan} by right in that time.",
        ],
        [
            "Pilih orang lain, atau akhiri penugasan definitifnya.",
            "Choose somebody else, or end the assignment by right.",
        ],
    ),
    kode(
        "ORG-015",
        [
            "{kapasitas} hanya mewakili pejabat definitif; {jabatan} lowong pada hari pertama.",
            "A {kapasitas} stands in for a holder; {jabatan} is vacant on the first day.",
        ],
        ["Tunjuk Plt. atau Pj. untuk jabatan yang lowong.", "Name a Plt. or Pj. for a vacant post."],
    ),
    kode(
        "ORG-016",
        [
            "{kapasitas} hanya untuk jabatan yang lowong; {jabatan} masih dipegang pada masa itu.",
            "A {kapasitas} is for a vacant post; {jabatan} is held in that time.",
        ],
        ["Tunjuk Plh. bila pejabatnya berhalangan sementara.", "Name a Plh. while the holder is away."],
    ),
    kode(
        "ORG-017",
        [
            "Sudah ada pelaksana untuk {jabatan} pada masa itu.",
            "Somebody already acts over {jabatan} in that time.",
        ],
        [
            "Akhiri penugasan yang lama, atau ubah tanggalnya.",
            "End the earlier assignment, or change the dates.",
        ],
    ),
    kode(
        "ORG-018",
        [
            "Orang ini sudah mendapat jabatan lain sejak {tanggal}.",
            "This person has been given another post since {tanggal}.",
        ],
        [
            "Akhiri penugasan itu lebih dulu, atau pakai hari pertama sesudahnya.",
            "End that assignment first, or use a later first day.",
        ],
    ),
    kode(
        "ORG-019",
        ["Penugasan ini sudah diubah atau dicabut.", "This assignment was changed or withdrawn already."],
        ["Buka lagi halaman orangnya.", "Open the person's page again."],
    ),
    kode(
        "ORG-020",
        [
            "Jabatan atasan itu berada di bawah jabatan ini sendiri.",
            "That superior post lies below this post itself.",
        ],
        ["Pilih jabatan atasan yang lain.", "Choose another superior post."],
    ),
    kode(
        "ORG-021",
        ["NIP {nip} tidak ada dalam daftar pegawai.", "NIP {nip} is on no staff record."],
        ["Periksa NIP, atau impor pegawainya lebih dulu.", "Check the NIP, or import the person first."],
    ),
    kode(
        "ORG-022",
        ["Unit {unit} tidak ada.", "There is no unit {unit}."],
        ["Periksa kode unit pada halaman Organisasi.", "Check the unit's code on the page Organisation."],
    ),
    kode(
        "ORG-023",
        [
            "Keputusan belum lengkap: nomor dan pejabat yang menetapkan wajib, paling banyak 120 huruf.",
            "The decree is incomplete: number and signing official are required, at most 120 letters.",
        ],
        ["Lengkapi sesuai surat keputusannya.", "Complete it from the decree."],
    ),
    kode(
        "ORG-024",
        ["{bidang} {nilai} di luar batas {batas}.", "{bidang} {nilai} is outside {batas}."],
        ["Isi dengan bilangan di dalam batas itu.", "Give a number within those bounds."],
    ),
    kode(
        "ORG-025",
        ["Nama wajib diisi, paling banyak 200 huruf.", "A name is required, at most 200 letters."],
        ["Tulis nama menurut surat keputusannya.", "Write the name as in the decree."],
    ),
    kode(
        "ORG-026",
        [
            "Sebuah unit mempunyai satu kepala; {jabatan} sudah mengepalai unit ini.",
            "A unit has one head; {jabatan} heads this unit already.",
        ],
        ["Cabut tanda kepala dari jabatan itu lebih dulu.", "Take the mark from that post first."],
    ),
    kode(
        "ORG-027",
        [
            "Penilai dan yang dinilai adalah orang yang sama.",
            "The assessor and the assessed are the same person.",
        ],
        ["Pilih pejabat penilai yang lain.", "Choose another assessing official."],
    ),
    kode(
        "ORG-028",
        [
            "Tim paling banyak beranggota 200 orang dan mempunyai satu ketua yang bukan anggota biasa.",
            "A team has at most 200 members and one chair who is no ordinary member.",
        ],
        ["Periksa daftar NIP ketua dan anggota.", "Check the NIPs of chair and members."],
    ),
    kode(
        "ORG-030",
        [
            "Kode unit {kode} tidak dapat dipakai: paling banyak 40 huruf, angka, titik, atau garis.",
            "The unit code {kode} cannot be used: at most 40 letters, digits, dots or dashes.",
        ],
        ["Pilih kode lain, misalnya 1.02.07.", "Choose another code, such as 1.02.07."],
    ),
    kode(
        "ORG-031",
        ["Kode {kode} sudah pernah dipakai {nama}.", "The code {kode} belongs or belonged to {nama}."],
        [
            "Pilih kode yang belum pernah dipakai; kode unit yang ditutup tidak dipakai lagi.",
            "Choose a code never used before; codes of closed units are not used again.",
        ],
    ),
    kode(
        "ORG-032",
        ["Unit {unit} tidak ada pada {tanggal}.", "There is no unit {unit} on {tanggal}."],
        [
            "Periksa kode dan tanggalnya; untuk unit baru tulis juga namanya.",
            "Check code and day; for a new unit give its name too.",
        ],
    ),
    kode(
        "ORG-033",
        [
            "{unit} tidak dapat masuk ke bawah dirinya atau bagiannya sendiri.",
            "{unit} cannot go below itself or a part of its own.",
        ],
        ["Pilih unit induk yang lain.", "Choose another parent unit."],
    ),
    kode(
        "ORG-034",
        [
            "{unit} belum kosong: {jabatan} jabatan, {orang} pegawai, {bagian} bagian.",
            "{unit} is not empty: {jabatan} posts, {orang} people, {bagian} parts.",
        ],
        [
            "Pindahkan isinya dulu, atau gabungkan unit ini ke unit lain.",
            "Move what it has first, or merge this unit into another.",
        ],
    ),
    kode(
        "ORG-035",
        [
            "Ada keputusan tentang {unit} yang berlaku {tanggal}, sesudah tanggal ini.",
            "There is a decree about {unit} in force from {tanggal}, after this day.",
        ],
        ["Pakai tanggal yang sama atau sesudahnya.", "Use the same day or a later one."],
    ),
    kode(
        "ORG-036",
        [
            "Keadaan sudah berubah sejak pratinjau ini dibuat.",
            "Things have changed since this preview was made.",
        ],
        ["Periksa pratinjau yang baru, lalu simpan.", "Check the new preview, then save."],
    ),
    kode(
        "ORG-037",
        ["Tidak ada yang berubah.", "Nothing changes."],
        ["Periksa isiannya.", "Check what was filled in."],
    ),
    kode(
        "ORG-038",
        [
            "Penggabungan memerlukan 1 sampai {batas} unit yang berbeda, di luar penerimanya.",
            "A merger needs 1 to {batas} different units besides the one that receives.",
        ],
        ["Periksa kode unit yang digabung.", "Check the codes of the units to be merged."],
    ),
    kode(
        "ORG-039",
        [
            "Pemecahan memerlukan 1 sampai {batas} unit baru, dan setiap jabatan dan bagian pergi ke salah satunya atau tetap.",
            "A split needs 1 to {batas} new units, and each post and part goes to one of them or stays.",
        ],
        ["Periksa daftar unit baru dan pembagiannya.", "Check the list of new units and what goes where."],
    ),
    kode(
        "ORG-040",
        ["Susunan menjadi lebih dari {batas} tingkat.", "The tree becomes more than {batas} levels deep."],
        ["Pilih unit induk yang lebih tinggi.", "Choose a higher parent unit."],
    ),
    kode(
        "ORG-041",
        ["«{nilai}» bukan RW atau RT.", "«{nilai}» is no RW or RT."],
        [
            "Tulis kode kelurahan, nomor RW 1 sampai 999, dan nomor RT bila ada.",
            "Give the code of the kelurahan, the RW 1 to 999, and the RT if any.",
        ],
    ),
    kode(
        "ORG-042",
        ["{rukun} tidak ada pada {tanggal}.", "There is no {rukun} on {tanggal}."],
        ["Periksa nomor dan tanggalnya.", "Check number and day."],
    ),
    kode(
        "ORG-043",
        [
            "Nomor {rukun} masih atau akan dipakai pada {tanggal}.",
            "The number {rukun} is in use on {tanggal} or later.",
        ],
        ["Pilih nomor lain.", "Choose another number."],
    ),
    kode(
        "ORG-044",
        ["{rukun} masih mempunyai {n} RT.", "{rukun} still has {n} RT."],
        [
            "Tutup atau pindahkan RT-nya dulu, atau gabungkan RW-nya.",
            "Close or move its RT first, or merge the RW.",
        ],
    ),
    kode(
        "ORG-045",
        [
            "{rukun} baru dibentuk atau sudah diubah pada {tanggal} atau sesudahnya.",
            "{rukun} was made or changed on {tanggal} or later.",
        ],
        ["Pakai tanggal sesudahnya.", "Use a later day."],
    ),
    kode(
        "ORG-046",
        [
            "Pembagian atau penggabungan {rukun} tidak lengkap: setiap nomor sekali, setingkat, dan dalam kelurahan yang sama.",
            "The split or merger of {rukun} is incomplete: each number once, of one level, within one kelurahan.",
        ],
        ["Periksa nomor-nomornya.", "Check the numbers."],
    ),
    kode(
        "ORG-047",
        ["{kode} bukan kelurahan atau desa di daerah ini.", "{kode} is no kelurahan or desa of this region."],
        ["Periksa kode pada halaman Wilayah.", "Check the code on the page Territory."],
    ),
    kode(
        "ORG-048",
        ["Daftar ini lebih dari {batas} baris.", "This list has more than {batas} lines."],
        ["Bagi menjadi beberapa daftar.", "Cut it into several lists."],
    ),
    kode(
        "ORG-049",
        [
            "Daftar ini kosong, atau judulnya tidak memuat kolom kelurahan dan RW.",
            "This list is empty, or its heading lacks the columns kelurahan and RW.",
        ],
        [
            "Isi kolom kode kelurahan, RW, dan RT; judul boleh tidak ada.",
            "Fill the columns kelurahan code, RW and RT; a heading is not required.",
        ],
    ),
    kode(
        "ORG-050",
        [
            "{rukun} tidak dapat diimpor: RW-nya sudah ditutup dengan keputusan.",
            "{rukun} cannot be imported: its RW was closed by decree.",
        ],
        ["Keluarkan baris itu dari daftar.", "Take that line out of the list."],
    ),
    kode(
        "ORG-051",
        [
            "Orang itu sudah, atau akan, berada di {tim} pada {tanggal}.",
            "That person is in {tim} on {tanggal} or later.",
        ],
        ["Periksa anggota tim pada tanggal itu.", "Check who is in the team on that day."],
    ),
    kode(
        "ORG-052",
        [
            "Pilih anggota {tim} pada {tanggal}; ketua diganti, bukan dikeluarkan.",
            "Choose members of {tim} on {tanggal}; a chair is replaced, not taken out.",
        ],
        ["Periksa pilihan dan tanggalnya.", "Check the choice and the day."],
    ),
    kode(
        "ORG-053",
        ["{tim} tidak bekerja pada {tanggal}.", "{tim} does not work on {tanggal}."],
        ["Pakai tanggal di dalam masa tim.", "Use a day within the team's time."],
    ),
    kode(
        "ORG-054",
        ["«{nilai}» bukan kapasitas jabatan.", "«{nilai}» is no capacity of a post."],
        ["Pakai definitif, plt, plh, pj, atau pjs.", "Use definitif, plt, plh, pj or pjs."],
    ),
    kode(
        "ORG-055",
        ["Tidak ada jabatan bernomor {nomor}.", "There is no post with the number {nomor}."],
        [
            "Cari nomornya di halaman jabatan itu atau dengan `balai org jabatan`.",
            "Find the number on the post's page or with `balai org jabatan`.",
        ],
    ),
    kode(
        "ORG-056",
        ["Tidak ada tim bernomor {nomor}.", "There is no team with the number {nomor}."],
        [
            "Cari nomornya di halaman unit pembentuknya atau dengan `balai org tim daftar`.",
            "Find the number on the page of the unit that formed it or with `balai org tim daftar`.",
        ],
    ),
    kode(
        "ORG-057",
        [
            "Nomor {n} RT sudah dipakai di {rukun}: {rt}.",
            "The numbers of {n} RT are in use in {rukun}: {rt}.",
        ],
        [
            "Tulis nomor barunya, misalnya 1=5, atau pilih nomor lanjutan.",
            "Give their new numbers, such as 1=5, or choose the next free ones.",
        ],
    ),
];
