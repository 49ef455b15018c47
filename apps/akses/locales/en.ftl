# Texts of the way in. Every key stands in id.ftl too.
akses-masuk-judul = Sign in
akses-masuk-pengantar = Use the account your region gave you.
akses-masuk-nama = Staff number (NIP) or account name
akses-masuk-nama-ket = The number may be typed with spaces, such as 19860926 201505 1 001
akses-masuk-sandi = Password
akses-masuk-tombol = Sign in
akses-masuk-lupa = Forgot the password? Ask your region's administrator; a new one is handed to you in person.
akses-keluar-selesai = You have signed out.
