import { List, Paper, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathPreview } from '../../../shared/contract/ipc';
import { useActions } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-line';
import { useFormats } from '../../format/times';

const DELAY_MS = 300;
const SHOWN = 6;

/** Files that match a path or glob now. */
export function PathFound({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const preview = usePreview(path);
  const rest = preview === null ? 0 : preview.total - Math.min(preview.paths.length, SHOWN);
  return (
    <div role="status">
      {preview !== null && (
        <Paper withBorder p="sm">
          {(preview.total > 0 || preview.isWhole) && (
            <Text>
              {preview.total === 0
                ? t('window.files.foundNone')
                : t('window.files.found', { number: formats.count(preview.total) })}
            </Text>
          )}
          {!preview.isWhole && <Text>{t('window.files.foundCut')}</Text>}
          {preview.total > 0 && (
            <List listStyleType="none" size="xs" ff="monospace" mt={4}>
              {preview.paths.slice(0, SHOWN).map((one) => (
                <List.Item key={one}>
                  <InertLine text={one} />
                </List.Item>
              ))}
            </List>
          )}
          {rest > 0 && (
            <Text size="xs" c="dimmed">
              {t('window.files.foundMore', { number: formats.count(rest) })}
            </Text>
          )}
        </Paper>
      )}
    </div>
  );
}

function usePreview(path: string): PathPreview | null {
  const actions = useActions();
  const [asked] = useDebouncedValue(path, DELAY_MS);
  const [found, setFound] = useState<{ readonly path: string; readonly preview: PathPreview } | null>(null);
  useEffect(() => {
    if (!asked.startsWith('/')) {
      return undefined;
    }
    let wanted = true;
    void actions.previewPath(asked).then((answer) => {
      if (wanted && answer.ok) {
        setFound({ path: asked, preview: answer.value });
      }
    });
    return () => {
      wanted = false;
    };
  }, [actions, asked]);
  return found?.path === path ? found.preview : null;
}
