import type { Translate } from '../../../shared/i18n/translator';
import type { Interview } from '../interview';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';

/** A value that setup needs. */
export interface Question {
  /** Option that answers it, such as `--sender`. */
  readonly option: string;
  /** Value of the option, if it was given. */
  readonly given: string | undefined;
  /** Words to ask with. */
  readonly label: string;
  /** Value without an answer, unless it is unusable; empty for none. */
  readonly current: string;
  /** True if it may stay empty. */
  readonly isOptional?: boolean;
  /** Turns what was typed into a value, such as the number of a proposal. */
  readonly read?: (typed: string) => string;
  /** Returns the sentence about an unusable value; null for a good one. */
  readonly fault: (value: string) => string | null;
}

interface QuestionsDeps {
  /** Asks on the terminal; null without one. */
  readonly interview: Interview | null;
  readonly output: Output;
  readonly translate: Translate;
}

/** Collects values from options, the terminal and what is set already, in this order. */
export class Questions {
  readonly #deps: QuestionsDeps;
  /** Options that are missing, as nobody can be asked. */
  readonly missing: string[] = [];
  /** True once an option has an unusable value, which was printed. */
  isRefused = false;
  /** True once the user has given up. */
  isCancelled = false;

  constructor(deps: QuestionsDeps) {
    this.#deps = deps;
  }

  /** True if there is a terminal to ask on. */
  get canAsk(): boolean {
    return this.#deps.interview !== null;
  }

  /** Returns the value of a question; empty if it is missing, unusable or not wanted any more. */
  value(question: Question): Promise<string> {
    const { option, given, isOptional = false } = question;
    if (given !== undefined) {
      const sentence = question.fault(given);
      if (sentence !== null) {
        this.refuse(option, sentence);
      }
      return Promise.resolve(given);
    }
    const current = question.fault(question.current) === null ? question.current : '';
    if (this.canAsk) {
      return this.#ask({ ...question, current });
    }
    if (current === '' && !isOptional) {
      this.missing.push(option);
    }
    return Promise.resolve(current);
  }

  /** Asks for a value without showing it; empty for Enter. */
  hidden(label: string, fault: (value: string) => string | null): Promise<string> {
    return this.#untilUsable((interview) => interview.askHidden(label), fault);
  }

  /** Asks a yes-or-no question; `otherwise` is the answer of Enter. */
  async agrees(question: string, otherwise: boolean): Promise<boolean> {
    const typed = (await this.#deps.interview?.ask(`${question} ${otherwise ? '[Y/n]' : '[y/N]'}`)) ?? null;
    if (typed === null) {
      this.isCancelled = true;
      return false;
    }
    return typed.trim() === '' ? otherwise : /^(y|yes|예|네)$/i.test(typed.trim());
  }

  /** Asks until the answer is usable. */
  async #ask({ label, current, isOptional = false, read = (typed) => typed, fault }: Question): Promise<string> {
    const { translate } = this.#deps;
    const words = current === '' ? label : translate('cli.setup.withDefault', { label, value: current });
    const check = (typed: string): string | null => {
      const value = valueOf(typed, current, read);
      if (value === '') {
        return isOptional ? null : translate('cli.setup.empty');
      }
      return fault(value);
    };
    return valueOf(await this.#untilUsable((interview) => interview.ask(words), check), current, read);
  }

  /** Repeats a question until the answer has no fault; empty if the user gives up. */
  async #untilUsable(
    ask: (interview: Interview) => Promise<string | null>,
    fault: (typed: string) => string | null,
  ): Promise<string> {
    const { interview, output, translate } = this.#deps;
    while (interview !== null && !this.isOver) {
      const typed = await ask(interview);
      if (typed === null) {
        this.isCancelled = true;
        return '';
      }
      const sentence = fault(typed);
      if (sentence === null) {
        return typed;
      }
      printError(output, translate, sentence);
    }
    return '';
  }

  /** Prints that an option has an unusable value. */
  refuse(option: string, sentence: string): void {
    const { output, translate } = this.#deps;
    this.isRefused = true;
    printError(output, translate, translate('cli.setup.badOption', { option, sentence }));
  }

  /** True once nothing more needs to be asked. */
  get isOver(): boolean {
    return this.isCancelled || this.isRefused;
  }
}

/** Value of what was typed; Enter is the current value. */
function valueOf(typed: string, current: string, read: (typed: string) => string): string {
  return typed.trim() === '' ? current : read(typed.trim());
}
