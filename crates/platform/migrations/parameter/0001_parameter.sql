-- Values a region gives to the parameters its applications declare. A value is valid from a day on; the one that
-- counts on a day is that of the latest such day, and of two for the same day the one recorded last. Nothing is
-- changed: a correction is a new row, so what was known when stays to be seen.
CREATE TABLE parameter_nilai (
    id        TEKS NOT NULL,
    sejak     TEKS NOT NULL,
    urut      BILANGAN NOT NULL CHECK (urut >= 1),
    nilai     TEKS NOT NULL,
    dasar     TEKS NOT NULL,
    ilustrasi YA_TIDAK NOT NULL,
    oleh      TEKS NOT NULL,
    dicatat   TEKS NOT NULL,
    PRIMARY KEY (id, sejak, urut)
);

HANYA_TAMBAH parameter_nilai;
