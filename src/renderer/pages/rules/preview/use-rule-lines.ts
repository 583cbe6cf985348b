import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { LastLinesRequest } from '../../../../shared/contract/ipc';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions, useAppData } from '../../../bridge/app-context';

const DELAY_MS = 300;

/** File to read the lines from. */
interface LastLinesFile {
  readonly fileId: string;
  readonly path: string;
}

/** Last lines of one of a rule's files, with the rule's matches. */
export interface RuleLines {
  /** File of the lines; null if the rule has none. */
  readonly path: string | null;
  /** Files to choose from. */
  readonly paths: readonly string[];
  readonly choose: (path: string | null) => void;
  /** `none` if there is nothing to read; null without a file, a valid rule or an answer. */
  readonly lines: readonly LiveLine[] | 'none' | null;
}

/** Reads the lines of an edited rule, again on every edit. */
export function useRuleLines(rule: Rule): RuleLines {
  const [chosen, choose] = useState<string | null>(null);
  const files = useAppData().status.files.filter(({ fileId }) => !rule.files || rule.files.includes(fileId));
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  const lines = useLastLines(rule, file);
  const paths = Array.from(new Set(files.map(({ path }) => path)));
  return { path: file?.path ?? null, paths, choose, lines };
}

function useLastLines(rule: Rule, file: LastLinesFile | undefined): readonly LiveLine[] | 'none' | null {
  const actions = useActions();
  const [lines, setLines] = useState<readonly LiveLine[] | 'none' | null>(null);
  const written = JSON.stringify({ rule, fileId: file?.fileId, path: file?.path });
  const [debounced] = useDebouncedValue(written, DELAY_MS);
  const edited = useMemo(() => JSON.parse(debounced) as Partial<LastLinesFile> & { readonly rule: Rule }, [debounced]);
  useEffect(() => {
    const request = requestFor(edited);
    if (request === null) {
      return undefined;
    }
    let isCurrent = true;
    void actions.lastLines(request).then((answer) => {
      if (isCurrent) {
        setLines(answer.ok ? (answer.value ?? 'none') : null);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, edited]);
  return requestFor({ rule, ...file }) === null ? null : lines;
}

function requestFor({ rule, fileId, path }: Partial<LastLinesFile> & { readonly rule: Rule }): LastLinesRequest | null {
  const pattern = 'text' in rule.match ? rule.match.text : rule.match.regex;
  return fileId === undefined || path === undefined || pattern === '' ? null : { rule, fileId, path };
}
