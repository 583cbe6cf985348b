import { version } from '../../../package.json';

/** How Logbell names itself to SENS. */
export const USER_AGENT = `Logbell/${version}`;
