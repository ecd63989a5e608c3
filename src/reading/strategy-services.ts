import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';
import { NamedObject, namedObjects } from './named-objects';

/** The Services that a strategy leads to pods, and where it names them. That of a router leads to the pods of all versions. */
export const servicesOf = remembered((rollout: Manifest): readonly NamedObject[] => {
  return namedObjects(rollout, 'Service').filter(({ path }) => !path.includes('trafficRouting'));
});
