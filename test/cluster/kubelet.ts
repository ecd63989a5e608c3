import { Api, ApiError, Change, Manifest } from './api';
import { behaviourOfPod } from './behaviours';
import { ProgramsInPods } from './programs-in-pods';
import { Watched } from './watched';

const NODES = ['node-1', 'node-2'];
const CAPACITY = { 'cpu': '400', 'memory': '1Ti', 'pods': '2000', 'ephemeral-storage': '1Ti' };

/** How long a Job runs, so that there is a moment in which it does. */
const JOB_TAKES = 300;

/**
 * Two nodes, on which nothing runs: pods get an address and become what their images promise, within milliseconds. Some images are
 * of programs that we have; those really run.
 */
export class Kubelet {
  public static async start(api: Api, programs: ProgramsInPods): Promise<Kubelet> {
    for (const name of NODES) {
      const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'topology.kubernetes.io/zone': name };
      await api.create('Node', '', { metadata: { name, labels } });
      await api.patch('Node', '', name, { status: { capacity: CAPACITY, allocatable: CAPACITY, conditions: [condition('Ready')] } }, '/status');
      // the API server adds a taint to new nodes, and what takes it off does not run
      await api.patch('Node', '', name, { spec: { taints: null } });
    }
    return new Kubelet(api, programs);
  }

  public pods!: Watched;
  private readonly started = new Set<string>();
  private readonly ending = new Set<string>();
  private addresses = 0;

  private constructor(private readonly api: Api, private readonly programs: ProgramsInPods) {}

  public async watchPods() {
    this.pods = await Watched.of(this.api, 'Pod', (pod, change) => void this.onChange(pod, change).catch((error) => {
      // whoever was faster is right: the next change tells
      if (!(error instanceof ApiError) || ![404, 409].includes(error.code)) {
        throw error;
      }
    }));
  }

  private async onChange(pod: Manifest, change: Change) {
    const { uid, deletionTimestamp } = pod.metadata;
    if (change === 'DELETED') {
      this.started.delete(uid);
      this.ending.delete(uid);
      await this.programs.end(uid);
    } else if (deletionTimestamp !== undefined) {
      await this.end(pod);
    } else if (pod.spec.nodeName !== undefined && !this.started.has(uid)) {
      this.started.add(uid);
      await this.run(pod);
    }
  }

  private async run(pod: Manifest) {
    const ip = `10.244.${1 + Math.floor(this.addresses / 250)}.${1 + this.addresses++ % 250}`;
    const addresses = { podIP: ip, podIPs: [{ ip }], hostIP: '127.0.0.1', startTime: now() };
    const { ready, succeeds } = behaviourOfPod(pod);
    if (!ready) {
      await this.report(pod, { ...addresses, phase: 'Pending', ...containers(pod, false, { waiting: { reason: 'ImagePullBackOff' } }) });
    } else if (ofJob(pod)) {
      await this.report(pod, { ...addresses, phase: 'Running', ...containers(pod, true, running()) });
      setTimeout(() => void this.complete(pod, succeeds), JOB_TAKES);
    } else {
      await this.programs.start(pod, (restarts) => this.report(pod, containers(pod, true, running(), restarts)));
      await this.report(pod, { ...addresses, phase: 'Running', ...containers(pod, true, running()) });
    }
  }

  private async complete(pod: Manifest, succeeds: boolean) {
    const terminated = { exitCode: succeeds ? 0 : 1, reason: succeeds ? 'Completed' : 'Error', startedAt: now(), finishedAt: now() };
    await this.report(pod, { phase: succeeds ? 'Succeeded' : 'Failed', ...containers(pod, false, { terminated }) });
  }

  private async end({ metadata: { uid, namespace, name } }: Manifest) {
    if (this.ending.has(uid)) {
      return;
    }
    this.ending.add(uid);
    await this.programs.end(uid);
    await this.api.delete('Pod', namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
  }

  private async report({ metadata: { namespace, name } }: Manifest, status: object) {
    await this.api.patch('Pod', namespace, name, { status }, '/status').catch((error) => {
      if (!(error instanceof ApiError) || error.code !== 404) {
        throw error;
      }
    });
  }
}

function ofJob({ metadata }: Manifest): boolean {
  return metadata.ownerReferences?.some(({ kind }: Manifest) => kind === 'Job') ?? false;
}

function containers(pod: Manifest, ready: boolean, state: object, restartCount = 0): object {
  const status = ready ? 'True' : 'False';
  return {
    conditions: [condition('PodScheduled'), condition('Initialized'), condition('ContainersReady', status), condition('Ready', status)],
    containerStatuses: pod.spec.containers
      .map(({ name, image }: Manifest) => ({ name, image, imageID: image, ready, started: ready, restartCount, state })),
  };
}

function running(): object {
  return { running: { startedAt: now() } };
}

function condition(type: string, status = 'True'): object {
  return { type, status, lastTransitionTime: now() };
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}
