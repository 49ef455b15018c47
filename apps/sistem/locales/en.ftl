menu-jurnal = Journal
menu-jurnal-ket = Who did what, when and why; it cannot be quietly changed.
jurnal-judul = Journal
jurnal-pengantar = Who did what, when, and in which capacity. Nothing here can be changed or removed.
jurnal-kosong = Nothing recorded within your jurisdiction yet
jurnal-kosong-ket = Every act in this region appears here once it is done.
