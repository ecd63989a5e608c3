import { formatHtml } from '../../src/plan/formats/html';
import { formatJson } from '../../src/plan/formats/json';
import { formatMarkdown } from '../../src/plan/formats/markdown';
import { formatMermaid } from '../../src/plan/formats/mermaid';
import { formatSvg } from '../../src/plan/formats/svg';
import { formatTable } from '../../src/plan/formats/table';
import { Power } from '../../src/plan/power/power';
import { autoscaler, plan, rolloutWith, template } from './fixtures';

const GATE = template('health', '{interval: 30s, count: 5, failureLimit: 1, initialDelay: 2m}');
const CANARY = plan(rolloutWith('{canary: {steps: [{setWeight: 5}, {pause: {duration: 5m}}, {analysis: {templates: [{templateName: health}]}}, {setWeight: 50}, {pause: {}}]}}', { replicas: 3 }), [GATE]);
const UNKNOWN = plan(rolloutWith('{canary: {steps: [{setWeight: 20}, {plugin: {name: shop/wait}}]}}'), [autoscaler()]);
const BLUE_GREEN = plan(rolloutWith('{blueGreen: {activeService: live, postPromotionAnalysis: {templates: [{templateName: health}]}}}'), [GATE]);

test('a table', () => {
  expect(formatTable([CANARY])).toBe(`\
shop/api  canary, 3 pods
  healthy release: 9m and as long as somebody takes to promote it
  waits for a person: once
  extra pods: 1 at most
  exposed before the first measurement that can stop it: 25% of traffic for 7m30s

  STAGE  WHAT HAPPENS                            WEIGHT                          PODS          AT MOST  TIME            GOES ON AFTER
  0      weight 5                                5% → 25%  #####...............  1 new, 3 old  4        0s              pods are ready
  1      pause 5m                                5% → 25%  #####...............  1 new, 3 old  4        5m              time
  2      analysis health                         5% → 25%  #####...............  1 new, 3 old  4        4m to 7m20s     measurements
  3      weight 50                               50%       ##########..........  2 new, 2 old  4        0s              pods are ready
  4      pause                                   50%       ##########..........  2 new, 2 old  4        until promoted  a person
  end    the new version becomes the stable one  100%      ####################  3 new, 0 old  4        0s              pods are ready

  Bad measurements at step 2: the update aborts, and stable pods replace the new ones, as fast as they start.
  Where measurements are inconclusive, the update pauses until somebody promotes or aborts it.
  Times are those of pauses and measurements. How long pods take to start comes on top.
  Where pods do not get ready and there is no progress for 10m, the rollout is Degraded, and the controller keeps trying.
  The very first version takes no steps.
  A new version in the middle of an update begins at step 0, with the stable version as it was.
  Going back to the stable version in the middle of an update takes no steps. After its end it is an update like any other.
`);
});

test('in a terminal has bars', () => {
  const table = formatTable([CANARY], true);
  expect(table).toContain('█████░░░░░░░░░░░░░░░');
  expect(table).toContain('\x1b[1mshop/api\x1b[22m');
});

test('what is not known is shown so', () => {
  const table = formatTable([UNKNOWN]);
  expect(table).toContain('shop/api  canary, ? pods');
  expect(table).toContain('0      weight 20                               20% → ?  ????????????????????  ? new, ? old  ?        0s       pods are ready');
  expect(table).toContain('extra pods: not known');
  expect(table).toContain('1      plugin shop/wait');
});

describe('a comment in Markdown', () => {
  test('has the totals first, and the stages to be opened', () => {
    const page = formatMarkdown([CANARY, BLUE_GREEN]);
    expect(page.split('<details>')[0]).toBe(`\
### Plans of 2 rollouts

| Rollout | Healthy release | Waits for a person | Extra pods | Exposed before the first measurement that can stop it |
| --- | --- | ---: | ---: | --- |
| shop/api | 9m and as long as somebody takes to promote it | 1 | 1 | 25% of traffic for 7m30s |
| shop/api | 4m, 7m20s at most | 0 | 4 | 100% of traffic for 2m30s |

`);
    expect(page).toContain('<details><summary>shop/api: canary, 3 pods</summary>\n\n| Stage | What happens |');
    expect(page).toContain('| 2 | analysis health | 5% → 25% | 1 new, 3 old | 4 | 4m to 7m20s | measurements |\n');
    expect(page.match(/<details>/g)).toHaveLength(2);
    expect(page.match(/<\/details>/g)).toHaveLength(2);
  });

  test.each([100, 5000])('of %d rollouts is no longer than a comment may be, and says what is left out', (size) => {
    const page = formatMarkdown(Array.from({ length: size }, () => CANARY));
    expect(page.length).toBeLessThan(65_000);
    expect(page).toMatch(/The stages of \d+ rollouts have no room here\.\n$/);
    expect(page.match(/<details>/g)!.length).toBe(page.match(/<\/details>/g)!.length);
  });

  test('shows text as text', () => {
    const odd = plan(rolloutWith('{canary: {steps: [{plugin: {name: "<b>|x`"}}]}}'));
    expect(formatMarkdown([odd])).toContain('| plugin &lt;b>\\|x\\` |');
  });
});

test('a diagram for Mermaid has what takes time, by weight', () => {
  expect(formatMermaid([CANARY])).toBe(`\
gantt
  title shop/api, healthy release 9m and as long as somebody takes to promote it
  dateFormat X
  axisFormat %H:%M:%S
  section 25%
  0 weight 5 :milestone, 0, 0
  1 pause 5m :0, 300
  2 analysis health :crit, 300, 540
  section 50%
  3 weight 50 :milestone, 540, 540
  4 pause :crit, milestone, 540, 540
  section 100%
  end the new version becomes the stable one :milestone, 540, 540
`);
});

