/** What stands for a value that only the shell knows. */
const UNKNOWN = 'value';

/** Words of the shell after which a command begins. */
const BEFORE_COMMAND = new Set(['!', 'if', 'then', 'elif', 'else', 'while', 'until', 'do', 'time', '{']);

/** A part of a script: what the shell takes together. */
const TOKEN = new RegExp([
  '(?<nothing>\\\\\\n|[ \\t]+|#[^\\n]*|<<\'?(?<mark>\\w+)\'?\\n.*?\\n\\k<mark>(?=\\n|$)|\\d?>>?(?:&\\d|[ \\t]*[^\\s;&|]+))',
  '(?<end>\\n|[;&|()]+)',
  '(?<word>(?:<[a-z]+>|\'[^\']*\'|"(?:\\$\\([^)]*\\)|[^"])*"|\\$\\([^)]*\\)|\\$\\{[^}]*\\}|\\\\.|[^\\s;&|()\'"\\\\])+)',
].join('|'), 'gsy');

/**
 * The commands of a script, each taken apart into words, those inside of others first. It knows as much of the shell as
 * documentation needs. What is in `<>` is taken as it is: it stands for something that the reader fills in.
 */
export function commandsIn(script: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  for (const { groups } of script.matchAll(TOKEN)) {
    if (groups!.end !== undefined) {
      commands.push(words);
      words = [];
    } else if (groups!.word !== undefined && !(words.length === 0 && isBeforeCommand(groups!.word))) {
      commands.push(...substitutionsIn(groups!.word).flatMap(commandsIn));
      words.push(valueOf(groups!.word));
    }
  }
  return [...commands, words].filter((command) => command.length > 0);
}

function isBeforeCommand(word: string): boolean {
  return BEFORE_COMMAND.has(word) || /^\w+=/.test(word);
}

function substitutionsIn(word: string): string[] {
  return word.startsWith('\'') ? [] : [...word.matchAll(/\$\(([^)]*)\)/g)].map(([, script]) => script);
}

/** A word without its quotes. A variable with a default is that. */
function valueOf(word: string): string {
  return word.replace(/'([^']*)'|"((?:\$\([^)]*\)|[^"])*)"|([^'"]+)/g, (_, literal?: string, quoted?: string, plain?: string) => literal
    ?? (quoted ?? plain ?? '').replace(/\$\([^)]*\)|\$\{\w+:-([^}]*)\}|\$\{[^}]*\}|\$\w+/g, (_variable, byDefault?: string) => byDefault ?? UNKNOWN));
}
