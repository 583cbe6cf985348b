import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { LastLinesRequest } from '../../../../shared/contract/ipc/calls';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import type { Actions } from '../../../bridge/actions';
import { useActions, useAppPart } from '../../../bridge/app-context';
import { isBlank } from '../../../forms/rule/rule-warnings';

const DELAY_MS = 300;

/** Files to search for a match while none is chosen. */
const MOST_FILES = 5;

/** File to read the lines from. */
interface LastLinesFile {
  readonly fileId: string;
  readonly path: string;
}

/** Last lines of one file. */
interface FileLines {
  readonly path: string;
  readonly lines: readonly LiveLine[] | 'none';
}

/** Last lines of one of a rule's files, with the rule's matches. */
export interface RuleLines {
  /** File of the lines: the chosen one, or else the first with a match; null if the rule has none. */
  readonly path: string | null;
  /** Files to choose from. */
  readonly paths: readonly string[];
  readonly choose: (path: string | null) => void;
  /** `none` if there is nothing to read; null without a file, a valid rule or an answer. */
  readonly lines: readonly LiveLine[] | 'none' | null;
  /** Line that stands for a match if the files have none; null for none. */
  readonly example: string | null;
}

/** Reads the lines of an edited rule, again on every edit. */
export function useRuleLines(rule: Rule, example: string | null = null): RuleLines {
  const [chosen, choose] = useState<string | null>(null);
  const known = useAppPart(({ status }) => status.files.map(({ fileId, path }) => ({ fileId, path })));
  const files = known.filter(({ fileId }) => !rule.files || rule.files.includes(fileId));
  const own = files.find(({ path }) => path === chosen);
  const searched = own ? [own] : files.slice(0, MOST_FILES);
  const found = useLastLines(rule, searched);
  const file = searched.find(({ path }) => path === found?.path) ?? searched[0];
  const paths = Array.from(new Set(files.map(({ path }) => path)));
  const lines = found !== null && found.path === file?.path ? found.lines : null;
  return { path: file?.path ?? null, paths, choose, lines, example };
}

function useLastLines(rule: Rule, files: readonly LastLinesFile[]): FileLines | null {
  const actions = useActions();
  const [found, setFound] = useState<FileLines | null>(null);
  const requests = isBlank(rule.match) ? [] : files.map(({ fileId, path }) => ({ rule, fileId, path }));
  const [debounced] = useDebouncedValue(JSON.stringify(requests), DELAY_MS);
  const edited = useMemo(() => JSON.parse(debounced) as readonly LastLinesRequest[], [debounced]);
  useEffect(() => {
    let isCurrent = true;
    void firstWithMatch(actions, edited).then((answer) => {
      if (isCurrent) {
        setFound(answer);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, edited]);
  return requests.length === 0 ? null : found;
}

/** Lines of the first file with a match, or else of the first that can be read. */
async function firstWithMatch(actions: Actions, requests: readonly LastLinesRequest[]): Promise<FileLines | null> {
  let first: FileLines | null = null;
  for (const request of requests) {
    const answer = await actions.lastLines(request);
    if (answer.ok) {
      const read: FileLines = { path: request.path, lines: answer.value ?? 'none' };
      if (hasMatch(read)) {
        return read;
      }
      first ??= read;
    }
  }
  return first;
}

function hasMatch({ lines }: FileLines): boolean {
  return lines !== 'none' && lines.some(({ rules }) => rules.length > 0);
}
