import { groupOf } from '../../manifest/api-group';
import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { Severity } from '../rule/finding';
import { ANY_KIND, Rule } from '../rule/rule';

/** The one kind of ours that is in no namespace. */
const CLUSTER_WIDE = 'ClusterAnalysisTemplate';

const objectOnce: Rule = {
  id: 'object-once',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: [ANY_KIND],
  why: 'the one that is applied later replaces the other without a word',
  check(manifest: Manifest, bundle: Bundle) {
    return !repeatedIn(bundle).has(manifest) ? [] : [{
      pointer: pointer('metadata', 'name'),
      message: `an object is deployed once, got another ${manifest.kind} "${manifest.metadata.name}" before: rename one, or leave it out`,
    }];
  },
};

/**
 * The objects that have the kind, the name and the namespace of one before. Two without a namespace may go to different ones, as
 * the charts of one app often do.
 */
const repeatedIn = remembered(({ entries }: Bundle): ReadonlySet<Manifest> => {
  const keys = new Set<string>();
  const repeated = new Set<Manifest>();
  for (const { manifest } of entries) {
    const { name, namespace } = manifest.metadata;
    if (name !== undefined && (namespace || manifest.kind === CLUSTER_WIDE)) {
      const key = `${groupOf(manifest)}/${manifest.kind}/${namespace}/${name}`;
      if (keys.has(key)) {
        repeated.add(manifest);
      }
      keys.add(key);
    }
  }
  return repeated;
});

export const DUPLICATE_RULES: readonly Rule[] = [objectOnce];
