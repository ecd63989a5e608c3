import { Duration } from 'cdk8s';
import { goDuration } from '../../synth/go-duration';
import { ControllerSettings } from './controller-settings';

const PROPERTIES = ['leaderElectionLeaseDuration', 'leaderElectionRenewDeadline', 'leaderElectionRetryPeriod'] as const;

/** A try comes up to this much later than it is due. */
const JITTER = 1.2;

/**
 * Throws where the controller would not start with these times, or would not use them.
 */
export function checkLease(settings: ControllerSettings, leaderElection: boolean) {
  const given = PROPERTIES.filter((property) => settings[property] !== undefined);
  if (!leaderElection && given.length > 0) {
    throw new Error(`${given[0]} has no effect without leader election, got leaderElection: false: leave one of them out`);
  }
  const {
    leaderElectionLeaseDuration: lease = Duration.seconds(15),
    leaderElectionRenewDeadline: deadline = Duration.seconds(10),
    leaderElectionRetryPeriod: retry = Duration.seconds(2),
  } = settings;
  const got = `got a lease of ${goDuration(lease)}, a deadline of ${goDuration(deadline)} and a retry after ${goDuration(retry)}: the controller would not start`;
  if (lease.toMilliseconds() < 1000 || retry.toMilliseconds() <= 0) {
    throw new Error(`leaderElectionLeaseDuration must be at least a second, and leaderElectionRetryPeriod above 0, ${got}`);
  }
  if (lease.toMilliseconds() <= deadline.toMilliseconds()) {
    throw new Error(`leaderElectionLeaseDuration must be longer than leaderElectionRenewDeadline, ${got}`);
  }
  if (deadline.toMilliseconds() <= JITTER * retry.toMilliseconds()) {
    throw new Error(`leaderElectionRenewDeadline must be longer than ${JITTER} times leaderElectionRetryPeriod, ${got}`);
  }
}
