import { formatGoDuration } from '../manifest/go-duration';
import { Course } from './course';
import { Subject } from './subject';
import { code, quoted } from './words';

/** Something that one may want to do with a rollout, and how. */
export interface Task {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly string[];
}

const MINUTE = 60_000;

/** All there is to do with a rollout, in the order of an update. */
export function tasksOf(subject: Subject, course: Course): Task[] {
  return [
    {
      title: 'Watch',
      text: 'Where an update stands, with its pods, analyses and reasons.',
      commands: [plugin(subject, 'get rollout', '--watch')],
    },
    waitInScript(subject, course),
    deploy(subject),
    { title: 'Go on', text: course.promote, commands: [plugin(subject, 'promote')] },
    {
      title: 'Go to the end',
      text: 'Skips all that is left: pauses, analyses, steps. It brings an aborted version to its end as well, so look why it was aborted.',
      commands: [plugin(subject, 'promote', '--full')],
    },
    {
      title: 'Hold',
      text: 'Stops an update where it is, and lets it go on from there. "Go on" would also skip the rest of its step, or let its pause begin anew.',
      // the plugin has no command for the second
      commands: [plugin(subject, 'pause'), onRollout(subject, 'kubectl patch rollout', '--type merge -p \'{"spec":{"paused":false}}\'')],
    },
    {
      title: 'Give up',
      text: `For an update that is running. ${course.abort} The rollout is \`Degraded\`, and its manifest still says the new version: revert that, or fix it.`,
      commands: [plugin(subject, 'abort')],
    },
    { title: 'Try again', text: 'Starts an aborted update anew, from its beginning.', commands: [plugin(subject, 'retry rollout')] },
    goBack(subject, course),
    {
      title: 'Restart the pods',
      text: 'New pods of the same version, as many at a time as may be unavailable, and at least one.',
      commands: [plugin(subject, 'restart')],
    },
    ...analyses(subject),
    ...experiments(subject),
    reason(subject),
  ];
}

/** A command of the plugin on the rollout. */
function plugin(subject: Subject, verb: string, ...more: string[]): string {
  return onRollout(subject, `kubectl argo rollouts ${verb}`, ...more);
}

/** A command on the rollout: what comes before its name, and after its namespace. */
function onRollout(subject: Subject, before: string, ...after: string[]): string {
  return nearby(subject, `${before} ${quoted(subject.name)}`, ...after);
}

/** A command in the namespace of the rollout. */
function nearby({ namespace }: Subject, before: string, ...after: string[]): string {
  return [before, ...namespace ? ['-n', quoted(namespace)] : [], ...after].join(' ');
}

function waitInScript(subject: Subject, course: Course): Task {
  const { waitsForSomebody } = course;
  const seen = whenSeen(subject);
  return {
    title: 'Wait in a script',
    text: [
      ...seen.length > 0 ? ['First until it has seen the change of its Deployment: till then it is `Healthy` with the old version.'] : [],
      'Ends with 0 when it is `Healthy`, and with 1 when it is `Degraded` or the time is over.',
      'The last command ends with 1 when the cluster refused the new version, by a quota or a policy: then the rollout stays `Healthy` with the one before.',
      ...waitsForSomebody.length > 0 ? [`Somebody has to promote it in that time (${waitsForSomebody.join(', ')}).`] : [],
    ].join(' '),
    commands: [
      ...seen,
      plugin(subject, 'status', '--timeout', formatGoDuration(longEnough(course))),
      waitFor(subject, 'condition=Progressing --timeout=0'),
    ],
  };
}

/** The status of a rollout is about the last change of its workload that the controller saw. */
function whenSeen(subject: Subject): string[] {
  const { name = '', kind } = subject.spec.workloadRef ?? {};
  const generation = nearby(subject, `kubectl get deployment ${quoted(name)}`, '-o jsonpath=\'{.metadata.generation}\'');
  return kind !== 'Deployment' ? [] : [waitFor(subject, `jsonpath='{.status.workloadObservedGeneration}'="$(${generation})" --timeout 1m`)];
}

