import { Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import { METRIC_KINDS, metricsOf } from '../../reading/metrics';
import { isOpen } from '../../reading/open-value';
import { containersOf, podsOf } from '../../reading/pods';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

const imagePinned: Rule = {
  id: 'image-pinned',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout', 'Experiment', ...METRIC_KINDS],
  why: 'what is behind the tag changes without a new revision: pods of one version run different images, no step tries the new one, and no way back leads to the old one',
  check: (manifest) => podsIn(manifest).flatMap(({ pod, path: outer }) => containersOf(pod).flatMap(({ container: { image }, path }) => {
    return within([...outer, ...path], typeof image !== 'string' || isPinned(image) ? [] : [{
      pointer: pointer('image'),
      message: `an image should have a tag of its own or a digest, got "${image}"`,
    }]);
  })),
};

/** Those of a rollout or an experiment, and those of the Jobs that measure. */
function podsIn(manifest: Manifest): readonly { readonly pod: Record<string, any>; readonly path: Path }[] {
  return !METRIC_KINDS.includes(manifest.kind) ? podsOf(manifest) : metricsOf(manifest).flatMap(({ metric, path }) => {
    const pod = metric.provider?.job?.spec?.template?.spec;
    return pod ? [{ pod, path: [...path, 'provider', 'job', 'spec', 'template', 'spec'] }] : [];
  });
}

/** `host:port/name:tag@digest`, of which the last two say which image it is. */
function isPinned(image: string): boolean {
  const tag = /:([^:/@]+)$/.exec(image)?.[1];
  return image === '' || isOpen(image) || image.includes('@') || (tag !== undefined && tag !== 'latest');
}

export const IMAGE_RULES: readonly Rule[] = [imagePinned];
