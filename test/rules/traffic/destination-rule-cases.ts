import { RuleCases } from '../rule-cases';

const rollout = (spec: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${spec}}}`;
const routed = (routing: string, fields = '') =>
  rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}, ${fields}}}`);
const virtualService = (http: string, metadata = 'name: mesh', api = 'networking.istio.io/v1') =>
  `{apiVersion: ${api}, kind: VirtualService, metadata: {${metadata}}, spec: {http: [${http}]}}`;
const route = (name: string, ...destinations: string[]) => `{name: ${name}, route: [${destinations.map((one) => `{destination: {${one}}}`).join(', ')}]}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const ROUTING = '/spec/strategy/canary/trafficRouting';
const MESH = 'istio: {virtualService: {name: mesh}}';
const SUBSETS = routed('istio: {virtualService: {name: mesh}, destinationRule: {name: subsets, canarySubsetName: new, stableSubsetName: old}}');
const subsets = (names: string[], host = 'api') => '{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: subsets}, '
  + `spec: {host: ${host}, subsets: [${names.map((name) => `{name: ${name}}`).join(', ')}]}}`;
const subsetMesh = (host: string) => virtualService(route('primary', `host: ${host}, subset: old`, `host: ${host}, subset: new`));
const LEFT_OUT = 'leave the label out, the controller adds the one that tells the versions apart';
const LABELLED = rollout('template: {metadata: {labels: {app: api}}}, strategy: {canary: {canaryMetadata: {labels: {track: canary}}, trafficRouting: {istio: {virtualService: {name: mesh}, '
  + 'destinationRule: {name: subsets, canarySubsetName: new, stableSubsetName: old}}}}}');
const labelled = (list: string) => '{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: subsets}, spec: {host: api, subsets: ['
  + `${list.split(/, (?=\w+: \{)/).map((one) => one.replace(/^(\w+): (.*)$/, '{name: $1, labels: $2}')).join(', ')}]}}`;
const RULE = `${ROUTING}/istio/destinationRule/name: DestinationRule "subsets"`;

export const DESTINATION_RULE_CASES: Record<string, RuleCases> = {
  'subset-found': {
    accepts: [together(SUBSETS, subsets(['old', 'new'])), together(routed(MESH), subsets([])), SUBSETS],
    rejects: {
      [`${RULE} needs the subset "new", got old`]: together(SUBSETS, subsets(['old'])),
      [`${RULE} needs the subset "new", got none\n${RULE} needs the subset "old", got none`]: together(SUBSETS, subsets([])),
    },
  },
  'subsets-kept': {
    accepts: [together(SUBSETS, subsets(['old', 'new'])), together(routed(MESH), subsets(['v1', 'v2']))],
    rejects: {
      [`${RULE} may have the subsets "old" and "new" only, got v1: give others a DestinationRule of their own`]: together(SUBSETS, subsets(['old', 'new', 'v1'])),
    },
  },
  'subset-selects-pods': {
    accepts: [
      together(LABELLED, labelled('old: {app: api}, new: {app: api, track: canary}')), together(LABELLED, labelled('old: {}, new: {rollouts-pod-template-hash: abc}')),
      together(LABELLED, labelled('old: {service.istio.io/canonical-name: api}, new: {}')), together(SUBSETS, labelled('old: {version: v1}, new: {version: v2}')),
      together(LABELLED, labelled('old: {}, new: {}, other: {version: v3}')),
    ],
    rejects: {
      [`${RULE} selects app: "web" in its subset "new", but the pods have "api": ${LEFT_OUT}\n`
        + `${RULE} selects version: "v1" in its subset "old", but the pods have "no such label": ${LEFT_OUT}`]:
        together(LABELLED, labelled('old: {version: v1}, new: {app: web}')),
    },
  },
  'subset-host-fits': {
    accepts: [together(SUBSETS, subsets(['old', 'new'], 'api.shop.svc.cluster.local'), subsetMesh('api')), together(SUBSETS, subsets(['old', 'new']))],
    rejects: {
      [`${RULE} must be about the host "api", to which the VirtualService leads, got "web"`]: together(SUBSETS, subsets(['old', 'new'], 'web'), subsetMesh('api')),
    },
  },
};
