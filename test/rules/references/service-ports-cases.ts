import { RuleCases } from '../rule-cases';

const together = (...documents: string[]) => documents.join('\n---\n');

const active = (spec: string) => `{apiVersion: v1, kind: Service, metadata: {name: api-stable}, ${spec}}`;
const PODS = '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {spec: {initContainers: [{name: proxy, ports: [{name: mesh}]}], '
  + 'containers: [{name: api, ports: [{name: http}, {containerPort: 1}]}]}}, strategy: {blueGreen: {activeService: api-stable}}}}';
const reached = (target: string) => together(PODS, active(`spec: {selector: {a: b}, ports: [{targetPort: ${target}}]}`));

export const SERVICE_PORTS_CASES: Record<string, RuleCases> = {
  'service-has-selector': {
    accepts: [together(PODS, active('spec: {selector: {app: api}}')), together(PODS, active('status: {}')), active('spec: {}')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: Service "api-stable" should select the pods of the rollout by their labels, got no selector':
        together(PODS, active('spec: {ports: [{port: 80}]}')),
    },
  },
  'service-port-reaches': {
    accepts: [...['http', 'mesh', '8080', '"8080"'].map(reached), reached('http').replace('template: {spec', 'other: {spec')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: Service "api-stable" leads to the port "web", but the containers have mesh, http': reached('web'),
    },
  },
};
