import { ApiObjectMetadataDefinition } from 'cdk8s';

const PREFIX = 'notifications.argoproj.io/';

/** What of an annotation's key stands behind the prefix. */
const LONGEST_NAME = 63;

/** Adds a subscription to the annotations of a rollout. */
export function annotate(metadata: ApiObjectMetadataDefinition, trigger: string, service: string, recipients: readonly string[]) {
  const name = `subscribe.${trigger}.${service}`;
  if (name.length > LONGEST_NAME) {
    throw new Error(`the annotation "${name}" may have ${LONGEST_NAME} characters, got ${name.length}: give the trigger or the service a shorter name`);
  }
  const key = PREFIX + name;
  const earlier: string | undefined = metadata.toJson()?.annotations?.[key];
  metadata.addAnnotation(key, [...new Set([...earlier ? earlier.split(';') : [], ...recipients])].filter((each) => each !== '').join(';'));
}
