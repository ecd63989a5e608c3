import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, ChartProps, Testing } from 'cdk8s';
import { Lint } from '../src';

/** A folder for all that tests synthesize: `npm run conformance` asks the real tools about it. */
const KEPT = process.env.KEEP_SYNTHESIZED;

/**
 * What a chart renders, as plain data.
 */
export interface Manifests {
  /** The objects in the order of the file, each as `Kind/name`. */
  readonly ids: string[];
  /** The only object of a kind, or the one with a name. */
  find(kind: string, name?: string): any;
}

export function synthesize(build: (chart: Chart) => void, props?: ChartProps): Manifests {
  const chart = new Chart(new App(), 'test', props);
  build(chart);
  return manifestsOf(chart);
}

/**
 * The same for what is only a piece: without the rules that ask for what it leaves out.
 */
export function synthesizeWithout(...rules: string[]): typeof synthesize {
  return (build, props) => synthesize((chart) => {
    Lint.configure(chart, { rules: Object.fromEntries(rules.map((rule) => [rule, 'off'])) });
    build(chart);
  }, props);
}

export function manifestsOf(chart: Chart): Manifests {
  const objects: any[] = Testing.synth(chart);
  if (KEPT) {
    const { testPath: file, currentTestName: test } = expect.getState();
    appendFileSync(join(KEPT, `${process.pid}.jsonl`), `${JSON.stringify({ file, test, objects })}\n`);
  }
  return {
    ids: objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    find(kind, name) {
      const found = objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
      if (found.length !== 1) {
        throw new Error(`there are ${found.length} of ${kind} ${name ?? ''}`);
      }
      return found[0];
    },
  };
}

/**
 * The value at a place in a manifest, such as `spec.strategy.canary.steps.0`.
 */
export function at(manifest: any, path: string): unknown {
  return path.split('.').reduce((value, key) => value?.[key], manifest);
}
