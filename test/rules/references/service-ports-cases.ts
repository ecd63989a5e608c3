import { RuleCases } from '../rule-cases';

const together = (...documents: string[]) => documents.join('\n---\n');

const active = (spec: string) => `{apiVersion: v1, kind: Service, metadata: {name: api-stable}, ${spec}}`;
const PODS = '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {spec: {initContainers: [{name: proxy, ports: [{name: mesh}]}], '
  + 'containers: [{name: api, ports: [{name: http}, {containerPort: 1}]}]}}, strategy: {blueGreen: {activeService: api-stable}}}}';
const reached = (target: string) => together(PODS, active(`spec: {selector: {a: b}, ports: [{targetPort: ${target}}]}`));

const LISTENING = '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {spec: {containers: [{name: api, '
  + 'ports: [{name: http, containerPort: 8080}]}]}}, strategy: {blueGreen: {activeService: api-stable}}}}';
const listening = (target: string) => together(LISTENING, active(`spec: {selector: {a: b}, ports: [{port: 80, targetPort: ${target}}]}`));
const undeclared = (port: number) => `/spec/strategy/blueGreen/activeService: Service "api-stable" leads to the port ${port}, but the containers declare 8080: `
  + 'give it a targetPort, or declare the port';
const bare = (port: number) => together(LISTENING, active(`spec: {selector: {a: b}, ports: [{port: ${port}}]}`));

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
  'service-port-declared': {
    accepts: [
      ...['http', '8080', '"8080"'].map(listening), listening('8080').replace('port: 80, ', 'port: 8080, '), bare(8080),
      // who declares no port may listen on any
      listening('80').replace('{name: http, containerPort: 8080}', ''),
      listening('80').replace('template: {spec', 'other: {spec'),
    ],
    rejects: {
      [undeclared(80)]: bare(80),
      [undeclared(9090)]: listening('9090'),
    },
  },
};
