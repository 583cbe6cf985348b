import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultMessages, type DefaultMessages } from '../../shared/i18n/default-messages';

/** Default messages of rules in the current language. */
export function useDefaultMessages(): DefaultMessages {
  const { t } = useTranslation();
  return useMemo(() => defaultMessages((key, values) => t(key, { ...values })), [t]);
}
