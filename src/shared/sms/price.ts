import type { TextType } from './fit-text';

/** Estimated price of one text in won, from the settings; practice texts are free. */
export function estimatedWon(type: TextType, prices: Readonly<Record<TextType, number>>, practice: boolean): number {
  return practice ? 0 : prices[type];
}
