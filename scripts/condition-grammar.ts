/**
 * Generates the parser of conditions from its grammar.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildParserFile } from '@lezer/generator';

const FOLDER = join(__dirname, '..', 'src', 'reading', 'condition');

/** The generated files with what they hold. */
export function generatedFiles(): Record<string, string> {
  const grammar = readFileSync(join(FOLDER, 'condition.grammar'), 'utf8');
  const { parser, terms } = buildParserFile(grammar, {
    typeScript: true,
    warn: (message) => {
      throw new Error(message);
    },
  });
  return { [join(FOLDER, 'parser.generated.ts')]: parser, [join(FOLDER, 'terms.generated.ts')]: terms };
}

if (require.main === module) {
  for (const [path, text] of Object.entries(generatedFiles())) {
    writeFileSync(path, text);
  }
}
