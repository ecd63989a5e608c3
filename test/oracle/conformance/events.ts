import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLLOUT_EVENT_REASONS } from '../../../src/manifest/controller-metrics';
import { isEvent, NotificationEvent } from '../../../src/manifest/notification-event';
import { Check } from './check';
import { ORACLE } from './oracle';
import { GO, run } from './tool';

/** The events that a trigger of notifications can have the name of, and those that are counted. */
export const eventsAreTheControllers: Check = {
  name: 'events',
  needs: [GO],
  run: () => {
    const release = run('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/argoproj/argo-rollouts'], ORACLE).stdout.trim();
    const sources = codeOf(release);
    return [
      { name: 'every event of the controller is known as a trigger, and no other', problems: eventDifferences(sources) },
      { name: 'every reason of an event on a rollout is known as a label of its metric, and no other', problems: reasonDifferences(sources) },
    ];
  },
};

/** Phases are put behind these while the controller runs. */
const WITH_PHASE = ['AnalysisRun', 'Experiment', 'Metric', 'Template'];

/** No annotation can name it. */
const WITH_SPACE = 'Updated VirtualService';

interface Source {
  readonly name: string;
  readonly code: string;
}

function codeOf(release: string): Source[] {
  return readdirSync(release, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?:controller|experiments|analysis|ingress|rollout|service|utils)\//.test(name) && name.endsWith('.go') && !/_test\.go$|\/mocks\//.test(name))
    .map((name) => ({ name, code: readFileSync(join(release, name), 'utf8').replace(/^\s*\/\/.*$/gm, '') }));
}

/** The reasons of the events that the code in a folder reports, without those that begin with a phase's prefix. */
function reasonsOf(sources: readonly Source[], folder = ''): string[] {
  const constants = new Map(sources.flatMap(({ code }) => [...code.matchAll(/^(?:\s|const )*(\w+)\s*=\s*"(\w+)"/gm)].map(([, name, text]) => [name, text])));
  const used = sources.filter(({ name }) => name.startsWith(folder)).flatMap(({ code }) => [
    ...[...code.matchAll(/EventReason:\s*"([^"]+)"(?!\s*\+)/g)].map(([, reason]) => reason),
    ...[...code.matchAll(/EventReason:\s*conditions\.(\w+)/g), ...code.matchAll(/send(?:Warning|Normal)?Event\((\w+),/g)]
      .flatMap(([, name]) => constants.get(name) ?? []),
  ]);
  return [...new Set(used)].filter((reason) => !WITH_PHASE.includes(reason));
}

function eventDifferences(sources: readonly Source[]): string[] {
  const reasons = reasonsOf(sources).filter((reason) => reason !== WITH_SPACE);
  const theirs = reasons.map(triggerOf);
  const ours = Object.values(NotificationEvent).filter((event) => !WITH_PHASE.some((prefix) => event.startsWith(triggerOf(prefix))));
  return [
    ...reasons.length < 30 ? [`only ${reasons.length} reasons were found in the code of the release`] : [],
    ...theirs.filter((trigger) => !isEvent(trigger)).map((trigger) => `${trigger} is not known`),
    ...ours.filter((event) => !theirs.includes(event)).map((event) => `${event} is no event of the release`),
  ];
}

/** The code that reports events on rollouts is in a folder of its own. */
function reasonDifferences(sources: readonly Source[]): string[] {
  const theirs = reasonsOf(sources, 'rollout/');
  const ours = ROLLOUT_EVENT_REASONS.filter((reason) => !reason.startsWith('AnalysisRun'));
  return [
    ...theirs.filter((reason) => !ours.includes(reason)).map((reason) => `${reason} is not known`),
    ...ours.filter((reason) => !theirs.includes(reason)).map((reason) => `${reason} is no reason of the release`),
  ];
}

/** As the controller makes the name of a trigger from a reason. */
function triggerOf(reason: string): string {
  return `on-${reason.replace(/(.)([A-Z][a-z]+)/g, '$1-$2').replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;
}
