import { pointer } from '../../manifest/pointer';
import { containersOf } from '../../reading/pods';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { isName } from './containers';
import { itemRule, podRule, repeatedNames } from './pod-rule';

type Part = Record<string, any>;

function volumesOf(pod: Part): Part[] {
  return (pod.volumes ?? []).map((volume: Part | null) => volume ?? {});
}

const volumeOnce = podRule({
  id: 'volume-name-once',
  stage: 'lint',
  why: 'the controller refuses volumes that it cannot tell apart',
  check(pod) {
    const wrong = volumesOf(pod).flatMap(({ name }, index): Violation[] => name === undefined || isName(name) ? [] : [{
      pointer: pointer('volumes', index, 'name'),
      message: `the name of a volume has at most 63 lower-case letters, digits and "-", got "${name}"`,
    }]);
    return [...wrong, ...repeatedNames('volumes', volumesOf(pod), 'each volume of a pod')];
  },
});

/** Where a volume names the object that it shows. */
const OBJECTS = { configMap: 'name', secret: 'secretName', persistentVolumeClaim: 'claimName' };

const volumeOneSource = podRule({
  id: 'volume-one-source',
  stage: 'lint',
  why: 'the controller refuses a volume that is two things, or an object without a name',
  check: (pod) => volumesOf(pod).flatMap((volume, index) => {
    const sources = Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== null);
    const unnamed = Object.entries(OBJECTS).filter(([source, field]) => volume[source] && !volume[source][field]);
    return [
      ...sources.length < 2 ? [] : [{ pointer: pointer('volumes', index), message: `a volume has one source, got ${sources.join(' and ')}: leave all but one out` }],
      ...unnamed.map(([source, field]) => ({
        pointer: pointer('volumes', index, source, field),
        message: `a volume of a ${source} needs its name, got none: give ${field}`,
      })),
    ];
  }),
});

const mountHasVolume = podRule({
  id: 'mount-has-volume',
  stage: 'lint',
  why: 'the controller refuses pods that mount a volume they do not have',
  check(pod) {
    const volumes = volumesOf(pod).map(({ name }) => name);
    return containersOf(pod).flatMap(({ container, path }) => (container.volumeMounts ?? []).flatMap((mount: Part | null, index: number) => {
      const name = mount?.name;
      return name === undefined || volumes.includes(name) ? [] : [{
        pointer: pointer(...path, 'volumeMounts', index, 'name'),
        message: `the pod has no volume "${name}", it has: ${volumes.join(', ') || 'none'}`,
      }];
    }));
  },
});

const mountPathGiven = itemRule('volumeMounts', {
  id: 'mount-path-given',
  stage: 'lint',
  why: 'the controller refuses to mount a volume nowhere',
  check: ({ mountPath }) => mountPath !== '' ? [] : [{ pointer: pointer('mountPath'), message: 'a volume is mounted at a path, got none' }],
});

export const VOLUME_RULES: readonly Rule[] = [volumeOnce, volumeOneSource, mountHasVolume, mountPathGiven];
