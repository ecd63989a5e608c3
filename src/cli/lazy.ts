/* eslint-disable @typescript-eslint/no-require-imports -- most commands need none of these, and to load them takes a while */

export const places = () => require('./input/places') as typeof import('./input/places');

export const runbooks = () => require('../runbook/runbook') as typeof import('../runbook/runbook');

export const plans = () => require('../plan/plan') as typeof import('../plan/plan');

export const planFormats = () => (require('../plan/formats/formats') as typeof import('../plan/formats/formats')).FORMATS;

export const power = () => require('../plan/power/power') as typeof import('../plan/power/power');

export const markdown = () => require('../runbook/markdown') as typeof import('../runbook/markdown');
