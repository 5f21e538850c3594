// Cognito lewat fetch: pendaftaran dan kode sekali pakai. Tidak ada kata sandi yang diketik orang.
import { Galat, LURING, bacaJson } from "./galat.js";

let konfigurasi;

/** Setelan pemasangan ini (konfigurasi.json), dibaca sekali. Melempar Galat. */
export function bacaKonfigurasi() {
  konfigurasi ??= fetch("konfigurasi.json")
    .catch(() => { throw LURING(); })
    .then(bacaJson)
    .catch((galat) => {
      konfigurasi = undefined;
      throw galat;
    });
  return konfigurasi;
}

async function panggil(operasi, isi, jenis = "pemohon") {
  const { cognito, [`klien_${jenis}`]: ClientId } = await bacaKonfigurasi();
  let jawaban;
  try {
    jawaban = await fetch(cognito, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityProviderService.${operasi}`,
      },
      body: JSON.stringify({ ClientId, ...isi }),
    });
  } catch {
    throw LURING();
  }
  const hasil = await jawaban.json().catch(() => ({}));
  if (!jawaban.ok) throw dariCognito(jawaban.status, hasil);
  return hasil;
}

const KALIMAT = {
  TooManyRequestsException: "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
  LimitExceededException: "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
};

/** `jenis` galatnya adalah nama galat Cognito; kalimat dari pemicu kita sendiri diteruskan. */
function dariCognito(status, { __type = "", message = "" }) {
  const jenis = __type.split("#").pop();
  const kita = /(?:failed with error|:) ([A-Z][^]*?)\.*$/.exec(message);
  const kalimat = jenis === "UserLambdaValidationException" && kita ? `${kita[1]}.` : undefined;
  return new Galat(
    kalimat ?? KALIMAT[jenis] ?? "Layanan masuk sedang terganggu. Coba lagi beberapa saat lagi.",
    { status, jenis },
  );
}

/** Kirim kode ke nomor E.164; nomor baru didaftarkan tanpa memberi tahu bahwa ia baru. */
export async function mintaKode(telepon) {
  const acak = crypto.getRandomValues(new Uint8Array(24));
  try {
    await panggil("SignUp", {
      Username: telepon,
      Password: `Aa1!${btoa(String.fromCharCode(...acak))}`,
      UserAttributes: [{ Name: "phone_number", Value: telepon }],
    });
  } catch (galat) {
    if (galat.jenis !== "UsernameExistsException") throw galat;
  }
  const { Session } = await panggil("InitiateAuth", {
    AuthFlow: "CUSTOM_AUTH",
    AuthParameters: { USERNAME: telepon },
  });
  return Session;
}

/** Jawab kode: {kunci} bila benar, {sesi} bila salah dan boleh dicoba lagi; Galat bila habis. */
export async function jawabKode(telepon, sesi, kode) {
  const hasil = await panggil("RespondToAuthChallenge", {
    ChallengeName: "CUSTOM_CHALLENGE",
    Session: sesi,
    ChallengeResponses: { USERNAME: telepon, ANSWER: kode },
  });
  return { kunci: hasil.AuthenticationResult && kunci(hasil.AuthenticationResult), sesi: hasil.Session };
}

const kunci = ({ IdToken, RefreshToken }) => ({ token: IdToken, penyegar: RefreshToken });

/** Token baru dari token penyegar: {token}; `jenis` orangnya "pemohon" atau "petugas". */
export async function segarkan(penyegar, jenis) {
  const hasil = await panggil("InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: penyegar },
  }, jenis);
  return kunci(hasil.AuthenticationResult);
}

/** Matikan token penyegar di server, beserta semua token yang berasal darinya. */
export function cabut(penyegar, jenis) {
  return panggil("RevokeToken", { Token: penyegar }, jenis);
}

/** Alamat yang mengakhiri juga sesi petugas di halaman masuk Cognito, lalu kembali; "" bila tidak ada. */
export async function alamatKeluar() {
  const { keluar_petugas: keluar, klien_petugas: client_id } = await bacaKonfigurasi();
  const kembali = new URL(location.pathname, location.origin).href;
  return keluar && `${keluar}?${new URLSearchParams({ client_id, logout_uri: kembali })}`;
}
