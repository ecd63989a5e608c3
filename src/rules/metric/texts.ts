import { Path, pointer } from '../../manifest/pointer';
import { mountsOf } from '../../reading/analyses';
import { METRIC_KINDS, metricsOf } from '../../reading/metrics';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** What Python, Go, JavaScript and Java write for an object where a text is wanted. What is in double braces is a placeholder. */
const OBJECT = /<[\w.]+ object at 0x[0-9a-f]+>|\bobject at 0x[0-9a-f]+|&\{(?!\{(?!\d))[^}]*\}*|\[object [A-Z]\w*\]|\b\w+(\.\w+)*\.[A-Z]\w*@[0-9a-f]{5,8}\b/;

const textShowsNoObject: Rule = {
  id: 'text-shows-no-object',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: [...METRIC_KINDS, 'Rollout', 'Experiment'],
  why: 'it is the address of an object in the program that wrote the text, so that a metric asks for something that is nowhere, and differs at each run',
  check: (manifest) => [
    ...metricsOf(manifest).flatMap(({ metric, path }) => textsIn(withoutJob(metric), path)),
    ...argumentTexts(manifest.spec, ['spec']),
    ...mountsOf(manifest).flatMap(({ analysis, path }) => argumentTexts(analysis, path)),
  ].flatMap(({ text, path }) => {
    const [shown] = OBJECT.exec(text) ?? [];
    return shown === undefined ? [] : [{
      pointer: pointer(...path),
      message: `a text must not show an object, got ${JSON.stringify(shown)}: write the placeholder of an argument, such as {{args.name}}, or a value`,
    }];
  }),
};

interface Text {
  readonly text: string;
  readonly path: Path;
}

function argumentTexts(owner: Record<string, any> | undefined, path: Path): Text[] {
  return textsIn((owner?.args ?? []).map((argument: Record<string, any> | null) => argument?.value), [...path, 'args'])
    .map((found) => ({ ...found, path: [...found.path, 'value'] }));
}

/** What a job runs may speak of objects. */
function withoutJob({ provider, ...metric }: Record<string, any>): Record<string, any> {
  const { job, ...others } = provider ?? {};
  return { ...metric, provider: others };
}

function textsIn(part: unknown, path: Path): Text[] {
  if (typeof part === 'string') {
    return [{ text: part, path }];
  }
  return typeof part !== 'object' || part === null ? []
    : Object.entries(part).flatMap(([key, value]) => textsIn(value, [...path, key]));
}

export const TEXT_RULES: readonly Rule[] = [textShowsNoObject];
