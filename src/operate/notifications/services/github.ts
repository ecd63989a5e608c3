import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.github`.
 */
export interface GitHubServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The id of the GitHub App.
   */
  readonly appId: number;

  /**
   * The id of its installation.
   */
  readonly installationId: number;

  /**
   * The private key of the App.
   */
  readonly privateKey: NotificationSecretKey;

  /**
   * The API of a GitHub Enterprise server.
   *
   * @default - github.com
   */
  readonly enterpriseBaseUrl?: string;
}

/**
 * The status of a commit.
 */
export interface GitHubStatus {
  /**
   * `error`, `failure`, `pending` or `success`. May have placeholders.
   */
  readonly state: string;

  /**
   * What the status is of. May have placeholders.
   */
  readonly label: string;

  /**
   * Where to look. May have placeholders.
   *
   * @default - none
   */
  readonly targetUrl?: string;
}

/**
 * A deployment of a commit.
 */
export interface GitHubDeployment {
  /**
   * `error`, `failure`, `in_progress`, `success` and the like. May have placeholders.
   */
  readonly state: string;

  /**
   * Where it is deployed to. May have placeholders.
   */
  readonly environment: string;

  /**
   * Where the application is. May have placeholders.
   *
   * @default - none
   */
  readonly environmentUrl?: string;

  /**
   * Where to look. May have placeholders.
   *
   * @default - none
   */
  readonly logUrl?: string;

  /**
   * The checks that must have succeeded.
   *
   * @default - none
   */
  readonly requiredContexts?: string[];

  /**
   * Merge the default branch into the commit first.
   *
   * @default true
   */
  readonly autoMerge?: boolean;

  /**
   * Whether the environment will be gone later.
   *
   * @default false
   */
  readonly transientEnvironment?: boolean;
}

/**
 * A comment on the pull request of a commit.
 */
export interface GitHubPullRequestComment {
  /**
   * The comment. May have placeholders.
   */
  readonly content: string;

  /**
   * Comments of one tag are one, which changes. May have placeholders.
   *
   * @default - each by itself
   */
  readonly commentTag?: string;
}

/**
 * What a template does on GitHub.
 */
export interface GitHubMessage {
  /**
   * The repository: `https://github.com/org/repo`, or a placeholder with it.
   */
  readonly repositoryUrl: string;

  /**
   * The commit: usually a placeholder with an annotation of the rollout.
   */
  readonly revision: string;

  /**
   * A status.
   *
   * @default - none
   */
  readonly status?: GitHubStatus;

  /**
   * A deployment.
   *
   * @default - none
   */
  readonly deployment?: GitHubDeployment;

  /**
   * A comment.
   *
   * @default - none
   */
  readonly pullRequestComment?: GitHubPullRequestComment;
}

export function gitHubService({ appId, installationId, privateKey, enterpriseBaseUrl, insecureSkipVerify }: GitHubServiceOptions): ServiceFragment {
  return {
    type: 'github',
    options: { appID: appId, installationID: installationId, privateKey, enterpriseBaseURL: enterpriseBaseUrl, insecureSkipVerify },
    recipients: 'none',
    ownContent: true,
  };
}

export function gitHubMessage({ repositoryUrl, revision, status, deployment, pullRequestComment }: GitHubMessage) {
  return {
    repoURLPath: templateText(repositoryUrl),
    revisionPath: templateText(revision),
    status: status && { state: templateText(status.state), label: templateText(status.label), targetURL: templateText(status.targetUrl) },
    deployment: deployment && toDeployment(deployment),
    pullRequestComment: pullRequestComment && {
      content: templateText(pullRequestComment.content), commentTag: templateText(pullRequestComment.commentTag),
    },
  };
}

function toDeployment({ state, environment, environmentUrl, logUrl, requiredContexts = [], autoMerge, transientEnvironment }: GitHubDeployment) {
  return {
    state: templateText(state),
    environment: templateText(environment),
    environmentURL: templateText(environmentUrl),
    logURL: templateText(logUrl),
    requiredContexts,
    autoMerge,
    transientEnvironment,
  };
}
