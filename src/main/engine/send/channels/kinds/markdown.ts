/** URLs stay as they are, so that a tap opens them; everything else is one character each. */
const PIECES = /https?:\/\/[^\s<>()[\]`|*\\]+|[^]/gu;

const SPECIAL = /[\\`*_~|>#[\]()<:+=!-]/;

/** Invisible, and breaks a mention or a control sequence in two. */
const ZERO_WIDTH_SPACE = '\u200B';

/** Splits a text into URLs and single characters. */
export function markdownPieces(text: string): readonly string[] {
  return text.match(PIECES) ?? [];
}

/** Escapes a piece, so that Markdown shows it as it is. */
export function escapeMarkdown(piece: string): string {
  return piece.length === 1 && SPECIAL.test(piece) ? `\\${piece}` : piece;
}

/** Escapes a piece and breaks mentions, which some servers look for before they read the Markdown. */
export function escapeMentions(piece: string): string {
  return piece === '@' || piece === '<' ? escapeMarkdown(piece) + ZERO_WIDTH_SPACE : escapeMarkdown(piece);
}
