import { Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { fieldsIn } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { Rule } from '../rule/rule';
import { splitService } from './ingress';
import { routedObjectRule, routerRule } from './router-rule';

const LONGEST_STICKINESS = 7 * 24 * 60 * 60;

const stickinessInRange = routerRule('alb', {
  id: 'stickiness-in-range',
  stage: 'traffic',
  why: 'the controller moves no traffic with a time that AWS does not know, and no step completes',
  check({ stickinessConfig: { enabled, durationSeconds } = {} }) {
    return !enabled || (durationSeconds >= 1 && durationSeconds <= LONGEST_STICKINESS) ? [] : [{
      pointer: pointer('stickinessConfig', 'durationSeconds'),
      message: `durationSeconds must lie between 1 and ${LONGEST_STICKINESS} (a week), got ${durationSeconds}`,
    }];
  },
});

const albPortServed = routerRule('alb', {
  id: 'alb-port-served',
  stage: 'traffic',
  why: 'the load balancer finds no targets behind a port that the Service does not have',
  check({ servicePort }, { canary, rollout, bundle }) {
    const { pingService, pongService } = canary.pingPong ?? {};
    const services: (string | undefined)[] = canary.pingPong ? [pingService, pongService] : [canary.stableService, canary.canaryService];
    return services.flatMap((name) => {
      const ports = portsOf(name && bundle.find('Service', name, rollout.metadata.namespace));
      return ports.length === 0 || ports.includes(servicePort) ? [] : [{
        pointer: pointer('servicePort'),
        message: `servicePort must be a port of Service "${name}" (${ports.join(', ')}), got ${servicePort}`,
      }];
    });
  },
});

function portsOf(service: Manifest | '' | undefined): unknown[] {
  return service ? fieldsIn(service.spec?.ports).map(({ port }) => port) : [];
}

const albActionRead = routedObjectRule('Ingress', {
  id: 'alb-action-read',
  stage: 'never',
  why: 'the load balancer reads the weights from an annotation only where the port is called so: all requests go to the one Service',
  check({ spec }, routed) {
    const service = splitService(routed);
    const backends: Fields[] = routed.router !== 'alb' ? [] : fieldsIn(spec?.rules).flatMap(({ http }) => fieldsIn(http?.paths)).map(({ backend }) => valueAt(backend, ['service']));
    return backends.filter((backend) => service && backend?.name === service && valueAt(backend, ['port', 'name']) !== 'use-annotation').map(({ port }) => (
      `needs the port name "use-annotation" in its path to Service "${service}", got ${port?.name || (port?.number ?? 'none')}`
    ));
  },
});

const ANNOTATIONS = 'rollouts.argoproj.io/managed-alb-annotations';

const albAnnotationsParse = routedObjectRule('Ingress', {
  id: 'alb-annotations-parse',
  stage: 'traffic',
  why: 'the controller notes there what it manages, and cannot go on from what it does not understand',
  check({ metadata: { annotations } }, { router }) {
    const written: unknown = valueAt(annotations, [ANNOTATIONS]);
    return router !== 'alb' || written === undefined || isManaged(String(written)) ? []
      : [`has an annotation ${ANNOTATIONS} that belongs to the controller, got ${JSON.stringify(written)}: leave it out`];
  },
});

function isManaged(json: string): boolean {
  try {
    const byRollout: unknown = JSON.parse(json);
    return typeof byRollout === 'object' && Object.values(byRollout ?? {}).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'));
  } catch {
    return false;
  }
}

export const ALB_RULES: readonly Rule[] = [stickinessInRange, albPortServed, albActionRead, albAnnotationsParse];
