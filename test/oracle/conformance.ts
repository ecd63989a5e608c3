/**
 * Lets tools that nobody here wrote judge what the examples synthesize: `npm run conformance [-- NAME...]` runs the
 * checks of those names, or all of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goodIsAccepted } from './conformance/accepted';
import { alertsFire } from './conformance/alerts';
import { Check, count, Outcome, outcomesOf, statusOf, Summary, summaryLine } from './conformance/check';
import { commandsWork } from './conformance/commands';
import { conditionsAreReadAsTheyAre } from './conformance/conditions';
import { dashboardsShow } from './conformance/dashboards';
import { verdictsAgree } from './conformance/differential';
import { eventsAreTheControllers } from './conformance/events';
import { flagsAreTheControllers } from './conformance/flags';
import { gatesHold } from './conformance/gates';
import { gitOpsLeavesTheControllerAlone } from './conformance/gitops';
import { goldensAreAccepted } from './conformance/goldens';
import { helmGivesBackWhatIsEscaped } from './conformance/helm';
import { importsAreTheReleases } from './conformance/imports';
import { installIsTheReleases } from './conformance/install';
import { metricsExist } from './conformance/metrics';
import { objectsOfOthersAreTheirs } from './conformance/objects';
import { linkedCodeIsTheReleases, oracleTests, WORK } from './conformance/oracle';
import { plansCountAsTheController } from './conformance/plan';
import { queriesParse, rulesAreValid } from './conformance/prometheus';
import { queriesAreReadAsTheyAre } from './conformance/promql';
import { rolesAllowWhatThePageSays } from './conformance/roles';
import { seriesAreTheControllers } from './conformance/series';
import { fieldsAreAsOldAsWeSay } from './conformance/since';
import { thresholdsJudge } from './conformance/thresholds';
import { upstreamFilesAreJudgedAlike } from './conformance/upstream';

const CHECKS: readonly Check[] = [
  goldensAreAccepted,
  installIsTheReleases,
  flagsAreTheControllers,
  importsAreTheReleases,
  eventsAreTheControllers,
  seriesAreTheControllers,
  linkedCodeIsTheReleases,
  oracleTests,
  rulesAreValid,
  queriesParse,
  dashboardsShow,
  metricsExist,
  fieldsAreAsOldAsWeSay,
  alertsFire,
  gatesHold,
  commandsWork,
  rolesAllowWhatThePageSays,
  conditionsAreReadAsTheyAre,
  thresholdsJudge,
  plansCountAsTheController,
  queriesAreReadAsTheyAre,
  upstreamFilesAreJudgedAlike,
  helmGivesBackWhatIsEscaped,
  goodIsAccepted,
  objectsOfOthersAreTheirs,
  gitOpsLeavesTheControllerAlone,
  verdictsAgree,
];

function main(names: readonly string[]): number {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`unknown check ${unknown.join(', ')}: allowed are ${CHECKS.map((check) => check.name).join(', ')}`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  for (const check of CHECKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const outcome of outcomesOf(check, process.env.CI !== undefined)) {
      print(outcome);
      outcomes.push(outcome);
    }
  }
  const summary = count(outcomes);
  write(summary, outcomes);
  console.log(summaryLine(summary));
  return summary.failed > 0 ? 1 : 0;
}

function print(outcome: Outcome) {
  const lines = [...outcome.problems, ...outcome.notes ?? []].flatMap((text) => text.trimEnd().split('\n'));
  console.log([`${statusOf(outcome)} ${outcome.name}`, ...lines].join('\n    '));
}

function write(summary: Summary, outcomes: readonly Outcome[]) {
  mkdirSync(WORK, { recursive: true });
  const report = { ...summary, outcomes: outcomes.map((outcome) => ({ status: statusOf(outcome), ...outcome })) };
  writeFileSync(join(WORK, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}

process.exitCode = main(process.argv.slice(2));
