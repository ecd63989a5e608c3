import { AnalysisUse, MeasuredService, PodVersion } from '../analysis/analysis-use';
import { RunArgument } from '../manifest/types';
import { ExperimentTemplate } from './experiment-template';

/** An experiment as its analyses see it. */
export interface ExperimentRun {
  /** How messages call it. */
  readonly title: string;
  readonly rollout: string;
  readonly namespace?: string;
  readonly routers: readonly string[];
  readonly templates: readonly ExperimentTemplate[];
  /** A field of the rollout, where it is a step of one. */
  rolloutField(fieldPath: string): Partial<RunArgument> | undefined;
  /** The ports of the pods of a template. */
  portsOf(template: ExperimentTemplate): readonly number[];
}

const SPEC_REFS: Readonly<Record<PodVersion, string>> = { Latest: 'canary', Stable: 'stable' };

/** What one argument of an analysis can be filled from in an experiment. */
export function experimentUse(run: ExperimentRun, argument: string): AnalysisUse {
  const service = (version: PodVersion) => () => serviceOf(run, version, argument);
  return {
    place: 'experiment',
    rollout: run.rollout,
    namespace: run.namespace,
    routers: run.routers,
    podTemplateHash: (version) => ({ value: templateOf(run, version, argument, 'podTemplateHash').podTemplateHash }),
    podPorts: () => run.portsOf(templateOf(run, 'Latest', argument, 'serviceName')),
    rolloutField(fieldPath) {
      const field = run.rolloutField(fieldPath);
      if (!field) {
        throw new Error(`analysis argument "${argument}" is ${fieldPath} of a rollout, and ${run.title} has none: give it a value, argument.value(...)`);
      }
      return field;
    },
    measured: service('Latest'),
    primary: service('Stable'),
  };
}

/** The template with the pods of a version: the only one that takes them from there, or the only one at all. */
function templateOf({ title, templates }: ExperimentRun, version: PodVersion, argument: string, wanted: string): ExperimentTemplate {
  const own = templates.filter(({ _specRef }) => _specRef === SPEC_REFS[version]);
  const found = templates.length === 1 && version === 'Latest' ? templates : own;
  if (found.length !== 1) {
    throw new Error(`analysis argument "${argument}" is about the ${version === 'Latest' ? 'new' : 'stable'} version, and it cannot be told which template `
      + `of ${title} that is, got ${templates.map(({ name }) => name).join(', ') || 'none'}: give it a value, argument.value(template.${wanted})`);
  }
  return found[0];
}

function serviceOf(run: ExperimentRun, version: PodVersion, argument: string): MeasuredService {
  const template = templateOf(run, version, argument, 'serviceName');
  const [port] = run.portsOf(template);
  if (port === undefined) {
    throw new Error(`analysis argument "${argument}" is about the service of template "${template.name}" of ${run.title}, whose pods have no port: `
      + 'give a container a port');
  }
  return {
    name: template.serviceName,
    port,
    _portNamed: (name) => {
      throw new Error(`analysis argument "${argument}" is about port "${name}" of the service of template "${template.name}" of ${run.title}, whose ports are known by `
        + 'their numbers alone: give it a value');
    },
  };
}
