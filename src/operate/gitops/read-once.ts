import { Construct } from 'constructs';
import { alsoCheck } from '../../synth/check';

/**
 * What is worked out from a scope now, and once more at synth: by then something may have been added that it leaves out.
 *
 * @param name what it is called where it is found to be out of date
 */
export function readOnce<T>(scope: Construct, name: string, workOut: () => T): T {
  const value = workOut();
  const known = JSON.stringify(value);
  alsoCheck(scope, () => JSON.stringify(workOut()) === known ? []
    : [`"${name}" was read before all rollouts and routers were there: read it after the last one is made`]);
  return value;
}
