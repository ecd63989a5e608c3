import { DEEPEST } from '../../manifest/depth';
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
  why: 'a strict reader refuses it, and any other keeps one of the two without any message',
};

export const HELM_ESCAPED: RuleFacts = {
  id: 'helm-escaped',
  stage: 'admission',
  severity: Severity.ERROR,
  why: 'Helm takes it for an expression of its own, and fails, or writes nothing in its place',
};

export const OBJECT_IS_SHALLOW: RuleFacts = {
  id: 'object-is-shallow',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'nothing in it can be checked, many readers of YAML refuse it, and from 10,000 levels on the API server does',
};

export const TOO_DEEP = `an object may be nested ${DEEPEST} levels deep, got more, or one that holds itself: nothing in it is checked until it is flatter`;

/** What is found while reading, before a rule can be asked. */
export const INPUT_FACTS: readonly RuleFacts[] = [YAML_PARSES, YAML_DUPLICATE_KEY, HELM_ESCAPED, OBJECT_IS_SHALLOW];
