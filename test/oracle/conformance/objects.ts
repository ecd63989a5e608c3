import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupOf } from '../../../src/manifest/api-group';
import { Good, synthesized } from './accepted';
import { Check, Outcome } from './check';
import { goldens, nameOf, objectsOf, Report } from './goldens';
import { ask, ORACLE, WORK } from './oracle';
import { GO } from './tool';

const MOST_SHOWN = 20;

/** A kind for which there is no schema, and why. */
interface Unjudged {
  readonly kind: string;
  readonly reason: string;
}

/**
 * Objects of other projects, in the examples and in all that unit tests synthesize, are what the CRDs of those projects allow. `schemas/` has the
 * CRDs. A kind that is not there is listed with the reason.
 */
export const objectsOfOthersAreTheirs: Check = {
  name: 'objects',
  needs: [GO],
  run() {
    const unjudged: Unjudged[] = JSON.parse(readFileSync(join(ORACLE, 'schemas', 'unjudged.json'), 'utf8'));
    const met = new Set<string>();
    const examples = goldens().map((golden) => ({ test: nameOf(golden), objects: objectsOf(golden) }));
    return [
      judged('in the examples', examples, unjudged, met),
      judged('that tests synthesize', synthesized(), unjudged, met),
      {
        name: `${unjudged.length} kinds without a schema are listed`,
        problems: unjudged.filter(({ kind }) => !met.has(kind)).map(({ kind }) => `listed but absent: ${kind}`),
        notes: unjudged.map(({ kind, reason }) => `${kind}: ${reason}`),
      },
    ];
  },
};

function judged(name: string, all: readonly Good[], unjudged: readonly Unjudged[], met: Set<string>): Outcome {
  const bundles = all.map(({ test, objects }) => ({ test, objects: objects.filter(isOfOthers) })).filter(({ objects }) => objects.length > 0);
  const folder = join(WORK, 'objects');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = bundles.map(({ objects }, index) => {
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    return file;
  });
  const verdicts = files.length > 0 ? ask<Report>('judge', ...files).files : [];
  const problems = verdicts.flatMap(({ findings, notJudged }, index) => [
    ...findings.map(({ kind, name: of, path, message }) => `${bundles[index].test}: ${kind}/${of} ${path}: ${message}`),
    ...notJudged.flatMap(({ kind, name: of, reason }) => {
      const { apiVersion } = bundles[index].objects.find((object) => object.kind === kind && object.metadata.name === of);
      const named = `${apiVersion} ${kind}`;
      met.add(named);
      return unjudged.some((each) => each.kind === named) ? [] : [`${bundles[index].test}: ${named}: ${reason}: add its CRD to schemas/extract.ts, or list it in schemas/unjudged.json`];
    }),
  ]);
  const judgedObjects = verdicts.reduce((sum, { judged: stages }) => sum + (stages.schema ?? 0), 0);
  return {
    name: `${judgedObjects} objects of other projects ${name} are as their CRDs say`,
    problems: judgedObjects > 0 ? [...new Set(problems)].slice(0, MOST_SHOWN) : ['there is none'],
  };
}

/** Groups of projects beside Kubernetes that have its ending. */
const BESIDE_KUBERNETES = ['gateway.networking.k8s.io', 'autoscaling.k8s.io'];

/** Neither of Kubernetes nor of Argo, whose objects the other checks judge. */
function isOfOthers(object: { apiVersion: string; kind: string }): boolean {
  const group = groupOf(object);
  return group.includes('.') && group !== 'argoproj.io' && (!group.endsWith('.k8s.io') || BESIDE_KUBERNETES.includes(group));
}
