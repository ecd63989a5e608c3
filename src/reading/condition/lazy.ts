import { lazily } from '../../manifest/lazily';

/* eslint-disable @typescript-eslint/no-require-imports -- loaded when there is a metric to judge: most manifests have none */

export const reading = lazily(() => require('./read') as typeof import('./read'));

export const judging = lazily(() => require('./judge') as typeof import('./judge'));

export const providers = lazily(() => require('./results') as typeof import('./results'));
