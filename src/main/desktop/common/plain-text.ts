const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Turns foreign text into one line of at most `maximum` characters, without characters that reorder, hide or break the
 * text around it.
 */
export function plainLine(text: string, maximum: number): string {
  const plain = text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(plain);
  return characters.length <= maximum ? plain : `${characters.slice(0, maximum - 1).join('')}…`;
}

/** Escapes `text` for a menu label, where a lone `&` would mark an access key (Electron docs, Menu). */
export function menuLabel(text: string): string {
  return text.replace(/&/g, '&&');
}

/**
 * Replaces angle brackets and `&` for a notification's body, which servers may read as markup (Desktop Notifications
 * specification).
 */
export function notificationBody(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›').replace(/&/g, '＆');
}
