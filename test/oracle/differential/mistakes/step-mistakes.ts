import { ANALYZED, atSteps, atStrategy, Mistake, routedBy } from '../mistake';
import { ROUTERS } from '../plan';

const HEADER = { name: 'header', match: [{ headerName: 'x', headerValue: { exact: 'y' } }] };
const MIRROR = { name: 'mirror', match: [{ method: { exact: 'GET' } }] };

function headerWith(headerValue: unknown) {
  return { setHeaderRoute: { name: 'header', match: [{ headerName: 'x', headerValue }] } };
}

function mirrorWith(match: unknown) {
  return { setMirrorRoute: { name: 'mirror', match: [match] } };
}

const SHARE = { experiment: { duration: '5m', templates: [{ name: 'a', specRef: 'canary', weight: 5 }] } };
const NO_STRING_MATCH = [{}, { exact: 'a', regex: 'b' }, { exact: 'a', prefix: 'b' }, { exact: 'a', prefix: 'b', regex: 'c' }];

/** All routers but some. */
function except(...routers: string[]) {
  return ROUTERS.filter((router) => router !== 'none' && !routers.includes(router));
}

function withField(fieldPath: string) {
  return { args: [{ name: 'a', valueFrom: { fieldRef: { fieldPath } } }] };
}

const FIELDS = ['metadata.foo', 'metadata.labels.app', "metadata.labels['a b']", 'metadata'].map(withField);

export const STEP_MISTAKES: readonly Mistake[] = [
  atSteps('two actions', [{ setWeight: 5, pause: {} }, { pause: {}, analysis: { templates: [{ templateName: 'endless' }] } }, { setWeight: 5, ...SHARE }]),
  atSteps('no action', [{}]),
  atSteps('a weight beyond the total', [{ setWeight: -1 }, { setWeight: 101 }, { setWeight: 1000 }]),
  atSteps('a pause that is no duration', [
    { pause: { duration: -1 } }, { pause: { duration: '30sec' } }, { pause: { duration: '1d' } }, { pause: { duration: '' } },
    { pause: { duration: '5 m' } }, { pause: { duration: '-5m' } }, { pause: { duration: 'soon' } }, { pause: { duration: '-5' } },
  ]),
  atSteps('a scale without a router', [{ setCanaryScale: { replicas: 1 } }, { setCanaryScale: { matchTrafficWeight: true } }], { router: 'none' }),
  atSteps('a header without a router', [{ setHeaderRoute: HEADER }], { router: 'none' }),
  ...except('istio', 'alb', 'apisix', 'plugins').map((router) => atSteps('a header that the router cannot tell', [{ setHeaderRoute: HEADER }], { router })),
  atSteps('no value of a header', [{ setHeaderRoute: { name: 'header', match: [{ headerName: 'x', headerValue: null }] } }], { router: 'istio' }),
  atSteps('a match that alb does not know', [headerWith({}), headerWith({ regex: 'a' }), headerWith({ prefix: 'a' }), headerWith({ exact: 'a', regex: 'b' })], { router: 'alb' }),
  atSteps('not one match of a header', NO_STRING_MATCH.map(headerWith), { router: 'istio' }),
  atSteps('not one match of a header', NO_STRING_MATCH.map(headerWith), { router: 'plugins' }),
  atSteps('a mirror without a router', [{ setMirrorRoute: MIRROR }], { router: 'none' }),
  ...except('istio', 'plugins').map((router) => atSteps('a mirror that the router does not have', [{ setMirrorRoute: MIRROR }], { router })),
  atSteps('not one method of a mirror', NO_STRING_MATCH.map((method) => mirrorWith({ method })), { router: 'istio' }),
  atSteps('not one path of a mirror', NO_STRING_MATCH.map((path) => mirrorWith({ path })), { router: 'istio' }),
  ...(['setHeaderRoute', 'setMirrorRoute'] as const).map((kind): Mistake => {
    const added = atSteps(`${kind} without managed routes`, [{ [kind]: kind === 'setHeaderRoute' ? HEADER : MIRROR }], { router: 'istio' });
    return {
      ...added,
      make(deployed, variant) {
        added.make(deployed, variant);
        delete deployed.rollout.spec.strategy.canary?.trafficRouting?.managedRoutes;
      },
    };
  }),
  atSteps('a route that is not managed', [{ setHeaderRoute: { ...HEADER, name: 'other' } }, { setMirrorRoute: { ...MIRROR, name: 'other' } }], { router: 'istio' }),
  atSteps('a share of traffic without a router', [SHARE], { router: 'none' }),
  ...except('alb', 'smi', 'istio', 'plugins').map((router) => atSteps('a share of traffic that the router cannot give', [SHARE], { router })),
  atSteps('metadata that cannot be read', FIELDS.flatMap((args) => [
    { analysis: { templates: [{ templateName: 'endless' }], ...args } },
    { experiment: { duration: '5m', templates: [{ name: 'a', specRef: 'canary' }], analyses: [{ name: 'a', templateName: 'endless', ...args }] } },
  ]), routedBy('none')),
  atStrategy('metadata that cannot be read, beside the steps', 'canary', 'analysis/args', FIELDS.map(({ args }) => args), {
    ...ANALYZED, templates: [{ cluster: false, nested: false, argument: 'value', filters: false, metrics: [{ provider: 'web', variant: 0 }] }],
  }),
];