function waitFor(subject: Subject, what: string): string {
  return nearby(subject, `kubectl wait rollout/${quoted(subject.name)}`, `--for=${what}`);
}

/** Twice its timed pauses, and half an hour for pods and analyses. */
function longEnough({ pauses }: Course): number {
  return Math.ceil((2 * pauses + 30 * MINUTE) / (10 * MINUTE)) * 10 * MINUTE;
}

const IN_THE_CLUSTER = 'In an emergency, change the cluster, and say the same where the manifests come from before the next deployment, which otherwise takes it back '
  + '(one with Helm at the latest when it changes the pods).';

function deploy(subject: Subject): Task {
  const { spec: { workloadRef }, containers } = subject;
  const names = containers.length > 0 ? containers.map(({ name }) => quoted(name)) : ['<container>'];
  const images = containers.filter(({ image }) => image).map(({ name, image }) => `${code(image)} in ${code(name)}`);
  return {
    title: 'Deploy another version',
    text: [
      `Change the image where the manifests come from. ${IN_THE_CLUSTER}`,
      ...workloadRef ? [`The image is that of ${workloadRef.kind} ${code(workloadRef.name)}.`] : [],
      ...images.length > 0 ? [`These manifests have ${images.join(', ')}.`] : [],
    ].join(' '),
    // the plugin knows no other kind
    commands: workloadRef && workloadRef.kind !== 'Deployment' ? [] : names.map((name) => plugin(subject, 'set image', `${name}=<image>`)),
  };
}

function goBack(subject: Subject, { rollback }: Course): Task {
  return {
    title: 'Go back to an earlier version',
    text: [`Revert where the manifests come from. ${IN_THE_CLUSTER} "Watch" shows the revisions.`, ...rollback].join(' '),
    commands: [plugin(subject, 'undo'), plugin(subject, 'undo', '--to-revision=<revision>')],
  };
}

/** Pods, AnalysisRuns and Experiments have no label with the name of their rollout, but all have that of the version. */
function ofNewVersion(subject: Subject): string {
  return `-l rollouts-pod-template-hash="$(${onRollout(subject, 'kubectl get rollout', '-o jsonpath=\'{.status.currentPodHash}\'')})"`;
}

function analyses(subject: Subject): Task[] {
  return subject.analyses.length === 0 ? [] : [{
    title: 'Look at the analyses',
    text: [
      'All of the newest version, and what one of them measured. Its status has each value, and the reason for an error.',
      // the controller gives these no label
      ...hasExperiment(subject) ? ['Those of an experiment are not listed here: "Look at the experiments" shows their names.'] : [],
    ].join(' '),
    commands: [
      nearby(subject, 'kubectl get analysisruns', ofNewVersion(subject)),
      nearby(subject, 'kubectl get analysisrun <analysisrun>', '-o yaml'),
    ],
  }];
}

function hasExperiment({ spec }: Subject): boolean {
  return (spec.strategy?.canary?.steps ?? []).some((step) => step?.experiment);
}

function experiments(subject: Subject): Task[] {
  return !hasExperiment(subject) ? [] : [{
    title: 'Look at the experiments',
    text: 'All of the newest version, and one of them with its pods and analyses. Its status has the reason for a failure. "Go on" leaves one that runs behind, '
      + 'and ends it.',
    commands: [
      nearby(subject, 'kubectl get experiments', ofNewVersion(subject)),
      nearby(subject, 'kubectl argo rollouts get experiment <experiment>'),
    ],
  }];
}

function reason(subject: Subject): Task {
  return {
    title: 'Look for the reason',
    text: 'What the controller did and could not do, the pods of the newest version, and what they say.',
    commands: [
      onRollout(subject, 'kubectl describe rollout'),
      nearby(subject, 'kubectl get pods', ofNewVersion(subject)),
      nearby(subject, 'kubectl describe pod <pod>'),
      nearby(subject, 'kubectl logs <pod>', '--all-containers'),
    ],
  };
}
