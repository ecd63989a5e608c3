import { isMeant } from '../../manifest/api-group';
import { isDnsName, isTemplated } from '../../manifest/object-name';
import { placesOf, pointer } from '../../manifest/pointer';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** The fields in which objects say the hosts that they are for. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  Ingress: ['spec.rules[].host', 'spec.tls[].hosts[]'],
  HTTPRoute: ['spec.hostnames[]'],
  GRPCRoute: ['spec.hostnames[]'],
  TLSRoute: ['spec.hostnames[]'],
};

const hostValid: Rule = {
  id: 'host-valid',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: Object.keys(HOSTS),
  why: 'the API server refuses the object',
  check: (manifest) => !isMeant(manifest) ? [] : HOSTS[manifest.kind].flatMap((field) => placesOf(manifest, field)).flatMap(({ path, value }) => {
    return typeof value !== 'string' || value === '' || isTemplated(value) || isHost(value) ? [] : [{
      pointer: pointer(...path),
      message: `a host is a DNS name such as shop.example.com or *.example.com, without a scheme, a port or a path, got ${JSON.stringify(value)}`,
    }];
  }),
};

/** An address of four numbers looks like a DNS name, and is none. */
function isHost(text: string): boolean {
  return isDnsName(text.startsWith('*.') ? text.slice(2) : text) && !/^\d+(\.\d+){3}$/.test(text);
}

export const HOST_RULES: readonly Rule[] = [hostValid];
