-- What was decided about an OPD over its ceiling: the facts of a step 'kebijakan', by the step's number.
CREATE TABLE proses_kebijakan (
  periode          TEKS     NOT NULL,
  urut             BILANGAN NOT NULL,
  cara             TEKS     NOT NULL CHECK (cara IN ('tahan', 'pro_rata', 'lindungi', 'tunda')),
  -- whole percent that everybody keeps, and the highest class that is left whole; 0 for none
  lantai           BILANGAN NOT NULL CHECK (lantai BETWEEN 0 AND 100),
  kelas            BILANGAN NOT NULL CHECK (kelas BETWEEN 0 AND 17),
  dihitung_sen     BILANGAN NOT NULL,
  dibayar_sen      BILANGAN NOT NULL,
  ditangguhkan_sen BILANGAN NOT NULL,
  sidik            TEKS     NOT NULL,
  PRIMARY KEY (periode, urut)
);

-- What each person is paid by it, beside the computed line, which stays as it was signed.
CREATE TABLE proses_bayaran (
  periode          TEKS     NOT NULL,
  urut             BILANGAN NOT NULL,
  nip              TEKS     NOT NULL,
  dihitung_sen     BILANGAN NOT NULL,
  dibayar_sen      BILANGAN NOT NULL CHECK (dibayar_sen >= 0),
  ditangguhkan_sen BILANGAN NOT NULL CHECK (ditangguhkan_sen >= 0),
  PRIMARY KEY (periode, urut, nip)
) MENURUT_KUNCI;

-- What the region owes people: deferred by an approved policy (timbul), later paid (lunas).
CREATE TABLE utang_tunjangan (
  periode    TEKS     NOT NULL,
  nip        TEKS     NOT NULL,
  urut       BILANGAN NOT NULL,
  jenis      TEKS     NOT NULL CHECK (jenis IN ('timbul', 'lunas')),
  opd        TEKS     NOT NULL,
  jalur_unit TEKS     NOT NULL,
  jumlah_sen BILANGAN NOT NULL CHECK (jumlah_sen > 0),
  surat      TEKS     NOT NULL,
  pada       TEKS     NOT NULL,
  PRIMARY KEY (periode, nip, urut)
) MENURUT_KUNCI;

HANYA_TAMBAH proses_kebijakan;
HANYA_TAMBAH proses_bayaran;
HANYA_TAMBAH utang_tunjangan;
