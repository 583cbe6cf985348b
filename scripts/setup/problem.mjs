/**
 * A step of the set-up failed and the person at the terminal can do something about it. `sentence` is a key of sentences.mjs.
 */
export class SetupProblem extends Error {
  /**
   * @param {import('./sentences.mjs').SentenceKey} sentence
   * @param {Readonly<Record<string, string | number>>} [values]
   */
  constructor(sentence, values = {}) {
    super(sentence);
    this.name = 'SetupProblem';
    this.sentence = sentence;
    this.values = values;
  }
}
