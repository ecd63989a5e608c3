import { DEFAULTS } from '../../manifest/defaults';
import { parseGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { partsOf } from '../../reading/experiments';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { experimentRule } from './experiment-rule';

const experimentEnds = experimentRule({
  id: 'experiment-ends',
  stage: 'never',
  why: 'the experiment goes on when all its analyses have succeeded, and the step waits until a human ends it',
  check({ experiment, isStep }) {
    const analyses = partsOf(experiment, 'analyses');
    const ends = experiment.duration || analyses.length === 0 || analyses.some(({ value }) => value.requiredForCompletion);
    return !isStep || ends ? [] : [{
      pointer: '',
      message: 'nothing ends the experiment, got no duration and no analysis that is requiredForCompletion: add one of them',
    }];
  },
});

const experimentGoesOn: Rule = {
  ...experimentRule({
    id: 'experiment-goes-on',
    stage: 'never',
    why: 'the controller ends an experiment by its duration or by an analysis, so the pods run, and a rollout waits at this step, until a human ends it',
    check({ experiment, isStep }) {
      const analyses = partsOf(experiment, 'analyses');
      const ends = experiment.duration || experiment.terminate || analyses.some(({ value }) => value.requiredForCompletion);
      return ends || (isStep && analyses.length > 0) ? [] : [{
        pointer: '',
        message: 'nothing ends the experiment, got no duration and no analysis that is requiredForCompletion: add one of them, or end it by hand',
      }];
    },
  }),
  severity: Severity.WARNING,
};

const experimentDuration = experimentRule({
  id: 'experiment-duration',
  stage: 'never',
  why: 'what the controller cannot read as a duration means for ever, and an experiment without time ends before it has measured',
  check({ experiment: { duration } }) {
    const milliseconds = duration ? parseGoDuration(duration) : 1;
    return milliseconds !== undefined && milliseconds > 0 ? [] : [{
      pointer: pointer('duration'),
      message: `an experiment lasts a time with a unit such as 10m or 1h30m, got "${duration}"`,
    }];
  },
});

const LISTS = ['templates', 'analyses'] as const;

const experimentNames = experimentRule({
  id: 'experiment-name-once',
  stage: 'experiment',
  why: 'the controller refuses two templates of one name, so that a rollout waits for ever, and never starts the second of two analyses',
  check({ experiment }) {
    return LISTS.flatMap((list) => {
      const seen = new Set<string>();
      return partsOf(experiment, list).flatMap(({ value: { name }, path }): Violation[] => {
        const isTaken = seen.has(name);
        seen.add(name);
        return name === undefined || (name !== '' && !isTaken) ? [] : [{
          pointer: pointer(...path, 'name'),
          message: `each of the ${list} of an experiment has a name of its own, got ${name === '' ? 'an empty one' : `"${name}" again`}`,
        }];
      });
    });
  },
});

const SPECS = ['canary', 'stable'];

const experimentSpec = experimentRule({
  id: 'experiment-spec-known',
  stage: 'reconcile',
  why: 'the controller fails to make the experiment, and tries again for ever',
  check({ experiment, isStep }) {
    return !isStep ? [] : partsOf(experiment, 'templates').flatMap(({ value: { specRef }, path }) => {
      return specRef === undefined || SPECS.includes(specRef) ? [] : [{
        pointer: pointer(...path, 'specRef'),
        message: `specRef must be one of ${SPECS.join(', ')}, got "${specRef}"`,
      }];
    });
  },
});

const experimentDeadline = experimentRule({
  id: 'experiment-deadline-after-ready',
  stage: 'experiment',
  why: 'the controller refuses a deadline that passes before a pod can count as available',
  check({ experiment, isStep }) {
    const deadline = experiment.progressDeadlineSeconds ?? DEFAULTS.progressDeadlineSeconds;
    return isStep ? [] : partsOf(experiment, 'templates').flatMap(({ value: { minReadySeconds = 0 }, path }) => {
      return minReadySeconds <= deadline ? [] : [{
        pointer: pointer(...path, 'minReadySeconds'),
        message: `minReadySeconds may be at most progressDeadlineSeconds (${deadline}), got ${minReadySeconds}`,
      }];
    });
  },
});

const experimentWeights = experimentRule({
  id: 'experiment-weights-fit',
  stage: 'traffic',
  why: 'less than nothing is left for the stable version, and the router refuses such a weight',
  check({ experiment, canaryWeight }, { spec }) {
    const most = spec?.strategy?.canary?.trafficRouting?.maxTrafficWeight ?? 100;
    const weights = partsOf(experiment, 'templates').map(({ value }) => value.weight ?? 0);
    const sum = weights.reduce((total, weight) => total + weight, canaryWeight);
    return sum <= most || weights.every((weight) => weight === 0) ? [] : [{
      pointer: pointer('templates'),
      message: `the weights of an experiment and the canary (${canaryWeight}) add up to at most ${most}, got ${sum}`,
    }];
  },
});

const TAG = /\{\{(.*?)\}\}/gs;

const experimentTag = experimentRule({
  id: 'experiment-placeholder-known',
  stage: 'experiment',
  why: 'an analysis whose argument cannot be filled ends in an error, and the rollout is aborted',
  check({ experiment }) {
    const known = new Set([
      'experiment.availableAt',
      ...experiment.duration ? ['experiment.finishedAt'] : [],
      ...partsOf(experiment, 'templates').flatMap(({ value: { name } }) => [`templates.${name}.podTemplateHash`, `templates.${name}.replicaset.name`]),
    ]);
    return partsOf(experiment, 'analyses').flatMap(({ value, path }) => (value.args ?? []).flatMap((arg: any, index: number) => {
      const text = typeof arg?.value === 'string' ? arg.value : '';
      return [...text.matchAll(TAG)].filter(([, tag]) => !known.has(tag.trim())).map(([placeholder]) => ({
        pointer: pointer(...path, 'args', index, 'value'),
        message: `the experiment knows no ${placeholder}, allowed are: ${[...known].join(', ')}`,
      }));
    }));
  },
});

const experimentValue = experimentRule({
  id: 'experiment-argument-value',
  stage: 'experiment',
  why: 'the controller drops the reference, so the analysis ends in an error or measures with the default',
  check({ experiment, isStep }) {
    return isStep ? [] : partsOf(experiment, 'analyses').flatMap(({ value, path }) => (value.args ?? []).flatMap((arg: any, index: number) => {
      return arg?.valueFrom === undefined ? [] : [{
        pointer: pointer(...path, 'args', index, 'valueFrom'),
        message: `an argument in an Experiment has a value, got valueFrom for "${arg.name}": give a value here, or the reference in the template`,
      }];
    }));
  },
});

export const EXPERIMENT_RULES: readonly Rule[] = [
  experimentEnds, experimentGoesOn, experimentDuration, experimentNames, experimentSpec, experimentDeadline, experimentWeights, experimentTag,
  experimentValue,
];
