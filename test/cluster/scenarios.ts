import { Scenario } from './scenario';
import { alertScenarios } from './scenarios/alerts';
import { applyScenarios } from './scenarios/apply';
import { blueGreenScenarios } from './scenarios/blue-green';
import { canaryScenarios } from './scenarios/canary';
import { dashboardScenarios } from './scenarios/dashboards';
import { experimentScenarios } from './scenarios/experiments';
import { gateScenarios } from './scenarios/gates';
import { goldenScenarios } from './scenarios/goldens';
import { installationScenarios } from './scenarios/installations';
import { notificationScenarios } from './scenarios/notifications';
import { providerScenarios } from './scenarios/providers';
import { routeObjectScenarios } from './scenarios/route-objects';
import { routerScenarios } from './scenarios/routers';
import { scaleScenarios } from './scenarios/scale';
import { scriptScenarios } from './scenarios/scripts';
import { upgradeScenarios } from './scenarios/upgrade';
import { workloadReferenceScenarios } from './scenarios/workload-reference';

export const SCENARIOS: readonly Scenario[] = [
  // it takes longest, and mostly waits
  ...scaleScenarios,
  ...canaryScenarios,
  ...blueGreenScenarios,
  ...providerScenarios,
  ...gateScenarios,
  ...routerScenarios,
  ...routeObjectScenarios,
  ...experimentScenarios,
  ...workloadReferenceScenarios,
  ...notificationScenarios,
  ...applyScenarios,
  ...scriptScenarios,
  ...alertScenarios,
  ...dashboardScenarios,
  ...installationScenarios,
  ...goldenScenarios,
  ...upgradeScenarios,
];
