package main

import (
	"fmt"
	"strings"

	"github.com/argoproj/notifications-engine/pkg/triggers"
)

// eventTriggers are the triggers that the controller runs by itself, each at an event. At any other time a condition is
// only true if its `when` is.
var eventTriggers = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`
		rollout-updated rollout-not-completed rollout-step-completed rollout-paused rollout-resumed rollout-aborted rollout-completed
		rollout-deleted rollout-added-to-informer new-replica-set-created replica-set-create-error replica-set-update-error
		scaling-replica-set skip-steps switch-service step-plugin-transition reconciliation-error
		traffic-weight-updated traffic-routing-error weight-verify-error target-group-verified target-group-unverified
		target-group-verify-error load-balancer-not-found creating-canary-ingress patching-canary-ingress patching-alb-ingress
		traffic-split-created traffic-split-not-created updated-destination-rule destination-rule-not-found
		virtual-service-not-found virtual-router-not-found virtual-node-not-found
		analysis-run-pending analysis-run-running analysis-run-successful analysis-run-failed analysis-run-error
		analysis-run-inconclusive analysis-run-terminating metric-successful metric-failed metric-error metric-inconclusive
		experiment-created experiment-pending experiment-running experiment-successful experiment-failed experiment-error
		experiment-inconclusive template-progressing template-running template-successful template-failed template-error`) {
		names["on-"+name] = true
	}
	return names
}()

// neverSent objects to a condition that no event and no change of the Rollout makes true, or that both do.
func neverSent(trigger string, condition triggers.Condition) []error {
	switch {
	case condition.When == "" && !eventTriggers[trigger]:
		return []error{fmt.Errorf("trigger '%s' is never sent: it is not named after an event, and a condition has no 'when'", trigger)}
	case condition.When != "" && eventTriggers[trigger]:
		return []error{fmt.Errorf("trigger '%s' is sent twice or at the wrong time: it is named after an event, and a condition has a 'when'", trigger)}
	}
	return nil
}
