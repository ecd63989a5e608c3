import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { templateReferences } from '../../reading/analyses';
import { TEMPLATE_KINDS } from '../../reading/metrics';
import { isOf, MESH_SERVICE, namedObjects, NamedObject } from '../../reading/named-objects';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/**
 * A rule about one kind of reference. An object that is not found may be deployed from elsewhere, so it is told of only where
 * the bundle holds others of its kind: who checks a single rollout does not hear of all that he left out.
 */
function foundRule(rule: Omit<Rule, 'check' | 'severity' | 'ofReference'> & { named(manifest: Manifest): readonly NamedObject[] }): Rule {
  return {
    ...rule,
    severity: Severity.WARNING,
    ofReference: true,
    check(manifest: Manifest, bundle: Bundle) {
      return rule.named(manifest).flatMap(({ kind, name, namespace, path }) => bundle.find(kind, name, namespace) ? [] : [{
        pointer: pointer(...path),
        message: `no ${kind} "${name}" is among what is checked${namespace ? `, in namespace "${namespace}"` : ''}: correct the name, or add it`,
        onlyStrict: !bundle.holds(kind, namespace),
      }]);
    },
  };
}

/** What a rule about objects that a rollout names needs to know of their kinds. */
function naming(...kinds: string[]) {
  return { named: (rollout: Manifest) => kinds.flatMap((kind) => namedObjects(rollout, kind)) };
}

const serviceFound = foundRule({
  id: 'service-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose Service does not exist',
  ...naming('Service'),
});

const ingressFound = foundRule({
  id: 'ingress-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose Ingress does not exist',
  ...naming('Ingress'),
});

const virtualServiceFound = foundRule({
  id: 'virtual-service-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose VirtualService does not exist',
  ...naming('VirtualService'),
});

const destinationRuleFound = foundRule({
  id: 'destination-rule-found',
  stage: 'traffic',
  kinds: ['Rollout'],
  why: 'no step completes while the DestinationRule does not exist',
  ...naming('DestinationRule'),
});

const routeFound = foundRule({
  id: 'route-found',
  stage: 'traffic',
  kinds: ['Rollout'],
  why: 'no step completes while what the router should change does not exist',
  ...naming(MESH_SERVICE, 'Mapping', 'TraefikService', 'ApisixRoute', 'VirtualNode', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'),
});

const templateFound = foundRule({
  id: 'template-found',
  stage: 'reconcile',
  kinds: ['Rollout', 'Experiment', ...TEMPLATE_KINDS],
  why: 'the controller refuses a rollout whose template does not exist, and an analysis that includes it ends in an error',
  named(manifest) {
    // what a template of the whole cluster includes is looked for in the namespace of the rollout
    const namespace = manifest.kind === 'ClusterAnalysisTemplate' ? undefined : manifest.metadata?.namespace;
    return templateReferences(manifest).flatMap(({ reference: { templateName, clusterScope }, path }) => !templateName ? [] : [{
      kind: clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate',
      name: templateName,
      namespace: clusterScope ? undefined : namespace,
      path: [...path, 'templateName'],
    }]);
  },
});

const WORKLOADS = ['Deployment', 'ReplicaSet', 'PodTemplate'];

const workloadFound = foundRule({
  id: 'workload-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout that takes its pods from a workload that does not exist',
  named({ metadata, spec }) {
    const { kind, name } = spec?.workloadRef ?? {};
    return !name || !WORKLOADS.includes(kind) ? [] : [{ kind, name, namespace: metadata?.namespace, path: ['spec', 'workloadRef', 'name'] }];
  },
});

const scaleTargetFound = foundRule({
  id: 'scale-target-found',
  stage: 'never',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  why: 'an autoscaler whose rollout does not exist scales nothing',
  named({ metadata, spec }) {
    const { apiVersion, kind, name } = spec?.scaleTargetRef ?? {};
    const target = { apiVersion, kind, metadata: {} } as Manifest;
    return kind !== 'Rollout' || !isOf(target, 'argoproj.io') || typeof name !== 'string' ? [] : [{
      kind, name, namespace: metadata?.namespace, path: ['spec', 'scaleTargetRef', 'name'],
    }];
  },
});

export const FOUND_RULES: readonly Rule[] = [
  serviceFound, ingressFound, virtualServiceFound, destinationRuleFound, routeFound, templateFound, workloadFound, scaleTargetFound,
];
