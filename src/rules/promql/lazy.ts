/* eslint-disable @typescript-eslint/no-require-imports -- loaded when there is a query to read: most manifests have none */

export const reading = () => require('./read') as typeof import('./read');

export const counting = () => require('./series') as typeof import('./series');
