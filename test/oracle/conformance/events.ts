import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEvent, NotificationEvent } from '../../../src/manifest/notification-event';
import { Check } from './check';
import { ORACLE } from './oracle';
import { GO, run } from './tool';

/** The events that a trigger of notifications can have the name of. */
export const eventsAreTheControllers: Check = {
  name: 'events',
  needs: [GO],
  run: () => {
    const release = run('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/argoproj/argo-rollouts'], ORACLE).stdout.trim();
    return [{ name: 'every event of the controller is known as a trigger, and no other', problems: eventDifferences(release) }];
  },
};

/** Phases are put behind these while the controller runs. */
const WITH_PHASE = ['AnalysisRun', 'Experiment', 'Metric', 'Template'];

/** No annotation can name it. */
const WITH_SPACE = 'Updated VirtualService';

function eventDifferences(release: string): string[] {
  const sources = readdirSync(release, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?:controller|experiments|analysis|ingress|rollout|service|utils)\//.test(name) && name.endsWith('.go') && !/_test\.go$|\/mocks\//.test(name))
    .map((name) => readFileSync(join(release, name), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
  const constants = new Map(sources.flatMap((source) => [...source.matchAll(/^(?:\s|const )*(\w+)\s*=\s*"(\w+)"/gm)].map(([, name, text]) => [name, text])));
  const used = sources.flatMap((source) => [
    ...[...source.matchAll(/EventReason:\s*"([^"]+)"(?!\s*\+)/g)].map(([, reason]) => reason),
    ...[...source.matchAll(/EventReason:\s*conditions\.(\w+)/g), ...source.matchAll(/send(?:Warning|Normal)?Event\((\w+),/g)]
      .flatMap(([, name]) => constants.get(name) ?? []),
  ]);
  const reasons = [...new Set(used)].filter((reason) => reason !== WITH_SPACE && !WITH_PHASE.includes(reason));
  const theirs = reasons.map(triggerOf);
  const ours = Object.values(NotificationEvent).filter((event) => !WITH_PHASE.some((prefix) => event.startsWith(triggerOf(prefix))));
  return [
    ...reasons.length < 30 ? [`only ${reasons.length} reasons were found in the code of the release`] : [],
    ...theirs.filter((trigger) => !isEvent(trigger)).map((trigger) => `${trigger} is not known`),
    ...ours.filter((event) => !theirs.includes(event)).map((event) => `${event} is no event of the release`),
  ];
}

/** As the controller makes the name of a trigger from a reason. */
function triggerOf(reason: string): string {
  return `on-${reason.replace(/(.)([A-Z][a-z]+)/g, '$1-$2').replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;
}
