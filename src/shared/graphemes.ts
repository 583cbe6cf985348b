const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The graphemes of a text, one after the other: a long one is rarely needed to its end. */
export function* graphemes(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) {
    yield segment;
  }
}
