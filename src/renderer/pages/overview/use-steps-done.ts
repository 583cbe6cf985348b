import type { FIRST_STEPS } from '../../../shared/settings/choices';
import { useAppData } from '../../bridge/app-context';

/** A step of the first start's guide. */
export type FirstStep = (typeof FIRST_STEPS)[number];

/** The rule and the number of the practice set-up. */
const SAMPLE_RULE = 'hello';
const SAMPLE_NUMBER = '010-1234-5678';

/** Which steps have been done, by what there is; skipped ones have not. */
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
