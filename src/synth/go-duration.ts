import { Duration } from 'cdk8s';
import { formatGoDuration } from '../manifest/go-duration';

/**
 * A time as in YAML: `1m30s`. What is not given is left out.
 */
export function goDuration(time: Duration): string;
export function goDuration(time: Duration | undefined): string | undefined;
export function goDuration(time: Duration | undefined): string | undefined {
  return time && formatGoDuration(time.toMilliseconds());
}
