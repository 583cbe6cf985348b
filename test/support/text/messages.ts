import { en } from './strings';

/** Lines of an error in English, as commands print it. */
export function errorLines(sentence: string, fix = ''): readonly string[] {
  const title = en('cli.problem', { title: sentence });
  return fix === '' ? [title] : [title, `  ${en('cli.remedy', { remedy: fix })}`];
}
