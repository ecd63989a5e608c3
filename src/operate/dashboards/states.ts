import { GrafanaMapping, GrafanaOverrides } from './grafana';

/** A state that an object of the controller can be in, as the label `phase` has it, and the colour that it is shown in. */
export interface State {
  readonly name: string;
  readonly color: string;
}

/** Of a rollout, from good to bad. */
export const ROLLOUT_PHASES: readonly State[] = [
  { name: 'Completed', color: 'green' },
  { name: 'Progressing', color: 'blue' },
  { name: 'Paused', color: 'yellow' },
  { name: 'Abort', color: 'orange' },
  { name: 'Timeout', color: 'red' },
  { name: 'Error', color: 'dark-red' },
  { name: 'InvalidSpec', color: 'purple' },
];

/** Of an AnalysisRun, one of its metrics, and an Experiment. */
export const ANALYSIS_PHASES: readonly State[] = [
  { name: 'Successful', color: 'green' },
  { name: 'Pending', color: 'light-blue' },
  { name: 'Running', color: 'blue' },
  { name: 'Inconclusive', color: 'yellow' },
  { name: 'Failed', color: 'red' },
  { name: 'Error', color: 'dark-red' },
];

/** The number of the state that an object is in: a panel shows numbers only. A failover of the controller can show two, of which the worse is taken. */
export function stateNumber(states: readonly State[], by: string, infos: (phase: string) => readonly string[]): string {
  const numbers = states.flatMap(({ name }, number) => infos(`phase="${name}"`).map((info) => `${number} * ${info}`));
  return `max by (${by}) (\n  ${numbers.join('\n  or ')}\n)`;
}

/** Shows the number of a state as its name, in its colour. */
export function namesOfNumbers(states: readonly State[]): GrafanaMapping[] {
  return [{ type: 'value', options: Object.fromEntries(states.map(({ name, color }, index) => [`${index}`, { text: name, color, index }])) }];
}

/** Shows a cell with the name of a state in its colour. */
export function coloredNames(states: readonly State[]): GrafanaMapping[] {
  return [{ type: 'value', options: Object.fromEntries(states.map(({ name, color }, index) => [name, { color, index }])) }];
}

/** Shows a series that is called like a state in its colour. */
export function coloredSeries(states: readonly State[]): GrafanaOverrides {
  return states.map(({ name, color }) => ({
    matcher: { id: 'byName', options: name },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
  }));
}
