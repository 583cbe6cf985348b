import { Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LastLinesRequest } from '../../../../shared/contract/ipc';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions, useAppData } from '../../../bridge/app-context';
import { InertLine } from '../../../components/display/inert-text';
import { PathText } from '../../../components/display/path-text';

const DELAY_MS = 300;

/** File to read the lines from. */
interface LastLinesFile {
  readonly fileId: string;
  readonly path: string;
}

/** Matches of an edited rule in the last lines of one of its files. */
export function LastLinesSection({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const files = useAppData().status.files.filter(({ fileId }) => !rule.files || rule.files.includes(fileId));
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  const lines = useLastLines(rule, file);
  const paths = Array.from(new Set(files.map(({ path }) => path)));
  if (file === undefined) {
    return null;
  }
  return (
    <Stack component="section" aria-labelledby={id} gap="xs">
      <Title order={3} id={id}>
        {t('window.dryRun.lastLines')}
      </Title>
      {paths.length > 1 ? (
        <Select
          aria-label={t('window.dryRun.lastLinesFile')}
          allowDeselect={false}
          searchable
          data={paths}
          value={file.path}
          onChange={setChosen}
        />
      ) : (
        <PathText path={file.path} size="xs" c="dimmed" />
      )}
      {lines !== null && <LastLines path={file.path} lines={lines} />}
    </Stack>
  );
}

interface LastLinesProps {
  readonly path: string;
  readonly lines: readonly LiveLine[] | 'none';
}

function LastLines({ path, lines }: LastLinesProps) {
  const { t } = useTranslation();
  if (lines === 'none' || lines.length === 0) {
    return (
      <Text c="dimmed" aria-live="polite">
        {t('window.dryRun.lastLinesNone')}
      </Text>
    );
  }
  const matches = lines.filter(({ rules }) => rules.length > 0).length;
  return (
    <>
      <Text aria-live="polite">{t('window.dryRun.lastLinesFound', { count: matches, lines: lines.length })}</Text>
      <div
        className="logbell-live"
        role="list"
        tabIndex={0}
        style={{ maxHeight: 200, paddingBlock: 4 }}
        aria-label={t('window.dryRun.lastLinesOf', { path })}
      >
        {lines.map(({ text, cut, marks, rules }, index) => (
          <Text
            key={`${index} ${text}`}
            role="listitem"
            className="logbell-last-line"
            ff="monospace"
            size="xs"
            data-matched={rules.length > 0 || undefined}
          >
            <InertLine text={text} marks={marks} />
            {cut && '…'}
          </Text>
        ))}
      </div>
    </>
  );
}

/**
 * Last lines of a file with the rule's matches, reloaded on every edit. `none` if there is nothing to read; null
 * without a file, a valid rule or an answer.
 */
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
