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
  'subset-host-fits': {
    accepts: [together(SUBSETS, subsets(['old', 'new'], 'api.shop.svc.cluster.local'), subsetMesh('api')), together(SUBSETS, subsets(['old', 'new']))],
    rejects: {
      [`${RULE} must be about the host "api", to which the VirtualService leads, got "web"`]: together(SUBSETS, subsets(['old', 'new'], 'web'), subsetMesh('api')),
    },
  },
};
