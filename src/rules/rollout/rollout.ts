import { Bundle, Manifest } from '../../manifest/bundle';
import { DEFAULTS } from '../../manifest/defaults';
import { pointer } from '../../manifest/pointer';
import { unmetExpressions } from '../../reading/label-selector';
import { podLabels } from '../../reading/pod-labels';
import { Violation, Severity } from '../rule/finding';
import { got } from '../rule/got';
import { Rule } from '../rule/rule';

const LONGEST_LABEL_VALUE = 63;

const onePodSource: Rule = {
  id: 'one-pod-source',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'without pods the controller has nothing to release, and with two sources it refuses the spec',
  check({ spec }: Manifest): Violation[] {
    const { template, workloadRef } = spec ?? {};
    if (template === undefined && workloadRef === undefined) {
      return [{
        pointer: pointer('spec'),
        message: 'a rollout needs pods, got neither "template" nor "workloadRef": give it containers, a pod template or a workload reference',
      }];
    }
    return !template || !workloadRef || !isNoticed(template) ? [] : [{
      pointer: pointer('spec', 'workloadRef'),
      message: 'the pods of a rollout come from one source, got both "template" and "workloadRef": leave one of them out',
    }];
  },
};

/** The controller looks at nothing else of a template to find out whether there is one. */
function isNoticed({ metadata }: Record<string, any>): boolean {
  return [metadata?.labels, metadata?.annotations].some((map) => Object.keys(map ?? {}).length > 0);
}

const templateUsed: Rule = {
  id: 'template-used',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the controller replaces it by the template of the workload, without any message',
  check({ spec }: Manifest): Violation[] {
    const { template, workloadRef } = spec ?? {};
    return !workloadRef || !template?.spec || isNoticed(template) ? [] : [{
      pointer: pointer('spec', 'template'),
      message: 'the pods are those of "workloadRef", got a template as well: leave one of them out',
    }];
  },
};

const selectorMatchesTemplate: Rule = {
  id: 'selector-matches-template',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout that would not find its own pods',
  check(rollout: Manifest, bundle: Bundle): Violation[] {
    const labels = podLabels(rollout, bundle);
    if (!labels) {
      return [];
    }
    const selector = rollout.spec?.selector ?? {};
    const wanted: Record<string, string> = selector.matchLabels ?? {};
    const at = rollout.spec?.template && !rollout.spec.workloadRef ? pointer('spec', 'template', 'metadata', 'labels') : pointer('spec', 'selector');
    return [
      ...Object.keys(wanted).filter((key) => labels[key] !== wanted[key]).map((key) =>
        `the pods need the label ${key}: ${JSON.stringify(wanted[key])} that the selector asks for, got ${got(labels[key])}`),
      ...unmetExpressions(selector, labels).map((expression) =>
        `the pods need labels that the selector asks for, ${expression}, got ${JSON.stringify(labels)}`),
    ].map((message) => ({ pointer: at, message }));
  },
};

const selectorGiven: Rule = {
  id: 'selector-given',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose selector is missing or selects every pod',
  check({ spec }: Manifest): Violation[] {
    const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
    const selects = Object.keys(matchLabels).length + matchExpressions.length > 0;
    // the controller copies the selector of a workload; a PodTemplate has none
    const copied = spec?.workloadRef && spec.workloadRef.kind !== 'PodTemplate' && !spec.selector;
    return selects || copied ? [] : [{
      pointer: pointer('spec', 'selector'),
      message: `a rollout needs a selector, got ${spec?.selector ? 'an empty one' : 'none'}: select pods by at least one label`,
    }];
  },
};

const nameFitsLabel: Rule = {
  id: 'name-fits-label',
  stage: 'admission',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the name becomes part of the names of Services and pods, and the API server refuses longer ones',
  check({ metadata }: Manifest): Violation[] {
    const length = metadata?.name?.length ?? 0;
    return length <= LONGEST_LABEL_VALUE ? [] : [{
      pointer: pointer('metadata', 'name'),
      message: `the name of a rollout may have ${LONGEST_LABEL_VALUE} characters, or 55 with Services of its own, got ${length}: give a shorter \`metadata.name\``,
    }];
  },
};

const deadlineAfterReady: Rule = {
  id: 'deadline-after-ready',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a deadline that passes before a pod can count as available',
  check({ spec }: Manifest): Violation[] {
    const deadline = spec?.progressDeadlineSeconds ?? DEFAULTS.progressDeadlineSeconds;
    const ready = spec?.minReadySeconds ?? 0;
    return deadline > ready ? [] : [{
      pointer: pointer('spec', 'progressDeadlineSeconds'),
      message: `the progress deadline must be longer than minReadySeconds (${ready}), got ${deadline}`,
    }];
  },
};

const oneStrategy: Rule = {
  id: 'one-strategy',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout without a strategy, or with two',
  check({ spec }: Manifest): Violation[] {
    const strategies = ['blueGreen', 'canary'].filter((strategy) => spec?.strategy?.[strategy] !== undefined);
    return strategies.length === 1 ? [] : [{
      pointer: pointer('spec', 'strategy'),
      message: `a rollout needs exactly one of "blueGreen" and "canary", got ${strategies.length === 0 ? 'neither' : 'both'}`,
    }];
  },
};

export const ROLLOUT_RULES: readonly Rule[] = [
  onePodSource, templateUsed, selectorGiven, selectorMatchesTemplate, nameFitsLabel, deadlineAfterReady, oneStrategy,
];
