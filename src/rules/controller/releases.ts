import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import { entriesOf, isNotificationConfig } from '../../reading/notification-config';
import { isBefore } from '../../reading/target-version';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { FLAG_SINCE, SERVICE_SINCE } from './field-since';

const targetKnowsService: Rule = {
  id: 'target-knows-service',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['ConfigMap'],
  why: 'an older controller refuses the whole configuration, and sends no notification at all',
  check(manifest: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    return !isNotificationConfig(manifest) ? [] : entriesOf(manifest, 'service').flatMap(({ key, name }) => {
      const [type] = name.split('.');
      const since = Object.hasOwn(SERVICE_SINCE, type) ? SERVICE_SINCE[type] : undefined;
      return !since || !isBefore(target, since) ? [] : [{
        pointer: pointer('data', key),
        message: `a service of type "${type}" needs Argo Rollouts ${since}, got ${target}: use another, or raise the version`,
      }];
    });
  },
};

const CONTROLLER_FLAGS = [
  ...Object.keys(FLAG_SINCE), 'alb-ingress-classes', 'alb-verify-weight', 'ambassador-api-version', 'analysis-threads', 'appmesh-crd-version',
  'aws-verify-target-group', 'burst', 'controllers', 'experiment-threads', 'help', 'ingress-api-version', 'ingress-threads', 'instance-id',
  'istio-api-version', 'kloglevel', 'kubeconfig', 'leader-elect', 'leader-election-lease-duration', 'leader-election-renew-deadline',
  'leader-election-retry-period', 'logformat', 'loglevel', 'metricsport', 'namespaced', 'nginx-ingress-classes', 'qps', 'rollout-resync',
  'rollout-threads', 'self-service-notification-enabled', 'service-threads', 'traefik-api-group', 'traefik-api-version',
  'traffic-split-api-version', 'version',
];

/** How the controller reaches the API server: flags that all clients of Kubernetes have. */
const CLIENT_FLAGS = [
  'as', 'as-group', 'as-uid', 'certificate-authority', 'client-certificate', 'client-key', 'cluster', 'context', 'disable-compression',
  'insecure-skip-tls-verify', 'namespace', 'password', 'proxy-url', 'request-timeout', 'server', 'tls-server-name', 'token', 'user', 'username',
];

const FLAGS: ReadonlySet<string> = new Set([...CONTROLLER_FLAGS, ...CLIENT_FLAGS]);
const CONTROLLER = /(^|\/)argo-rollouts([:@]|$)/;

const targetKnowsFlag: Rule = {
  id: 'target-knows-flag',
  stage: 'startup',
  severity: Severity.ERROR,
  kinds: ['Deployment'],
  why: 'the controller ends with an error each time it is started, and all rollouts stand still',
  check({ spec }: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    const containers: unknown = spec?.template?.spec?.containers;
    return (Array.isArray(containers) ? containers : []).flatMap((container, at) => {
      const args: unknown[] = CONTROLLER.test(container?.image) && Array.isArray(container.args) ? container.args : [];
      // the dashboard can be in an image of that name; its first argument is a command
      return !String(args[0]).startsWith('-') ? [] : args.flatMap((arg, index) => {
        const [, flag] = /^--([^=]+)/.exec(String(arg)) ?? [];
        const since = flag !== undefined && Object.hasOwn(FLAG_SINCE, flag) ? FLAG_SINCE[flag] : undefined;
        const message = flag !== undefined && !FLAGS.has(flag) ? `the controller has no flag "--${flag}": leave it out`
          : since && isBefore(target, since) ? `"--${flag}" needs Argo Rollouts ${since}, got ${target}: leave it out, or raise the version` : undefined;
        return message === undefined ? [] : [{ pointer: pointer('spec', 'template', 'spec', 'containers', at, 'args', index), message }];
      });
    });
  },
};

const ISTIO = ['spec', 'strategy', 'canary', 'trafficRouting', 'istio'];

const targetWeighsRoute: Rule = {
  id: 'target-weighs-route',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the controller sets no weight and says so nowhere, so the new version gets no request until it gets them all',
  check({ metadata, spec }: Manifest, bundle: Bundle, { target }: Circumstances): Violation[] {
    const { virtualService, virtualServices = [] } = spec?.strategy?.canary?.trafficRouting?.istio ?? {};
    const references: { path: Path; reference: Record<string, any> | null }[] = [
      ...virtualService ? [{ path: ['virtualService'], reference: virtualService }] : [],
      ...virtualServices.map((reference: Record<string, any> | null, index: number) => ({ path: ['virtualServices', index], reference })),
    ];
    return !isBefore(target, 'v1.9') ? [] : references.filter(({ reference }) => (reference?.routes ?? []).length === 0).flatMap(({ path, reference }) => {
      const [name, namespace = metadata?.namespace] = String(reference?.name).split('.');
      const http: unknown = bundle.find('VirtualService', name, namespace)?.spec?.http;
      const [route, ...others] = Array.isArray(http) ? http : [];
      return !route?.name || others.length > 0 ? [] : [{
        pointer: pointer(...ISTIO, ...path),
        message: `before v1.8.4 Argo Rollouts passes over an http route that has a name, got "${route.name}" in VirtualService "${name}": name it in "routes"`,
      }];
    });
  },
};

/** What kubectl stores of an applied object may have, and all other annotations with it. */
const MOST_ANNOTATED = 262_144;
const SERVER_SIDE = /\b(ServerSideApply|Replace)=true\b/;

/** What has no name without Node: how long a text is in UTF-8. */
function bytesIn(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}

const crdApplies: Rule = {
  id: 'crd-applies',
  stage: 'admission',
  severity: Severity.WARNING,
  kinds: ['CustomResourceDefinition'],
  why: 'kubectl apply stores a copy of the object in an annotation, and the API server refuses one of this size',
  check(manifest: Manifest): Violation[] {
    const { annotations } = manifest.metadata ?? {};
    const size = manifest.spec?.group === 'argoproj.io' && !SERVER_SIDE.test(annotations?.['argocd.argoproj.io/sync-options'] ?? '')
      ? bytesIn(JSON.stringify(manifest)) : 0;
    return size <= MOST_ANNOTATED ? [] : [{
      pointer: '',
      message: `an object that is applied by the client has at most ${MOST_ANNOTATED} bytes, got ${size}: `
        + 'apply it with --server-side, or leave the descriptions out of it',
    }];
  },
};

export const RELEASE_RULES: readonly Rule[] = [targetKnowsService, targetKnowsFlag, targetWeighsRoute, crdApplies];
