import type { Translate } from './translator';

/** Messages of a rule whose settings leave them out, by field. */
export interface DefaultMessages {
  readonly okMessage: string;
  readonly absence: { readonly message: string; readonly recovered: string };
  readonly pair: { readonly message: string };
}

/** Variables that stay in the messages until a text is composed. */
const VARIABLES = { rule: '{{rule}}', line: '{{line}}' };

/** Default messages in the language of `t`. */
export function defaultMessages(t: Translate): DefaultMessages {
  return {
    okMessage: t('defaultMessage.okMessage', VARIABLES),
    absence: {
      message: t('defaultMessage.absence.message', VARIABLES),
      recovered: t('defaultMessage.absence.recovered', VARIABLES),
    },
    pair: { message: t('defaultMessage.pair.message', VARIABLES) },
  };
}
