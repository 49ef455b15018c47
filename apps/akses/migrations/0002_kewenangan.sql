-- Who gave a grant and when, how it ended early, and whose grant it was lent from (`induk`). Rows stay; an end
-- is a date.
ALTER TABLE akses_kewenangan ADD COLUMN induk TEKS;
ALTER TABLE akses_kewenangan ADD COLUMN dibuat TEKS;
ALTER TABLE akses_kewenangan ADD COLUMN pemberi TEKS;
ALTER TABLE akses_kewenangan ADD COLUMN diakhiri TEKS;
ALTER TABLE akses_kewenangan ADD COLUMN dasar_akhir TEKS;
ALTER TABLE akses_kewenangan ADD COLUMN versi BILANGAN NOT NULL DEFAULT 1;
CREATE INDEX akses_kewenangan_induk ON akses_kewenangan (induk);
CREATE INDEX akses_kewenangan_lingkup ON akses_kewenangan (lingkup);

UPDATE akses_kewenangan SET peran = 'pemeriksa', sampai = COALESCE(sampai, '2026-12-31') WHERE peran = 'auditor';
