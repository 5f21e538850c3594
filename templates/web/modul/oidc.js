// Masuk petugas: OpenID Connect (authorization code + PKCE) pada halaman masuk Cognito, lewat
// oauth4webapi. Kata sandi dan MFA tidak pernah sampai di halaman kita.
import * as oauth from "oauth4webapi";
import { bacaKonfigurasi } from "./cognito.js";
import { Galat, LURING } from "./galat.js";

const KUNCI = "masuk-petugas"; // yang diingat selama orang berada di halaman masuk
const TOLERANSI = 600; // detik; jam perangkat sering salah, token tetap diperiksa server

const alamatKembali = () => new URL(location.pathname, location.origin).href;

async function penerbit() {
  const { penerbit_petugas: issuer, masuk_petugas: masuk, klien_petugas: client_id } = await bacaKonfigurasi();
  return {
    as: {
      issuer,
      authorization_endpoint: `${masuk}/oauth2/authorize`,
      token_endpoint: `${masuk}/oauth2/token`,
    },
    klien: { client_id, [oauth.clockTolerance]: TOLERANSI },
    pilihan: { [oauth.allowInsecureRequests]: masuk.startsWith("http://") }, // hanya di satu mesin
  };
}

/** Ke halaman masuk, lalu kembali ke tampilan ini; `ulang` meminta kata sandi lagi. */
export async function masuk({ ulang = false } = {}) {
  const { as, klien } = await penerbit();
  const ingatan = {
    rahasia: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    tampilan: location.hash,
  };
  sessionStorage.setItem(KUNCI, JSON.stringify(ingatan));
  const alamat = new URL(as.authorization_endpoint);
  alamat.search = new URLSearchParams({
    response_type: "code",
    client_id: klien.client_id,
    redirect_uri: alamatKembali(),
    scope: "openid profile",
    state: ingatan.state,
    nonce: ingatan.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(ingatan.rahasia),
    code_challenge_method: "S256",
    ...(ulang ? { prompt: "login" } : {}),
  });
  location.assign(alamat);
}

/** Tukar kode pada alamat dengan {token, penyegar}; alamatnya dibersihkan. Melempar Galat. */
export async function selesaikan() {
  const alamat = new URL(location.href);
  const ingatan = JSON.parse(sessionStorage.getItem(KUNCI) ?? "null");
  sessionStorage.removeItem(KUNCI);
  history.replaceState(null, "", `${location.pathname}${ingatan?.tampilan ?? ""}`);
  if (!ingatan) throw gagal();
  const { as, klien, pilihan } = await penerbit();
  return sebagaiKunci(async () => {
    const jawaban = oauth.validateAuthResponse(as, klien, alamat, ingatan.state);
    const hasil = await oauth.authorizationCodeGrantRequest(as, klien, oauth.None(), jawaban, alamatKembali(), ingatan.rahasia, pilihan);
    return oauth.processAuthorizationCodeResponse(as, klien, hasil, { expectedNonce: ingatan.nonce, requireIdToken: true });
  });
}

async function sebagaiKunci(minta) {
  try {
    const { id_token: token, refresh_token: penyegar } = await minta();
    return { token, penyegar };
  } catch (sebab) {
    if (sebab instanceof TypeError && !sebab.code) throw LURING(); // fetch tidak sampai
    if (sebab.status >= 500) throw new Galat("Layanan masuk sedang terganggu. Coba lagi beberapa saat lagi.", { status: sebab.status });
    throw gagal();
  }
}

const gagal = () => new Galat("Masuk belum berhasil. Mulai lagi dari tombol Masuk.", { status: 401, jenis: "sesi" });
