import { Bundle, Manifest } from '../manifest/bundle';
import { remembered, rememberedWith } from '../manifest/remembered';
import { Objection, Severity } from './finding';
import { Rule } from './rule';
import { runsOf } from './runs';

/** An analysis of a rollout and where it stands in the manifest. */
export interface Mount {
  readonly path: readonly (string | number)[];
  readonly analysis: Record<string, any>;
  /** That of its rollout. */
  readonly namespace?: string;
  /** Whether it runs beside the steps. The other analyses hold the rollout until they end. */
  readonly background: boolean;
}

export const mountsOf = remembered((rollout: Manifest): Mount[] => runsOf(rollout)
  .filter(({ path }) => path[path.length - 1] !== 'experiment')
  .map(({ value, path }) => ({ analysis: value, path, namespace: rollout.metadata?.namespace, background: path[3] === 'analysis' })));

type RuleBesides<K extends keyof Rule> = Omit<Rule, 'check' | 'kinds' | 'severity' | K>;

/** A rule about each analysis of a rollout by itself. */
export function mountRule(rule: RuleBesides<never> & { check(mount: Mount, bundle: Bundle, rollout: Manifest): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check: (rollout, bundle) => mountsOf(rollout).flatMap((mount) => rule.check(mount, bundle, rollout)),
  };
}

/** A rule about each analysis of a rollout with its templates, all of which are in the bundle. */
export function mergeRule(rule: RuleBesides<never> & { check(mount: Mount, templates: Manifest[], rollout: Manifest): Objection[] }): Rule {
  return mountRule({
    ...rule,
    check(mount, bundle, rollout) {
      const templates = mergedBy(mount, bundle);
      return templates && templates.length > 0 ? rule.check(mount, templates, rollout) : [];
    },
  });
}

/** The templates of an analysis of a rollout, if all of them are in the bundle. */
export const mergedBy = rememberedWith(({ analysis, namespace }: Mount, bundle: Bundle): Manifest[] | undefined => {
  return templatesOf(analysis.templates ?? [], namespace, bundle);
});

/** The templates of an analysis with all that they include, or nothing if one of them is not in the bundle. */
export function templatesOf(references: readonly Record<string, any>[], namespace: string | undefined, bundle: Bundle): Manifest[] | undefined {
  const found = new Map<string, Manifest>();
  const queue = [...references];
  for (const reference of queue) {
    const template = templateOf(reference, namespace, bundle);
    if (!template) {
      return undefined;
    }
    const key = `${template.kind}/${template.metadata.name}`;
    if (!found.has(key)) {
      found.set(key, template);
      queue.push(...template.spec?.templates ?? []);
    }
  }
  return [...found.values()];
}

export function templateOf({ templateName, clusterScope }: Record<string, any>, namespace: string | undefined, bundle: Bundle): Manifest | undefined {
  return clusterScope ? bundle.find('ClusterAnalysisTemplate', templateName) : bundle.find('AnalysisTemplate', templateName, namespace);
}

/** `AnalysisTemplate "health"`, as messages call it. */
export function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} "${metadata?.name}"`;
}
