const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Foreign text as one short line of at most `maximum` characters: nothing that reorders, hides or breaks what stands around it. */
export function plainLine(text: string, maximum: number): string {
  const plain = text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(plain);
  return characters.length <= maximum ? plain : `${characters.slice(0, maximum - 1).join('')}…`;
}

/** A menu label that shows `text` as it is: a lone `&` would mark a letter (Electron docs, Menu). */
export function menuLabel(text: string): string {
  return text.replace(/&/g, '&&');
}

/** Text for a notification's body, which servers may read as markup (Desktop Notifications specification): angle brackets and `&` replaced. */
export function notificationBody(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›').replace(/&/g, '＆');
}
