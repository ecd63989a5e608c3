/* eslint-disable @typescript-eslint/no-require-imports -- loaded when there is a metric to judge: most manifests have none */

export const reading = () => require('./read') as typeof import('./read');

export const judging = () => require('./judge') as typeof import('./judge');

export const providers = () => require('./results') as typeof import('./results');
