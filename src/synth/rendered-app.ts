import { ApiObject } from 'cdk8s';
import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';

/**
 * The objects of an app as they are written, JSON patches and all.
 */
export class RenderedApp {
  private readonly byObject: ReadonlyMap<unknown, BundleEntry>;
  private all?: Bundle;

  constructor(private readonly entries: readonly BundleEntry[]) {
    this.byObject = new Map(entries.map((entry) => [entry.origin, entry]));
  }

  /** An object and its manifest; nothing for one that cannot be rendered, or is of another app. */
  public entryOf(object: ApiObject): BundleEntry | undefined {
    return this.byObject.get(object);
  }

  /** Its manifest. */
  public manifestOf(object: ApiObject): Manifest | undefined {
    return this.entryOf(object)?.manifest;
  }

  /** All of them, to look others up. */
  public get bundle(): Bundle {
    this.all ??= new Bundle(this.entries);
    return this.all;
  }
}
