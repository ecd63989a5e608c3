import { Bundle, Manifest } from '../../manifest/bundle';
import { INSTANCE_LABEL } from '../../manifest/names';
import { pointer, valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { templateReferences, titleOf } from '../../reading/analyses';
import { TEMPLATE_KINDS } from '../../reading/metrics';
import { fieldsIn } from '../../reading/named-objects';
import { Violation, Severity } from '../rule/finding';
import { got } from '../rule/got';
import { Rule } from '../rule/rule';

const instanceIdAgreed: Rule = {
  id: 'instance-id-agreed',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment', ...TEMPLATE_KINDS],
  why: 'a controller sees only the templates that have its instance id, and refuses a rollout whose template it does not see',
  check(manifest: Manifest, bundle: Bundle): Violation[] {
    return !hasInstances(bundle) ? [] : templateReferences(manifest).flatMap(({ path, reference }) => {
      const template = seenBy(manifest, reference, bundle);
      const [own, other] = [instanceOf(manifest), template && instanceOf(template)];
      return !template || own === other ? [] : [{
        pointer: pointer(...path),
        message: `a template and what uses it need the same label ${INSTANCE_LABEL}, got ${got(other)} on ${titleOf(template)} `
          + `and ${got(own)} on ${titleOf(manifest)}: give the label to the whole chart`,
      }];
    });
  },
};

const hasInstances = remembered(({ entries }: Bundle): boolean => entries.some(({ manifest }) => instanceOf(manifest) !== undefined));

const clusterTemplateSeen: Rule = {
  id: 'cluster-template-seen',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'a controller for one namespace never reads templates of the whole cluster, and refuses a rollout that uses one',
  check(rollout: Manifest, bundle: Bundle): Violation[] {
    const uses = templateReferences(rollout).filter(({ reference }) => reference?.clusterScope);
    const controller = uses.length > 0 && namespacedController(rollout, bundle);
    return !controller ? [] : uses.map(({ path, reference }) => ({
      pointer: pointer(...path),
      message: `the controller of this namespace runs with --namespaced and sees no ClusterAnalysisTemplate, got "${reference.templateName}": `
        + 'use an AnalysisTemplate, or install the controller for the whole cluster',
    }));
  },
};

/** One that is deployed together with the rollout, and handles what has its instance id. */
function namespacedController(rollout: Manifest, bundle: Bundle): boolean {
  const namespace = rollout.metadata?.namespace;
  const id = instanceOf(rollout);
  return namespace !== undefined && bundle.entries.some(({ manifest: { kind, metadata, spec } }) => {
    const [container] = kind === 'Deployment' && metadata?.namespace === namespace ? fieldsIn(valueAt(spec, ['template', 'spec', 'containers'])) : [];
    const args: unknown[] = container?.name === 'argo-rollouts' && Array.isArray(container.args) ? container.args : [];
    return args.includes('--namespaced') && args.find((arg) => String(arg).startsWith('--instance-id')) === (id && `--instance-id=${id}`);
  });
}

/** The template that is meant for certain: by one without a namespace it is not where several namespaces have one of that name. */
function seenBy(manifest: Manifest, reference: Record<string, any>, bundle: Bundle): Manifest | undefined {
  const namespace = manifest.metadata?.namespace;
  const template = bundle.templateOf(reference, namespace);
  return template?.metadata?.namespace === undefined || template.metadata.namespace === namespace ? template : undefined;
}

function instanceOf({ metadata }: Manifest): string | undefined {
  return metadata?.labels?.[INSTANCE_LABEL];
}

export const INSTANCE_RULES: readonly Rule[] = [instanceIdAgreed, clusterTemplateSeen];
