import { chooseLanguage } from '../../shared/i18n/language';
import { translator, type Translate } from '../../shared/i18n/translator';
import { dialDigits, KOREA } from '../../shared/sms/phone-number';
import type { Settings } from '../../shared/settings/schema';
import { estimatedWon } from '../../shared/sms/price';
import { composeText } from './alert/compose';
import type { Composed } from './ledger/tables/types';

/** The number of a recipient, digits only; null when it is no longer in the settings. */
export function numberOf({ recipients }: Settings, recipientId: string): string | null {
  const recipient = recipients.find(({ id }) => id === recipientId);
  return recipient ? dialDigits(recipient.number, recipient.countryCode) : null;
}

/** The country code of a recipient; Korea's when it is no longer in the settings. */
export function countryCodeOf({ recipients }: Settings, recipientId: string): string {
  return recipients.find(({ id }) => id === recipientId)?.countryCode ?? KOREA;
}

/** Fits a message that Logbell itself writes to what a recipient can get. */
export function composeOwnText(settings: Settings, message: string, recipientId: string): Composed {
  const { delivery, sens } = settings;
  // Abroad SENS sends nothing but SMS.
  const smsOnly = delivery.smsOnly || countryCodeOf(settings, recipientId) !== KOREA;
  const text = composeText(message, 'Logbell', { smsOnly });
  return { ...text, costWon: estimatedWon(text.type, delivery.prices, sens.mode === 'practice') };
}

/** The words of such messages; the system's language is what the process runs in. */
export function ownWords({ app }: Settings): Translate {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  return translator(chooseLanguage(app.language, locale));
}
