import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { servicesOf } from '../../reading/strategy-services';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** The workloads that a rollout can take its pods from, by API group. */
const WORKLOADS: Record<string, readonly string[]> = { 'apps': ['Deployment', 'ReplicaSet'], '': ['PodTemplate'] };

const workloadKnown: Rule = {
  id: 'workload-known',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a workload whose pods it does not know how to find',
  check({ spec }: Manifest): Violation[] {
    const { apiVersion = '', kind } = spec?.workloadRef ?? {};
    const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
    return !spec?.workloadRef || (Object.hasOwn(WORKLOADS, group) && WORKLOADS[group].includes(kind)) ? [] : [{
      pointer: pointer('spec', 'workloadRef'),
      message: `a workload must be a Deployment or a ReplicaSet of apps/v1, or a PodTemplate of v1, got ${kind ?? 'no kind'} of ${apiVersion || 'no API'}`,
    }];
  },
};

const MANAGER = 'argo-rollouts.argoproj.io/managed-by-rollouts';

const serviceOfOneRollout: Rule = {
  id: 'service-of-one-rollout',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'two rollouts would each lead a Service to their own pods; the controller refuses the second one',
  check(rollout: Manifest, bundle: Bundle) {
    const { name: own, namespace } = rollout.metadata ?? {};
    return servicesOf(rollout).flatMap(({ path, name }) => {
      const annotated = (bundle.find('Service', name, namespace)?.metadata.annotations as Record<string, unknown> | undefined)?.[MANAGER];
      const manager = annotated ?? firstUsers(bundle).get(namespace ?? '')?.get(name);
      return manager === undefined || manager === own ? [] : [{
        pointer: pointer(...path),
        message: `a Service belongs to one rollout, got "${name}", which belongs to Rollout "${manager}": give this rollout a Service of its own`,
      }];
    });
  },
};

/** By namespace, the name of the first rollout that uses a Service. */
const firstUsers = remembered(({ entries }: Bundle) => {
  const users = new Map<string, Map<string, string>>();
  for (const { manifest } of entries) {
    const { name: user, namespace = '' } = manifest.metadata ?? {};
    for (const { name } of manifest.kind === 'Rollout' ? servicesOf(manifest) : []) {
      const ofNamespace = users.get(namespace) ?? new Map<string, string>();
      users.set(namespace, ofNamespace.set(name, ofNamespace.get(name) ?? user));
    }
  }
  return users;
});

export const REFERENCE_RULES: readonly Rule[] = [workloadKnown, serviceOfOneRollout];
