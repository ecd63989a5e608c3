import { literally, oneOf, podName, series } from './promql';
import { WatchedRollout } from './watched-rollout';

/**
 * Rollouts of one namespace that share a rule, and the series that are theirs alone.
 */
export class Selection {
  /** The labels that tell a rollout, or another object of the controller, from the others. */
  public readonly by: string;

  /** The name of an AnalysisRun or Experiment, with the name of its rollout in the first group. */
  public readonly runName: string;

  /** The name of a pod of the rollouts. */
  public readonly podName: string;

  private readonly names: string[];
  private readonly namespace?: string;

  constructor(public readonly rollouts: readonly WatchedRollout[], private readonly namespaceLabel: string) {
    this.by = `${namespaceLabel}, name`;
    this.names = [...new Set(rollouts.map(({ name }) => name))];
    this.namespace = rollouts[0].namespace;
    const anyName = this.names.map(literally).join('|');
    this.podName = podName(this.names);
    // a run has no label with its rollout; it is named <rollout>-<hash>-<revision>, and after that as it happens: -pre, -3, .1
    this.runName = `(${anyName})-[a-z0-9]+-[0-9]+([-.].+)?`;
  }

  /** What the controller tells about the rollouts. */
  public ofRollouts(metric: string, ...matchers: string[]): string {
    return series(metric, this.inNamespace(this.namespaceLabel), oneOf('name', this.names), ...matchers);
  }

  /** What the controller tells about the rollouts' AnalysisRuns or Experiments. */
  public ofRuns(metric: string, ...matchers: string[]): string {
    return series(metric, this.inNamespace(this.namespaceLabel), `name=~"${this.runName}"`, ...matchers);
  }

  /** What kube-state-metrics tells about objects that the rollouts own. */
  public ofOwned(metric: string): string {
    return series(metric, this.inNamespace('namespace'), 'owner_kind="Rollout"', oneOf('owner_name', this.names));
  }

  /** What kube-state-metrics tells about any object in the namespace. */
  public ofNamespace(metric: string, ...matchers: string[]): string {
    return series(metric, this.inNamespace('namespace'), ...matchers);
  }

  private inNamespace(label: string): string | undefined {
    return this.namespace && oneOf(label, [this.namespace]);
  }
}
