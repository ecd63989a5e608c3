package main

import (
	"fmt"
	"strings"

	"github.com/argoproj/notifications-engine/pkg/subscriptions"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
)

// endsOfRuns are what the controller reports of an AnalysisRun, and of the Rollout that made it as well.
var endsOfRuns = []v1alpha1.AnalysisPhase{
	v1alpha1.AnalysisPhaseSuccessful, v1alpha1.AnalysisPhaseFailed, v1alpha1.AnalysisPhaseError, v1alpha1.AnalysisPhaseInconclusive,
}

// toldTwice objects to a subscription that selects the AnalysisRuns of Rollouts, too: their texts are about a run then.
func (n *notifications) toldTwice(subscription subscriptions.DefaultSubscription) []error {
	config := n.config
	config.Subscriptions = subscriptions.DefaultSubscriptions{subscription}
	ofRun := config.GetGlobalDestinations(analysisutil.StepLabels(0, "abc", ""))
	var errs []error
	for _, phase := range endsOfRuns {
		if trigger := "on-analysis-run-" + strings.ToLower(string(phase)); len(ofRun[trigger]) > 0 {
			errs = append(errs, fmt.Errorf("trigger '%s' is sent twice, once about an AnalysisRun", trigger))
		}
	}
	return errs
}
