# Texts of the frame. Keys are named by place; every key stands in id.ftl too.
rumah = Balai
lompat = Skip to content
menu-utama = Main menu
menu-atas = Top menu
remah = You are here
akun = Your account and role
keluar = Sign out
bahasa-lain = Bahasa Indonesia
bahasa-lain-kode = id
data-contoh = SAMPLE: people and figures here are invented.
menunggu-anda = waiting for you

peran-pegawai = Civil servant
peran-atasan = Assessing superior
peran-operator_opd = Agency operator
peran-bkpsdm = BKPSDM
peran-admin = Regional administrator
peran-pemeriksa = Inspector

menu-beranda = Home
salam-pagi = Good morning, { $nama }
salam-siang = Good afternoon, { $nama }
salam-sore = Good afternoon, { $nama }
salam-malam = Good evening, { $nama }
beranda-hari = { $hari }, { $tanggal }
beranda-menunggu = Waiting for you
beranda-tak-menunggu = Nothing waits for you at the moment.
beranda-tempat = What you can open
beranda-angka = Your figures

gerbang-semboyan = Work recorded, entitlements counted, services tracked.
gerbang-kalimat = The city hall in one house. Every figure here opens down to where it comes from.

formulir-perlu-diperbaiki = { $n ->
    [one] { $n } answer needs correcting
   *[other] { $n } answers need correcting
 }
formulir-wajib = Not filled in yet.

tahap-selesai = Done
tahap-kini = In progress
tahap-kini-anda = Waiting for you
tahap-nanti = Not yet

galat-mengapa = Why
galat-mengapa-tanpa-peran = You are signed in as { $nama }, but hold no grant today.
galat-mengapa-peran = You are signed in as { $nama }, in the role { $peran }.
masuk-lagi = You were signed out before that form was sent, so nothing was saved. Sign in again; you then return to the form's page and can send it again.
galat-tindakan = What you can do
galat-tindakan-ulang = Try again
galat-tindakan-ulang-ket = The same request is sent once more.
galat-tindakan-kembali-ket = The page where you were.
galat-tindakan-kembali = Back to the previous page
galat-tindakan-tanpa-tanggal = Open it without that date
galat-tindakan-tanpa-tanggal-ket = The same page, with nothing else in its address.
galat-tindakan-beranda = Home
galat-tindakan-beranda-ket = Start again from there. Nothing is lost.
galat-nomor = Code { $status } ({ $kode }), incident number <strong>{ $nomor }</strong>, { $waktu }. Give this number when asking for help.
galat-judul-400 = This address cannot be read
galat-judul-401 = Please sign in first
galat-judul-403 = Your present role does not open this page
galat-judul-404 = This page was not found
galat-judul-405 = This address does not accept that
galat-judul-409 = Changed since you opened it
galat-judul-413 = Too large
galat-judul-422 = Cannot be processed yet
galat-judul-429 = Too many requests
galat-judul-daerah = There is no region at this address
galat-judul-500 = Something is broken on our side
galat-judul-formulir = This form needs to be opened again
saat = { $hari }, { $tanggal } at { $pukul }
galeri-terkirim = { $nama } is saved.

linimasa-untuk = { $perbuatan }, for { $tujuan }
linimasa-terhapus = (name erased)
linimasa-tersegel = sealed
linimasa-menunggu = waiting to be sealed
linimasa-seluruh-daerah = the whole region
linimasa-diri = oneself
linimasa-unit = unit { $kode }
linimasa-wilayah = territory { $kode }
linimasa-cli = from the command line
linimasa-web = through a page
linimasa-web-dari = through a page, network { $alamat }
linimasa-token = through a token
linimasa-token-dari = through a token, network { $alamat }
linimasa-tugas = by background job { $nama }

cari-judul = Search
cari-label = Search for people, units, or what you want to do
cari-hint = Part of a name, a staff number, the name of a unit, or an act such as “change password”.
cari-tombol = Search
cari-halaman = What you can do
cari-banyak = { $n ->
    [one] { $n } result shown
   *[other] { $n } results shown
  }
cari-lagi = Show all
cari-semua-kelompok = All results
cari-ke = Page { $ke }
cari-sebelum = Previous
cari-sesudah = Next
cari-tiada = Nothing matches “{ $q }”
cari-tiada-ket = Try fewer letters, or the beginning of another word. What lies outside your authority is not searched.
cari-kurang = Type at least two letters.

riwayat-judul = History
riwayat-semua = The whole history
riwayat-kosong = Nothing is recorded in the journal within your jurisdiction yet.
