import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { parseQuantity } from '../manifest/quantity';
import { PodTemplateSpec } from '../manifest/types';

interface TemplateContainer {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: { readonly name?: string; readonly containerPort: number; readonly protocol?: kplus.Protocol }[];
  readonly resources?: { readonly requests?: Amounts; readonly limits?: Amounts };
}

type Amounts = Readonly<Record<string, unknown>>;

function containersOf(template: PodTemplateSpec): TemplateContainer[] {
  return template.spec?.containers ?? [];
}

/** The ports that the containers of a raw pod template listen on. */
export function portsOfTemplate(template: PodTemplateSpec): kplus.ContainerPort[] {
  return containersOf(template)
    .flatMap(({ ports }) => ports ?? [])
    .map(({ name, containerPort, protocol }) => ({ name, number: containerPort, protocol }));
}

/** The containers of a raw pod template with what they ask for, which is all that an autoscaler looks at. */
export function scaledContainersOf(template: PodTemplateSpec): kplus.Container[] {
  return containersOf(template).map(({ name, image = '', resources }) => new kplus.Container({
    name,
    image,
    resources: {
      cpu: { request: cpuOf(resources?.requests), limit: cpuOf(resources?.limits) },
      memory: { request: memoryOf(resources?.requests), limit: memoryOf(resources?.limits) },
    },
  }));
}

function cpuOf(amounts?: Amounts): kplus.Cpu | undefined {
  const units = parseQuantity(amounts?.cpu);
  return units === undefined ? undefined : kplus.Cpu.millis(Math.ceil(units * 1000));
}

function memoryOf(amounts?: Amounts): Size | undefined {
  const bytes = parseQuantity(amounts?.memory);
  return bytes === undefined ? undefined : Size.kibibytes(Math.ceil(bytes / 1024));
}
