/** Controls, direction marks and other invisible characters, except the end of a line. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text whose invisible characters show as their numbers (`[U+202E]`), so that none can reorder or hide what is read. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
