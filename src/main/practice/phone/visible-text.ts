/** Control characters, direction marks and other invisible characters, except newlines. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Replaces invisible characters with their numbers (`[U+202E]`), so that none can reorder or hide text. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
