import { Bundle, Manifest } from '../../manifest/bundle';
import { HASH_LABEL } from '../../manifest/names';
import { Path, pointer } from '../../manifest/pointer';
import { partsOf, PlacedExperiment } from '../../reading/experiments';
import { unmet } from '../../reading/label-selector';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { experimentRule } from './experiment-rule';

const experimentSelector = experimentRule({
  id: 'experiment-selector-given',
  stage: 'experiment',
  why: 'the controller refuses an experiment that selects every pod, and a rollout waits for it for ever',
  check({ experiment }) {
    return partsOf(experiment, 'templates').flatMap(({ value: { selector }, path }) => {
      return !selector || selector.matchLabels || selector.matchExpressions ? [] : [{
        pointer: pointer(...path, 'selector'),
        message: 'a template of an experiment selects its pods by at least one label, got an empty selector',
      }];
    });
  },
});

const experimentLabels = experimentRule({
  id: 'experiment-labels-selected',
  stage: 'reconcile',
  why: 'the controller adds the labels to matchLabels, and panics each time it looks at a rollout that has none',
  check({ experiment, isStep }) {
    return !isStep ? [] : partsOf(experiment, 'templates').flatMap(({ value: { selector, metadata }, path }) => {
      const isMissing = selector && Object.keys(selector.matchLabels ?? {}).length === 0;
      return !isMissing || Object.keys(metadata?.labels ?? {}).length === 0 ? [] : [{
        pointer: pointer(...path, 'selector'),
        message: 'a selector beside metadata.labels needs matchLabels, got none: select by at least one label',
      }];
    });
  },
});

/** A template of an experiment, with the pods that the controller makes from it. */
interface Template {
  readonly path: Path;
  readonly value: Record<string, any>;
  /** Unknown, if another object holds them. */
  readonly pod?: Record<string, any>;
  readonly selector: Record<string, any>;
  readonly hasService: boolean;
}

const METADATA_OF: Record<string, string> = { canary: 'canaryMetadata', stable: 'stableMetadata' };

function templatesOf({ experiment, isStep }: PlacedExperiment, manifest: Manifest): Template[] {
  return partsOf(experiment, 'templates').map(({ value, path }) => isStep
    ? { path, value, pod: podOf(value, manifest), selector: selectorOf(value), hasService: (value.service ?? value.weight) !== undefined }
    : { path, value, pod: value.template, selector: value.selector ?? {}, hasService: value.service !== undefined });
}

function podOf({ specRef, metadata }: Record<string, any>, { spec }: Manifest): Record<string, any> | undefined {
  const role = spec.strategy?.canary?.[METADATA_OF[specRef]];
  return spec.template && !spec.workloadRef && {
    ...spec.template,
    metadata: { labels: { ...spec.template.metadata?.labels, ...role?.labels, ...metadata?.labels } },
  };
}

/** Without one of its own it is that of the rollout, which its rules judge. */
function selectorOf({ selector, metadata }: Record<string, any>): Record<string, any> {
  return selector ? { ...selector, matchLabels: { ...selector.matchLabels, ...metadata?.labels } } : {};
}

const experimentPods = experimentRule({
  id: 'experiment-selects-pods',
  stage: 'experiment',
  why: 'the API server refuses pods that their selector does not find, and the experiment ends in an error',
  check(placed, manifest) {
    return templatesOf(placed, manifest).flatMap(({ path, pod, selector }) => {
      const labels = { [HASH_LABEL]: selector.matchLabels?.[HASH_LABEL], ...pod?.metadata?.labels };
      const wanted = pod ? unmet(selector, labels) : [];
      return wanted.map((condition) => ({
        pointer: pointer(...path, 'selector'),
        message: `the selector asks for ${condition}, but the pods have ${JSON.stringify(pod!.metadata?.labels ?? {})}`,
      }));
    });
  },
});

interface Port {
  readonly name?: string;
  readonly containerPort?: number;
  readonly protocol?: string;
}

function portsOf(pod: Record<string, any>): Port[] {
  const containers: (Record<string, any> | null)[] = pod.spec?.containers ?? [];
  return containers.flatMap((container) => (container?.ports ?? []).map((port: Port | null) => port ?? {}));
}

