import { load } from 'js-yaml';
import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';
import { asList, asObject, nested } from './nested';

/** What stands, one after the other, in each place of each object. */
const WRONG: unknown[] = [
  undefined, null, 0, -1.5, 1e20, true, '', 'x', [], [null], ['x'], [[]], [{}], {}, { x: null }, { name: 1 }, { constructor: {} },
  nested(asList, 85), nested(asObject, 100_000),
];

const OBJECTS = [
  `
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: {name: api, namespace: prod, labels: {app: api}}
  spec:
    minReadySeconds: 5
    progressDeadlineSeconds: 60
    selector: {matchLabels: {app: api}, matchExpressions: [{key: a, operator: Exists}]}
    template: {metadata: {labels: {app: api}}, spec: {initContainers: [{name: a}], containers: [{name: api, volumeMounts: [{name: a, mountPath: /a}], ports: [{containerPort: 80}], resources: {limits: {cpu: 1}}}], volumes: [{name: a}]}}
    strategy:
      canary:
        maxSurge: 1
        stableService: api-stable
        canaryService: api-canary
        pingPong: {pingService: a, pongService: b}
        analysis: {templates: [{templateName: health}], args: [{name: url, value: x}]}
        trafficRouting: {maxTrafficWeight: 50, managedRoutes: [{name: a}], nginx: {stableIngress: api}, istio: {virtualServices: [{name: a, routes: [b]}]}}
        steps: [{setWeight: 5}, {pause: {duration: 5m}}, {setCanaryScale: {replicas: 1}}, {analysis: {templates: [{templateName: all, clusterScope: true}]}},
          {setHeaderRoute: {name: a, match: [{headerName: b, headerValue: {exact: c}}]}}, {experiment: {templates: [{name: a, specRef: canary, weight: 1}], analyses: [{name: a, templateName: b, args: [{name: c}]}]}},
          {setMirrorRoute: {name: a, match: [{method: {exact: GET}, path: {prefix: /}}]}}]
  `,
  `
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: {name: web}
  spec:
    workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
    strategy:
      blueGreen:
        activeService: a
        previewService: b
        activeMetadata: {labels: {role: active}}
        antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 5}}
        prePromotionAnalysis: {templates: [{templateName: health}], args: [{name: url, value: x}, {name: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}],
          analysisRunMetadata: {labels: {team: a}}}
  `,
  `
  apiVersion: argoproj.io/v1alpha1
  kind: AnalysisTemplate
  metadata: {name: health, namespace: prod}
  spec: {args: [{name: url}], templates: [{templateName: all, clusterScope: true}], metrics: [{name: up, provider: {job: {spec: {template: {spec: {containers: []}}}}, web: {url: "{{args.url}}"}}}]}
  `,
  `
  apiVersion: argoproj.io/v1alpha1
  kind: ClusterAnalysisTemplate
  metadata: {name: all}
  spec: {args: [{name: a, valueFrom: {secretKeyRef: {name: a, key: b}}}], metrics: [{name: up, interval: 1m, count: 2, failureLimit: 1, provider: {prometheus: {query: up, address: http://a, headers: [{key: k, value: "{{args.a}}"}]}}}], dryRun: [{metricName: up}]}
  `,
  'apiVersion: v1\nkind: Service\nmetadata: {name: api-canary, namespace: prod, annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: api}}\n'
    + 'spec: {selector: {app: api}, ports: [{port: 80, targetPort: http}]}',
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: cpu}\nspec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}}',
  'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\n'
    + 'spec: {groups: [{name: a, rules: [{alert: a, expr: "rollout_age{phase=~\'A|B\'} > 1"}, {record: b, expr: rollout_info}]}]}',
  `
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: argo-rollouts, namespace: prod}
  spec: {template: {spec: {containers: [{name: argo-rollouts, args: [--namespaced]}]}}}
  `,
].map((yaml) => load(yaml) as Manifest);

