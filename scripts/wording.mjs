/** `npm run wording [-- FOLDER]`: counts faults of wording in the strings of a source tree, as docs/style.md defines them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { isEntryPoint } from './setup/command.mjs';
import { projectFolder } from './setup/project.mjs';

/**
 * One string of the user interface.
 *
 * @typedef {{ language: 'ko' | 'en', file: string, key: string, text: string }} UiString
 */

/**
 * A fault that a machine can find. An `enforced` one fails the unit tests; the others are only counted.
 *
 * @typedef {object} WordingRule
 * @property {string} name
 * @property {'ko' | 'en'} language
 * @property {RegExp} pattern
 * @property {boolean} enforced
 */

const PLURAL_NOUN = '(?:more )?(?:files|rules|lines|matches|texts|recipients|alerts|problems|entries|changes|errors)';

/** @type {readonly WordingRule[]} */
export const wordingRules = [
  english('“text” as a verb', /\btexted\b|\btexts? (?:others|them|whom|him|her|you)\b|\btexts when\b/i),
  english('clause without a noun', /(?:^|[.:;–—] )(?:What|Whose|Which|Whether|Who|Whom|How) [^?]*$/),
  english('verb without a subject', /^(?:Waits|Lets|Goes|Holds|Keeps|Looks|Says|Counts|Gives|Makes) [^{]/),
  english('“so long”, “so many”', /\bso (?:long|many|much|often)\b/),
  english('tell, told', /\b(?:tell|tells|told)\b/i),
  english(
    'phrasal verb or dated word',
    /\b(?:go(?:es)? out|gone out|went out|go(?:es)? on|held back|come to its end|be had|at work|anew|mend(?:ed)?|trouble|all is well|meanwhile|stands)\b/i,
  ),
  english(
    'number after a colon',
    /\b(?:files|rules|lines|texts|matches|held|recipients|alerts|others)[^.{]*: \{\{(?!path|title|rule\b|name)\w+(?:, number)?\}\}(?:[.,)]| ·|$)/i,
  ),
  english('“(s)”', /\((?:e?s)\)/),
  english(
    'dated phrase for a standard term',
    /\b(?:tried again|start Logbell again|live view|config folder|looked up)\b/i,
  ),
  english('app that answers', /\b(?:does|did) not answer\b/i),
  english('“There is”', /\bThere (?:is|are)\b/),
  english('“may not”', /\bmay not (?!do what|be (?:correct|complete))/),
  english('“Write” for “Enter”', /\bWrite (?:a|an|the|it|one|your)\b/),
  english('range as a fragment', /\bFrom \S+(?: \w+)? to\b|\bUp to [\d{]/),
  english('British spelling', /\b(?:licen[c]e|synchronis|colour|honour|behaviour)/i),
  english('please', /\bplease\b/i),
  counted('en', 'passive', /\b(?:is|are|was|were|be|been|being) (?:not )?\w+(?:ed|en|wn|ept|old|ent)\b/),
  counted('en', '“cannot be”, “could not be”', /\b(?:cannot|could not|can't) be\b/i),
  counted('en', 'pronoun as the first word', /^(?:It|This|These|They) /),
  korean('-십시오', /십시[오요]/),
  korean(
    'particle after a variable',
    /\}\}["”’']?(?:은|는|이|가|을|를|와|과|로|으로|라는|이라는|라고|이라고)(?![가-힣])/,
  ),
  korean('both particles', /을\(를\)|이\(가\)|은\(는\)|\(으\)로|\(이\)/),
  korean('받는 사람', /받는 사람/),
  korean('조용한 시간', /조용한 시간/),
  korean('다시 시작 for resume', /알림(?:을)? 다시 시작|다시 시작 \(/),
  korean('other words for 일치', /맞는 줄|걸린|걸렸/),
  korean('모음', /모음/),
  korean('멈추기 for 음소거', /멈추기|멈춤|다시 알리기/),
  korean(
    'everyday verb for a standard term',
    /(?<!체)적으|적어|고르|골라|고른|고치|고쳐|버리|버렸|지우(?!기)|지웠|지운|시험|지켜보/,
  ),
  korean('drifting pairs', /휴대폰|그림|빈 공간|샘플/),
  korean('예산', /예산/),
];

/**
 * @param {string} name
 * @param {RegExp} pattern
 * @returns {WordingRule}
 */
function english(name, pattern) {
  return { name, language: 'en', pattern, enforced: true };
}

/**
 * @param {string} name
 * @param {RegExp} pattern
 * @returns {WordingRule}
 */
function korean(name, pattern) {
  return { name, language: 'ko', pattern, enforced: true };
}

/**
 * @param {'ko' | 'en'} language
 * @param {string} name
 * @param {RegExp} pattern
 * @returns {WordingRule}
 */
function counted(language, name, pattern) {
  return { name, language, pattern, enforced: false };
}

/**
 * Finds the strings that break a rule.
 *
 * @param {readonly UiString[]} strings
 * @param {WordingRule} rule
 */
export function stringsThatBreak(strings, rule) {
  return strings.filter(({ language, text }) => language === rule.language && rule.pattern.test(text));
}

/**
 * Finds English strings that count a noun in the plural and have no singular form (a sibling key with `_one`).
 *
 * @param {readonly UiString[]} strings
 */
export function pluralsWithoutSingular(strings) {
  const english = strings.filter(({ language }) => language === 'en');
  const keys = new Set(english.map(({ file, key }) => `${file} ${key}`));
  const plural = new RegExp(String.raw`\{\{\w+(?:, number)?\}\} ${PLURAL_NOUN}\b`);
  return english.filter(({ file, key, text }) => {
    return !key.endsWith('_one') && plural.test(text) && !keys.has(`${file} ${key}_one`);
  });
}

/**
 * Reads all strings of a source tree: `src/shared/i18n/{ko,en}` and the messages of the scripts.
 *
 * @param {string} folder
 * @returns {UiString[]}
 */
export function readStrings(folder) {
  const files = /** @type {const} */ (['ko', 'en']).flatMap((language) => {
    const root = join(folder, 'src/shared/i18n', language);
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    return names.map((name) => ({ language, file: name, source: readFileSync(join(root, name), 'utf8') }));
  });
  const scripts = readFileSync(join(folder, 'scripts/setup/messages.mjs'), 'utf8');
  return [...files, ...scriptMessages(scripts)].flatMap(({ language, file, source }) =>
    stringsIn(source).map(({ key, text }) => ({ language, file, key, text })),
  );
}

/**
 * Cuts the messages of the scripts into one source per language: the objects `ko` and `en`.
 *
 * @param {string} source
 */
function scriptMessages(source) {
  return /** @type {const} */ (['ko', 'en']).map((language) => ({
    language,
    file: 'scripts/setup/messages.mjs',
    source: new RegExp(String.raw`^const ${language} = \{[^]*?^\};`, 'm').exec(source)?.[0] ?? '',
  }));
}

/**
 * Collects the string properties of the object literals in a source file, with dotted keys.
 *
 * @param {string} source
 */
function stringsIn(source) {
  const file = ts.createSourceFile('strings.ts', source, ts.ScriptTarget.Latest);
  /** @type {{ key: string, text: string }[]} */
  const found = [];
  /** @param {ts.Node} node @param {string} above */
  const visit = (node, above) => {
    if (ts.isPropertyAssignment(node)) {
      const key = `${above}${node.name.getText(file).replaceAll("'", '')}`;
      const value = node.initializer;
      if (ts.isStringLiteralLike(value)) {
        found.push({ key, text: value.text });
      } else {
        ts.forEachChild(value, (child) => visit(child, `${key}.`));
      }
    } else {
      ts.forEachChild(node, (child) => visit(child, above));
    }
  };
  visit(file, '');
  return found;
}

/** @param {string} folder */
function printCounts(folder) {
  const strings = readStrings(folder);
  const faulty = new Set(
    wordingRules.filter((rule) => rule.enforced).flatMap((rule) => stringsThatBreak(strings, rule)),
  );
  for (const rule of wordingRules) {
    const count = stringsThatBreak(strings, rule).length;
    console.log(
      `${String(count).padStart(5)}  ${rule.language}  ${rule.name}${rule.enforced ? '' : ' (counted only)'}`,
    );
  }
  console.log(`${String(pluralsWithoutSingular(strings).length).padStart(5)}  en  plural without a singular form`);
  for (const language of ['en', 'ko']) {
    const all = strings.filter((string) => string.language === language).length;
    const bad = [...faulty].filter((string) => string.language === language).length;
    console.log(`${language}: ${bad} of ${all} strings with a fault`);
  }
}

if (isEntryPoint(import.meta.url)) {
  printCounts(resolve(process.argv[2] ?? projectFolder));
}
