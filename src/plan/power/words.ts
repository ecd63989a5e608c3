import { Chances, Regression } from './chances';
import { GatePower, Power } from './power';
import { Fault } from './share';

/** What gates see, a sentence a line: each metric, then all of them together. */
export function powerText({ gates, unknown, whole }: Power): string[] {
  return [
    ...gates.flatMap((gate) => [`${gate.metric} ${gate.at}: ${windowsText(gate)}`, ...chancesText(gate).map((line) => `  ${line}`)]),
    ...unknown.map(({ metric, at, why }) => `${metric ?? 'analysis'} ${at}: unknown what it sees, because ${why}`),
    ...gates.length < 2 ? [] : [`all of them${unknown.length > 0 ? ' that are known' : ''}:`, ...chancesText(whole).map((line) => `  ${line}`)],
  ];
}

function windowsText({ measurements, requests: { least, most }, noData, sees }: GatePower): string {
  const [fewest, last] = [least, most].map(amount);
  return measurements === 0 ? 'the update ends before it measures anything'
    : `${measurements} measurement${measurements === 1 ? '' : 's'} of ${sees}, each of about ${fewest === last ? fewest : `${fewest} to ${last}`} requests`
      + `${noData < 0.0005 ? '' : `, too few to judge in ${chance(noData)} of measurements`}`;
}

export function chancesText({ healthy: { aborted, paused }, regressions, smallest }: Chances): string[] {
  return [
    `a healthy release is aborted in ${chance(aborted)} of updates${paused > 0 ? `, and waits for somebody to decide in ${chance(paused)}` : ''}`,
    ...regressions.map(regressionText),
    ...Object.entries(smallest).map(([fault, share]) => smallestText(fault as Fault, share)),
  ];
}

function regressionText({ fault, share, aborted, requests }: Regression): string {
  return `one with ${part(share)} ${fault} is aborted in ${chance(aborted)} of updates${requests === undefined ? '' : `, after about ${amount(requests)} requests`}`;
}

function smallestText(fault: Fault, share: number | undefined): string {
  return share === undefined ? `no share of ${fault} is caught with 90%` : `the smallest share of ${fault} that is caught with 90% is ${part(share)}`;
}

/** What is as good as never or always is not taken for that. */
function chance(share: number): string {
  const percent = 100 * share;
  return percent === 0 ? '0%' : percent < 0.1 ? 'less than 0.1%' : percent < 10 ? `${Math.round(10 * percent) / 10}%`
    : percent > 99.9 && percent < 100 ? 'more than 99.9%' : `${Math.round(percent)}%`;
}

/** A share of requests, in two digits that count. */
function part(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}

function amount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
