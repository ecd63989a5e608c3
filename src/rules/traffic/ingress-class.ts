import { Bundle, Manifest } from '../../manifest/bundle';
import { valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { classOf } from '../../reading/entrances';
import { fieldsIn } from '../../reading/named-objects';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { routedObjectRule } from './router-rule';

/** The routers that change Ingresses: by which word in a class or in the name of its controller it is theirs, and the flag for others. */
const ROUTERS: Record<string, { readonly ofIt: RegExp; readonly flag: string; readonly usual: string }> = {
  nginx: { ofIt: /(^|[-./])(ingress-)?nginx($|[-./])/, flag: '--nginx-ingress-classes', usual: 'nginx' },
  alb: { ofIt: /(^|[-./])alb($|[-./])/, flag: '--alb-ingress-classes', usual: 'alb' },
};

const ingressClassFits = routedObjectRule('Ingress', {
  id: 'ingress-class-fits',
  stage: 'traffic',
  why: 'the controller writes weights that nobody reads: the one that serves the Ingress knows other annotations, and the canary gets no requests',
  check(ingress, { router, bundle }) {
    const name = classOf(ingress);
    const controller = name && valueAt(bundle.find('IngressClass', name)?.spec, ['controller']);
    const says = String(controller || name || '');
    const other = Object.keys(ROUTERS).find((key) => key !== router && ROUTERS[key].ofIt.test(says) && !ROUTERS[router].ofIt.test(says));
    return !other ? [] : [`is of class "${name}"${controller ? ` (${controller})` : ''}, which is served by ${other}, got the router ${router}: take the router ${other}`];
  },
});

const ingressClassWatched = routedObjectRule('Ingress', {
  id: 'ingress-class-watched',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the controller does not notice when an Ingress of another class changes, and looks at its rollout only the next time that it comes round',
  check(ingress, { router, bundle }) {
    const name = classOf(ingress);
    const { flag, usual } = ROUTERS[router];
    const watched = controllersIn(bundle).map((args) => valuesOf(flag, args)).map((values) => values.length > 0 ? values : [usual]);
    return name === undefined || watched.length === 0 || watched.some((classes) => classes.includes(name)) ? []
      : [`is of class "${name}", but the controller watches ${watched.flat().join(', ')}: start it with ${flag}=${name}`];
  },
});

const CONTROLLER = /(^|\/)argo-rollouts([:@]|$)/;

/** The arguments of the controllers that are deployed with the manifests. */
const controllersIn = remembered(({ entries }: Bundle): string[][] => entries.flatMap(({ manifest }) => manifest.kind === 'Deployment' ? argsOf(manifest) : []));

function argsOf({ spec }: Manifest): string[][] {
  return fieldsIn(valueAt(spec, ['template', 'spec', 'containers'])).filter(({ image }) => CONTROLLER.test(image))
    .map(({ args }) => Array.isArray(args) ? args.map(String) : []);
}

/** The values of a flag that can be given more than once, each as `--flag=value` or as two arguments. */
function valuesOf(flag: string, args: readonly string[]): string[] {
  return args.flatMap((arg, index) => arg.startsWith(`${flag}=`) ? [arg.slice(flag.length + 1)] : args[index - 1] === flag ? [arg] : []);
}

export const INGRESS_CLASS_RULES: readonly Rule[] = [ingressClassFits, ingressClassWatched];
