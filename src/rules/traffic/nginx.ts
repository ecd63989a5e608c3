import { isDnsName } from '../../manifest/object-name';
import { pointer } from '../../manifest/pointer';
import { Fields } from '../../reading/routers';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { routerRule } from './router-rule';

const DEFAULT_PREFIX = 'nginx.ingress.kubernetes.io';
const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

/** The key of an annotation of the canary's Ingress, as the controller writes it. */
function fullKey(key: string, { annotationPrefix }: Fields): string {
  const prefix = annotationPrefix || DEFAULT_PREFIX;
  return key.startsWith(prefix) ? key : `${prefix}/${key}`;
}

function isAnnotation(key: string): boolean {
  const [name, prefix, ...more] = key.split('/').reverse();
  return NAME.test(name) && more.length === 0 && (prefix === undefined || isDnsName(prefix));
}

const nginxAnnotationsValid = routerRule('nginx', {
  id: 'nginx-annotations-valid',
  stage: 'traffic',
  why: 'the API server refuses the Ingress of the canary, and no step completes',
  check(nginx) {
    const { annotationPrefix, additionalIngressAnnotations = {} } = nginx;
    if (annotationPrefix && !isDnsName(annotationPrefix)) {
      return [{
        pointer: pointer('annotationPrefix'),
        message: `annotationPrefix is the domain before the slash of an annotation, such as ${DEFAULT_PREFIX}, got "${annotationPrefix}"`,
      }];
    }
    return Object.keys(additionalIngressAnnotations).filter((key) => !isAnnotation(fullKey(key, nginx))).map((key) => ({
      pointer: pointer('additionalIngressAnnotations', key),
      message: `additionalIngressAnnotations are named without a prefix, or with "${annotationPrefix || DEFAULT_PREFIX}/", got "${key}", `
        + `which becomes "${fullKey(key, nginx)}": write others in canaryIngressAnnotations`,
    }));
  },
});

const OWN = ['canary', 'canary-weight', 'canary-weight-total'];

const nginxAnnotationsFree = routerRule('nginx', {
  id: 'nginx-annotations-free',
  stage: 'never',
  why: 'the controller writes the weight and its total itself: what is written here is lost, or makes another share of the weight',
  check(nginx) {
    const own = OWN.map((name) => fullKey(name, nginx));
    const violationsIn = (field: string, keyOf: (key: string) => string): Violation[] => Object.keys(nginx[field] ?? {})
      .filter((key) => own.includes(keyOf(key)))
      .map((key) => ({
        pointer: pointer(field, key),
        message: `the annotation "${keyOf(key)}" belongs to the controller: leave it out, and set a total with maxTrafficWeight`,
      }));
    return [...violationsIn('additionalIngressAnnotations', (key) => fullKey(key, nginx)), ...violationsIn('canaryIngressAnnotations', (key) => key)];
  },
});

export const NGINX_RULES: readonly Rule[] = [nginxAnnotationsValid, nginxAnnotationsFree];
