import { Severity } from './finding';
import { RuleFacts } from './rule';

export const SAME_NAMESPACE: RuleFacts = {
  id: 'same-namespace',
  stage: 'reconcile',
  severity: Severity.ERROR,
  why: 'a name without a namespace means an object of the same namespace, so the one that was handed over is not found',
};

export const METRIC_CONTAINER_EXISTS: RuleFacts = {
  id: 'metric-container-exists',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'there are never any data of a container that the pods do not have, so the gate decides nothing',
};

export const HASH_LABEL_SCRAPED: RuleFacts = {
  id: 'hash-label-scraped',
  stage: 'measure',
  severity: Severity.WARNING,
  ofReference: true,
  why: 'where nothing puts the pod-template hash on the metrics of the pods, a gate that looks for it never finds data',
};

export const MONITOR_PORT_EXISTS: RuleFacts = {
  id: 'monitor-port-exists',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'Prometheus scrapes no pod through a port that none of its containers names',
};

/** What is found of the constructs of an app, because no manifest shows which object was meant. */
export const CONSTRUCT_FACTS: readonly RuleFacts[] = [SAME_NAMESPACE, METRIC_CONTAINER_EXISTS, HASH_LABEL_SCRAPED, MONITOR_PORT_EXISTS];
