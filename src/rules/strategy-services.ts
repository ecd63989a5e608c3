import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';

const FIELDS = [
  ['blueGreen', 'activeService'], ['blueGreen', 'previewService'],
  ['canary', 'stableService'], ['canary', 'canaryService'],
  ['canary', 'pingPong', 'pingService'], ['canary', 'pingPong', 'pongService'],
];

/** The Services that a strategy leads to pods, and where it names them. */
export const servicesOf = remembered(({ spec }: Manifest): { path: readonly string[]; name: string }[] => FIELDS
  .map((path) => ({ path: ['spec', 'strategy', ...path], name: path.reduce((value, key) => value?.[key], spec?.strategy) }))
  .filter(({ name }) => name));
