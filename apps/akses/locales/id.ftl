# Texts of the way in. Every key stands in en.ftl too.
akses-masuk-judul = Masuk
akses-masuk-pengantar = Pakai akun yang diberikan daerah Anda.
akses-masuk-nama = NIP atau nama akun
akses-masuk-nama-ket = NIP boleh ditulis dengan spasi, misalnya 19860926 201505 1 001
akses-masuk-sandi = Kata sandi
akses-masuk-tombol = Masuk
akses-masuk-lupa = Lupa kata sandi? Hubungi admin daerah Anda; kata sandi baru diberikan langsung kepada Anda.
akses-keluar-selesai = Anda sudah keluar.