/** A rollout with every router, and the objects that those change. */
const ROUTED = [
  `
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: {name: routed}
  spec:
    strategy:
      canary:
        stableService: api-stable
        canaryService: api-canary
        trafficRouting:
          managedRoutes: [{name: b}]
          alb: {ingress: api, servicePort: 80, stickinessConfig: {enabled: true, durationSeconds: 1}}
          ambassador: {mappings: [a]}
          istio: {virtualService: {name: a, tlsRoutes: [{port: 1, sniHosts: [a]}], tcpRoutes: [{port: 1}]}, destinationRule: {name: a, canarySubsetName: c, stableSubsetName: d}}
          nginx: {stableIngress: api, additionalIngressAnnotations: {a: b}, canaryIngressAnnotations: {a: b}}
          plugins: {example/router: {}, argoproj-labs/gatewayAPI: {namespace: shop, httpRoutes: [{name: a}]}}
          smi: {trafficSplitName: a}
          traefik: {weightedTraefikServiceName: a}
          apisix: {route: {name: a, rules: [a]}}
          appMesh: {virtualService: {name: d, routes: [a]}, virtualNodeGroup: {canaryVirtualNodeRef: {name: a}, stableVirtualNodeRef: {name: b}}}
        steps: [{setMirrorRoute: {name: b, match: [{headers: {a: {exact: b}}}]}}, {plugin: {name: example/step}}]
  `,
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: api}\nspec: {rules: [{http: {paths: [{backend: {service: {name: api-stable}}}]}}]}',
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\n'
    + 'spec: {http: [{name: b, route: [{destination: {host: api-stable, subset: c}}]}, {route: [{destination: {host: api-canary}}]}], '
    + 'tls: [{match: [{port: 1, sniHosts: [a]}]}], tcp: [{match: [{port: 1}]}]}',
  'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a}\nspec: {host: a, subsets: [{name: c}]}',
  'apiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata: {name: a}\nspec: {http: [{name: a, backends: [{serviceName: a}]}]}',
  'apiVersion: appmesh.k8s.aws/v1beta2\nkind: VirtualService\nmetadata: {name: d}\nspec: {provider: {virtualRouter: {virtualRouterRef: {name: a}}}}',
  'apiVersion: appmesh.k8s.aws/v1beta2\nkind: VirtualRouter\nmetadata: {name: a}\n'
    + 'spec: {routes: [{name: a, httpRoute: {action: {weightedTargets: [{virtualNodeRef: {name: a}}, {virtualNodeRef: {name: b}}]}}}]}',
  'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: shop}\nspec: {rules: [{backendRefs: [{name: a}]}]}',
  'kind: ConfigMap\nmetadata: {name: argo-rollouts-config}\ndata: {trafficRouterPlugins: "- name: example/router"}',
  'apiVersion: split.smi-spec.io/v1alpha1\nkind: TrafficSplit\nmetadata: {name: a, ownerReferences: [{kind: Rollout, name: routed}]}',
  'apiVersion: getambassador.io/v2\nkind: Mapping\nmetadata: {name: a}\nspec: {service: a, weight: 1}',
  'apiVersion: traefik.io/v1alpha1\nkind: TraefikService\nmetadata: {name: a}\nspec: {weighted: {services: [{name: a}]}}',
].map((yaml) => load(yaml) as Manifest);

/** The keys that lead to each place, the object itself first. */
function places(value: unknown): string[][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[], ...inside.flatMap(([key, inner]) => places(inner).map((path) => [key, ...path]))];
}

function replaced(value: any, [key, ...path]: string[], wrong: unknown): any {
  if (key === undefined) {
    return wrong;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaced(value[key], path, wrong);
  return copy;
}

const findings = (manifests: Manifest[]) => lint(manifests.map((manifest) => ({ manifest, origin: undefined })));

test.each([OBJECTS, ROUTED].flatMap((objects) => objects.map((object) => ({ name: `${object.kind} ${object.metadata.name}`, object, objects }))))(
  'lint reads $name with anything in any place', ({ object, objects }) => {
    const stumbles = places(object).flatMap((path) => WRONG.filter((wrong) => {
      try {
        findings(objects.map((other) => other === object ? replaced(object, path, wrong) : other));
        return false;
      } catch {
        return true;
      }
    }).map((wrong) => `${path.join('.')}: number ${WRONG.indexOf(wrong)}`));
    expect(stumbles).toEqual([]);
  });

test('a wrong type is all that is said of an object, and nobody finds it', () => {
  const [, rollout, template, all] = OBJECTS;
  const said = (broken: Manifest) => findings([rollout, broken, all]).map(({ rule, entry }) => `${entry.manifest.kind}: ${rule}`);
  expect(said(replaced(template, ['spec', 'args'], []))).toEqual(expect.arrayContaining(['Rollout: argument-declared', 'AnalysisTemplate: placeholder-declared']));
  expect(said(replaced(template, ['spec', 'args'], 'none'))).toEqual(['AnalysisTemplate: schema-type']);
});

test('what was changed since is read again', () => {
  const entries = [{ manifest: structuredClone(OBJECTS[1]), origin: undefined }];
  expect(lint(entries).filter(({ rule }) => rule === 'schema-type')).toEqual([]);
  entries[0].manifest.spec.replicas = 'many';
  expect(lint(entries).map(({ rule }) => rule)).toEqual(['schema-type']);
});
