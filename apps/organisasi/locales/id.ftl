# Organisasi belum mempunyai halaman sendiri.
