import { LIMITS } from '../../common/limits';
import { fail, ok, type Result } from '../../common/result';
import type { ChannelSecretName } from './channel-kinds';

/** Reason why a value cannot be a secret. */
export type SecretValueFault = 'bad-url' | 'http-not-loopback' | 'url-with-login' | 'bad-secret';

const URL_PARTS = /^(https?):\/\/([^/?#\s]*@)?(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?([/?#]\S*)?$/iu;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Characters of an HTTP header value without spaces (RFC 9110, section 5.5). */
const TOKEN = /^[\x21-\x7e]+$/;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Returns what is wrong with a URL that messages go to; null for a usable one. `anyHttp` allows http to any computer. */
export function urlFault(url: string, anyHttp = false): Exclude<SecretValueFault, 'bad-secret'> | null {
  const [, scheme = '', login, host = ''] = URL_PARTS.exec(url) ?? [];
  if (scheme === '' || url.length > LIMITS.urlCharacters || CONTROLS.test(url)) {
    return 'bad-url';
  }
  if (login !== undefined) {
    return 'url-with-login';
  }
  return !anyHttp && scheme.toLowerCase() === 'http' && !isLoopbackHost(host) ? 'http-not-loopback' : null;
}

/** True for a name or address of this computer, as in a URL. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Checks a pasted secret and returns it without the spaces around it; a password keeps all but line ends. */
export function cleanSecret(
  name: ChannelSecretName,
  pasted: string,
  anyHttp = false,
): Result<string, SecretValueFault> {
  const value = name === 'password' ? pasted.replace(/[\r\n]+$/, '') : pasted.trim();
  if (name === 'url') {
    const fault = urlFault(value, anyHttp);
    return fault === null ? ok(value) : fail(fault);
  }
  const isUsable = name === 'token' ? TOKEN.test(value) : value !== '' && !CONTROLS.test(value);
  return isUsable && value.length <= LIMITS.urlCharacters ? ok(value) : fail('bad-secret');
}
