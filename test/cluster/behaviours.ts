/** What an image does when it runs. There is nothing in our images: this is what the kubelet and the backend make of their names. */
export interface Behaviour {
  /** Whether its pods get ready. */
  readonly ready: boolean;
  /** Whether a Job with it succeeds. */
  readonly succeeds: boolean;
  /** The share of requests that it answers with an error. */
  readonly errors: number;
  /** What it says of itself when it answers. */
  readonly status: 'ok' | 'failed';
  /** How long an answer takes, in seconds. */
  readonly latency: number;
  /** How many requests a second its metrics count. */
  readonly requests: number;
  /** Whether it has metrics. */
  readonly metrics: boolean;
}

const GOOD: Behaviour = { ready: true, succeeds: true, errors: 0, status: 'ok', latency: 0.05, requests: 20, metrics: true };

/** By the word at the end of the tag: `registry.example/web:2-bad`. */
const BEHAVIOURS: Record<string, Partial<Behaviour>> = {
  bad: { errors: 0.5 },
  down: { errors: 1 },
  unwell: { status: 'failed' },
  slow: { latency: 2 },
  broken: { ready: false },
  failing: { succeeds: false },
  idle: { requests: 0 },
  silent: { metrics: false },
};

export function behaviourOf(image: string): Behaviour {
  return { ...GOOD, ...BEHAVIOURS[/-([a-z]+)$/.exec(image)?.[1] ?? ''] };
}

/** All containers of a pod together. */
export function behaviourOfPod({ spec }: Record<string, any>): Behaviour {
  return spec.containers.map(({ image }: { image: string }) => behaviourOf(image)).reduce((one: Behaviour, other: Behaviour) => ({
    ...one, ready: one.ready && other.ready, succeeds: one.succeeds && other.succeeds,
  }));
}
