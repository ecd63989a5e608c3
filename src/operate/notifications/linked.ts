import { NotificationDestination, NotificationService } from './notification-service';
import { NotificationTemplate } from './notification-template';
import { NotificationTrigger } from './notification-trigger';

/**
 * All that hangs together: what is connected brings what it needs, and a name means one thing.
 */
export class Linked {
  private readonly byKind = {
    trigger: new Map<string, NotificationTrigger>(),
    template: new Map<string, NotificationTemplate>(),
    service: new Map<string, NotificationService>(),
  };

  /** The defaults give way to what has their name. */
  constructor(private readonly owner: string, private readonly defaults: readonly NotificationTrigger[]) {}

  public get triggers(): NotificationTrigger[] {
    const { trigger } = this.byKind;
    return [...trigger.values(), ...this.defaults.filter(({ name }) => !trigger.has(name))];
  }

  public get templates(): NotificationTemplate[] {
    const { template } = this.byKind;
    const ofDefaults = this.triggers.flatMap(({ _templates }) => _templates).filter(({ name }) => !template.has(name));
    return [...template.values(), ...ofDefaults];
  }

  public get services(): NotificationService[] {
    return [...this.byKind.service.values()];
  }

  public get secretKeys(): string[] {
    return [...new Set(this.services.flatMap(({ _secrets }) => _secrets).map(({ _name }) => _name))].sort();
  }

  public connect(trigger: NotificationTrigger, { service }: NotificationDestination) {
    if (service._ownContent && !trigger._templates.some((template) => template._speaksTo(service))) {
      this.fail(`the templates of trigger "${trigger.name}" (${trigger._templates.map(({ name }) => name).join(', ')}) have nothing for service `
        + `"${service.name}" of type ${service._type}, which sends no message alone: give one of them ${service._type === 'webhook' ? 'a webhook' : 'something'} for it`);
    }
    this.addTrigger(trigger);
    this.addService(service);
  }

  public addTrigger(trigger: NotificationTrigger) {
    this.add('trigger', trigger);
    for (const template of trigger._templates) {
      this.add('template', template);
      template._services.forEach((service) => this.addService(service));
    }
  }

  public addService(service: NotificationService) {
    this.add('service', service);
    if (new Set(this.services.flatMap(({ _secrets }) => _secrets).map(({ _secret }) => _secret)).size > 1) {
      this.fail('got keys of several NotificationSecret: there is one Secret for all notifications, name all its keys in one NotificationSecret.withKeys');
    }
  }

  private add<Kind extends keyof Linked['byKind']>(kind: Kind, thing: { readonly name: string }) {
    const known = this.byKind[kind] as Map<string, unknown>;
    if ((known.get(thing.name) ?? thing) !== thing) {
      this.fail(`got two ${kind}s named "${thing.name}": give one of them another name`);
    }
    known.set(thing.name, thing);
  }

  private fail(problem: string): never {
    throw new Error(`[${this.owner}] ${problem}`);
  }
}
