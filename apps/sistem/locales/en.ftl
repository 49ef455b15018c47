menu-jurnal = Journal
jurnal-judul = Journal
jurnal-pengantar = Who did what, when, and in which capacity. Nothing here can be changed or removed.
jurnal-aktor-judul = What { $siapa } did
jurnal-aktor-pengantar = Everything one account did within your jurisdiction. Account:
jurnal-segel-semua = { $ukuran } rows, all of them sealed.
jurnal-segel = { $ukuran } rows sealed, { $menunggu } waiting to be.
jurnal-titik-terakhir = The last checkpoint was signed on { $saat }.
jurnal-titik-belum = There is no checkpoint yet.
jurnal-titik-tautan = Checkpoints
jurnal-saat = { $tanggal } at { $pukul }
jurnal-saring = Search and filter
jurnal-akt = Act
jurnal-semua-akt = Every act
jurnal-aktor = By whom
jurnal-aktor-contoh = account name or number
jurnal-aktor-tiada = No account has that name or staff number.
jurnal-sasaran = Target begins with
jurnal-dari = From
jurnal-sampai = Up to
jurnal-bacaan = Only readings of other people's personal data
jurnal-terapkan = Apply
jurnal-lepas = Remove the filter
jurnal-ekspor = Download
jurnal-ekspor-bersegel = Sealed
jurnal-ekspor-ket = The whole journal without personal data; check it on any machine with balai journal verify
jurnal-lebih-lama = Older
jurnal-kosong = Nothing within your jurisdiction matches
jurnal-kosong-ket = Every act appears here once it is done. Loosen the filter if you look for a certain one.

catatan-peristiwa = The event
catatan-kapan = When
catatan-kedudukan = Capacity
catatan-sasaran = Target
catatan-unit = Unit
catatan-alasan = Reason
catatan-fakta = What was recorded
catatan-pribadi = Personal data
catatan-dihapus = Name, reason and personal facts were erased; the row stays sealed.
catatan-dibaca = This reading was recorded in the journal.
catatan-buka = Open the personal data
catatan-buka-ket = This row holds personal data. Opening it is recorded under your name, with its purpose.
catatan-tujuan = What for
catatan-semua-aktor = Everything { $siapa } did
catatan-segel = Seal
catatan-id = Id of the event
catatan-daun = Leaf hash, recomputed now
catatan-terbukti = Intact, number { $nomor }
catatan-terbukti-ket = Its contents were recomputed just now and match the checkpoint over { $ukuran } rows, { $saat }.
catatan-tersegel = Sealed, number { $nomor }
catatan-belum-titik = No checkpoint covers it yet; the next one will.
catatan-menunggu = Waiting to be sealed
catatan-menunggu-ket = It is sealed within an hour while the server runs.
catatan-tidak-cocok = Does not match its seal
catatan-pribadi-beda = Its name, reason or personal facts were changed
catatan-tidak-cocok-ket = Do not trust this row. Copy the database, then run balai journal verify on the copy.
catatan-unduh-bukti = Download the proof
catatan-unduh-ket = A small file that any machine can check with balai journal verify.

titik-judul = Checkpoints
titik-pengantar = Every day the journal's size and root are signed. Keep the files away from this machine: a single one shows any later change of the past.
titik-kunci = Public key
titik-kunci-ket = Publish this key; anybody checks the signatures with it.
titik-ukuran = { $n } rows
titik-kosong = There is no checkpoint yet
titik-kosong-ket = The server makes the first one by itself, or balai journal checkpoint does.

menu-jurnal-ket = Who did what, when and why; it cannot be quietly changed.

jurnal-kata = history, log, audit, who changed
jurnal-cari-titik = Checkpoints of the journal
jurnal-kata-titik = seal, verify, signature

