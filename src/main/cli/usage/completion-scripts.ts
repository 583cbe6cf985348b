import type { Command, Option } from 'commander';

/** A command with the words that may follow it. */
interface Node {
  /** Names from the program to the command, without the program: `outbox resend`. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OptionWords[];
}

interface Word {
  readonly name: string;
  readonly description: string;
}

interface OptionWords {
  readonly long: string;
  readonly short: string | undefined;
  readonly takesValue: boolean;
  readonly description: string;
}

/** Writers of scripts by shell. */
const WRITERS: Readonly<Record<string, (nodes: readonly Node[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Script that completes the commands and options of the program in a shell; null for an unknown shell. */
export function completionScript(program: Command, shell: string): string | null {
  return Object.hasOwn(WRITERS, shell) ? (WRITERS[shell]?.(nodesOf(program, '')) ?? null) : null;
}

function nodesOf(command: Command, path: string): readonly Node[] {
  const help = command.createHelp();
  const commands = help
    .visibleCommands(command)
    .map((each) => ({ name: each.name(), description: each.description() }));
  const options = help.visibleOptions(command).map(optionWords);
  const below = command.commands.flatMap((each) => nodesOf(each, `${path} ${each.name()}`.trim()));
  return [{ path, commands, options }, ...below];
}

function optionWords({ long, short, required, description }: Option): OptionWords {
  return { long: long ?? '', short, takesValue: required, description };
}

/** Lines of a `case` that follows the words typed so far into the tree of commands. */
function steps(nodes: readonly Node[]): string {
  return nodes
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const parent = path.includes(' ') ? path.slice(0, path.lastIndexOf(' ')) : '';
      return `      '${parent}>${path.slice(path.lastIndexOf(' ') + 1)}') place='${path}' ;;`;
    })
    .join('\n');
}

function bashScript(nodes: readonly Node[]): string {
  const words = nodes
    .map(({ path, commands, options }) => {
      const all = [...commands.map(({ name }) => name), ...options.map(({ long }) => long)];
      return `    '${path}') words='${all.join(' ')}' ;;`;
    })
    .join('\n');
  return `# bash completion for logbell
_logbell() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place>$word" in
${steps(nodes)}
    esac
  done
  case "$place" in
${words}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _logbell logbell
`;
}

function zshScript(nodes: readonly Node[]): string {
  const described = ({ name, description }: Word): string =>
    quoted(`${name}:${description.replaceAll('\\', '\\\\').replaceAll(':', '\\:')}`);
  const words = nodes
    .map(({ path, commands, options }) => {
      const all = [...commands, ...options.map(({ long, description }) => ({ name: long, description }))];
      return `    '${path}') candidates=(${all.map(described).join(' ')}) ;;`;
    })
    .join('\n');
  return `#compdef logbell
_logbell() {
  local place='' word
  local -a candidates
  for word in "\${words[@]:1:$((CURRENT - 2))}"; do
    case "$place>$word" in
${steps(nodes)}
    esac
  done
  case "$place" in
${words}
  esac
  _describe logbell candidates || _files
}
if [ "$funcstack[1]" = "_logbell" ]; then
  _logbell "$@"
else
  compdef _logbell logbell
fi
`;
}

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, commands, options }) => {
    const below = commands.map(({ name }) => name).join(' ');
    const seen = path.split(' ').map((name) => `__fish_seen_subcommand_from ${name}`);
    const deeper = path === '' ? '__fish_use_subcommand' : seen.join('; and ');
    const place = path === '' || below === '' ? deeper : `${deeper}; and not __fish_seen_subcommand_from ${below}`;
    return [
      ...commands.map(
        ({ name, description }) =>
          `complete -c logbell -f -n ${quoted(place)} -a ${name} -d ${fishQuoted(description)}`,
      ),
      ...options.map(
        (option) => `complete -c logbell -n ${quoted(place)} ${fishFlags(option)} -d ${fishQuoted(option.description)}`,
      ),
    ];
  });
  return ['# fish completion for logbell', ...lines, ''].join('\n');
}

function fishFlags({ long, short, takesValue }: OptionWords): string {
  const flags = [`-l ${long.slice('--'.length)}`, ...(short === undefined ? [] : [`-s ${short.slice('-'.length)}`])];
  return [...flags, ...(takesValue ? ['-r'] : [])].join(' ');
}

/** A word in single quotes (POSIX shells). */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A word in single quotes of fish, where a backslash escapes. */
function fishQuoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