const CHANCES = { healthy: { aborted: 0.01, paused: 0 }, regressions: [{ fault: 'errors', share: 0.1, aborted: 0.9, requests: 400 }], smallest: { errors: 0.08 } } as const;
const POWER: Power = {
  gates: [{
    path: ['spec', 'strategy', 'canary', 'steps', 2],
    metric: 'success-rate',
    at: 'at step 2',
    sees: 'errors',
    measurements: 5,
    requests: { least: 60, most: 90 },
    noData: 0,
    ...CHANCES,
  }],
  unknown: [{ path: ['spec'], at: 'at step 3', why: 'nobody knows' }],
  trials: 4000,
  whole: CHANCES,
};

test('JSON is a contract', () => {
  const [parsed] = JSON.parse(formatJson([{ ...CANARY, power: POWER }]));
  const { stages, background, notes, power, ...totals } = parsed;
  expect(totals).toEqual({
    name: 'api',
    namespace: 'shop',
    strategy: 'canary',
    routers: [],
    replicas: 3,
    shortestTime: 540_000,
    longestTime: 'no end',
    manualGates: 1,
    extraPods: 1,
    exposure: { parts: [{ weight: 25, headerRoutes: [], duration: 450_000 }], until: 'measurement', measurement: { stage: 2, after: 150_000 } },
  });
  expect(background).toBeUndefined();
  expect(notes).toEqual(CANARY.notes);
  expect(stages[2]).toEqual({
    name: '2',
    description: 'analysis health',
    pointer: '/spec/strategy/canary/steps/2',
    requestedWeight: 5,
    weight: 25,
    headerRoutes: [],
    updatedPods: 1,
    stablePods: 3,
    peakPods: 4,
    shortestTime: 240_000,
    healthyTime: 240_000,
    longestTime: 440_000,
    waitsFor: 'measurements',
    analyses: [{
      pointer: '/spec/strategy/canary/steps/2/analysis',
      templates: ['health'],
      shortestTime: 240_000,
      healthyTime: 240_000,
      longestTime: 440_000,
      canAbortAfter: 150_000,
      metrics: [{
        name: 'metric-0',
        dryRun: false,
        firstMeasurement: 120_000,
        interval: 30_000,
        count: 5,
        consecutiveSuccesses: 0,
        shortestTime: 240_000,
        healthyTime: 240_000,
        longestTime: 440_000,
        canAbortAfter: 150_000,
      }],
    }],
    backgroundTemplates: [],
    onFailure: 'aborts, and stable pods replace the new ones, as fast as they start',
    onInconclusive: 'pauses until somebody promotes or aborts it',
  });
  const chances = {
    falseAlarmRate: 0.01,
    falsePauseRate: 0,
    regressions: [{ fault: 'errors', share: 0.1, abortRate: 0.9, requestsUntilAbort: 400 }],
    smallestCaught: { errors: 0.08 },
  };
  expect(power).toEqual({
    simulatedUpdates: 4000,
    metrics: [{
      pointer: '/spec/strategy/canary/steps/2',
      metric: 'success-rate',
      at: 'at step 2',
      sees: 'errors',
      measurements: 5,
      fewestRequests: 60,
      mostRequests: 90,
      noDataRate: 0,
      ...chances,
    }],
    unknown: [{ pointer: '/spec', at: 'at step 3', why: 'nobody knows' }],
    together: chances,
  });
});

describe('a picture', () => {
  const picture = formatSvg([CANARY]);

  test('says in words what it shows', () => {
    expect(picture).toContain('aria-label="Plan of shop/api"');
    for (const words of ['>5% → 25%<', '>health<', '>a person<', '>1+3<', '>exposed before the first measurement that can stop it: 25% of traffic for 7m30s<']) {
      expect(picture).toContain(words);
    }
  });

  test('has both themes, and asks for nothing from elsewhere', () => {
    expect(picture).toContain('prefers-color-scheme:dark');
    expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toContain('http');
  });

  test('marks the first measurement where it is taken', () => {
    const [, mark] = /class="mark" d="M([\d.]+) /.exec(picture)!;
    const [left, right] = [...picture.matchAll(/<rect class="gate" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(x) + Number(width)])[0];
    expect([Number(mark) > left, Number(mark) < right]).toEqual([true, true]);
  });

  test.each([['what is not known', UNKNOWN], ['blue-green', BLUE_GREEN], ['no steps', plan(rolloutWith('{canary: {}}'))], ['no pods', plan(rolloutWith('{canary: {steps: [{setWeight: 20}]}}', { replicas: 0 }))]])('of %s has no number that is none', (_, made) => {
    expect(formatSvg([made])).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('of several rollouts has one below the other', () => {
    expect(formatSvg([CANARY, BLUE_GREEN])).toContain('viewBox="0 0 960 904"');
  });
});

test('a page has everything in itself', () => {
  const page = formatHtml([CANARY, BLUE_GREEN]);
  expect(page.match(/<svg /g)).toHaveLength(2);
  expect(page).toContain('<li><a href="#rollout-1">shop/api</a>: blue-green, 4 pods</li>');
  expect(page).toContain('<dt>waits for a person</dt><dd>once</dd>');
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|undefined|NaN/);
});
