import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { escapeForHelm, foreignToHelm } from '../../../src/manifest/helm';
import { Check, Outcome } from './check';
import { goldens } from './goldens';
import { ORACLE, program, WORK } from './oracle';
import { GO, run } from './tool';

/** Helm gives back each byte of what we escape for it. */
export const helmGivesBackWhatIsEscaped: Check = {
  name: 'helm',
  needs: [GO],
  run: () => {
    const texts = new Map(goldens().map((golden) => [`${basename(dirname(golden))}.yaml`, readFileSync(golden, 'utf8')]));
    return [rendererTests(), givesBack(texts), failsWithout(texts)];
  },
};

function rendererTests(): Outcome {
  const { ok, output } = run('go', ['test', './...'], join(ORACLE, 'helm'));
  return { name: 'Helm renders and refuses what it should (go test)', problems: ok ? [] : [output] };
}

function givesBack(texts: ReadonlyMap<string, string>): Outcome {
  const rendered: Record<string, string> = JSON.parse(helm(texts, escapeForHelm).stdout);
  const different = [...texts].filter(([file, text]) => rendered[`oracle/templates/${file}`] !== text).map(([file]) => file);
  return { name: `helm template gives back ${texts.size} goldens, byte for byte`, problems: different.map((file) => `${file} differs`) };
}

/** One by one, because Helm stops at the first that it cannot read. */
function failsWithout(texts: ReadonlyMap<string, string>): Outcome {
  const foreign = [...texts].filter(([, text]) => foreignToHelm(text));
  const read = foreign.filter((entry) => helm(new Map([entry]), (text) => text).ok).map(([file]) => file);
  return {
    name: `Helm refuses the ${foreign.length} goldens that helm-escaped objects to, as they are`,
    problems: foreign.length === 0 ? ['no golden has an expression'] : read.map((file) => `${file} is read`),
  };
}

function helm(texts: ReadonlyMap<string, string>, write: (text: string) => string) {
  mkdirSync(WORK, { recursive: true });
  const chart = mkdtempSync(join(WORK, 'chart-'));
  mkdirSync(join(chart, 'templates'));
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: oracle\nversion: 0.1.0\n');
  texts.forEach((text, file) => writeFileSync(join(chart, 'templates', file), write(text)));
  try {
    return run(program('helm'), [chart], WORK);
  } finally {
    rmSync(chart, { recursive: true });
  }
}
