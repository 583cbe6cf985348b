import type { Environment } from '../config-dir';

/** The two keys of a Naver Cloud account (SENS authentication page: Access Key ID and Secret Key). */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Keys of which one or both may be missing. */
export type SomeKeys = { readonly [Name in keyof Keys]?: Keys[Name] };

/** Returns both keys; null if one is missing. */
export function bothKeys(keys: SomeKeys): Keys | null {
  const { accessKey, secretKey } = keys;
  return accessKey !== undefined && secretKey !== undefined ? { accessKey, secretKey } : null;
}

/** Names of the variables that hold a key, or a secret of a list in named-secrets.ts. */
const SECRET_VARIABLE = /^LOGBELL_(ACCESS_KEY|SECRET_KEY|(CHANNEL|HEARTBEAT|ALERTMANAGER|RECEIVE)_.*)$/;

/** Selects the variables that hold a secret. */
export function keyVariables(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => SECRET_VARIABLE.test(name) && value));
}

/** Reads the keys in LOGBELL_ACCESS_KEY and LOGBELL_SECRET_KEY; an invalid one counts as missing. */
export function environmentKeys(environment: Environment): SomeKeys {
  const accessKey = cleanKey(environment['LOGBELL_ACCESS_KEY'] ?? '');
  const secretKey = cleanKey(environment['LOGBELL_SECRET_KEY'] ?? '');
  return { ...(accessKey !== null && { accessKey }), ...(secretKey !== null && { secretKey }) };
}

/**
 * Removes the secrets from an environment and returns a copy with them: child processes inherit it, and Node's
 * diagnostic reports list it (Node, "Diagnostic report").
 */
export function removeKeys(environment: Record<string, string | undefined>): Environment {
  const copy = { ...environment };
  for (const name of Object.keys(copy).filter((variable) => SECRET_VARIABLE.test(variable))) {
    Reflect.deleteProperty(environment, name);
  }
  return copy;
}

/** Trims a pasted key; null if it is empty or contains whitespace, quotes or control characters. */
export function cleanKey(pasted: string): string | null {
  const key = pasted.trim();
  return /^[^\s"'`\p{C}]{1,200}$/u.test(key) ? key : null;
}
