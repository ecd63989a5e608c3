import { NAME_LABEL } from '../../manifest/names';

/**
 * The recommended labels, as every object of an installation carries them.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelsOf(component: string, name: string): Record<string, string> {
  return {
    'app.kubernetes.io/component': component,
    [NAME_LABEL]: name,
    'app.kubernetes.io/part-of': 'argo-rollouts',
  };
}

/**
 * What selects the pods of a component, and all that its pods carry.
 */
export function selectorOf(name: string): Record<string, string> {
  return { [NAME_LABEL]: name };
}
