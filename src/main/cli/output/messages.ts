import type { Translate } from '../../../shared/i18n/translator';
import { type Parts, type Style, styled } from './line';
import type { Output } from './terminal';

/** Keys and looks of the labels that messages begin with. */
const LABELS = {
  error: { key: 'cli.problem', style: 'red' },
  fix: { key: 'cli.remedy', style: 'cyan' },
  warning: { key: 'cli.warning', style: 'yellow' },
  resolved: { key: 'cli.cleared', style: 'green' },
} as const satisfies Readonly<Record<string, { readonly key: string; readonly style: Style }>>;

/** Formats a sentence that begins with a label, such as `warning: …`. */
export function labelled(label: keyof typeof LABELS, sentence: string, translate: Translate): Parts {
  const { key, style } = LABELS[label];
  const words = translate(key, { title: '', remedy: '', sentence: '' });
  return [styled(words.trimEnd(), style), ` ${sentence}`];
}

/** Prints an error on standard error and, on a line of its own, how to fix it. */
export function printError(output: Pick<Output, 'err'>, translate: Translate, sentence: string, fix = ''): void {
  output.err(labelled('error', sentence, translate));
  if (fix !== '') {
    output.err(['  ', ...labelled('fix', fix, translate)]);
  }
}