/** A rule about each template that gets a Service. */
function serviceRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'>
& { check(template: Template, placed: PlacedExperiment, manifest: Manifest, bundle: Bundle): Violation[] }): Rule {
  return experimentRule({
    ...rule,
    check: (placed, manifest, bundle) => templatesOf(placed, manifest)
      .filter(({ hasService }) => hasService)
      .flatMap((template) => rule.check(template, placed, manifest, bundle)),
  });
}

const experimentWeightPort = serviceRule({
  id: 'experiment-weight-has-port',
  stage: 'never',
  why: 'the controller makes no Service for pods without a port, and traffic is sent to a Service without a name',
  check: ({ path, pod, value }, { isStep }) => !isStep || value.weight === undefined || !pod || portsOf(pod).length > 0 ? [] : [{
    pointer: pointer(...path, 'weight'),
    message: 'a template with a weight needs pods with a containerPort, got none: declare the ports of its containers',
  }],
});

const experimentPort: Rule = {
  ...serviceRule({
    id: 'experiment-service-has-port',
    stage: 'never',
    why: 'the controller makes no Service for pods without a port, and says nothing of it',
    check: ({ path, pod, value }, { isStep }) => (isStep && value.weight !== undefined) || !pod || portsOf(pod).length > 0 ? [] : [{
      pointer: pointer(...path, 'service'),
      message: 'a template with a Service needs pods with a containerPort, got none: declare the ports of its containers, or leave the Service out',
    }],
  }),
  severity: Severity.WARNING,
};

const experimentPorts = serviceRule({
  id: 'experiment-ports-named',
  stage: 'experiment',
  why: 'the API server refuses a Service whose ports cannot be told apart, and the experiment ends in an error',
  check({ path, pod }) {
    const ports = pod ? portsOf(pod) : [];
    const names = new Set(ports.map(({ name }) => name));
    const numbers = new Set(ports.map(({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`));
    return ports.length < 2 || (names.size === ports.length && !names.has(undefined) && numbers.size === ports.length) ? [] : [{
      pointer: pointer(...path),
      message: 'each port of pods with a weight or a Service has a name and a number of its own, '
        + `got ${ports.map(({ name, containerPort }) => `${name ?? 'no name'} (${containerPort})`).join(', ')}`,
    }];
  },
});

const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_NAME = 63;

/** Hashes of pods have nine or ten characters, and a revision at least one. */
const SHORTEST_HASH = 'h'.repeat(9);

/** The name of the Service, as short as the controller makes it. */
function serviceNameOf({ value }: Template, { isStep, path }: PlacedExperiment, { metadata }: Manifest): string {
  const middle = isStep ? `-${SHORTEST_HASH}-2-${path[path.length - 2]}` : '';
  return value.service?.name || `${metadata.name}${middle}-${value.name}`;
}

const experimentService = serviceRule({
  id: 'experiment-service-name',
  stage: 'experiment',
  why: 'the API server refuses the name that the controller makes for the Service, and the experiment ends in an error',
  check(template, placed, manifest) {
    const name = serviceNameOf(template, placed, manifest);
    return !manifest.metadata.name || (SERVICE_NAME.test(name) && name.length <= LONGEST_NAME) ? [] : [{
      pointer: pointer(...template.path),
      message: `the Service of a template has a name of at most ${LONGEST_NAME} lower-case letters, digits and "-" that starts with a letter, `
        + `got ${JSON.stringify(name)} with ${name.length}: shorten a name, or give service.name`,
    }];
  },
});

const experimentServiceOwn = serviceRule({
  id: 'experiment-service-own',
  stage: 'experiment',
  why: 'the controller makes the Service itself; if another has its name, the experiment ends in an error',
  check({ path, value }, { experiment }, { metadata }, bundle) {
    const name: string | undefined = value.service?.name;
    const other = partsOf(experiment, 'templates').find((entry) => name && entry.value !== value && entry.value.service?.name === name);
    const isTaken = name && bundle.find('Service', name, metadata.namespace);
    return !other && !isTaken ? [] : [{
      pointer: pointer(...path, 'service', 'name'),
      message: `the Service of a template is made for it alone, got "${name}", that is also ${isTaken ? `your Service "${name}"` : 'of another template'}`,
    }];
  },
});

export const EXPERIMENT_POD_RULES: readonly Rule[] = [
  experimentSelector, experimentLabels, experimentPods, experimentWeightPort, experimentPort, experimentPorts, experimentService,
  experimentServiceOwn,
];
