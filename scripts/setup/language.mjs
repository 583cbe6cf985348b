/**
 * The language of the terminal, by the order of setlocale(3): LC_ALL, LC_MESSAGES, LANG. Korean when it is Korean, else English.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {'ko' | 'en'}
 */
export function terminalLanguage(environment) {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value);
  return locale?.toLowerCase().startsWith('ko') === true ? 'ko' : 'en';
}
