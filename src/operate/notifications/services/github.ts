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
   * The id of the installation of the GitHub App.
   */
  readonly installationId: number;

  /**
   * The private key of the GitHub App.
   */
  readonly privateKey: NotificationSecretKey;

  /**
   * The API URL of a GitHub Enterprise server.
   *
   * @default - github.com
   */
  readonly enterpriseBaseUrl?: string;
}

/**
 * A status of a commit.
 */
export interface GitHubStatus {
  /**
   * `error`, `failure`, `pending` or `success`. May have placeholders.
   */
  readonly state: string;

  /**
   * The label of the status. May have placeholders.
   */
  readonly label: string;

  /**
   * The URL of a page with more information. May have placeholders.
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
   * The state, such as `error`, `failure`, `in_progress` or `success`. May have placeholders.
   */
  readonly state: string;

  /**
   * The environment of the deployment. May have placeholders.
   */
  readonly environment: string;

  /**
   * The URL of the application. May have placeholders.
   *
   * @default - none
   */
  readonly environmentUrl?: string;

  /**
   * The URL of a page with more information. May have placeholders.
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
   * Merge the default branch into the deployed revision first.
   *
   * @default true
   */
  readonly autoMerge?: boolean;

  /**
   * Whether the environment is temporary.
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
   * The text of the comment. May have placeholders.
   */
  readonly content: string;

  /**
   * Comments with the same tag are one comment, which is updated. May have placeholders.
   *
   * @default - each notification makes a new comment
   */
  readonly commentTag?: string;
}

/**
 * What a template creates on GitHub.
 */
export interface GitHubMessage {
  /**
   * The URL of the repository: `https://github.com/org/repo`, or a placeholder that contains it.
   */
  readonly repositoryUrl: string;

  /**
   * The commit. Usually a placeholder for an annotation of the rollout.
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
