import { Severity } from './finding';
import { RuleFacts } from './rule';

export const YAML_PARSES: RuleFacts = {
  id: 'yaml-parses',
  stage: 'admission',
  severity: Severity.ERROR,
  why: 'no tool can read it, so nothing in it reaches the cluster',
};

export const YAML_DUPLICATE_KEY: RuleFacts = {
  id: 'yaml-duplicate-key',
  stage: 'admission',
  severity: Severity.ERROR,
  why: 'a strict reader refuses it, and any other keeps one of the two without a word',
};

export const HELM_ESCAPED: RuleFacts = {
  id: 'helm-escaped',
  stage: 'admission',
  severity: Severity.ERROR,
  why: 'Helm takes it for an expression of its own, and fails, or writes nothing in its place',
};

/** What is found while reading, before a rule can be asked. */
export const INPUT_FACTS: readonly RuleFacts[] = [YAML_PARSES, YAML_DUPLICATE_KEY, HELM_ESCAPED];
