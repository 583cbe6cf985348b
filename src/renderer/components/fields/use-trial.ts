import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { PatternTrial, TrialOutcome } from '../../../shared/contract/ipc/calls';
import type { RegexFault } from '../../../shared/settings/patterns/regex-errors';
import type { Result } from '../../../shared/common/result';
import type { NoAnswer } from '../../bridge/actions';
import { useActions } from '../../bridge/app-context';
import { valuesToPattern, type PatternValues } from '../../forms/field-values';

const DELAY_MS = 250;

/** Test of a line against an edited rule. Matching runs in the engine, where a bad pattern cannot freeze the window. */
export interface Trial {
  readonly line: string;
  readonly setLine: (line: string) => void;
  /** Null without a line or pattern, and until this pair is answered. */
  readonly answer: Result<TrialOutcome, RegexFault | NoAnswer> | null;
}

/** Tries a pattern with its exceptions, and the pattern of recovery lines. */
export function useTrial(match: PatternValues, butNot: readonly PatternValues[], ok?: PatternValues): Trial {
  const actions = useActions();
  const [line, setLine] = useState('');
  const [answered, setAnswered] = useState<{ readonly trial: PatternTrial; readonly answer: Trial['answer'] } | null>(
    null,
  );
  const trial = useMemo<PatternTrial>(
    () => ({
      match: valuesToPattern(match),
      butNot: butNot.filter(({ pattern }) => pattern !== '').map(valuesToPattern),
      ...(ok && ok.pattern !== '' ? { ok: valuesToPattern(ok) } : {}),
      line,
    }),
    [match, butNot, ok, line],
  );
  const worthwhile = line !== '' && match.pattern !== '';
  const [debounced] = useDebouncedValue(worthwhile ? trial : null, DELAY_MS);
  useEffect(() => {
    if (debounced === null) {
      return undefined;
    }
    let isCurrent = true;
    void actions.tryRule(debounced).then((answer) => {
      if (isCurrent) {
        setAnswered({ trial: debounced, answer });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, debounced]);
  return { line, setLine, answer: worthwhile && answered?.trial === trial ? answered.answer : null };
}
