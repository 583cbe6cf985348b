import { userInfo } from 'node:os';

/** Name of the user of this process, or the number if it has none. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.geteuid?.());
  }
}
