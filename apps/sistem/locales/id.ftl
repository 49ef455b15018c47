menu-jurnal = Jurnal
menu-jurnal-ket = Siapa melakukan apa, kapan, dan mengapa; tak dapat diubah diam-diam.
jurnal-judul = Jurnal
jurnal-pengantar = Siapa melakukan apa, kapan, dan dalam kedudukan apa. Catatan di sini tidak dapat diubah atau dihapus.
jurnal-kosong = Belum ada catatan dalam lingkup Anda
jurnal-kosong-ket = Setiap tindakan di daerah ini akan muncul di sini begitu selesai.