menu-pekerjaan = Background jobs
menu-pekerjaan-ket = What the system does by itself, and what must be run again.
pekerjaan-judul = Background jobs
pekerjaan-pengantar = What the system does after an act or by the clock. What fails is tried again by itself; what keeps failing is put aside here until somebody decides.
pekerjaan-keadaan = State
pekerjaan-keadaan-menunggu = Waiting
pekerjaan-keadaan-berjalan = Running
pekerjaan-keadaan-selesai = Done
pekerjaan-keadaan-gagal = Put aside
pekerjaan-keadaan-batal = Called off
pekerjaan-semua-keadaan = Everything that matters now
pekerjaan-nama = Job
pekerjaan-semua-nama = Every job
pekerjaan-saring = Filter
pekerjaan-ket-menunggu = { $kali ->
    [0] not tried yet
    [one] tried once
   *[other] tried { $kali } times
}
pekerjaan-ket-berjalan = attempt { $kali }
pekerjaan-ket-selesai = at attempt { $kali }
pekerjaan-ket-gagal = { $kali ->
    [one] after one attempt
   *[other] after { $kali } attempts
}
pekerjaan-ket-batal = { $kali ->
    [one] after one attempt
   *[other] after { $kali } attempts
}
pekerjaan-sebab = Last reason:
pekerjaan-maju = { $maju } of { $dari }
pekerjaan-ulangi = Run again
pekerjaan-batalkan = Call off
pekerjaan-diulang = The job is back in the queue.
pekerjaan-dibatalkan = The job was called off.
pekerjaan-beres = No job was put aside.
pekerjaan-kosong = No job matches
pekerjaan-kosong-ket = Jobs that were done or called off are kept for 30 days, then removed.
pekerjaan-jadwal = Comes next
pekerjaan-jadwal-ket = Runs by itself while the server lives; what was missed is made up for once.
pekerjaan-jadwal-jam = Every hour, at minute { $menit }
pekerjaan-jadwal-hari = Every day at { $pukul }
pekerjaan-jadwal-minggu = Every week at { $pukul }
pekerjaan-jadwal-bulan = Every month at { $pukul }
kerja-platform-pekerjaan-bersih = Remove old records of jobs
kerja-platform-berkas-sapu = Remove files that nothing uses
kerja-platform-jurnal-rawat = Seal the journal and sign its checkpoint
kerja-platform-pemberitahuan-kirim = Sending an e-mail or a message
kerja-platform-pemberitahuan-harian = Gathering the daily letters
kerja-platform-pemberitahuan-bersih = Removing old notifications
kerja-platform-pemberitahuan-siar = Telling those who hold a role
kerja-organisasi-unit-berlakukan = Putting changes of units into force on their day
kerja-akses-sesi-bersih = Removing sessions that are over
kerja-akses-kewenangan-tenggat = Warning of grants about to end
pekerjaan-jadwal-terakhir = last { $waktu }
pekerjaan-jadwal-belum = has not run yet

menu-pemberitahuan = Notifications
menu-pemberitahuan-ket = What you should know, and how you are told.
pemberitahuan-judul = Notifications
pemberitahuan-belum = { $n } unread
pemberitahuan-baca-semua = Mark all as read
pemberitahuan-terbaca = All notifications are marked as read.
pemberitahuan-baru = New:
pemberitahuan-hari-ini = Today
pemberitahuan-kosong = No notifications yet
pemberitahuan-kosong-ket = Changes of your roles, sign-ins from a new device and other things that concern you appear here and are kept for a year.
pemberitahuan-habis = Nothing older
pemberitahuan-pilihan = How you are told
pemberitahuan-pilihan-ket = You always find everything here. Give an e-mail address or a telephone if you want to be told outside too; those messages hold nobody's name or figures.
pemberitahuan-cara = When they are sent
pemberitahuan-cara-segera = At once
pemberitahuan-cara-segera-ket = One message for each thing, outside of quiet hours.
pemberitahuan-cara-harian = Once a day
pemberitahuan-cara-harian-ket = Gathered in one message at 07.00. What concerns the safety of your account still comes at once.
pemberitahuan-cara-tidak = Do not send
pemberitahuan-cara-tidak-ket = I look here myself.
pemberitahuan-surel = E-mail
pemberitahuan-surel-ket = Leave it empty if you want no e-mail. Sent where your region has set up e-mail.
pemberitahuan-telepon = Telephone (WhatsApp or SMS)
pemberitahuan-telepon-ket = Such as 0812 3456 7890. Sent where your region has set up a gateway.
pemberitahuan-bahasa = Language of messages
pemberitahuan-bahasa-id = Bahasa Indonesia
pemberitahuan-bahasa-en = English
pemberitahuan-tenang = Quiet hours
pemberitahuan-tenang-ket = No messages between these hours ({ $zona }), except about the safety of your account. Equal hours mean no quiet hours.
pemberitahuan-dari = From
pemberitahuan-sampai = To
pemberitahuan-simpan = Save
pemberitahuan-batal = Cancel
pemberitahuan-tersimpan = How you are told is saved.
pekerjaan-kata = queue, schedule, failed, retry
pemberitahuan-kata = news, message, bell, inbox
pemberitahuan-kata-pilihan = e-mail, WhatsApp, SMS, quiet hours, language
