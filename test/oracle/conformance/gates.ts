import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { GATE_SCENARIOS, GateScenario } from '../alerts/gate-scenarios';
import { Check } from './check';
import { WORK } from './oracle';
import { PROMTOOL, run } from './tool';

/** The queries of gates that wait, and of gates that are any of several, give what they say, by promtool. */
export const gatesHold: Check = {
  name: 'gates',
  needs: [PROMTOOL],
  run: () => {
    mkdirSync(WORK, { recursive: true });
    writeFileSync(join(WORK, 'gates-test.yaml'), dump({ rule_files: [], evaluation_interval: '1m', tests: GATE_SCENARIOS.map(toTest) }, { lineWidth: -1 }));
    const { ok, output } = run('promtool', ['test', 'rules', 'gates-test.yaml'], WORK);
    return [{ name: `${GATE_SCENARIOS.length} scenarios of the queries of gates`, problems: ok ? [] : [output] }];
  },
};

function toTest({ query, when, series, at, gives }: GateScenario) {
  return {
    name: when,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [{ expr: query, eval_time: at, exp_samples: gives === undefined ? [] : [{ labels: '{}', value: gives }] }],
  };
}
