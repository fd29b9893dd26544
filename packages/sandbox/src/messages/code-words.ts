/** Words for "code" in Logto's languages and a few others. */
const LATIN = [
  'otp|pin|tan|(?:pass|login|access|security|verification )?code|one[- ]time password|password|passcode',
  'c[óo]digo|clave|contraseña|senha|codice|mot de passe',
  '\\p{L}*code|\\p{L}*kod(?:e|u|unuz|en)?|einmalpasswort|kennwort|şifre(?:niz)?|mã|kata sandi',
  '(?:код|пароль)\\p{L}*',
].join('|');
const OTHERS = [
  '[验驗](?:证|證)[码碼]|[验驗](?:证|證)代[码碼]|校[验驗][码碼]|[注登][册冊录錄入][码碼]|动态(?:密码|码)|動態(?:密碼|碼)|[确確][认認][码碼]|口令',
  '認証(?:コード|番号)|確認(?:コード|番号)|暗証番号|パスコード|コード',
  '인증\\s?(?:번호|코드)|확인\\s?(?:번호|코드)|보안\\s?코드|코드',
  'รหัส(?:ยืนยัน)?|رمز|كود|कोड|ओटीपी',
].join('|');

/** Phrases of messages that contain a code without a word for it. */
const PURPOSES = [
  '(?:sign|log)(?:ging|ing)?[ -]?in|log ?on|verify|confirm your|iniciar sesión|verificar|se connecter|vous connecter',
  'anmelden|anmeldung|einloggen|accedere|entrar|войти|вход\\p{L}*|zaloguj|giriş|đăng nhập|masuk',
  '登录|登入|登錄|ログイン|로그인|เข้าสู่ระบบ',
].join('|');

/** Words for other kinds of code. */
const OTHER_CODES =
  /(?<!\p{L})(?:qr|bar|zip|post|postal|promo(?:tion)?|discount|coupon|voucher|area|country|source|dress|tracking|error|status|referral|invite|invitation)[ -]?codes?(?!\p{L})|code (?:postal|promo)|código (?:postal|promocional|de descuento)|Postleitzahl|Rabattcode|Gutscheincode|二维码|邮政编码|优惠码|取件码|QRコード|郵便番号|промокод\p{L}*/giu;

export const CODE_WORD = new RegExp(`(?<!\\p{L})(?:${LATIN})(?!\\p{L})|${OTHERS}`, 'giu');
export const PURPOSE = new RegExp(`(?<!\\p{L})(?:${PURPOSES})`, 'giu');

/** Replaces words for other codes by spaces, without moving other characters. */
export function withoutOtherCodes(text: string): string {
  return text.replaceAll(OTHER_CODES, (words) => ' '.repeat(words.length));
}
