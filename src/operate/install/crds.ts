import { readFileSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { apiObject, ObjectBody } from '../../synth/api-object';

const FOLDER = join(__dirname, '../../../imports/crds');

const PLURALS = {
  AnalysisRunCrd: 'analysisruns',
  AnalysisTemplateCrd: 'analysistemplates',
  ClusterAnalysisTemplateCrd: 'clusteranalysistemplates',
  ExperimentCrd: 'experiments',
  RolloutCrd: 'rollouts',
};

/**
 * The kinds of Argo Rollouts. Who installs nothing does not read them.
 */
export function addCrds(scope: Construct) {
  for (const [id, plural] of Object.entries(PLURALS)) {
    apiObject(scope, id, crd(plural));
  }
}

function crd(plural: string): ObjectBody {
  return JSON.parse(readFileSync(join(FOLDER, `${plural}.json`), 'utf8'));
}
