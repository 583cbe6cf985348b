import { fillTemplate, type TemplateValues } from '../../shared/message-template';
import { fitText, type FittedText } from '../../shared/sms-text';

/** The variables a message may use, in the order in which they are explained. Groups of a regular expression go by number or name. */
export const MESSAGE_VARIABLES = ['rule', 'file', 'line', 'time', 'host', 'match', '1', 'name'] as const;

/** The SMS a message makes with these values. */
export function previewMessage(message: string, values: TemplateValues): FittedText {
  return fitText(fillTemplate(message, values));
}
