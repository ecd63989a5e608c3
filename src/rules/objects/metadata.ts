import { groupOf } from '../../manifest/api-group';
import { Manifest } from '../../manifest/bundle';
import { isDnsLabel, isTemplated, nameProblem } from '../../manifest/object-name';
import { Path, placesOf, pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { ANY_KIND, Rule } from '../rule/rule';
import { isLabelKey, isLabelValue } from './labels';

/** APIs whose objects the API server itself checks. Others may be read by a program, or have names of their own. */
const SERVED = /^[^.]*$|(?<!\.config|^audit|^kustomize)\.k8s\.io$|\.istio\.io$|^argoproj\.io$|^monitoring\.coreos\.com$|^keda\.sh$|^getambassador\.io$|^traefik\.|^apisix\.apache\.org$|^appmesh\.k8s\.aws$/;

/** A rule about the metadata of objects as the API server reads them. */
function metadataRule(rule: Pick<Rule, 'id' | 'why'> & Partial<Rule> & { check(manifest: Manifest): readonly Violation[] }): Rule {
  return {
    stage: 'admission',
    severity: Severity.ERROR,
    kinds: [ANY_KIND],
    ...rule,
    check: (manifest) => SERVED.test(groupOf(manifest)) ? rule.check(manifest) : [],
  };
}

const nameValid = metadataRule({
  id: 'name-valid',
  why: 'the API server refuses the object',
  check({ kind, metadata }) {
    const { name, generateName }: Record<string, unknown> = { ...metadata };
    return Object.entries({ name, generateName }).flatMap(([field, text]) => {
      const problem = isKnown(text) ? nameProblem(String(kind), text, field === 'generateName') : undefined;
      return problem === undefined ? [] : [{ pointer: pointer('metadata', field), message: problem }];
    });
  },
});

const serviceNameBeginsWithLetter = metadataRule({
  id: 'service-name-begins-with-letter',
  severity: Severity.WARNING,
  kinds: ['Service'],
  why: 'the API server refuses the Service before Kubernetes 1.36',
  check: ({ metadata: { name } }) => isKnown(name) && /^\d/.test(name) && isDnsLabel(name) ? [{
    pointer: pointer('metadata', 'name'),
    message: `the name of a Service begins with a letter before Kubernetes 1.36, got "${name}"`,
  }] : [],
});

const namespaceValid = metadataRule({
  id: 'namespace-valid',
  why: 'the API server refuses the object, and there can be no such namespace',
  check: ({ metadata: { namespace } }) => !isKnown(namespace) || isDnsLabel(namespace) ? [] : [{
    pointer: pointer('metadata', 'namespace'),
    message: `a namespace has at most 63 lower-case letters, digits and "-", and begins and ends with a letter or a digit, got ${JSON.stringify(namespace)}`,
  }],
});

/** Where a rollout or an experiment has metadata for what is made of it. */
const EMBEDDED = [
  'spec.strategy.canary.canaryMetadata', 'spec.strategy.canary.stableMetadata', 'spec.strategy.blueGreen.activeMetadata',
  'spec.strategy.blueGreen.previewMetadata', 'spec.strategy.canary.analysis.analysisRunMetadata', 'spec.strategy.canary.steps[].analysis.analysisRunMetadata',
  'spec.strategy.blueGreen.prePromotionAnalysis.analysisRunMetadata', 'spec.strategy.blueGreen.postPromotionAnalysis.analysisRunMetadata',
  'spec.strategy.canary.steps[].experiment.analysisRunMetadata', 'spec.strategy.canary.steps[].experiment.templates[].metadata', 'spec.analysisRunMetadata',
];

const MADE_FROM = ['Rollout', 'Experiment'];

function metadataOf(manifest: Manifest): { path: Path; value: Record<string, any> }[] {
  return [{ path: ['metadata'], value: manifest.metadata }, ...MADE_FROM.includes(manifest.kind) ? EMBEDDED.flatMap((field) => placesOf(manifest, field)) : []];
}

/** The entries of a map whose keys are known; of other kinds it may be anything. */
function entriesOf(map: unknown): [string, unknown][] {
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map).filter(([key]) => !isTemplated(key)) : [];
}

const KEY = 'has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';

const labelsValid = metadataRule({
  id: 'labels-valid',
  why: 'the API server refuses the object, or what the controller makes of it',
  check: (manifest) => metadataOf(manifest).flatMap(({ path, value: { labels } }) => entriesOf(labels).flatMap(([key, value]) => {
    const problem = !isLabelKey(key) ? `the key of a label ${KEY}, got ${JSON.stringify(key)}` : textProblem('label', value)
      ?? (isTemplated(value as string) || isLabelValue(value as string) ? undefined
        : `the value of a label has at most 63 letters, digits, "-", "_" and ".", and begins and ends with a letter or a digit, got ${JSON.stringify(value)}`);
    return problem === undefined ? [] : [{ pointer: pointer(...path, 'labels', key), message: problem }];
  })),
});

const MOST_BYTES = 256 * 1024;

const annotationsValid = metadataRule({
  id: 'annotations-valid',
  why: 'the API server refuses the object, or what the controller makes of it',
  check: (manifest) => metadataOf(manifest).flatMap(({ path, value: { annotations } }) => {
    const entries = entriesOf(annotations);
    const bytes = entries.reduce((sum, [key, value]) => sum + bytesOf(key + String(value)), 0);
    return [
      ...bytes <= MOST_BYTES ? [] : [{ pointer: pointer(...path, 'annotations'), message: `annotations have at most ${MOST_BYTES} bytes together, got ${bytes}` }],
      ...entries.flatMap(([key, value]) => {
        const problem = isLabelKey(key.toLowerCase()) ? textProblem('annotation', value) : `the key of an annotation ${KEY}, got ${JSON.stringify(key)}`;
        return problem === undefined ? [] : [{ pointer: pointer(...path, 'annotations', key), message: problem }];
      }),
    ];
  }),
});

function textProblem(what: string, value: unknown): string | undefined {
  return typeof value === 'string' ? undefined : `the value of ${what === 'label' ? 'a label' : 'an annotation'} is text, got ${JSON.stringify(value)}: put it in quotes`;
}

function isKnown(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && !isTemplated(text);
}

/** How long a text is in UTF-8. */
function bytesOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + SIZES.findIndex((end) => letter.codePointAt(0)! < end), 0);
}

/** The first character that needs more bytes than its place here says. */
const SIZES = [0, 0x80, 0x800, 0x10000, 0x110000];

export const METADATA_RULES: readonly Rule[] = [nameValid, serviceNameBeginsWithLetter, namespaceValid, labelsValid, annotationsValid];
