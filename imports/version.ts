/**
 * The Argo Rollouts release that everything in this folder is made from.
 *
 * This is the one place that names it. After a change run `npx projen import`.
 */
export const ARGO_ROLLOUTS_VERSION = 'v1.10.2';
