import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../../../imports/version';
import { CONTROLLER_METRICS, isNamedLikeTheControllers } from '../../../src/manifest/controller-metrics';
import { Check } from './check';
import { ask, askRelease } from './oracle';
import { GO } from './tool';

/** The labels of each metric, and the values that a label was seen to have. */
export type Series = Readonly<Record<string, Readonly<Record<string, readonly string[] | null>>>>;

/** What the rules say of the controller's metrics, against its own metrics server. */
export const seriesAreTheControllers: Check = {
  name: 'series',
  needs: [GO],
  run: () => [
    { name: 'the metrics of the controller are known with their labels and values, and no others', problems: differences(ask<Series>('series')) },
    ...OLDER_VERSIONS.map((version) => ({
      name: `${version} makes its metrics of the same names and values as ${ARGO_ROLLOUTS_VERSION}`,
      problems: apart(askRelease(version, 'metrictexts'), ask('metrictexts')),
    })),
  ],
};

function differences(theirs: Series): string[] {
  const names = Object.keys(theirs).filter(isNamedLikeTheControllers);
  return [
    ...apart(Object.keys(CONTROLLER_METRICS), names),
    ...names.filter((name) => Object.hasOwn(CONTROLLER_METRICS, name)).flatMap((name) => [
      ...apart(Object.keys(CONTROLLER_METRICS[name]), Object.keys(theirs[name])),
      ...Object.entries(CONTROLLER_METRICS[name]).flatMap(([label, values]) => values && label !== 'reason' ? apart(values, theirs[name][label] ?? []) : []),
    ].map((problem) => `${name}: ${problem}`)),
  ];
}

function apart(ours: readonly string[], theirs: readonly string[]): string[] {
  return [
    ...ours.filter((each) => !theirs.includes(each)).map((each) => `only ours: ${each}`),
    ...theirs.filter((each) => !ours.includes(each)).map((each) => `only the controller's: ${each}`),
  ];
}
