import { IRule, Severity, Violation } from 'cdk8s-argo-rollouts';

/** Pods run images of one registry, and of no other. */
export class OwnRegistry implements IRule {
  readonly id = 'acme.own-registry';
  readonly severity = Severity.ERROR;
  readonly kinds = ['Rollout'];
  readonly why = 'nobody has scanned the images of other registries';

  constructor(private readonly registry: string) {}

  check(manifest: Record<string, any>): Violation[] {
    const images: string[] = manifest.spec.template.spec.containers.map((container: any) => container.image);
    return images.flatMap((image, index) => image.startsWith(`${this.registry}/`) ? [] : [{
      pointer: `/spec/template/spec/containers/${index}/image`,
      message: `an image comes from ${this.registry}, got "${image}"`,
    }]);
  }
}
