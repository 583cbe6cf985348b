import type { Prices } from '../settings/schema';
import type { TextType } from './text';

/** What one text is estimated to cost, won: the price of its type in the settings; a practice text costs nothing. */
export function estimatedWon(type: TextType, prices: Prices, practice: boolean): number {
  return practice ? 0 : prices[type];
}
