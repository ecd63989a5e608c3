import { groupOf, isMeant } from '../../manifest/api-group';
import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { fieldsIn } from '../../reading/named-objects';
import { Severity } from '../rule/finding';
import { ANY_KIND, Rule } from '../rule/rule';

/** The one kind of ours that is in no namespace. */
const CLUSTER_WIDE = 'ClusterAnalysisTemplate';

const objectOnce: Rule = {
  id: 'object-once',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: [ANY_KIND],
  why: 'the object that is applied later replaces the other without any message',
  check(manifest: Manifest, bundle: Bundle) {
    return isRollout(manifest) || !repeatedIn(bundle).has(manifest) ? [] : [{
      pointer: pointer('metadata', 'name'),
      message: `an object is deployed once, got another ${manifest.kind} "${manifest.metadata.name}" before: rename one of them, or remove one`,
    }];
  },
};

const rolloutOnce: Rule = {
  id: 'rollout-once',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the object that is applied later replaces the other, and its pods',
  check(rollout: Manifest, bundle: Bundle) {
    const { name, namespace } = rollout.metadata;
    return !isRollout(rollout) || !repeatedIn(bundle).has(rollout) ? [] : [{
      pointer: pointer('metadata', 'name'),
      message: `a rollout is deployed once, got another Rollout "${name}"${namespace ? ` in namespace "${namespace}"` : ''} before: rename one of them, or remove one`,
    }];
  },
};

function isRollout(manifest: Manifest): boolean {
  return manifest.kind === 'Rollout' && isMeant(manifest);
}

const clusterRoleBindingOnce: Rule = {
  id: 'cluster-role-binding-once',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['ClusterRoleBinding'],
  why: 'the object that is applied later replaces the other, and takes the rights of the first controller, which then fails at everything that it does',
  check(binding: Manifest, bundle: Bundle) {
    const { metadata: { name } } = binding;
    const before = bindingsOfControllers(bundle).get(name);
    const [own, other] = [binding, before ?? binding].map((each) => subjectsOf(each).sort().join(', '));
    return own === other ? [] : [{
      pointer: pointer('metadata', 'name'),
      message: `a ClusterRoleBinding is in no namespace and has a name of its own, got "${name}" for ${own || 'nobody'} and before for ${other}: `
        + 'give each installation names of its own',
    }];
  },
};

/** By name, the first that gives rights to a controller or a dashboard. */
const bindingsOfControllers = remembered((bundle: Bundle): ReadonlyMap<string, Manifest> => {
  const accounts = new Set(bundle.ofKind('Deployment').flatMap(accountsOfController));
  const isOfController = (subject: string) => accounts.has(subject) || accounts.has(subject.replace(/^.*\//, '/'));
  const bindings = bundle.ofKind('ClusterRoleBinding').filter((manifest) => subjectsOf(manifest).some(isOfController));
  return new Map(bindings.reverse().map((binding) => [binding.metadata.name, binding]));
});

/** The account of a Deployment, if that runs the controller or its dashboard. It may leave its namespace to whoever applies it. */
function accountsOfController({ metadata, spec }: Manifest): string[] {
  const pod = valueAt(spec, ['template', 'spec']);
  const isController = fieldsIn(valueAt(pod, ['containers']))
    .some(({ name, image }) => name === 'argo-rollouts' || /(^|\/)(kubectl-)?argo-rollouts([:@]|$)/.test(String(image)));
  return isController ? [`${metadata.namespace ?? ''}/${valueAt(pod, ['serviceAccountName']) ?? 'default'}`] : [];
}

function subjectsOf({ subjects }: Manifest): string[] {
  return fieldsIn(subjects).map(({ namespace = '', name }) => `${namespace}/${name}`);
}

/**
 * The objects that have the kind, the name and the namespace of one before. Two without a namespace may go to different ones, as
 * the charts of one app often do, but not those of one chart or one file.
 */
const repeatedIn = remembered(({ entries }: Bundle): ReadonlySet<Manifest> => {
  const known = new Map<unknown, Set<string>>();
  const repeated = new Set<Manifest>();
  for (const { manifest, together } of entries) {
    const { name, namespace } = manifest.metadata;
    const place = manifest.kind === CLUSTER_WIDE ? '' : namespace ? `namespace ${namespace}` : together;
    if (name !== undefined && place !== undefined) {
      const keys = known.get(place) ?? new Set();
      const key = `${groupOf(manifest)}/${manifest.kind}/${name}`;
      if (keys.has(key)) {
        repeated.add(manifest);
      }
      known.set(place, keys.add(key));
    }
  }
  return repeated;
});

export const DUPLICATE_RULES: readonly Rule[] = [objectOnce, rolloutOnce, clusterRoleBindingOnce];
