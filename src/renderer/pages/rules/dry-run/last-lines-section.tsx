import { Select, Stack, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLine } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useAppData } from '../../../bridge/app-context';
import { InertLine } from '../../../components/display/inert-line';
import { PathText } from '../../../components/display/path-text';
import { useFormats } from '../../../format/times';
import { useLastLines } from './use-last-lines';

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
  const formats = useFormats();
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
      <Text aria-live="polite">
        {t('window.dryRun.lastLinesFound', { lines: formats.count(lines.length), matches: formats.count(matches) })}
      </Text>
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
