import { Button, CloseButton, Group, Input, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageView } from '../../../shared/contract/ipc';
import { useActions } from '../../bridge/app-context';

interface TestImageFieldProps {
  readonly image: ImageView | null;
  readonly onChange: (image: ImageView | null) => void;
}

/** Chooses the image of a test text; the main process reads it and reports why one cannot be sent. */
export function TestImageField({ image, onChange }: TestImageFieldProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const picked = await actions.pickImage();
    if (!picked.ok) {
      onChange(null);
      setWrong(
        picked.error === 'no-answer'
          ? t('window.notice.noAnswer')
          : t(`image.${picked.error.code}`, { ...picked.error.params }),
      );
    } else if (picked.value !== null) {
      setWrong(null);
      onChange(picked.value);
    }
  };
  return (
    <Input.Wrapper
      label={t('window.test.image')}
      labelElement="div"
      description={t('window.test.imageHelp')}
      error={wrong}
      errorProps={{ role: 'alert' }}
    >
      <Group gap="xs" mt={4}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPhoto size={14} aria-hidden />}
          onClick={() => void choose()}
        >
          {t('window.test.chooseImage')}
        </Button>
        {image !== null && (
          <>
            <Text size="sm">
              {t('window.test.chosenImage', {
                name: image.name,
                kilobytes: Math.ceil(image.bytes / 1_024),
                width: image.width,
                height: image.height,
              })}
            </Text>
            <CloseButton size="sm" aria-label={t('window.test.removeImage')} onClick={() => onChange(null)} />
          </>
        )}
      </Group>
    </Input.Wrapper>
  );
}
