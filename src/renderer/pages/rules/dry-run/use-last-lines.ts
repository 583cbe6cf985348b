import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { LastLinesRequest } from '../../../../shared/contract/ipc';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';

const DELAY_MS = 300;

/** File to read the lines from. */
export interface LastLinesFile {
  readonly fileId: string;
  readonly path: string;
}

/**
 * Last lines of a file with the rule's matches, reloaded on every edit. `none` if there is nothing to read; null
 * without a file, a valid rule or an answer.
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
