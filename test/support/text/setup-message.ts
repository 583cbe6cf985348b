import { message, type messages } from '../../../scripts/setup/messages.mjs';

/** Returns a message of the scripts in English, with its values. */
export function setupMessage(
  key: keyof typeof messages.en,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return message(key, values, { LANG: 'en_US.UTF-8' });
}
