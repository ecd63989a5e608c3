/**
 * The Argo Rollouts release that everything in this folder is made from.
 *
 * This is the one place that names it. After a change run `npx projen import`.
 */
export const ARGO_ROLLOUTS_VERSION = 'v1.10.2';

/**
 * The newest releases of the minor versions before it that can be installed as well, the newest first.
 */
export const OLDER_VERSIONS = ['v1.9.3', 'v1.8.5', 'v1.7.2'] as const;
