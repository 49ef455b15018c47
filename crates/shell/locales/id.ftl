# Texts of the frame. Keys are named by place; every key stands in en.ftl too.
rumah = Balai
lompat = Langsung ke isi
menu-utama = Menu utama
menu-atas = Menu atas
remah = Anda di sini
akun = Akun dan peran Anda
keluar = Keluar
bahasa-lain = English
bahasa-lain-kode = en
data-contoh = CONTOH: orang dan angka di sini rekaan.
menunggu-anda = menunggu Anda

peran-pegawai = Pegawai
peran-atasan = Atasan penilai
peran-operator_opd = Operator perangkat daerah
peran-bkpsdm = BKPSDM
peran-admin = Admin daerah
peran-pemeriksa = Pemeriksa

menu-beranda = Beranda
salam-pagi = Selamat pagi, { $nama }
salam-siang = Selamat siang, { $nama }
salam-sore = Selamat sore, { $nama }
salam-malam = Selamat malam, { $nama }
beranda-hari = { $hari }, { $tanggal }
beranda-menunggu = Menunggu Anda
beranda-tak-menunggu = Tidak ada yang menunggu Anda saat ini.
beranda-tempat = Yang bisa Anda buka
beranda-angka = Angka Anda

gerbang-semboyan = Kerja tercatat, hak terhitung, layanan terlacak.
gerbang-kalimat = Balai kota dalam satu rumah. Setiap angka di sini bisa dibuka sampai ke asalnya.

formulir-perlu-diperbaiki = { $n } isian perlu diperbaiki
formulir-wajib = Belum diisi.

tahap-selesai = Selesai
tahap-kini = Sedang berjalan
tahap-kini-anda = Menunggu Anda
tahap-nanti = Belum

galat-mengapa = Mengapa
galat-mengapa-tanpa-peran = Anda masuk sebagai { $nama }, tetapi hari ini tidak memegang kewenangan apa pun.
galat-mengapa-peran = Anda masuk sebagai { $nama }, dengan peran { $peran }.
masuk-lagi = Anda sudah keluar sebelum formulir itu terkirim, jadi tidak ada yang disimpan. Masuk lagi; sesudahnya Anda kembali ke halaman formulirnya dan dapat mengirimnya lagi.
galat-tindakan = Yang bisa Anda lakukan
galat-tindakan-ulang = Coba lagi
galat-tindakan-ulang-ket = Permintaan yang sama dikirim sekali lagi.
galat-tindakan-kembali-ket = Halaman tempat Anda tadi berada.
galat-tindakan-kembali = Kembali ke halaman sebelumnya
galat-tindakan-tanpa-tanggal = Buka tanpa tanggal itu
galat-tindakan-tanpa-tanggal-ket = Halaman yang sama, tanpa isian lain di alamatnya.
galat-tindakan-beranda = Ke beranda
galat-tindakan-beranda-ket = Mulai lagi dari sana. Tidak ada yang hilang.
galat-nomor = Kode { $status } ({ $kode }), nomor kejadian <strong>{ $nomor }</strong>, { $waktu }. Sebutkan nomor ini bila meminta bantuan.
galat-judul-400 = Alamat ini tidak terbaca
galat-judul-401 = Silakan masuk dahulu
galat-judul-403 = Peran Anda sekarang tidak membuka halaman ini
galat-judul-404 = Halaman ini tidak ditemukan
galat-judul-405 = Alamat ini tidak menerima kiriman itu
galat-judul-409 = Berubah sejak Anda buka
galat-judul-413 = Kiriman terlalu besar
galat-judul-422 = Belum dapat diproses
galat-judul-429 = Terlalu sering bertanya
galat-judul-daerah = Belum ada daerah di alamat ini
galat-judul-500 = Ada yang rusak di pihak kami
galat-judul-formulir = Formulir ini perlu dibuka lagi
saat = { $hari }, { $tanggal } pukul { $pukul }
galeri-terkirim = { $nama } tersimpan.

linimasa-untuk = { $perbuatan } untuk { $tujuan }
linimasa-terhapus = (nama dihapus)
linimasa-tersegel = tersegel
linimasa-menunggu = menunggu disegel
linimasa-seluruh-daerah = seluruh daerah
linimasa-diri = diri sendiri
linimasa-unit = unit { $kode }
linimasa-wilayah = wilayah { $kode }
linimasa-cli = dari baris perintah
linimasa-web = lewat halaman
linimasa-web-dari = lewat halaman, jaringan { $alamat }
linimasa-token = lewat token
linimasa-token-dari = lewat token, jaringan { $alamat }
linimasa-tugas = oleh tugas latar { $nama }

cari-judul = Cari
cari-label = Cari orang, unit, atau yang ingin Anda lakukan
cari-hint = Sebagian nama, NIP, nama unit, atau kata kerja, misalnya “ganti sandi”.
cari-tombol = Cari
cari-halaman = Yang bisa Anda lakukan
cari-banyak = { $n } hasil ditampilkan
cari-lagi = Tampilkan semua
cari-semua-kelompok = Semua hasil
cari-ke = Halaman { $ke }
cari-sebelum = Sebelumnya
cari-sesudah = Berikutnya
cari-tiada = Tidak ada yang cocok dengan “{ $q }”
cari-tiada-ket = Coba lebih sedikit huruf, atau awal kata yang lain. Yang di luar kewenangan Anda tidak ikut dicari.
cari-kurang = Ketik paling sedikit dua huruf.

riwayat-judul = Riwayat
riwayat-semua = Riwayat selengkapnya
riwayat-kosong = Belum ada yang tercatat di jurnal dalam lingkup Anda.
