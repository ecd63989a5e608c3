import { Manifest } from '../../manifest/bundle';
import { HASH_LABEL, INSTANCE_LABEL } from '../../manifest/names';
import { pointer } from '../../manifest/pointer';
import { argumentsOf, runsOf } from '../../reading/runs';
import { isLabelKey } from '../objects/labels';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const METADATA_FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];
const SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/s;

function isMetadataField(path: string): boolean {
  const [, map, key] = SUBSCRIPT.exec(path) ?? [];
  return METADATA_FIELDS.includes(path) || (map !== undefined && isLabelKey(map === 'annotations' ? key.toLowerCase() : key));
}

const metadataFieldKnown: Rule = {
  id: 'metadata-field-known',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses to read it, or never starts the analysis',
  check(rollout: Manifest) {
    return argumentsOf(rollout).flatMap(({ value: { valueFrom }, path }) => {
      const field: string = valueFrom?.podTemplateHashValue === undefined ? valueFrom?.fieldRef?.fieldPath ?? '' : '';
      return !field.startsWith('metadata') || isMetadataField(field) ? [] : [{
        pointer: pointer(...path, 'valueFrom', 'fieldRef', 'fieldPath'),
        message: `of the metadata only ${METADATA_FIELDS.join(', ')} can be read, and one of them as metadata.labels['app'], got "${field}"`,
      }];
    });
  },
};

const RESERVED = ['rollout-type', 'step-index', HASH_LABEL, INSTANCE_LABEL];

const runLabelFree: Rule = {
  id: 'run-label-free',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the label replaces the one by which the controller knows what the run is for',
  check(rollout: Manifest): Violation[] {
    return runsOf(rollout).flatMap(({ value, path }) => {
      const labels: Record<string, string> = value.analysisRunMetadata?.labels ?? {};
      return Object.keys(labels).filter((key) => RESERVED.includes(key)).map((key) => ({
        pointer: pointer(...path, 'analysisRunMetadata', 'labels', key),
        message: `the label ${key} belongs to the controller, use another`,
      }));
    });
  },
};

export const RUN_RULES: readonly Rule[] = [metadataFieldKnown, runLabelFree];
