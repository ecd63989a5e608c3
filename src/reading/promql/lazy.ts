import { lazily } from '../../manifest/lazily';

/* eslint-disable @typescript-eslint/no-require-imports -- loaded when there is a query to read: most manifests have none */

export const reading = lazily(() => require('./read') as typeof import('./read'));

export const counting = lazily(() => require('./series') as typeof import('./series'));
