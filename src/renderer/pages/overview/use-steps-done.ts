import type { FIRST_STEPS } from '../../../shared/settings/choices';
import { useAppData } from '../../bridge/app-context';

/** Step of the first-start guide. */
export type FirstStep = (typeof FIRST_STEPS)[number];

/** Rule and phone number of the practice setup. */
const SAMPLE_RULE = 'hello';
const SAMPLE_NUMBER = '010-1234-5678';

/** Tells for each step if it is done, derived from the current data; a skipped step is not done. */
export function useStepsDone(): Readonly<Record<FirstStep, boolean>> {
  const { history, keys, settings, info } = useAppData();
  const { recipients, files, rules } = settings.settings;
  return {
    try: history.some((entry) => entry.kind === 'match' && entry.texts.length > 0),
    keys: keys.accessKey === 'set' && keys.secretKey === 'set',
    who: recipients.some(({ number }) => number !== SAMPLE_NUMBER),
    what: files.some(({ path }) => path !== info.sampleLog) && rules.some(({ id }) => id !== SAMPLE_RULE),
  };
}
