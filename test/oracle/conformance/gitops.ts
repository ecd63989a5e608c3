import { ApiObject, App, Chart } from 'cdk8s';
import { ArgoCdSync, FluxIgnoreRule, FluxSync } from '../../../src';
import { GITOPS_CASES } from '../../operate/gitops-cases';
import { Check, Outcome } from './check';
import { askProgram } from './oracle';
import { GO } from './tool';

/** What Argo CD sees of an object to which the controller has written. */
interface Observation {
  readonly kind: string;
  readonly name: string;
  readonly differs: boolean;
  readonly differsIgnoring: boolean;
  readonly hidden: readonly string[];
  readonly git: object;
  readonly written: object;
}

/** What Flux makes of it. */
interface Reconciliation {
  readonly reset: boolean;
  readonly resetIgnoring: boolean;
  readonly error?: string;
  readonly kept: boolean;
}

/** What the controller writes is no difference and is not reset, and every other change of a field that is in git is a difference. */
export const gitOpsLeavesTheControllerAlone: Check = {
  name: 'gitops',
  needs: [GO],
  run: () => {
    const cases = Object.entries(GITOPS_CASES).map(([name, { build, elsewhere = [], written, hides = [] }]) => {
      const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
      build(chart);
      return { name, chart, elsewhere, written, hides };
    });
    const observations = askProgram<Observation[][]>('gitops', cases.map(({ chart, elsewhere }) => ({
      manifests: [...manifestsOf(chart), ...elsewhere],
      ignoreDifferences: ArgoCdSync.of(chart).ignoreDifferences,
    })));
    return cases.flatMap(({ name, written, hides, chart }, index) => [
      judgeArgoCd(name, written, hides, observations[index]),
      judgeFlux(name, observations[index], FluxSync.of(chart).ignore),
    ]);
  },
};

function manifestsOf(chart: Chart): object[] {
  return chart.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).map((object) => object.toJson());
}

function judgeArgoCd(name: string, written: readonly string[], hides: readonly string[], observations: readonly Observation[]): Outcome {
  const kinds = observations.map(({ kind }) => kind).sort().join(', ');
  const wanted = [...written].sort().join(', ');
  return {
    name: `Argo CD, ${name}: without entries ${observations.filter(({ differs }) => differs).map(({ kind }) => kind).join(', ') || 'nothing'} is out of sync`,
    problems: [
      ...kinds === wanted ? [] : [`want the controller to write to ${wanted}, it writes to ${kinds}`],
      ...observations.filter(({ differsIgnoring }) => differsIgnoring).map((object) => `${object.kind}/${object.name} is out of sync`),
      ...observations.flatMap((object) => object.hidden.filter((change) => !hides.includes(change))
        .map((change) => `${object.kind}/${object.name}: ${change} can be changed unseen`)),
    ],
  };
}

function judgeFlux(name: string, observations: readonly Observation[], ignore: readonly FluxIgnoreRule[]): Outcome {
  const reconciliations = askProgram<Reconciliation[]>('flux', observations.map(({ git, written }) => ({ git, written, ignore })));
  return {
    name: `Flux, ${name}: without rules ${observations.filter((_, index) => reconciliations[index].reset).map(({ kind }) => kind).join(', ')} is reset`,
    problems: observations.flatMap(({ kind, name: object }, index) => {
      const { reset, resetIgnoring, error, kept } = reconciliations[index];
      return [
        ...reset ? [] : ['would not be reset without a rule'],
        ...resetIgnoring ? ['is reset'] : [],
        ...error ? [`cannot be applied: ${error}`] : [],
        ...kept || error ? [] : ['is reset with another change'],
      ].map((problem) => `${kind}/${object} ${problem}`);
    }),
  };
}
