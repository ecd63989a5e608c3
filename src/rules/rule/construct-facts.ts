import { Severity } from './finding';
import { RuleFacts } from './rule';

export const SAME_NAMESPACE: RuleFacts = {
  id: 'same-namespace',
  stage: 'reconcile',
  severity: Severity.ERROR,
  why: 'a name without a namespace means an object of the same namespace, so the one that was handed over is not found',
};

/** What is found of the constructs of an app, because no manifest shows which object was meant. */
export const CONSTRUCT_FACTS: readonly RuleFacts[] = [SAME_NAMESPACE];
