import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../../../imports/version';
import { FIELD_SINCE } from '../../../src/rules/controller/field-since';
import { Check } from './check';
import { askRelease } from './oracle';
import { GO } from './tool';

type Fields = Readonly<Record<string, readonly string[]>>;

/** Fields of pods are those of the Kubernetes release that the CRDs were made with. */
const OF_PODS = /\btemplate\.spec\b/;

/** The table of `targetVersion` against the CRDs of every release that can be a target. */
export const fieldsAreAsOldAsWeSay: Check = {
  name: 'since',
  needs: [GO],
  run: () => {
    const releases = [...OLDER_VERSIONS].reverse().concat([ARGO_ROLLOUTS_VERSION] as never);
    const fields = releases.map((release) => askRelease<Fields>(release, 'fields'));
    return releases.slice(1).map((release, index) => {
      const minor = release.replace(/\.\d+$/, '');
      const brought = flat(newFields(fields[index], fields[index + 1]));
      const said = flat(Object.fromEntries(Object.entries(FIELD_SINCE)
        .map(([kind, since]) => [kind, Object.keys(since).filter((field) => since[field] === minor)])));
      return {
        name: `${release} brings the ${said.length} fields that the table says`,
        problems: [
          ...brought.filter((field) => !said.includes(field)).map((field) => `not in the table: ${field}`),
          ...said.filter((field) => !brought.includes(field)).map((field) => `in the table, but not new: ${field}`),
        ],
      };
    });
  },
};

/** Those whose parent is not new as well. */
function newFields(before: Fields, after: Fields): Fields {
  return Object.fromEntries(Object.entries(after).map(([kind, fields]) => {
    const fresh = fields.filter((field) => !OF_PODS.test(field) && !before[kind].includes(field));
    return [kind, fresh.filter((field) => !fresh.some((other) => field.startsWith(`${other}.`) || field.startsWith(`${other}[`)))];
  }));
}

function flat(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([kind, names]) => names.map((name) => `${kind} ${name}`));
}
