import { formatSvg } from '../../lib/src/plan/formats/svg';
import { Plan, plansOf } from '../../lib/src/plan/plan';
import { median, takeTurns } from './measure';
import { count, Effort, Result } from './measures';
import { canaryManifests } from './sets';

/** As if they had been read from files: nothing is known of any. */
function entriesOf(sets: number) {
  return Array.from({ length: sets }, (_, index) => canaryManifests(`app-${index}`)).flat().map((manifest) => ({ manifest, origin: undefined }));
}

export function measurePlans({ sets, rounds }: Effort): Result[] {
  const bundles = Array.from({ length: rounds + 1 }, () => entriesOf(sets));
  let [plan]: Plan[] = [];
  const times = takeTurns([
    { name: 'plans', run: () => { [plan] = plansOf(bundles.pop()!); } },
    { name: 'picture', run: () => { formatSvg([plan]); } },
  ], rounds + 1);
  return [
    { measure: `${count(sets)} rollouts planned`, value: median(times.plans.slice(1)), unit: 'ms', bound: sets },
    { measure: 'the picture of one plan', value: median(times.picture.slice(1)), unit: 'ms', bound: 20 },
  ];
}
