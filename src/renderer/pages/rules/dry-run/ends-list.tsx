import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndsOf } from '../../../../shared/contract/dry-run';
import { useFormats } from '../../../format/times';

interface EndsListProps<Item> {
  readonly label: string;
  readonly items: EndsOf<Item>;
  readonly children: (item: Item) => ReactNode;
}

/** First and last items of a long list, with the number left out between them. Scrolls on its own. */
export function EndsList<Item>({ label, items: { total, first, last }, children }: EndsListProps<Item>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const leftOut = total - first.length - last.length;
  return (
    <Stack gap="xs" mah={320} style={{ overflow: 'auto' }} role="list" aria-label={label} tabIndex={0}>
      {first.map((item, index) => (
        <div key={`first ${index}`} role="listitem">
          {children(item)}
        </div>
      ))}
      {leftOut > 0 && (
        <Text size="xs" c="dimmed" ta="center" role="listitem">
          {t('window.dryRun.more', { number: formats.count(leftOut) })}
        </Text>
      )}
      {last.map((item, index) => (
        <div key={`last ${index}`} role="listitem">
          {children(item)}
        </div>
      ))}
    </Stack>
  );
}
