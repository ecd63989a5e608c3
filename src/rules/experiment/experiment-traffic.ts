import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { partsOf, PlacedExperiment } from '../../reading/experiments';
import { unmet } from '../../reading/label-selector';
import { fieldsIn } from '../../reading/named-objects';
import { podLabels, podTemplate } from '../../reading/pod-labels';
import { servicesOf } from '../../reading/strategy-services';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { experimentRule } from './experiment-rule';

type Labels = Record<string, string>;

/** A template with the pods that are made from it. */
interface Template {
  readonly path: Path;
  readonly value: Record<string, any>;
  readonly labels: Labels;
  readonly ports: readonly Record<string, any>[];
}

function templatesOf({ experiment, isStep }: PlacedExperiment, manifest: Manifest, bundle: Bundle): Template[] {
  return partsOf(experiment, 'templates').map(({ value, path }) => {
    const pod = isStep ? podTemplate(manifest, bundle) : value.template;
    return {
      path,
      value,
      labels: { ...pod?.metadata?.labels, ...isStep ? value.metadata?.labels : {} },
      ports: fieldsIn(pod?.spec?.containers).flatMap((container) => fieldsIn(container.ports)),
    };
  });
}

/** The Services that the controller does not narrow to a version of a rollout. */
const servicesOfAll = remembered((bundle: Bundle): readonly Manifest[] => {
  const narrowed = new Set(bundle.ofKind('Rollout').flatMap((rollout) => servicesOf(rollout)
    .map(({ name }) => bundle.find('Service', name, rollout.metadata?.namespace))));
  return bundle.ofKind('Service').filter((service) => !narrowed.has(service));
});

/** Those of them that select pods. */
function selecting(labels: Labels, namespace: string | undefined, bundle: Bundle): Manifest[] {
  return servicesOfAll(bundle).filter((service) => {
    const selector: Labels = service.spec?.selector ?? {};
    const isNear = !namespace || !service.metadata?.namespace || service.metadata.namespace === namespace;
    return isNear && selects(selector, labels);
  });
}

function selects(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).length > 0 && unmet({ matchLabels: selector }, labels).length === 0;
}

const experimentPodsReached: Rule = {
  ...experimentRule({
    id: 'experiment-pods-reached',
    stage: 'never',
    why: 'pods without requests have no metrics, so there is nothing to compare',
    check(placed, manifest, bundle) {
      const { isStep } = placed;
      // without a router the Services of a rollout can lead to all pods
      const isApart = !isStep || manifest.spec.strategy.canary.trafficRouting;
      return !isApart ? [] : templatesOf(placed, manifest, bundle)
        .filter(({ value: { service, weight }, ports, labels }) => ports.some(({ name }) => name !== 'metrics') && (service ?? weight) === undefined
          && selecting(labels, manifest.metadata.namespace, bundle).length === 0)
        .map(({ path, ports }) => ({
          pointer: pointer(...path),
          message: `nothing sends requests to the pods of this template, which listen on ${ports.map(({ containerPort }) => containerPort).join(', ')}: `
            + `give it a service${isStep ? ' or a weight' : ''}`,
        }));
    },
  }),
  severity: Severity.WARNING,
};

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];

const experimentPodsApart: Rule = {
  ...experimentRule({
    id: 'experiment-pods-apart',
    stage: 'never',
    why: 'a Service leads to all pods that have its labels, so users are served by an experiment that they are no part of',
    check(placed, manifest, bundle) {
      const { namespace } = manifest.metadata;
      const templates = placed.isStep ? [] : templatesOf(placed, manifest, bundle);
      return templates.flatMap(({ path, labels }) => selecting(labels, namespace, bundle).flatMap(({ metadata, spec: { selector } }) => {
        const other = bundle.ofKind(...WORKLOADS).find((workload) => selects(selector, podLabels(workload, bundle) ?? {}));
        return !other ? [] : [{
          pointer: pointer(...path, 'template', 'metadata', 'labels'),
          message: `Service "${metadata.name}", which leads to the pods of ${other.kind} "${other.metadata.name}", leads to these pods as well: `
            + `give them another value for ${Object.keys(selector).join(' or ')}`,
        }];
      }));
    },
  }),
  severity: Severity.WARNING,
};

const experimentIstioPort: Rule = {
  ...experimentRule({
    id: 'experiment-one-port-for-istio',
    stage: 'never',
    why: 'the controller names no port where it adds the Service of an experiment to a VirtualService: of several Istio takes the one that the client asked for',
    check(placed, manifest, bundle) {
      const isRouted = placed.isStep && manifest.spec.strategy.canary.trafficRouting?.istio;
      return !isRouted ? [] : templatesOf(placed, manifest, bundle)
        .filter(({ value: { weight }, ports }) => weight !== undefined && ports.length > 1)
        .map(({ path, ports }) => ({
          pointer: pointer(...path, 'weight'),
          message: `with Istio the pods of a template with a weight should declare one port, got ${ports.map(({ containerPort }) => containerPort).join(', ')}: `
            + 'requests may find none of them',
        }));
    },
  }),
  severity: Severity.WARNING,
};

const experimentAlbPort = experimentRule({
  id: 'experiment-port-for-alb',
  stage: 'never',
  why: 'the controller asks the Service of an experiment for servicePort as well, and the load balancer changes nothing where a port is missing',
  check(placed, manifest, bundle) {
    const servicePort = placed.isStep ? manifest.spec.strategy.canary.trafficRouting?.alb?.servicePort : undefined;
    return servicePort === undefined ? [] : templatesOf(placed, manifest, bundle)
      .filter(({ value }) => value.weight !== undefined)
      .filter(({ ports }) => ports.length > 0 && ports.every(({ containerPort }) => containerPort !== servicePort))
      .map(({ path, ports }) => ({
        pointer: pointer(...path, 'weight'),
        message: `with ALB the pods of a template with a weight need a containerPort that is the servicePort (${servicePort}), `
          + `got ${ports.map(({ containerPort }) => containerPort).join(', ')}: let servicePort and the port of the Services be that of a container`,
      }));
  },
});

export const EXPERIMENT_TRAFFIC_RULES: readonly Rule[] = [experimentPodsReached, experimentPodsApart, experimentIstioPort, experimentAlbPort];
