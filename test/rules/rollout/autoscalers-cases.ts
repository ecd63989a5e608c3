import { RuleCases } from '../rule-cases';

const TARGET = '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api}';
const DEPLOYMENT = '{apiVersion: apps/v1, kind: Deployment, name: api}';
const hpa = (fields = '', { name = 'cpu', target = TARGET, version = 'autoscaling/v2', metadata = '' } = {}) =>
  `{apiVersion: ${version}, kind: HorizontalPodAutoscaler, metadata: {name: ${name}${metadata}}, spec: {scaleTargetRef: ${target}, maxReplicas: 3${fields}}}`;
const keda = (trigger = '{type: cron, metadata: {}}', metadata = '') =>
  `{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: keda${metadata}}, spec: {scaleTargetRef: ${TARGET}, triggers: [${trigger}]}}`;
const vpa = (fields = '', target = TARGET) =>
  `{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: vpa}, spec: {targetRef: ${target}${fields}}}`;
const policy = (...policies: string[]) => vpa(`, resourcePolicy: {containerPolicies: [${policies.join(', ')}]}`);
const rollout = (...containers: string[]) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: '
  + `{metadata: {labels: {app: api}}, spec: {containers: [${containers.map((name) => `{name: ${name}, image: a}`).join(', ')}]}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const BY_CPU = ', metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]';
const BY_AMOUNT = ', metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}}]';
const BY_CONTAINER = ', metrics: [{type: ContainerResource, containerResource: {name: cpu, container: api, target: {type: Utilization, averageUtilization: 70}}}]';
const BY_REQUESTS = ', metrics: [{type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 100}}}]';
const BOTH = 'leave cpu out of controlledResources, or only recommend, with updateMode Off';

export const AUTOSCALER_CASES: Record<string, RuleCases> = {
  'one-autoscaler': {
    accepts: [
      hpa(), keda(), together(hpa(), vpa()), together(hpa('', { target: DEPLOYMENT }), hpa('', { target: DEPLOYMENT, name: 'memory' })),
      together(hpa('', { metadata: ', namespace: a' }), hpa('', { name: 'memory', metadata: ', namespace: b' })),
      together(hpa(), keda(undefined, ', annotations: {scaledobject.keda.sh/transfer-hpa-ownership: "true"}')),
    ],
    rejects: {
      '/spec/scaleTargetRef: one autoscaler scales a rollout, got this one and HorizontalPodAutoscaler "cpu": leave one of them out':
        together(hpa(), keda()),
      '/spec/scaleTargetRef: one autoscaler scales a rollout, got this one and HorizontalPodAutoscaler "memory": leave one of them out':
        together(keda(), hpa('', { name: 'memory' })),
      '/spec/scaleTargetRef: one autoscaler scales a rollout, got this one and HorizontalPodAutoscaler "first": leave one of them out':
        together(hpa('', { name: 'first' }), hpa('', { name: 'second' })),
    },
  },
  'vertical-beside-horizontal': {
    accepts: [
      vpa(), together(vpa(', updatePolicy: {updateMode: "Off"}'), hpa()), together(vpa(), hpa(BY_AMOUNT)), together(vpa(), hpa(BY_REQUESTS)),
      together(vpa(), keda()), together(policy("{containerName: '*', controlledResources: [memory]}"), hpa(BY_CPU)),
      together(policy('{containerName: api, mode: "Off"}'), hpa(BY_CONTAINER)), together(rollout('api'), policy('{containerName: api, mode: "Off"}'), hpa(BY_CPU)),
      together(vpa('', DEPLOYMENT), hpa('', { target: DEPLOYMENT })), together(vpa(), keda('{type: cpu, metricType: AverageValue, metadata: {value: "1"}}')),
    ],
    rejects: {
      [`/spec: HorizontalPodAutoscaler "cpu" adds pods by cpu, and this changes what they request of it: ${BOTH}`]: together(vpa(), hpa(BY_CPU)),
      [`/spec: HorizontalPodAutoscaler "old" adds pods by cpu, and this changes what they request of it: ${BOTH}`]:
        together(vpa(', updatePolicy: {updateMode: Initial}'), hpa('', { name: 'old', version: 'autoscaling/v1' })),
      [`/spec: HorizontalPodAutoscaler "none" adds pods by cpu, and this changes what they request of it: ${BOTH}`]:
        together(policy("{containerName: '*', controlledResources: [cpu]}"), hpa('', { name: 'none' })),
      [`/spec: HorizontalPodAutoscaler "one" adds pods by cpu, and this changes what they request of it: ${BOTH}`]:
        together(policy('{containerName: proxy, mode: "Off"}'), hpa(BY_CONTAINER, { name: 'one' })),
      [`/spec: HorizontalPodAutoscaler "two" adds pods by cpu, and this changes what they request of it: ${BOTH}`]:
        together(rollout('api', 'proxy'), policy('{containerName: proxy, mode: "Off"}'), hpa(BY_CPU, { name: 'two' })),
      ['/spec: ScaledObject "keda" adds pods by memory, and this changes what they request of it: '
        + 'leave memory out of controlledResources, or only recommend, with updateMode Off']:
        together(vpa(), keda('{type: memory, metricType: Utilization, metadata: {value: "70"}}')),
    },
  },
};
