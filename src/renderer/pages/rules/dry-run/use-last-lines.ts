import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { LastLinesRequest } from '../../../../shared/contract/ipc';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';

const DELAY_MS = 300;

/** The file that is read for the lines. */
export interface LastLinesFile {
  readonly fileId: string;
  readonly path: string;
}

/**
 * The last lines of a file with what the rule matches, anew whenever it is edited. `none` where there is nothing to read, null while
 * there is nothing to say: no file, a rule that is not right yet, no answer.
 */
export function useLastLines(rule: Rule, file: LastLinesFile | undefined): readonly LiveLine[] | 'none' | null {
  const actions = useActions();
  const [lines, setLines] = useState<readonly LiveLine[] | 'none' | null>(null);
  const written = JSON.stringify({ rule, fileId: file?.fileId, path: file?.path });
  const [asked] = useDebouncedValue(written, DELAY_MS);
  const request = useMemo(() => JSON.parse(asked) as Partial<LastLinesFile> & { readonly rule: Rule }, [asked]);
  useEffect(() => {
    const wanted = wantedLines(request);
    if (wanted === null) {
      return undefined;
    }
    let isWanted = true;
    void actions.lastLines(wanted).then((answer) => {
      if (isWanted) {
        setLines(answer.ok ? (answer.value ?? 'none') : null);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [actions, request]);
  return wantedLines({ rule, ...file }) === null ? null : lines;
}

function wantedLines({
  rule,
  fileId,
  path,
}: Partial<LastLinesFile> & { readonly rule: Rule }): LastLinesRequest | null {
  const pattern = 'text' in rule.match ? rule.match.text : rule.match.regex;
  return fileId === undefined || path === undefined || pattern === '' ? null : { rule, fileId, path };
}
